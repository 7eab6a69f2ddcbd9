"""Items of merges.yaml → decisions. Each is checked against the others: what can't be meant is an InputError.

The message gives the line and the way out; nothing that contradicts itself is guessed at.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.errors import InputError
from kg.link.decisions import NO_DECISIONS, Decisions, Split
from kg.link.merges_file import Item, MergesFile
from kg.link.references import Reference, owner_label, parse_reference
from kg.model import content_hash
from kg.ontology import Ontology

__all__ = ["DIFFERENT", "DONE", "SAME", "UNDECIDED", "decisions_of", "effective_decision", "read_decisions"]

SAME, DIFFERENT, UNDECIDED, DONE = "same", "different", "undecided", "done"
_WITHOUT_EFFECT = {UNDECIDED, DONE, ""}

_KEYS = {
    "names": {"decision", "names"},
    "rename": {"rename", "to"},
    "split": {"split", "as", "owner", "articles", "decision"},
}
_FOR_READING = {"score", "why", "seen", "note"}


def read_decisions(path: Path, ontology: Ontology) -> Decisions:
    """The decisions in a file; none where there is no file. InputError, with the line, for what can't be meant."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return NO_DECISIONS
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8; save it as UTF-8") from error
    return decisions_of(MergesFile.read(text, str(path)), ontology)


def decisions_of(merges: MergesFile, ontology: Ontology) -> Decisions:
    """The decisions of a file that was read."""
    return _Reading(merges.name, ontology).decisions(merges.items)


def effective_decision(item: Item) -> str:
    """What an item decides: a split without a word is one."""
    return item.text("decision") or (DIFFERENT if "split" in item.values else "")


class _Reading:
    """Items on their way to decisions."""

    def __init__(self, name: str, ontology: Ontology) -> None:
        self._name = name
        self._ontology = ontology
        self._same: list[tuple[Item, tuple[Reference, ...]]] = []
        self._apart: list[tuple[Item, Reference, Reference]] = []
        self._labels: dict[tuple[str, ...], tuple[Item, Reference, str]] = {}
        self._splits: list[tuple[Item, Split]] = []
        self._split_labels: list[tuple[Reference, str]] = []  # the articles write what was split another way

    def decisions(self, items: Sequence[Item]) -> Decisions:
        """All items as one value."""
        for item in items:
            self._take(item)
        groups = self._groups()
        self._check_apart(groups)
        self._check_splits()
        apart = tuple((one, other) for _, one, other in self._apart)
        renamed = [(reference, label) for _, reference, label in self._labels.values()]
        labels = (*renamed, *self._split_labels)
        splits = tuple(split for _, split in self._splits)
        return Decisions(_digest(groups, apart, labels, splits), groups, apart, labels, splits)

    def _take(self, item: Item) -> None:
        self._check_keys(item)
        if "rename" in item.values:
            self._take_rename(item)
        elif effective_decision(item) in _WITHOUT_EFFECT:
            return
        elif "split" in item.values:
            self._take_split(item)
        else:
            self._take_names(item)

    def _check_keys(self, item: Item) -> None:
        sort = next((sort for sort in _KEYS if sort in item.values), None)
        if sort is None:
            raise self._error(item, "an item needs `names`, `rename` or `split`")
        unknown = sorted(item.values.keys() - _KEYS[sort] - _FOR_READING)
        if unknown:
            near = difflib.get_close_matches(unknown[0], sorted(_KEYS[sort]), n=1)
            raise self._error(item, f"`{unknown[0]}` says nothing here" + (f"; `{near[0]}`?" if near else ""))
        if item.text("decision") not in {SAME, DIFFERENT, *_WITHOUT_EFFECT}:
            raise self._error(item, f"`decision: {item.text('decision')}`; write same, different or undecided")

    def _take_names(self, item: Item) -> None:
        references = tuple(self._reference(item, written) for written in item.texts("names"))
        if len({reference.identity for reference in references}) < 2:
            raise self._error(item, "`names` needs a list of two names or more that are not one already")
        if item.text("decision") == SAME:
            self._same.append((item, references))
        else:
            self._apart += [(item, one, other) for at, one in enumerate(references) for other in references[at + 1 :]]

    def _take_rename(self, item: Item) -> None:
        reference, label = self._reference(item, item.text("rename")), " ".join(item.text("to").split())
        if not label:
            raise self._error(item, "`rename` needs `to: NEW NAME`")
        if reference.entity:
            raise self._error(item, f"{reference.written} is the ontology's; give it another label with --ontology")
        before = self._labels.setdefault(reference.identity, (item, reference, label))
        if before[2] != label:
            raise self._error(item, f"{reference.written} has another name already, by line {before[0].line}")

    def _take_split(self, item: Item) -> None:
        name, other = self._reference(item, item.text("split")), self._reference(item, item.text("as"))
        owner, articles = item.text("owner"), frozenset(item.texts("articles"))
        if not owner and not articles:
            raise self._error(item, "`split` needs `owner: STATE`, or `articles: [id, …]`")
        if effective_decision(item) == SAME:
            return
        if name.identity == other.identity:
            raise self._error(item, f"`as: {other.written}` is the same name; write one that tells the two apart")
        label = owner_label(owner, self._ontology) if owner else ""
        split = Split(name, label, articles, item.text("as").partition(" @")[0])
        self._splits.append((item, split))
        self._split_labels += [] if other.entity else [(other, split.read_as)]
        self._apart.append((item, name, other))

    def _reference(self, item: Item, written: str) -> Reference:
        reference = parse_reference(written, self._ontology)
        if not reference.keys and not reference.entity:
            raise self._error(item, f"{written!r} is no name" if written else "a name is missing")
        return reference

    def _groups(self) -> dict[str, tuple[Reference, ...]]:
        """The references that all items together say are the same, known things and the file's order first."""
        groups: list[list[Reference]] = []
        for _, references in self._same:
            identities = {reference.identity for reference in references}
            touched = [group for group in groups if identities & {member.identity for member in group}]
            joined = [member for group in touched for member in group] + list(references)
            groups = [group for group in groups if group not in touched] + [joined]
        named = [tuple({member.identity: member for member in group}.values()) for group in groups]
        return {content_hash(*sorted("|".join(member.identity) for member in group)): group for group in named}

    def _check_apart(self, groups: Mapping[str, tuple[Reference, ...]]) -> None:
        group_of = {member.identity: group for group, members in groups.items() for member in members}
        for item, one, other in self._apart:
            if one.identity in group_of and group_of[one.identity] == group_of.get(other.identity):
                members = {member.identity for member in groups[group_of[one.identity]]}
                lines = [said.line for said, references in self._same if members & {r.identity for r in references}]
                by = ", ".join(map(str, lines))
                raise self._error(
                    item, f"{one.written} and {other.written} are different here, and the same by line {by}; undo one"
                )

    def _check_splits(self) -> None:
        seen: dict[tuple[object, str], tuple[Item, Split]] = {}
        for item, split in self._splits:
            for where in sorted({split.owner, *split.articles} - {""}):
                before = seen.setdefault((split.name.identity, where), (item, split))
                if before[1].read_as != split.read_as:
                    raise self._error(item, f"{split.name.written} is split by line {before[0].line} already; undo one")

    def _error(self, item: Item, problem: str) -> InputError:
        return InputError(f"{self._name}:{item.line}: {problem}")


def _digest(*parts: object) -> str:
    return content_hash(repr(_plain(parts))) if any(parts) else ""


def _plain(value: object) -> object:
    """The value without what has no order."""
    match value:
        case Reference():
            return value.identity
        case Split():
            return [_plain(value.name), value.owner, sorted(value.articles), value.read_as]
        case Mapping():
            return [[key, _plain(each)] for key, each in value.items()]
        case tuple():
            return [_plain(each) for each in value]
    return value
