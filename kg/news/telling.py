"""A difference as text, Markdown, CSV or JSON: one line or record a change. It decides nothing about what changed."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from types import MappingProxyType
from typing import Any

from kg.news.changes import Change, ChangeKind, Difference
from kg.news.reading import EventNews
from kg.rows import one_line

__all__ = ["TELLINGS", "Section", "sections", "summary"]

NOTHING = "nothing changed"


@dataclass(frozen=True, slots=True)
class Section:
    """All changes of one kind, a line each; `mark` is `+`, `-` or `~`."""

    title: str
    mark: str
    lines: tuple[str, ...]


def sections(difference: Difference) -> Iterator[Section]:
    """The changes by kind, in the order in which they are told."""
    for kind, count in difference.counts().items():
        lines = tuple(one_line(_line(change)) for change in difference.changes if change.kind is kind)
        yield Section(_counted(kind, count), _mark(kind), lines)


def summary(difference: Difference) -> str:
    """One line with the number of changes of each kind."""
    return ", ".join(_counted(kind, count) for kind, count in difference.counts().items()) or NOTHING


def _mark(kind: ChangeKind) -> str:
    return {"new": "+", "gone": "-"}.get(kind.partition(" ")[0], "~")


def _counted(kind: ChangeKind, count: int) -> str:
    """How many there are of a kind, as "3 new events"."""
    return f"{count} {_TITLES[kind][count != 1]}"


_TITLES: Mapping[ChangeKind, tuple[str, str]] = {
    **{
        kind: (f"event with {what}", f"events with {what}")
        for kind, what in {
            ChangeKind.STATUS: "another status",
            ChangeKind.MORE_STORIES: "more stories",
            ChangeKind.FEWER_STORIES: "fewer stories",
            ChangeKind.EXACT_TIME: "a more exact time",
            ChangeKind.OTHER_TIME: "another time",
            ChangeKind.WORDING: "other words",
        }.items()
    },
    **{
        kind: (kind.value, kind.value.removesuffix("y") + ("ies" if kind.value.endswith("y") else "s"))
        for kind in ChangeKind
        if kind.value.endswith(("article", "event", "fact", "entity"))
    },
}
"""What changes of each kind are called, one and several."""


_SENTENCES: Mapping[ChangeKind, Callable[[str, str], str]] = {
    ChangeKind.MERGED_EVENT: lambda what, was: f"{was} is now one event with {what}",
    ChangeKind.SPLIT_EVENT: lambda what, was: f"{what} is no longer one event with {was}",
    ChangeKind.MERGED_ENTITY: lambda what, was: f"{was} is now one with {what}",
    ChangeKind.SPLIT_ENTITY: lambda what, was: f"{what} is no longer one with {was}",
    ChangeKind.RENAMED_ENTITY: lambda what, was: f"{was} → {what}",
}
"""What is said of a change that is more than coming, going or becoming otherwise."""


def _line(change: Change) -> str:
    if change.kind in _SENTENCES:
        return _SENTENCES[change.kind](change.what, change.was)
    if change.before and change.after:
        return f"{change.what}: {', '.join(_steps(change, change.before, change.after))}"
    event = change.after or change.before
    return f"{change.what}: {event.status}, {_stories(str(event.stories))}" if event else change.what


def _steps(change: Change, before: EventNews, after: EventNews) -> Iterator[str]:
    """What is otherwise with an event, each as "before → after"."""
    if before.stories != after.stories:
        yield _stories(f"{before.stories} → {after.stories}")
    if before.status != after.status:
        yield f"{before.status} → {after.status}"
    if before.time != after.time:
        yield f"{before.time or 'no time'} → {after.time or 'no time'}"
    if change.was:
        yield f"was: {before.label}"


def _stories(count: str) -> str:
    return f"{count} {'story' if count == '1' else 'stories'}"


def _text(difference: Difference) -> str:
    return "\n".join(
        "".join([f"{section.title}\n", *(f"  {section.mark} {line}\n" for line in section.lines)])
        for section in sections(difference)
    )


def _markdown(difference: Difference) -> str:
    """Headings and lists, what Markdown would read as its own escaped."""
    return "\n".join(
        "".join([f"### {section.title.capitalize()}\n\n", *(f"- {_plain(line)}\n" for line in section.lines)])
        for section in sections(difference)
    )


def _plain(line: str) -> str:
    return "".join(f"\\{char}" if char in r"\`*_[]<>#|~" else char for char in line)


_SIDES: Mapping[str, Callable[[EventNews], str | int]] = {
    "status": lambda event: event.status,
    "stories": lambda event: event.stories,
    "articles": lambda event: event.articles,
    "time": lambda event: event.time,
}


def _record(change: Change) -> dict[str, Any]:
    """The change as a flat record; what of an event is not there, or is no event, is None."""
    sides = {
        f"{name}_{side}": read(event) if event else None
        for name, read in _SIDES.items()
        for side, event in (("before", change.before), ("after", change.after))
    }
    return {"kind": change.kind.value, "iri": change.iri, "what": change.what, "was": change.was, **sides}


def _json(difference: Difference) -> str:
    return json.dumps([_record(change) for change in difference.changes], ensure_ascii=False, indent=1) + "\n"


def _csv(difference: Difference) -> str:
    file = StringIO()
    head = _record(Change(ChangeKind.NEW_EVENT, "", ""))
    writer = csv.DictWriter(file, head, lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(_record, difference.changes))
    return file.getvalue()


TELLINGS: Mapping[str, Callable[[Difference], str]] = MappingProxyType(
    {"text": _text, "md": _markdown, "csv": _csv, "json": _json}
)
"""Every form of a difference by its name."""
