"""The graphs of a dataset, one by one, as N-Triples that are never held in memory whole.

A graph is known again by its seal, which does not depend on the order in which the store hands the statements out.
Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, cast

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, parse, serialize

from kg.export.description import describe
from kg.inference import inferred_graph, inferred_quads
from kg.store import oxigraph_store

if TYPE_CHECKING:
    from pyoxigraph import Store, Triple
    from rdflib import Dataset

    from kg.ontology import Ontology

__all__ = ["Seal", "Unit", "canonical", "inferred_unit", "read_units", "seal_of"]

MOST_BYTES_IN_MEMORY = 8 << 20
MODULUS = 1 << 256


@dataclass(frozen=True, slots=True)
class Seal:
    """What tells two states of a graph apart: the sum of its lines' SHA-256, and how many lines there are."""

    digest: str
    statements: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One graph that goes out, under the name that it has in the target: None is the default graph there."""

    graph: str | None
    write: Callable[[IO[bytes]], None]

    @contextmanager
    def lines(self) -> Iterator[IO[bytes]]:
        """Its N-Triples as a file, opened at its beginning."""
        with SpooledTemporaryFile(MOST_BYTES_IN_MEMORY) as file:
            self.write(file)
            file.seek(0)
            yield file

    def seal(self) -> Seal:
        """Its seal as it is now."""
        with self.lines() as lines:
            return seal_of(lines)


def seal_of(lines: Iterable[bytes]) -> Seal:
    """The seal of a graph given as lines of N-Triples, in any order.

    A sum of hashes needs no sorting, and so no memory. It tells changes apart, and is no defence against forgers.
    """
    total = count = 0
    for line in lines:
        if stripped := line.strip():
            total += int.from_bytes(sha256(stripped).digest())
            count += 1
    return Seal(f"{total % MODULUS:064x}", count)


def canonical(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines as our own store would write them: there are several ways to write a character or a string."""
    for line in lines:
        yield cast("bytes", serialize(parse(line, format=RdfFormat.N_TRIPLES), format=RdfFormat.N_TRIPLES))


def read_units(dataset: Dataset, graph: str | None = None) -> tuple[Unit, ...]:
    """Each article's graph in the order of their names, then the default graph, which is to be called `graph`.

    It comes last: what it says refers to what the others say. The description of the whole is part of it.
    """
    store = oxigraph_store(dataset)
    named = sorted(
        node.value for node in store.named_graphs() if isinstance(node, NamedNode) and _holds_any(store, node)
    )
    about = tuple(quad.triple for quad in describe(dataset) if quad not in store)
    articles = (Unit(iri, partial(_dump, store, NamedNode(iri))) for iri in named)
    return (*articles, Unit(graph, partial(_dump_rest, store, about)))


def inferred_unit(dataset: Dataset, ontology: Ontology) -> Unit:
    """What follows from the facts, as a graph of its own."""
    triples = tuple(quad.triple for quad in inferred_quads(dataset, ontology))

    def write(out: IO[bytes]) -> None:
        serialize(triples, out, RdfFormat.N_TRIPLES)

    return Unit(inferred_graph(dataset).value, write)


def _holds_any(store: Store, graph: NamedNode) -> bool:
    return next(iter(store.quads_for_pattern(None, None, None, graph)), None) is not None


def _dump(store: Store, graph: NamedNode | DefaultGraph, out: IO[bytes]) -> None:
    store.dump(out, RdfFormat.N_TRIPLES, from_graph=graph)


def _dump_rest(store: Store, about: Sequence[Triple], out: IO[bytes]) -> None:
    _dump(store, DefaultGraph(), out)
    serialize(about, out, RdfFormat.N_TRIPLES)
