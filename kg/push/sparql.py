"""Pushing to a SPARQL store, by the REST protocol of RDF4J or the Graph Store Protocol.

Refuses to replace or remove a graph that holds other than what was put there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.errors import PushError
from kg.ontology import load_ontology
from kg.push.destination import Destination, OnProgress, Pushed
from kg.push.graph_store import GraphStore, find_graph_store
from kg.push.manifest import manifest_iri, read_manifest
from kg.push.plan import Manifest, Plan, make_plan
from kg.push.rdf4j import open_repository, repository_url
from kg.push.target import Target
from kg.push.units import Seal, Unit, canonical, inferred_unit, read_units, seal_of
from kg.push.walk import Load, carry_out
from kg.push.wire import connect
from kg.store import prefixes_of

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["find_target", "push"]


def push(dataset: Dataset, destination: Destination, on_progress: OnProgress) -> Pushed:
    """What was sent to the SPARQL store so that its graphs are those of the dataset."""
    base = prefixes_of(dataset)["id"]
    units = {unit.graph: unit for unit in _units(dataset, destination)}
    target = find_target(destination)
    remote = read_manifest(target.read(manifest_iri(base)))
    seals = {name: unit.seal() for name, unit in units.items()}
    plan = make_plan(seals, remote)
    _refuse_foreign(target, plan, remote, seals)
    if plan.touched and not destination.dry_run:
        carry_out(target, Load(units, seals, base, on_progress), plan, remote)
    return _told(plan, seals, remote)


def _units(dataset: Dataset, destination: Destination) -> Iterator[Unit]:
    if destination.infer:
        yield inferred_unit(dataset, load_ontology(destination.ontology))
    yield from read_units(dataset, _checked(destination.graph))


def find_target(destination: Destination) -> Target:
    """The store that the destination names, asked whether it is there."""
    wire, url = connect(destination), destination.url
    if destination.protocol == "gsp":
        return GraphStore(wire, url)
    if destination.protocol == "rdf4j" or repository_url(url):
        return open_repository(wire, url)
    return find_graph_store(wire, url)


def _checked(graph: str | None) -> str | None:
    try:
        return NamedNode(graph).value if graph else None
    except ValueError as error:
        raise PushError(
            f"{graph}: cannot name a graph ({error}); give an absolute IRI: https://example.org/news"
        ) from error


def _told(plan: Plan, seals: Mapping[str | None, Seal], remote: Manifest) -> Pushed:
    gone = ((name, remote.get(name)) for name in plan.remove)
    return Pushed(
        sent=len(plan.send),
        unchanged=len(plan.keep),
        removed=len(plan.remove),
        statements=sum(seals[name].statements for name in plan.send),
        changes=(
            *(("send", name, seals[name].statements) for name in plan.send),
            *(("remove", name, seal.statements if seal else 0) for name, seal in gone),
        ),
    )


def _refuse_foreign(target: Target, plan: Plan, remote: Manifest, seals: Mapping[str | None, Seal]) -> None:
    """Refuse where a graph that would be replaced or removed holds other than what was put there."""
    for name in plan.touched:
        if name not in remote and not _is_free(target, name, seals[name]):
            raise PushError(
                f"{_called(name)} holds statements there that `kg push` did not put there; {_way_out(name)}"
            )
        if (known := remote.get(name)) and (found := target.count(name)) not in {0, known.statements}:
            raise PushError(
                f"{_called(name)} holds {found} statements there, and `kg push` put {known.statements}: replacing it "
                "would lose what somebody else did; move that to a graph of its own, or push to an empty repository"
            )


def _is_free(target: Target, name: str | None, seal: Seal) -> bool:
    """Whether nothing would be lost: the graph is empty there, or holds exactly what is to be sent."""
    found = target.count(name)
    return found == 0 or (found == seal.statements and seal_of(canonical(target.read(name))) == seal)


def _called(name: str | None) -> str:
    return "the default graph" if name is None else f"the graph <{name}>"


def _way_out(name: str | None) -> str:
    if name is None:
        return "give --graph IRI to put this part into a named graph, or push to an empty repository"
    return "empty that graph first, or push to an empty repository"
