"""What a person is asked about names: proposals as items of merges.yaml, and that file with them in it.

It changes no item that a person decided or wrote a comment into; an undecided one is brought up to date, and goes when
it is no longer in doubt.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.link.choosing import Choice
from kg.link.decision_reading import DIFFERENT, DONE, SAME, UNDECIDED, decisions_of, effective_decision
from kg.link.decisions import Decisions
from kg.link.ids import NameId
from kg.link.linking import choices_of, find_root
from kg.link.merges_file import Item, MergesFile, item_text
from kg.link.names import Name
from kg.link.references import Reference, parse_reference, write_reference
from kg.link.roots import known_thing
from kg.ontology import Ontology

__all__ = ["Review", "idle_decisions", "review_file", "review_names"]

MIN_PLACED = 2  # articles with each of two states before a full name is thought to be two persons'

SentenceOf = Callable[[NameId], str]
"""An example sentence with a name, empty where there is none."""


@dataclass(frozen=True, slots=True)
class Review:
    """The file as it should be written, with what it holds: items in doubt, how many of them are new, and warnings.

    A warning is one line that says where the file means nothing, and what to do.
    """

    text: str
    undecided: int
    new: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Proposal:
    """An item to be decided, the names that tell it from others, and its place in the list."""

    names: frozenset[str]
    order: tuple[object, ...]
    values: dict[str, object]

    @property
    def text(self) -> str:
        return item_text(self.values)


def review_file(
    names: Collection[Name],
    path: Path,
    ontology: Ontology,
    sentence_of: SentenceOf,
    *,
    everything: bool = False,
) -> Review:
    """What `review_names` makes of a file, which need not be there yet; the file is written where its text changes."""
    before = path.read_text("utf-8-sig") if path.exists() else ""
    review = review_names(names, MergesFile.read(before, str(path)), ontology, sentence_of, everything=everything)
    if review.text != before:
        unfinished = path.with_name(f"{path.name}.tmp")
        unfinished.write_text(review.text, "utf-8")
        unfinished.replace(path)
    return review


def review_names(
    names: Collection[Name],
    merges: MergesFile,
    ontology: Ontology,
    sentence_of: SentenceOf,
    *,
    everything: bool = False,
) -> Review:
    """The file with all that is in doubt among all names there are, and with `everything` also what was done.

    The same names and file give the same text, and that text again itself.
    """
    decisions = decisions_of(merges, ontology)
    asking = _Asking(names, ontology, decisions, sentence_of)
    doubts = {proposal.names: proposal for proposal in asking.doubts()}
    done = {proposal.names: proposal for proposal in asking.done()}
    kept, replaced = _revised(merges, doubts, done, ontology)
    fresh = [proposal for key, proposal in doubts.items() if key not in kept]
    fresh += [proposal for key, proposal in done.items() if everything and key not in kept]
    fresh.sort(key=lambda proposal: proposal.order)
    text = merges.rewritten(replaced, [proposal.text for proposal in fresh])
    undecided = sum(effective_decision(item) == UNDECIDED for item in MergesFile.read(text, merges.name).items)
    new = sum(proposal.names in doubts for proposal in fresh)
    return Review(text, undecided, new, tuple(asking.warnings(merges)))


def idle_decisions(names: Collection[Name], path: Path, ontology: Ontology) -> tuple[str, ...]:
    """What a file decides without effect on these names, a line each; nothing where there is no file."""
    if not path.exists():
        return ()
    merges = MergesFile.read(path.read_text("utf-8-sig"), str(path))
    return tuple(_Asking(names, ontology, decisions_of(merges, ontology), lambda _: "").warnings(merges))


def _revised(
    merges: MergesFile,
    doubts: Mapping[frozenset[str], _Proposal],
    done: Mapping[frozenset[str], _Proposal],
    ontology: Ontology,
) -> tuple[set[frozenset[str]], dict[int, str | None]]:
    """The names of all items that stay, and what becomes of the lines of those that change."""
    kept: set[frozenset[str]] = set()
    replaced: dict[int, str | None] = {}
    for item in merges.items:
        key = _names_in(item, ontology)
        current = {UNDECIDED: doubts, DONE: done}.get(effective_decision(item))
        if current is None or merges.has_comment(item):
            kept.add(key)
        elif key in current and key not in kept:
            kept.add(key)
            if item.values != _as_read(current[key].values):
                replaced[item.first] = current[key].text
        else:
            replaced[item.first] = None
    return kept, replaced


def _as_read(value: object) -> object:
    """A value as it comes back from the file: every leaf a text."""
    match value:
        case dict():
            return {key: _as_read(each) for key, each in value.items()}
        case list():
            return [_as_read(each) for each in value]
    return str(value)


def _names_in(item: Item, ontology: Ontology) -> frozenset[str]:
    """What an item is about, however it is written."""
    written = item.texts("names") or (item.text("split"), item.text("owner"))
    return frozenset("|".join(parse_reference(each, ontology).identity) for each in written)


class _Asking:
    """All names, what they chose, and how to speak of them."""

    def __init__(
        self, names: Collection[Name], ontology: Ontology, decisions: Decisions, sentence_of: SentenceOf
    ) -> None:
        self._ontology = ontology
        self._decisions = decisions
        self._sentence_of = sentence_of
        self._names = {name.id: name for name in names}
        self._choices = choices_of(names, ontology, decisions)
        self._kinds: defaultdict[str, set[str]] = defaultdict(set)
        for name in self._names:
            self._kinds[name.bare].add(name.kind)

    def doubts(self) -> Iterator[_Proposal]:
        """Pairs of names that may be one thing, then names that may be two."""
        for name, choice in self._choices.items():
            for doubt in choice.doubts:
                yield self._pair(UNDECIDED, (name, doubt.other), doubt.score, doubt.reason)
        for each in self._names.values():
            yield from self._splits(each)

    def done(self) -> Iterator[_Proposal]:
        """Pairs of names that were taken for one thing, not by decision."""
        for name, choice in self._choices.items():
            if choice.parent and choice.reason != "decided":
                yield self._pair(DONE, (name, choice.parent), choice.score, choice.reason)

    def _pair(self, decision: str, names: tuple[NameId, NameId], score: float, why: str) -> _Proposal:
        written = [self._written(name) for name in names]
        values: dict[str, object] = {
            "decision": decision,
            "names": written,
            "score": round(score, 2),
            "why": why,
            "seen": [self._seen(name) for name in names],
        }
        return self._proposal(values, (decision != UNDECIDED, -score, *written), written)

    def _splits(self, name: Name) -> Iterator[_Proposal]:
        """A person's full name that articles place with two states, where nothing else is common to both."""
        if name.id.kind != "Person" or " " not in name.id.bare:
            return
        beside: defaultdict[str, set[str]] = defaultdict(set)
        for entry in name.context:
            owner, _, other = entry.partition("|")
            beside[owner].add(other)
        placed = {owner: name.context.get(f"{owner}|", 0) for owner in beside if owner}
        often = sorted((owner for owner in placed if placed[owner] >= MIN_PLACED), key=lambda one: (-placed[one], one))
        for other in often[1:]:
            if beside[often[0]] & beside[other] <= {""}:
                yield self._split(name, often[0], other, placed)

    def _split(self, name: Name, first: str, other: str, placed: Mapping[str, int]) -> _Proposal:
        written = self._written(name.id)
        values: dict[str, object] = {
            "decision": UNDECIDED,
            "split": written,
            "owner": other,
            "as": f"{written} ({other})",
            "why": f"{placed[first]} articles place the name with {first}, {placed[other]} with {other}, "
            "and nothing else is common to both",
        }
        return self._proposal(values, (False, -0.5, written, other), [written, other])

    def _proposal(self, values: dict[str, object], order: tuple[object, ...], written: Iterable[str]) -> _Proposal:
        names = frozenset("|".join(parse_reference(each, self._ontology).identity) for each in written)
        return _Proposal(names, order, values)

    def _written(self, name: NameId) -> str:
        known = known_thing(name, self._ontology)
        if known:
            return self._written_known(known.label, known.iri, known.kind)
        counts = self._names[name].spellings
        spellings = sorted(counts, key=lambda text: (text.isupper(), -counts[text], text))
        with_kind = len({find_root(NameId(name.key, kind), self._choices) for kind in self._kinds[name.bare]}) > 1
        plain = write_reference(name, spellings, self._ontology, with_kind=with_kind)
        if parse_reference(plain, self._ontology).means(name):
            return plain
        return write_reference(name, spellings, self._ontology, with_kind=True)

    def _written_known(self, label: str, iri: str, kind: str) -> str:
        found = parse_reference(label, self._ontology).entity
        return label if found and found.iri == iri else f"{label} @{kind}"

    def _seen(self, name: NameId) -> dict[str, object]:
        known = known_thing(name, self._ontology)
        if known:
            return {"name": known.label, "kind": known.kind, "known": "by the ontology"}
        found: dict[str, object] = {
            "name": self._written(name),
            "kind": name.kind,
            "articles": self._names[name].articles,
        }
        sentence = " ".join(self._sentence_of(name).split())
        return found | ({"example": sentence} if sentence else {})

    def warnings(self, merges: MergesFile) -> Iterator[str]:
        """What is decided without effect: about names that no article has, that are part of another, of other kinds."""
        alone = choices_of(self._names.values(), self._ontology) if self._decisions.groups else {}
        grouped = {member.identity for found in self._decisions.groups.values() if _is_known(found) for member in found}
        for item in merges.items:
            if "rename" in item.values:
                yield from self._rename_warnings(merges, item)
            elif "split" in item.values and effective_decision(item) == DIFFERENT:
                yield from self._idle_split(merges, item)
            elif effective_decision(item) in {SAME, DIFFERENT} and "split" not in item.values:
                for written in item.texts("names"):
                    reference = parse_reference(written, self._ontology)
                    if not reference.entity and reference.identity not in grouped:
                        yield from self._unknown(merges, item, reference)
                        yield from self._torn(merges, item, reference, alone)
                yield from self._unjoined(merges, item)

    def _idle_split(self, merges: MergesFile, item: Item) -> Iterator[str]:
        if not any(parse_reference(item.text("as"), self._ontology).means(name) for name in self._names):
            said = f"no article of those has a name {item.text('split')}; articles are called by id or IRI"
            yield f"{merges.name}:{item.line}: {said}"

    def _unjoined(self, merges: MergesFile, item: Item) -> Iterator[str]:
        """Names that were decided to be the same, and are of classes that forbid it."""
        references = [parse_reference(written, self._ontology) for written in item.texts("names")]
        if effective_decision(item) != SAME or any(each.entity for each in references):
            return
        found = [{find_root(name, self._choices) for name in self._names if each.means(name)} for each in references]
        for one, other, roots, others in zip(references, references[1:], found, found[1:], strict=False):
            if roots and others and roots.isdisjoint(others):
                kind = min(others).kind
                said = (
                    f"{one.written} and {other.written} stay two, since their classes are {min(roots).kind} and {kind}"
                )
                yield f"{merges.name}:{item.line}: {said}; write `{other.written} @{kind}` to join them"

    def _rename_warnings(self, merges: MergesFile, item: Item) -> Iterator[str]:
        reference = parse_reference(item.text("rename"), self._ontology)
        yield from self._unknown(merges, item, reference)
        meant = [name for name in self._names if reference.means(name)]
        roots = {find_root(name, self._choices) for name in meant}
        if meant and not roots & set(meant):
            called = ", ".join(sorted(self._written(root) for root in roots))
            yield f"{merges.name}:{item.line}: {reference.written} is part of {called}; rename that"

    def _torn(
        self, merges: MergesFile, item: Item, reference: Reference, alone: Mapping[NameId, Choice]
    ) -> Iterator[str]:
        """A name that a decision takes away from the one that it would otherwise stand for."""
        for name in filter(reference.means, self._names):
            before, now = find_root(name, alone), find_root(name, self._choices)
            if effective_decision(item) == SAME and find_root(before, self._choices) != now:
                other = self._written(before)
                yield f"{merges.name}:{item.line}: {reference.written} would be {other}; name {other} here as well"

    def _unknown(self, merges: MergesFile, item: Item, reference: Reference) -> Iterator[str]:
        if any(reference.means(name) for name in self._names):
            return
        near = difflib.get_close_matches(min(reference.keys), sorted({name.bare for name in self._names}), n=1)
        hint = f"; {self._written(min(n for n in self._names if n.bare == near[0]))}?" if near else ""
        yield f"{merges.name}:{item.line}: no article names {reference.written}{hint}"


def _is_known(members: Iterable[Reference]) -> bool:
    return any(member.entity for member in members)
