"""The claims of articles as extracted: what need not be extracted again.

A reading counts only if it was made with the same ontology, model and program. It is kept as soon as it is made, so
that a build that is ended halfway goes on where it was.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import kg
from kg.model import Article, Claim, content_hash
from kg.store.codec import decode, encode
from kg.store.ledger import Ledger

__all__ = ["READINGS", "Readings", "extraction_key", "merging_key", "model_version"]

READINGS = "CREATE TABLE IF NOT EXISTS reading (reading TEXT PRIMARY KEY, claims TEXT NOT NULL) WITHOUT ROWID;"

ROOMS_THAT_EXTRACT = ("model.py", "ontology", "extract")
ROOMS_THAT_MERGE = ("link", "merge", "store", "update")


@dataclass(frozen=True, slots=True)
class Readings:
    """The readings in a ledger that were made under `made_with`; others are as good as absent."""

    ledger: Ledger
    made_with: str

    def name_of(self, article: Article) -> str:
        """Under which name the article's reading is kept: another one for whatever would be read otherwise."""
        return content_hash(self.made_with, article.key)

    def has(self, article: Article) -> bool:
        """Whether the article need not be extracted."""
        return bool(self.ledger.rows("SELECT 1 FROM reading WHERE reading = ?", self.name_of(article)))

    def keep(self, article: Article, claims: tuple[Claim, ...]) -> None:
        """Keep what was extracted."""
        row = (self.name_of(article), json.dumps(encode(claims)))
        self.ledger.change("INSERT OR REPLACE INTO reading VALUES (?, ?)", [row])

    def claims(self, name: str) -> tuple[Claim, ...]:
        """The claims that are kept under that name, as extracted."""
        ((text,),) = self.ledger.rows("SELECT claims FROM reading WHERE reading = ?", name)
        return tuple(decode(Claim, claim) for claim in json.loads(text))

    def sweep(self) -> None:
        """Forget what is not the reading of an article in the graph."""
        self.ledger.change("DELETE FROM reading WHERE reading NOT IN (SELECT reading FROM article)", [()])


def extraction_key(ontology_digest: str, model: str) -> str:
    """A hash of all that extraction depends on beside the article: ontology, pipeline, program."""
    program = (kg.__version__, _program_digest(ROOMS_THAT_EXTRACT))
    return content_hash(ontology_digest, model, model_version(model), _version("spacy"), *program)


def merging_key(extraction: str, decisions_digest: str, base: str) -> str:
    """A hash of all that the graph depends on beside what was extracted under that key, and from which articles."""
    return content_hash(extraction, decisions_digest, base, _program_digest(ROOMS_THAT_MERGE))


def model_version(model: str) -> str | None:
    """The version of an installed pipeline, or a hash of the description of one that lies in a folder."""
    description = Path(model) / "meta.json"
    return content_hash(description.read_text(encoding="utf-8")) if description.is_file() else _version(model)


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except (importlib.metadata.PackageNotFoundError, ValueError):
        return None


@cache
def _program_digest(rooms: tuple[str, ...]) -> str:
    """A hash of the rooms' code, so that an edited program does not answer with what it said before."""
    digest = hashlib.sha256()
    for room in rooms:
        root = Path(__file__).parents[1] / room
        for path in sorted(root.rglob("*.py")) if root.is_dir() else [root]:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
