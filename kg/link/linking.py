"""Claims → the same claims with every named mention linked to its entity. It changes nothing else in a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.link.known import known_entity, ownerless_body
from kg.link.naming import Names, collect_names, entities_of, spelling_of
from kg.link.spelling import Key
from kg.model import Claim, Entity, Mention, content_hash
from kg.ontology import Ontology
from kg.ontology.gazetteer import GenericBody
from kg.ontology.iris import mint

__all__ = ["link_claims"]


def link_claims(claims: Iterable[Claim], ontology: Ontology, names: Names | None = None) -> Iterator[Claim]:
    """The claims in their order, linked. A mention without a name, or with titles for a name, stays unlinked.

    Which spellings are one thing depends on all of them: without `names` the claims are read through once before the
    first comes back, and held; with the `names` that `collect_names` made of them all, they stream.
    """
    if names is None:
        claims = tuple(claims)
        names = collect_names(claims, ontology)
    linker = _Linker(ontology, entities_of(names, ontology))
    return map(linker.link, claims)


class _Linker:
    """What is known while claims pass through; remembers what a name meant."""

    def __init__(self, ontology: Ontology, minted: Mapping[tuple[Key, str], Entity]) -> None:
        self._ontology = ontology
        self._minted = minted
        self._remembered: dict[tuple[str, str, str], Entity | GenericBody | None] = {}

    def link(self, claim: Claim) -> Claim:
        """The claim with its mentions linked."""
        return replace(
            claim,
            subject=self._linked(claim.subject, claim.article),
            object=self._linked(claim.object, claim.article),
            attributed_to=self._linked(claim.attributed_to, claim.article),
            place=self._linked(claim.place, claim.article),
        )

    def _linked(self, mention: Mention | None, article: str) -> Mention | None:
        if mention is None or not mention.name:
            return mention
        wanted = (mention.name, mention.kind, mention.owner)
        if wanted not in self._remembered:
            self._remembered[wanted] = self._meant(*wanted)
        meant = self._remembered[wanted]
        return replace(mention, entity=_in_article(meant, article) if isinstance(meant, GenericBody) else meant)

    def _meant(self, name: str, kind: str, owner: str) -> Entity | GenericBody | None:
        """What a name means: a known thing, a body that only the article can tell, or a thing of that name."""
        known = known_entity(name, kind, owner, self._ontology) or ownerless_body(name, kind, self._ontology)
        if known is not None:
            return known
        spelling = spelling_of(name, kind, self._ontology)
        return self._minted.get((spelling.key, kind)) if spelling else None


def _in_article(body: GenericBody, article: str) -> Entity | None:
    """A body without an owner, as its article's own, since two articles' supreme courts may be two.

    None for a government: without its state it is nobody.
    """
    if body.kind == "State":
        return None
    return Entity(f"{mint(body.label)}_{content_hash(article)[:8]}", body.kind, body.label)
