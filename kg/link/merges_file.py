"""merges.yaml as text: its items with their lines, and the same text with other items. It knows no name.

The text that a person wrote is never written anew: items are cut out and put in by whole lines, so comments, quotes and
order stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import yaml

from kg.errors import InputError

__all__ = ["HEADER", "Item", "MergesFile", "item_text"]

HEADER = """\
# Which names mean one thing. `kg build` and `kg add` heed what is decided here; delete an item to undo it.
# `kg review` adds the doubtful ones as `decision: undecided`. Change that to `same` or `different`; so you can with
# `decision: done`, which says what was done without asking. By hand:
#   - decision: same           # or different
#     names: [Blue Oval, Ford Motor Company]
#   - rename: Taro Kono        # another label
#     to: Tarō Kōno
#   - split: John Smith        # in these articles, or with this owner, the name is another one's
#     owner: Kenya             # or articles: [id, id]
#     as: John Smith (runner)
# `NAME @Japan` is that NAME only which articles place with Japan, `NAME @Company` only that of this class.

names:
"""

WIDTH = 110  # of the lines that are written


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the list: its keys with texts or lists of texts, and its lines, from 0, the last exclusive."""

    values: dict[str, object]
    first: int
    last: int

    @property
    def line(self) -> int:
        """The line as an editor counts it."""
        return self.first + 1

    def text(self, key: str) -> str:
        """The text under a key, empty where there is none."""
        value = self.values.get(key, "")
        return value if isinstance(value, str) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under a key."""
        value = self.values.get(key, ())
        return tuple(str(each) for each in value) if isinstance(value, list) else ()


@dataclass(frozen=True, slots=True)
class MergesFile:
    """The text, its items, and the column at which they are indented. `name` is what errors call it."""

    text: str
    items: tuple[Item, ...]
    indent: int
    name: str

    @classmethod
    def read(cls, text: str, name: str) -> MergesFile:
        """The file with this text; InputError, with the line, where it is not YAML or not a list of items."""
        top = _composed(text, name)
        if top is None:
            return cls(text, (), 0, name)
        if not isinstance(top, yaml.MappingNode) or [key.value for key, _ in top.value] != ["names"]:
            raise _error(name, top, "expected the one key `names:` with a list of items below it")
        ((_, listed),) = top.value
        if isinstance(listed, yaml.ScalarNode) and listed.value in {"", "~", "null"}:
            return cls(text, (), 0, name)
        if isinstance(listed, yaml.SequenceNode) and not listed.value:
            start, end = listed.start_mark.index, listed.end_mark.index
            return cls(f"{text[:start].rstrip()}{text[end:]}", (), 0, name)
        if not isinstance(listed, yaml.SequenceNode) or listed.flow_style:
            raise _error(name, listed, "expected a list under `names:`, each item beginning with `- ` on its own line")
        items = tuple(_item(node, name) for node in listed.value)
        return cls(text, items, listed.start_mark.column, name)

    def rewritten(self, replaced: dict[int, str | None], added: Sequence[str]) -> str:
        """The text with items, by their first lines, replaced or (None) left out, and others added at the end."""
        lines = self.text.splitlines(keepends=True)
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += "\n"
        end = max((item.last for item in self.items), default=len(lines))
        fresh = [self._indented(item) for item in added]
        lines[end:end] = [f"\n{item}" for item in fresh]
        for item in sorted(self.items, key=lambda item: -item.first):
            if item.first in replaced:
                text = replaced[item.first]
                has_gap = text is None and item.first > 0 and not lines[item.first - 1].strip()
                lines[item.first - has_gap : item.last] = [] if text is None else [self._indented(text)]
        return (HEADER if added and not self.text.strip() else "") + "".join(lines)

    def _indented(self, text: str) -> str:
        return "".join(f"{' ' * self.indent}{line}" for line in text.splitlines(keepends=True))

    def has_comment(self, item: Item) -> bool:
        """Whether a person wrote a comment into an item."""
        lines = self.text.splitlines()[item.first : item.last]
        return any(line.lstrip().startswith("#") or " #" in line for line in lines)


def item_text(values: dict[str, object]) -> str:
    """An item as it is written."""
    return yaml.safe_dump([values], sort_keys=False, allow_unicode=True, width=WIDTH)


def _composed(text: str, name: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise InputError(f"{name}:{mark.line + 1 if mark else 1}: {error.problem}; put the text in quotes") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise InputError(f"{name}: not YAML ({' '.join(str(error).split())})") from error


def _item(node: yaml.Node, name: str) -> Item:
    if not isinstance(node, yaml.MappingNode):
        raise _error(name, node, "expected an item such as `- decision: same`")
    values: dict[str, object] = {}
    for key, value in node.value:
        if key.value in values:
            raise _error(name, key, f"`{key.value}` stands twice in one item")
        values[str(key.value)] = _value(value, name)
    return Item(values, node.start_mark.line, max(_last_line(each) for each in node.value for each in each))


def _value(node: yaml.Node, name: str) -> object:
    """A text, a list, or (for what only people read) a mapping."""
    match node:
        case yaml.ScalarNode():
            return str(node.value)
        case yaml.SequenceNode():
            return [_value(each, name) for each in node.value]
        case yaml.MappingNode():
            return {str(key.value): _value(value, name) for key, value in node.value}
    raise _error(name, node, "expected a text or a list")


def _last_line(node: yaml.Node) -> int:
    """The line after the last one on which the node has words."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        return max(_last_line(each) for each in _parts(node.value))
    end = node.end_mark
    return int(end.line) + (end.column > 0)


def _parts(values: Iterable[object]) -> Iterator[yaml.Node]:
    for each in values:
        if isinstance(each, tuple):
            yield from each
        elif isinstance(each, yaml.Node):
            yield each


def _error(name: str, node: yaml.Node, problem: str) -> InputError:
    return InputError(f"{name}:{node.start_mark.line + 1}: {problem}")
