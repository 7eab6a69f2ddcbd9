"""How fast the tables of a store are written: `python benchmarks/tables.py .kg`.

Two measures: against what pyarrow and DuckDB need to read the same rows from our Parquet and to write them, and against
what pyoxigraph needs to dump the store, since to read it is most of the work. Times are of the processor, and only
their ratios say something about another machine. DuckDB is kept to one thread, as we have one.
"""

from __future__ import annotations

import argparse
import io
import resource
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import duckdb
import pyarrow.csv
import pyarrow.parquet as pq
from pyoxigraph import RdfFormat

from kg.export import What, find_bundle
from kg.export.tables import TABLES
from kg.store import open_dataset, oxigraph_store


def main() -> None:
    """Print the rows of each table and what each way to write them takes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("store", type=Path, nargs="?", default=Path(".kg"))
    options = parser.parse_args()
    dataset = open_dataset(options.store)
    store = oxigraph_store(dataset)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        dumped = seconds(partial(store.dump, folder / "all.nq", RdfFormat.N_QUADS))
        ours = {name: seconds(partial(find_bundle(name).write, dataset, folder, What.ALL)) for name in FORMATS}
        print(f"store: {len(store)} quads; pyoxigraph dumps it in {dumped:.1f} s")
        print(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
        for name, took in ours.items():
            bare = {program: sum(seconds(partial(write, folder, t, name)) for t in TABLES) for program, write in BARE}
            told = ", ".join(f"{took / each:.0f} × {program}" for program, each in bare.items())
            print(f"{name}: {took:.1f} s = {took / dumped:.1f} × the dump, {told}")
        for table in TABLES:
            print(f"  {table:9} {pq.read_metadata(folder / f'{table}.parquet').num_rows:9} rows")


def seconds(work: Callable[[], object]) -> float:
    """The processor's time that the work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def by_pyarrow(folder: Path, table: str, name: str) -> None:
    """Write the rows that lie in memory with pyarrow."""
    rows = pq.read_table(folder / f"{table}.parquet")
    if name == "parquet":
        pq.write_table(rows, io.BytesIO(), compression="zstd")
    else:
        flat = [column.name for column in rows.schema if not pyarrow.types.is_list(column.type)]
        pyarrow.csv.write_csv(rows.select(flat), io.BytesIO())


def by_duckdb(folder: Path, table: str, name: str) -> None:
    """Write the rows with DuckDB, read from our Parquet as it goes."""
    form = "FORMAT parquet, COMPRESSION zstd" if name == "parquet" else "FORMAT csv, HEADER"
    source, target = folder / f"{table}.parquet", folder / "bare"
    duckdb.sql(f"SET threads = 1; COPY (FROM '{source}') TO '{target}' ({form})")


FORMATS = ("csv", "parquet")
BARE = (("pyarrow", by_pyarrow), ("DuckDB", by_duckdb))

if __name__ == "__main__":
    main()
