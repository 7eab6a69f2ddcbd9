"""How fast a store is written as RDF: `python benchmarks/exporting.py .kg --format nquads --format trig`.

Each format against pyoxigraph's bare dump of the same store to N-Quads, which is unsorted and says nothing of itself.
Times are of the processor, and only their ratios say something about another machine; memory is that of the process.
"""

from __future__ import annotations

import argparse
import io
import resource
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pyoxigraph import RdfFormat

from kg.export import FORMATS, What, find_exporter
from kg.store import open_dataset, oxigraph_store


class Counted(io.RawIOBase):
    """A stream that forgets what is written to it, but not how much that was."""

    length = 0

    def writable(self) -> bool:
        """True."""
        return True

    def write(self, piece: object) -> int:
        """The length of the piece."""
        size = len(memoryview(piece))  # type: ignore[arg-type]  # whatever has a buffer
        self.length += size
        return size


def main() -> None:
    """Print what the dump takes, and what each format does."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("store", type=Path, nargs="?", default=Path(".kg"))
    parser.add_argument("--format", action="append", choices=list(FORMATS), default=None)
    parser.add_argument("--what", type=What, choices=list(What), default=What.ALL)
    options = parser.parse_args()
    dataset = open_dataset(options.store)
    store = oxigraph_store(dataset)
    dumped, _ = measured(lambda out: store.dump(out, RdfFormat.N_QUADS))
    print(f"store: {len(store)} quads; pyoxigraph dumps it in {dumped:.1f} s", flush=True)
    for name in options.format or ["nquads"]:
        took, length = measured(partial(find_exporter(name).write, dataset, what=options.what))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        ratio = f"{dumped / took:.2f} × the dump's speed"
        print(f"{name}: {took:.1f} s, {ratio}, {length / 1e6:.0f} MB; memory so far {memory:.0f} MB", flush=True)


def measured(write: Callable[[Counted], object]) -> tuple[float, int]:
    """The processor's time that writing takes, and how many bytes were written."""
    out, started = Counted(), time.process_time()
    write(out)
    return time.process_time() - started, out.length


if __name__ == "__main__":
    main()
