"""A graph on disk, each file there whole or not at all. It refuses a target that cannot be written, and says which."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from rdflib import Dataset

from kg.errors import ExportError
from kg.export import Bundle, Exporter, What
from kg.store.files import whole_file

__all__ = ["new_file", "write_bundle", "write_file"]


def write_file(exporter: Exporter, dataset: Dataset, path: Path, what: What = What.ALL) -> None:
    """Write the dataset to the file, making its folder where there is none; a failure leaves the old file as it was."""
    with new_file(path) as out:
        exporter.write(dataset, out, what)


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """The file, open to be written, its folder made where there is none; a failure leaves the old file as it was."""
    with _no_crash(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as out:
            yield out


def write_bundle(bundle: Bundle, dataset: Dataset, folder: Path, what: What = What.ALL) -> tuple[Path, ...]:
    """Write the dataset's files into the folder, made where there is none; the files written."""
    with _no_crash(folder):
        return bundle.write(dataset, folder, what)


@contextmanager
def _no_crash(path: Path) -> Iterator[None]:
    """Turn what the disk refuses into an `ExportError` that names the target."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(f"{path}: cannot be written ({reason}); name another place with --out or -o") from error
