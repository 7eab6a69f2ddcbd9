"""Articles and their claims as extracted, one JSON file each: what need not be extracted again.

An entry counts only if it was made with the same ontology, model and program; one that cannot be read is a miss, and
is written anew.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import kg
from kg.model import Article, Claim, content_hash
from kg.store.codec import decode, encode
from kg.store.files import no_crash_on_disk, write_whole

__all__ = ["Archive", "extraction_key"]

ROOMS_THAT_EXTRACT = ("model.py", "ontology", "extract")


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    article: Article
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """The claims kept in `folder` that were extracted under `key`; those of other keys are as good as absent."""

    folder: Path
    key: str

    def get(self, article: Article) -> tuple[Claim, ...] | None:
        """The article's claims as extracted, or None where it has to be read."""
        try:
            entry = decode(_Entry, json.loads(self._path(article).read_bytes()))
        except (OSError, ValueError, TypeError, RecursionError):
            return None
        return entry.claims if (entry.key, entry.article.key) == (self.key, article.key) else None

    def put(self, article: Article, claims: tuple[Claim, ...]) -> None:
        """Keep the article's claims, in the place of what is kept for it."""
        text = json.dumps(encode(_Entry(self.key, article, claims)), indent=1)
        with no_crash_on_disk(self.folder.parent):
            write_whole(self._path(article), [text])

    def sweep(self, articles: Iterable[Article]) -> None:
        """Take out everything but these articles."""
        keep = {self._path(article) for article in articles}
        with no_crash_on_disk(self.folder.parent):
            for path in self.folder.iterdir():
                if path not in keep:
                    path.unlink()

    def _path(self, article: Article) -> Path:
        return self.folder / f"{article.key}.json"


def extraction_key(ontology_digest: str, model: str) -> str:
    """A hash of all that extraction depends on beside the article: ontology, pipeline, program."""
    program = (kg.__version__, _program_digest())
    return content_hash(ontology_digest, model, _model_version(model), _version("spacy"), *program)


def _model_version(model: str) -> str | None:
    """The version of an installed pipeline, or a hash of the description of one that lies in a folder."""
    description = Path(model) / "meta.json"
    return content_hash(description.read_text(encoding="utf-8")) if description.is_file() else _version(model)


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except (importlib.metadata.PackageNotFoundError, ValueError):
        return None


@cache
def _program_digest() -> str:
    """A hash of the code that extracts, so that an edited program does not answer with what it said before."""
    digest = hashlib.sha256()
    for room in ROOMS_THAT_EXTRACT:
        root = Path(__file__).parents[1] / room
        for path in sorted(root.rglob("*.py")) if root.is_dir() else [root]:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
