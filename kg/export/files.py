"""A graph as a file, there whole or not at all. It refuses a target that cannot be written, and says which."""

from __future__ import annotations

import contextlib
from pathlib import Path

from rdflib import Dataset

from kg.errors import ExportError
from kg.export import Exporter

__all__ = ["write_file"]

UNFINISHED = ".new"


def write_file(exporter: Exporter, dataset: Dataset, path: Path) -> None:
    """Write the dataset to the file, making its folder where there is none; a failure leaves the old file as it was."""
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(exporter.write(dataset))
        unfinished.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(f"{path}: cannot be written ({reason}); name another place with --out or -o") from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
