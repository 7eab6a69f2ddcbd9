"""A graph as a file, there whole or not at all. It refuses a target that cannot be written, and says which."""

from __future__ import annotations

from pathlib import Path

from rdflib import Dataset

from kg.errors import ExportError
from kg.export import Exporter
from kg.store.files import write_whole

__all__ = ["write_file"]


def write_file(exporter: Exporter, dataset: Dataset, path: Path) -> None:
    """Write the dataset to the file, making its folder where there is none; a failure leaves the old file as it was."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, exporter.write(dataset))
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(f"{path}: cannot be written ({reason}); name another place with --out or -o") from error
