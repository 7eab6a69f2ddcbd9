"""Names that the ontology does not know: what one article, or several, say of them. It decides nothing between names.

What a mention means is settled within its article: a known thing, or a name. A name that is one word for a person
(*Kono*) is kept apart by the state that the article gives it, since surnames are shared; every other name is one with
its like in all articles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from kg.link.decisions import NO_DECISIONS, Decisions
from kg.link.ids import NameId
from kg.link.known import known_entity, ownerless_body
from kg.link.references import owner_label
from kg.link.spelling import clean_name, name_key
from kg.model import Claim, Entity, Mention, content_hash
from kg.ontology import Ontology
from kg.ontology.gazetteer import Gazetteer, GenericBody
from kg.ontology.iris import mint

__all__ = ["ArticleNames", "Name", "Spelt", "names_of", "sentence_with", "sum_names"]

MAX_NEAR = 24  # others kept as an article's context of a name: enough to tell two apart, and no more to store


@dataclass(frozen=True, slots=True)
class Name:
    """What one article, or the sum of several, says of a name.

    `spellings` counts how often it is written in which way. `context` counts articles: under `"Japan|"` those that
    place it with Japan, under `"Japan|…"` those of them that also name another thing or name, given by its IRI or id;
    nothing stands before the bar where no state is given.
    """

    id: NameId
    spellings: Mapping[str, int]
    context: Mapping[str, int] = field(default_factory=dict)
    articles: int = 1


class Spelt(NamedTuple):
    """A name as one mention has it."""

    id: NameId
    spelling: str


def names_of(claims: Iterable[Claim], ontology: Ontology, decisions: Decisions = NO_DECISIONS) -> tuple[Name, ...]:
    """The unknown names in one article's claims as extracted, by their ids; those of several articles are summed."""
    by_article: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_article[claim.article].append(claim)
    found: defaultdict[NameId, list[Name]] = defaultdict(list)
    for article in sorted(by_article):
        for name in ArticleNames(by_article[article], ontology, decisions).names():
            found[name.id].append(name)
    return tuple(sum_names(found[each]) for each in sorted(found))


def sum_names(names: Iterable[Name]) -> Name:
    """What several articles say of one name; in any order the same."""
    spellings: Counter[str] = Counter()
    context: Counter[str] = Counter()
    articles = 0
    ids = set()
    for name in names:
        ids.add(name.id)
        spellings.update(name.spellings)
        context.update(name.context)
        articles += name.articles
    (one,) = ids
    return Name(one, dict(sorted(spellings.items())), dict(sorted(context.items())), articles)


def sentence_with(
    name: NameId, claims: Sequence[Claim], ontology: Ontology, decisions: Decisions = NO_DECISIONS
) -> str:
    """The first sentence in which one article's claims have a name, one that spells it out if any; empty for none."""
    article = ArticleNames(claims, ontology, decisions)
    found = {
        (meaning.spelling not in claim.evidence.text, claim.evidence.span, claim.evidence.text)
        for claim in claims
        for mention in claim.mentions
        if isinstance(meaning := article.meaning(mention), Spelt) and meaning.id == name
    }
    return min(found)[2] if found else ""


class ArticleNames:
    """What the mentions of one article's claims mean. All claims must be of one article."""

    def __init__(self, claims: Sequence[Claim], ontology: Ontology, decisions: Decisions) -> None:
        self._article = claims[0].article if claims else ""
        self._claims = claims
        self._ontology = ontology
        self._decisions = decisions
        self._owners = self._owners_of_names()

    def meaning(self, mention: Mention) -> Entity | Spelt | None:
        """A known thing, a name, or None where the mention has no name or one that says nothing ("government")."""
        read = self._read_as(mention)
        found = self._told(read)
        if isinstance(found, GenericBody):
            return _in_article(found, self._article)
        if isinstance(found, Spelt):
            written = found if read is mention else self._told(mention)
            spelling = written.spelling if isinstance(written, Spelt) else found.spelling
            spelt = self._with_owner(Spelt(found.id, spelling))
            return self._decisions.known(spelt.id, self._ontology) or spelt
        return self._decisions.instead(found) if found else None

    def names(self) -> Iterator[Name]:
        """The article's unknown names, each with what it stands beside."""
        meant = {mention: self.meaning(mention) for claim in self._claims for mention in claim.mentions}
        seen = Counter(_reference(meaning) for meaning in meant.values() if meaning)
        spellings: defaultdict[NameId, Counter[str]] = defaultdict(Counter)
        for meaning in meant.values():
            if isinstance(meaning, Spelt):
                spellings[meaning.id][meaning.spelling] += 1
        for name, counts in spellings.items():
            yield Name(name, dict(sorted(counts.items())), self._context_of(name, seen))

    def _told(self, mention: Mention) -> Entity | GenericBody | Spelt | None:
        if not mention.name:
            return None
        return _meaning_of(mention.name, mention.kind, mention.owner, self._ontology)

    def _read_as(self, mention: Mention) -> Mention:
        """The mention under the name that a person said it has here."""
        if not self._decisions.splits:
            return mention
        told = self._told(mention)
        owner = self._owners.get(told.id, "") if isinstance(told, Spelt) else ""
        owner = owner or (owner_label(mention.owner, self._ontology) if mention.owner else "")
        name = self._decisions.read_as(mention.name, mention.kind, owner, self._article, self._ontology)
        return mention if name == mention.name else replace(mention, name=name, owner="")

    def _owners_of_names(self) -> dict[NameId, str]:
        """The state that the article gives each name most often."""
        votes: defaultdict[NameId, Counter[str]] = defaultdict(Counter)
        for mention in {mention for claim in self._claims for mention in claim.mentions if mention.owner}:
            told = self._told(mention)
            if isinstance(told, Spelt):
                votes[told.id][owner_label(mention.owner, self._ontology)] += 1
        return {name: min(counts, key=lambda owner: (-counts[owner], owner)) for name, counts in votes.items()}

    def _with_owner(self, spelt: Spelt) -> Spelt:
        owner = self._owners.get(spelt.id)
        if owner and " " not in spelt.id.key and self._ontology.is_a(spelt.id.kind, "Person"):
            return Spelt(NameId(f"{spelt.id.key}@{owner}", spelt.id.kind), spelt.spelling)
        return spelt

    def _context_of(self, name: NameId, seen: Mapping[str, int]) -> dict[str, int]:
        plain = NameId(name.bare, name.kind)
        owner = self._owners.get(plain, "")
        others = sorted(seen.keys() - {_reference(Spelt(name, ""))}, key=lambda other: (-seen[other], other))
        return dict.fromkeys(sorted({f"{owner}|", *(f"{owner}|{other}" for other in others[:MAX_NEAR])}), 1)


def _reference(meaning: Entity | Spelt) -> str:
    return meaning.iri if isinstance(meaning, Entity) else f"{meaning.id.key} {meaning.id.kind}"


def _meaning_of(name: str, kind: str, owner: str, ontology: Ontology) -> Entity | GenericBody | Spelt | None:
    """What a name means by itself; remembered, since few names make up most mentions."""
    memory = _memory(ontology.gazetteer)
    wanted = (name, kind, owner)
    if wanted not in memory:
        memory[wanted] = _looked_up(*wanted, ontology)
    return memory[wanted]


@lru_cache(maxsize=4)
def _memory(_gazetteer: Gazetteer) -> dict[tuple[str, str, str], Entity | GenericBody | Spelt | None]:
    return {}


def _looked_up(name: str, kind: str, owner: str, ontology: Ontology) -> Entity | GenericBody | Spelt | None:
    known = known_entity(name, kind, owner, ontology) or ownerless_body(name, kind, ontology)
    if known is not None:
        return known
    text = clean_name(name, kind, ontology)
    key = name_key(text, kind, ontology)
    return Spelt(NameId(key, kind), text) if key else None


def _in_article(body: GenericBody, article: str) -> Entity | None:
    """A body without an owner, as its article's own, since two articles' supreme courts may be two.

    None for a government: without its state it is nobody.
    """
    if body.kind == "State":
        return None
    return Entity(f"{mint(body.label)}_{content_hash(article)[:8]}", body.kind, body.label)
