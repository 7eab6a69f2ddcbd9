"""The names that articles use for what the ontology does not know, and the entity that each stands for.

Each article contributes its names; their sums are kept, so that an article is taken out as exactly as it came in. A
name decides again only when something changed among the names that share a block with it.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.link import (
    Decisions,
    Name,
    NameId,
    assign_iris,
    blocks_of,
    choose_parent,
    known_thing,
    sought_blocks,
    sum_names,
    wanted_iri,
)
from kg.model import Entity
from kg.ontology import Ontology
from kg.store.ledger import Ledger, Row

__all__ = ["NAMES", "Renamed", "all_names", "articles_naming", "entity_of", "spellings_of", "write_names"]

NAMES = """
CREATE TABLE IF NOT EXISTS naming (  -- what one article contributes to a name
    name TEXT, article TEXT, body TEXT NOT NULL, PRIMARY KEY (name, article)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS naming_by_article ON naming (article);
CREATE TABLE IF NOT EXISTS name (    -- the sum of all, and what it stands for
    name TEXT PRIMARY KEY, body TEXT NOT NULL, parent TEXT, wanted TEXT, iri TEXT, entity TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS name_by_parent ON name (parent) WHERE parent IS NOT NULL;
CREATE INDEX IF NOT EXISTS name_by_wanted ON name (wanted) WHERE wanted IS NOT NULL;
CREATE INDEX IF NOT EXISTS name_by_iri ON name (iri);
CREATE TABLE IF NOT EXISTS block (block TEXT, name TEXT, PRIMARY KEY (block, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sought (block TEXT, name TEXT, PRIMARY KEY (block, name)) WITHOUT ROWID;
"""

Contributions = Iterable[tuple[str, Iterable[Name]]]
"""The names of each article, by the article's hash."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """What a change of names touches: the articles to be linked again, and the IRIs of entities with other names."""

    articles: frozenset[str]
    entities: frozenset[str]


def write_names(
    ledger: Ledger, came: Contributions, gone: Collection[str], ontology: Ontology, decisions: Decisions
) -> Renamed:
    """Take in the names of the articles that came, take out those of the articles that went, and decide again."""
    changed = _recount(ledger, came, gone)
    register = _Register(ledger, ontology, decisions)
    register.index(changed)
    moved = {name for name in sorted(register.near(changed)) if register.decide(name)}
    renamed = register.settle(register.trees(moved | changed))
    register.bury(changed)
    articles = {row[0] for row in ledger.each("SELECT article FROM naming WHERE name = ?", sorted(renamed))}
    return Renamed(frozenset(articles), frozenset(register.touched))


def entity_of(ledger: Ledger, name: NameId) -> Entity | None:
    """The entity that a name stands for, None for one that no article uses."""
    rows = ledger.rows("SELECT entity FROM name WHERE name = ?", _text(name))
    return _entity(rows[0][0]) if rows else None


def spellings_of(ledger: Ledger, iri: str) -> tuple[str, ...]:
    """Every spelling of the names that stand for the entity with this IRI, sorted."""
    rows = ledger.rows("SELECT name, body FROM name WHERE iri = ?", iri)
    return tuple(sorted({spelling for name, body in rows for spelling in _name(name, body).spellings}))


def all_names(ledger: Ledger) -> Iterator[Name]:
    """All names, each with what all articles say of it."""
    for name, body in ledger.rows("SELECT name, body FROM name ORDER BY name"):
        yield _name(name, body)


def articles_naming(ledger: Ledger, name: NameId) -> tuple[str, ...]:
    """The hashes of the articles that use a name, sorted."""
    rows = ledger.rows("SELECT article FROM naming WHERE name = ? ORDER BY article", _text(name))
    return tuple(article for (article,) in rows)


# Sums


def _recount(ledger: Ledger, came: Contributions, gone: Collection[str]) -> set[str]:
    """Bring the sums up to date; the names whose sums are others now."""
    lost = _collected(ledger.each("SELECT name, body FROM naming WHERE article = ?", sorted(gone)))
    ledger.change("DELETE FROM naming WHERE article = ?", ((article,) for article in gone))
    rows = [(_text(name.id), article, _body(name)) for article, names in came for name in names]
    ledger.change("INSERT INTO naming VALUES (?, ?, ?)", rows)
    won = _collected((name, body) for name, _, body in rows)
    return {name for name in sorted(lost.keys() | won.keys()) if _resum(ledger, name, won[name], lost[name])}


def _collected(rows: Iterable[Row]) -> defaultdict[str, list[Name]]:
    found: defaultdict[str, list[Name]] = defaultdict(list)
    for name, body in rows:
        found[name].append(_name(name, body))
    return found


def _resum(ledger: Ledger, name: str, won: Sequence[Name], lost: Sequence[Name]) -> bool:
    """Write the sum of one name anew; whether it is another one."""
    rows = ledger.rows("SELECT body FROM name WHERE name = ?", name)
    old = [_name(name, body) for (body,) in rows]
    total = sum_names([*old, *won])
    body = _body(_without(total, sum_names(lost)) if lost else total)
    ledger.change(
        "INSERT INTO name (name, body) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET body = excluded.body",
        [(name, body)],
    )
    return rows != [(body,)]


def _without(total: Name, lost: Name) -> Name:
    spellings = Counter(total.spellings) - Counter(lost.spellings)
    context = Counter(total.context) - Counter(lost.context)
    return Name(
        total.id, dict(sorted(spellings.items())), dict(sorted(context.items())), total.articles - lost.articles
    )


# Trees


class _Register:
    """The names as they stand while a change goes through them. `touched` are the IRIs of entities named otherwise."""

    def __init__(self, ledger: Ledger, ontology: Ontology, decisions: Decisions) -> None:
        self.touched: set[str] = set()
        self._ledger = ledger
        self._ontology = ontology
        self._decisions = decisions
        self._names: dict[str, Name | None] = {}
        self._before: dict[str, Entity | None] = {}

    def index(self, names: Iterable[str]) -> None:
        """Put names into their blocks, where they are not there."""
        for table, rows in self._places(names):
            self._ledger.change(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", rows)  # noqa: S608 -- two fixed words

    def near(self, names: Collection[str]) -> set[str]:
        """The names themselves, and those that look at one of them."""
        blocks = {block for name in names for block in blocks_of(_id(name), self._decisions)}
        found = self._ledger.each("SELECT name FROM sought WHERE block = ?", sorted(blocks))
        return {row[0] for row in found}.union(names)

    def decide(self, name: str) -> bool:
        """Let one name choose its parent again; whether it has another one now."""
        asking = self._name(name)
        ((old,),) = self._ledger.rows("SELECT parent FROM name WHERE name = ?", name)
        new = None
        if asking:
            choice = choose_parent(asking, self._neighbours(name), self._ontology, self._decisions)
            new = _text(choice.parent) if choice.parent else None
        self._ledger.change("UPDATE name SET parent = ? WHERE name = ?", [(new, name)])
        return bool(old != new)

    def trees(self, names: Iterable[str]) -> set[str]:
        """The names, and all that stand for one of them."""
        found: set[str] = set()
        waiting = sorted(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += [row[0] for row in self._ledger.rows("SELECT name FROM name WHERE parent = ?", name)]
        return found

    def settle(self, names: Collection[str]) -> set[str]:
        """Give names, and what wants the same IRIs, their entities; the names whose entity is another one now."""
        roots = {name: self._root(name) for name in sorted(names)}
        wanted = self._claim_iris({*names, *roots.values()})
        moved: set[str] = set()
        for iri in sorted(wanted):
            moved |= self._share_out(iri)
        roots |= {name: self._root(name) for name in self.trees(moved)}
        return {name for name, root in roots.items() if self._follow(name, root)}

    def bury(self, names: Iterable[str]) -> None:
        """Take out those of the names that no article uses any longer."""
        gone = [name for name in sorted(names) if self._name(name) is None]
        self._ledger.change("DELETE FROM name WHERE name = ?", ((name,) for name in gone))
        for table, rows in self._places(gone):
            self._ledger.change(f"DELETE FROM {table} WHERE block = ? AND name = ?", rows)  # noqa: S608 -- as above

    def _places(self, names: Iterable[str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """The rows of names in each of the two tables of blocks."""
        ids = [(name, _id(name)) for name in sorted(names)]
        for table, find in (("block", blocks_of), ("sought", sought_blocks)):
            yield table, [(block, name) for name, each in ids for block in sorted(find(each, self._decisions))]

    def _name(self, name: str) -> Name | None:
        """What is said of a name; None where nothing is any longer."""
        if name not in self._names:
            found = [_name(name, body) for (body,) in self._ledger.rows("SELECT body FROM name WHERE name = ?", name)]
            self._names[name] = next((each for each in found if each.articles), None)
        return self._names[name]

    def _neighbours(self, name: str) -> list[Name]:
        blocks = sorted(sought_blocks(_id(name), self._decisions))
        near = {row[0] for row in self._ledger.each("SELECT name FROM block WHERE block = ?", blocks)}
        found = (self._name(other) for other in sorted(near - {name}))
        return [other for other in found if other]

    def _root(self, name: str) -> str:
        """The name at which the parents end, which may be a thing that the ontology knows."""
        rows = self._ledger.rows("SELECT parent FROM name WHERE name = ?", name)
        while rows and rows[0][0]:
            name = rows[0][0]
            rows = self._ledger.rows("SELECT parent FROM name WHERE name = ?", name)
        return name

    def _claim_iris(self, names: Iterable[str]) -> set[str]:
        """Note which IRI each of the names wants now, if it is a root; those wanted before or now."""
        wanted: set[str] = set()
        for name in sorted(names):
            for parent, old in self._ledger.rows("SELECT parent, wanted FROM name WHERE name = ?", name):
                root = None if parent else self._name(name)
                new = wanted_iri(root, self._decisions) if root else None
                self._ledger.change("UPDATE name SET wanted = ? WHERE name = ?", [(new, name)])
                wanted |= {iri for iri in (old, new) if iri}
        return wanted

    def _share_out(self, wanted: str) -> set[str]:
        """Give the roots that want this IRI their entities; those that have another one now."""
        rows = self._ledger.rows("SELECT name, entity FROM name WHERE wanted = ?", wanted)
        roots = [root for name, _ in rows if (root := self._name(name))]
        made = assign_iris(roots, self._ontology, self._decisions)
        return {
            name for name, entity in rows if _entity(entity) != made[_id(name)] and self._call(name, made[_id(name)])
        }

    def _follow(self, name: str, root: str) -> bool:
        """Let a name stand for what its root stands for; whether it is something else now."""
        rows = self._ledger.rows("SELECT entity FROM name WHERE name = ?", root)
        entity = _entity(rows[0][0]) if rows else known_thing(_id(root), self._ontology)
        return self._call(name, entity if self._name(name) else None)

    def _call(self, name: str, entity: Entity | None) -> bool:
        """Note the entity of a name; whether it had another one, or none, when this change began."""
        if name not in self._before:
            ((text,),) = self._ledger.rows("SELECT entity FROM name WHERE name = ?", name)
            self._before[name] = _entity(text)
        text = json.dumps([entity.iri, entity.kind, entity.label]) if entity else None
        row = (entity.iri if entity else None, text, name)
        self._ledger.change("UPDATE name SET iri = ?, entity = ? WHERE name = ?", [row])
        self.touched |= {each.iri for each in (entity, self._before[name]) if each}
        return entity != self._before[name]


def _text(name: NameId) -> str:
    return f"{name.kind} {name.key}"


def _id(name: str) -> NameId:
    kind, _, key = name.partition(" ")
    return NameId(key, kind)


def _body(name: Name) -> str:
    return json.dumps([name.spellings, name.context, name.articles])


def _name(name: str, body: str) -> Name:
    spellings, context, articles = json.loads(body)
    return Name(_id(name), spellings, context, articles)


def _entity(text: str | None) -> Entity | None:
    return Entity(*json.loads(text)) if text else None
