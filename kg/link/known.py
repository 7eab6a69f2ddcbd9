"""Names that the ontology knows: gazetteer entries, cities of GeoNames, and bodies that a state owns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.link.cities import city_entity
from kg.link.spelling import clean_name
from kg.model import Entity
from kg.ontology import Ontology
from kg.ontology.gazetteer import Entry, GenericBody, How, Use
from kg.ontology.iris import mint

__all__ = ["are_compatible", "is_owned_body", "known_entity", "ownerless_body"]


def known_entity(name: str, kind: str, owner: str, ontology: Ontology) -> Entity | None:
    """What a name means by the ontology alone; None where it says nothing, or nothing that such a kind can be.

    A body and its owner come before a name without owner: "Congress" is the American one unless Peru owns it.
    """
    body, owned_by = _body_and_owner(name, owner, ontology)
    if body is not None and _can_be_body(kind, ontology):
        found = _owned_body(body, owned_by, ontology)
        if found is not None:
            return found
    uses = ontology.gazetteer.find(name) or ontology.gazetteer.find(clean_name(name, kind, ontology))
    entry = _chosen(uses, name, kind, ontology)
    if kind == "City" and (entry is None or (owner and not _lies_in(entry, owner, ontology))):
        return city_entity(clean_name(name, kind, ontology), clean_name(owner, "State", ontology), ontology)
    return _as_entity(entry) if entry else None


def _lies_in(entry: Entry, where: str, ontology: Ontology) -> bool:
    """Whether a known place is in the state or region of that name; a place that nothing places may be."""
    above, seen = entry.located_in or entry.part_of, entry
    while above and (found := ontology.gazetteer.entries.get(above)) and found is not seen:
        if where in found.names:
            return True
        above, seen = found.located_in or found.part_of, found
    return not entry.located_in


def ownerless_body(name: str, kind: str, ontology: Ontology) -> GenericBody | None:
    """The generic body that a name stands for where nothing says whose it is: "the Supreme Court"."""
    return ontology.gazetteer.generic_body(name) if _can_be_body(kind, ontology) else None


def are_compatible(one: str, other: str, ontology: Ontology) -> bool:
    """Whether one thing can be of both kinds: the same, one above the other, or one that says nothing."""
    return "Thing" in {one, other} or ontology.is_a(one, other) or ontology.is_a(other, one)


def _as_entity(entry: Entry) -> Entity:
    return Entity(entry.iri, entry.kind, entry.label)


def _chosen(uses: Sequence[Use], name: str, kind: str, ontology: Ontology) -> Entry | None:
    """The entry of the first use that the kind allows; None where several stand equally close ("Congolese")."""
    fitting = [use for use in uses if _allows(use, kind, ontology)]
    nearest = [use.entry for use in fitting if use.how == fitting[0].how]
    labelled = [entry for entry in nearest if entry.label == name]
    candidates = labelled or nearest
    return candidates[0] if len(candidates) == 1 else None


def _allows(use: Use, kind: str, ontology: Ontology) -> bool:
    """Whether a mention of this kind can be this use: places no metonyms, persons and groups neither, nor demonyms."""
    acts = ontology.is_a(kind, "Organization") or kind in {"State", "Actor", "Thing"}
    match use.how:
        case How.METONYM:
            return acts
        case How.DEMONYM:
            return kind == "State"
        case _:
            return are_compatible(kind, use.entry.kind, ontology)


def _can_be_body(kind: str, ontology: Ontology) -> bool:
    return kind == "Thing" or (ontology.is_a(kind, "Actor") and not ontology.is_a(kind, "Person"))


def _body_and_owner(name: str, owner: str, ontology: Ontology) -> tuple[GenericBody | None, str]:
    """The generic body in a name, and its owner: given beside it, or in the name itself."""
    if owner:
        return ontology.gazetteer.generic_body(name), owner
    for body_name, owner_name in _splits(name):
        body = ontology.gazetteer.generic_body(body_name)
        if body is not None and _owner_entry(owner_name, ontology):
            return body, owner_name
    head, _, tail = name.rpartition(" of ")
    body = ontology.gazetteer.generic_body(head) if tail[:1].isupper() else None
    return body, tail if body else ""


def is_owned_body(label: str, ontology: Ontology) -> bool:
    """Whether a label is one that a body is given together with its owner."""
    body = ontology.gazetteer.generic_body(label.rpartition(" of ")[0])
    return body is not None and label.startswith(f"{body.label} of ")


def _splits(name: str) -> Iterator[tuple[str, str]]:
    """The ways to cut a name into body and owner: "… of Japan", "Japanese …", "Japan's …"."""
    head, of, tail = name.rpartition(" of ")
    if of:
        yield head, tail
    words = name.split()
    for at in range(1, len(words)):
        yield " ".join(words[at:]), " ".join(words[:at])


def _owner_entry(owner: str, ontology: Ontology) -> Entry | None:
    """The state, or else the organization or region, that an owner's name, demonym or seat stands for."""
    entries = [use.entry for use in ontology.gazetteer.find(owner) if use.how != How.CAPITAL_CITY]
    states = [entry for entry in entries if entry.kind == "State"]
    return next(iter(states or entries), None)


def _owned_body(body: GenericBody, owner: str, ontology: Ontology) -> Entity | None:
    """The body as one thing with its owner: the gazetteer's where it has it, the owner itself for its government."""
    entry = _owner_entry(owner, ontology)
    if body.kind == "State":
        return _as_entity(entry) if entry else None
    if entry is None:
        label = f"{body.label} of {clean_name(owner, 'State', ontology)}"
        return Entity(mint(label), body.kind, label)
    for name in _names_with_owner(body, entry):
        for use in ontology.gazetteer.find(name):
            if ontology.is_a(use.entry.kind, "Organization"):
                return _as_entity(use.entry)
    label = f"{body.label} of {entry.prose}"
    return Entity(mint(label), body.kind, label)


def _names_with_owner(body: GenericBody, owner: Entry) -> Iterator[str]:
    """Every way to say whose body it is; the gazetteer may know one of them ("US Senate")."""
    for name in body.names:
        yield f"{name} of {owner.prose}"
        for owner_name in (*owner.names, *owner.demonyms):
            yield f"{owner_name} {name}"
