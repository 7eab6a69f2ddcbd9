"""Claims → the same claims with every named mention linked to its entity. It changes nothing else in a claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from kg.link.blocks import blocks_of, sought_blocks
from kg.link.choosing import Choice, choose_parent
from kg.link.decisions import NO_DECISIONS, Decisions
from kg.link.ids import NameId
from kg.link.names import ArticleNames, Name, Spelt, names_of
from kg.link.roots import assign_iris, known_thing
from kg.model import Claim, Entity, Mention
from kg.ontology import Ontology

__all__ = ["choices_of", "entities_of", "find_root", "link_all", "link_claims"]


def link_claims(
    claims: Iterable[Claim],
    entity_of: Callable[[NameId], Entity | None],
    ontology: Ontology,
    decisions: Decisions = NO_DECISIONS,
) -> tuple[Claim, ...]:
    """One article's claims in their order, linked. A mention without a name, or with titles for a name, stays unlinked.

    `entity_of` gives the entity of each name that `names_of` finds in these claims.
    """
    claims = tuple(claims)
    article = ArticleNames(claims, ontology, decisions)

    def linked(mention: Mention | None) -> Mention | None:
        if mention is None:
            return None
        meaning = article.meaning(mention)
        return replace(mention, entity=entity_of(meaning.id) if isinstance(meaning, Spelt) else meaning)

    return tuple(
        replace(
            claim,
            subject=linked(claim.subject),
            object=linked(claim.object),
            attributed_to=linked(claim.attributed_to),
            place=linked(claim.place),
        )
        for claim in claims
    )


def link_all(claims: Iterable[Claim], ontology: Ontology, decisions: Decisions = NO_DECISIONS) -> tuple[Claim, ...]:
    """All articles' claims in their order, linked: names are settled among all of them, in memory."""
    claims = tuple(claims)
    entities = entities_of(names_of(claims, ontology, decisions), ontology, decisions)
    by_article: defaultdict[str, list[int]] = defaultdict(list)
    for at, claim in enumerate(claims):
        by_article[claim.article].append(at)
    linked = list(claims)
    for places in by_article.values():
        for at, claim in zip(
            places, link_claims([claims[at] for at in places], entities.get, ontology, decisions), strict=True
        ):
            linked[at] = claim
    return tuple(linked)


def entities_of(
    names: Collection[Name], ontology: Ontology, decisions: Decisions = NO_DECISIONS
) -> dict[NameId, Entity]:
    """The entity of each name, given all names there are."""
    by_id = {name.id: name for name in names}
    choices = choices_of(names, ontology, decisions)
    roots = {name: find_root(name, choices) for name in by_id}
    made = assign_iris([by_id[root] for root in set(roots.values()) if root in by_id], ontology, decisions)
    found = {name: made.get(root) or known_thing(root, ontology) for name, root in roots.items()}
    return {name: entity for name, entity in found.items() if entity}


def choices_of(
    names: Collection[Name], ontology: Ontology, decisions: Decisions = NO_DECISIONS
) -> dict[NameId, Choice]:
    """What each name chooses, given all names there are."""
    blocks: defaultdict[str, list[Name]] = defaultdict(list)
    for name in names:
        for block in blocks_of(name.id, decisions):
            blocks[block].append(name)
    return {name.id: choose_parent(name, _neighbours(name, blocks, decisions), ontology, decisions) for name in names}


def find_root(name: NameId, choices: Mapping[NameId, Choice]) -> NameId:
    """The name or known thing at which the parents end."""
    while (choice := choices.get(name)) and choice.parent:
        name = choice.parent
    return name


def _neighbours(name: Name, blocks: Mapping[str, list[Name]], decisions: Decisions) -> list[Name]:
    near = {other.id: other for block in sought_blocks(name.id, decisions) for other in blocks.get(block, ())}
    near.pop(name.id, None)
    return [near[each] for each in sorted(near)]
