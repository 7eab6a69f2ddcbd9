"""SPARQL as text: what a query consists of, what is refused before it runs, and what is wrong with one.

It refuses what would change the graph or leave it: updates, SERVICE, and FROM with a graph that is not in the store.
The engine has no switch for that, so the query's tokens are looked through. It loads no graph and runs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile
from typing import NamedTuple

from pyoxigraph import NamedNode

from kg.errors import QueryError, RefusedQueryError
from kg.rows import one_line

__all__ = ["CheckedQuery", "check_query"]


@dataclass(frozen=True, slots=True)
class CheckedQuery:
    """A query that may run: it has a form, and names no place outside of the store.

    `form` is SELECT, ASK, CONSTRUCT or DESCRIBE; `sources` are the stored graphs that FROM limits it to.
    """

    text: str
    form: str
    sources: tuple[NamedNode, ...]
    prefixes: Mapping[str, str]
    _tokens: tuple[_Token, ...]

    def columns(self, names: Sequence[str]) -> tuple[str, ...]:
        """The variables of the answer in the order in which people expect them; `SELECT *` leaves it to the engine."""
        return _written_order(names, self._tokens) if _selects_all(self._tokens) else tuple(names)

    def fault(self, error: SyntaxError) -> QueryError:
        """What the engine says of the query, with the place where it stands."""
        return _syntax_error(self.text, self._tokens, self.prefixes, str(error))


def check_query(text: str, prefixes: Mapping[str, str], is_stored: Callable[[NamedNode], bool]) -> CheckedQuery:
    """The query, if it may run; QueryError for what is none, RefusedQueryError for what must not run.

    `prefixes` need not be declared in it. Whether it parses is for the engine to say.
    """
    tokens = tuple(_tokens(text))
    _check_signs(text, tokens)
    form = _form(text, tokens)
    sources = _sources(tokens, {**prefixes, **_declared(tokens)}, is_stored)
    return CheckedQuery(text, form, sources, prefixes, tokens)


# What a query consists of


class _Token(NamedTuple):
    kind: str
    text: str
    start: int


# Where this reads a text otherwise than the engine does, it must see more words, not fewer: a word that it takes for
# a comment or a string is a word that is not refused. So an escape outside of strings and IRIs is always a token of its
# own, and an IRI is one token, escapes and all: the # in it begins no comment. A name that ends with its colon ends
# there: what follows a dot may be a keyword. Where < may be less-than instead, see `_check_signs`.
_TOKEN = re.compile(
    r"""
      (?P<iri>      <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*> )
    | (?P<string>   \"{3} (?:[^"\\]|\\.|"(?!""))* \"{3} | '{3} (?:[^'\\]|\\.|'(?!''))* '{3}
                  | " (?:[^"\\\r\n]|\\.)* " | ' (?:[^'\\\r\n]|\\.)* ' )
    | (?P<comment>  \#[^\r\n]* )
    | (?P<variable> [?$]\w+ )
    | (?P<language> @\w+ )
    | (?P<name>     [\w.\-]*: (?: (?:[\w:%]|\\.) (?:[\w.\-:%]|\\.)* )? )
    | (?P<word>     \w+ )
    | (?P<escape>   \\. )
    | (?P<mark>     \S )
    """,
    re.VERBOSE | re.DOTALL,
)

_PROLOGUE = frozenset({"PREFIX", "BASE"})
_SELECT = frozenset({"SELECT", "DISTINCT", "REDUCED"})
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset({"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"})


def _tokens(text: str) -> list[_Token]:
    """The tokens of the query, comments left out."""
    found = (_Token(match.lastgroup or "", match.group(), match.start()) for match in _TOKEN.finditer(text))
    return [token for token in found if token.kind != "comment"]


# In round brackets `<` may be less-than, and `<<` begins a triple: then what looks like an IRI is none, and a # or a
# quote in it begins what this takes for words, or hides words. Behind these signs nothing can be compared, and what
# has an authority is read as nothing else: `http://`, taken for a name and two slashes, is no expression.
_BEFORE_AN_IRI = frozenset("(,=/|&!^{")
_UNLIKE_COMPARISON = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
_MISLEADING = re.compile(r"[#']|service", re.IGNORECASE)


def _check_signs(text: str, tokens: Sequence[_Token]) -> None:
    """Nothing; QueryError where the engine might read less-than, and something hidden behind it, for an IRI."""
    depth, before = 0, ""
    for token in tokens:
        if token.kind == "iri" and (depth > 0 or before == "<") and before not in _BEFORE_AN_IRI:
            is_plain = _UNLIKE_COMPARISON.match(token.text) or not _MISLEADING.search(token.text)
            if not is_plain:
                raise _located(text, token.start, "put a space behind this <, or, if an IRI is meant, give it a PREFIX")
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        before = token.text


def _declared(tokens: Sequence[_Token]) -> dict[str, str]:
    """The prefixes that the query declares itself."""
    triples = zip(tokens, tokens[1:], tokens[2:], strict=False)
    return {
        name.text[:-1]: iri.text[1:-1]
        for keyword, name, iri in triples
        if keyword.text.upper() == "PREFIX" and name.kind == "name" and iri.kind == "iri"
    }


def _body(tokens: Sequence[_Token]) -> list[_Token]:
    """The tokens behind the prologue, which begin with SELECT or another form."""
    return list(dropwhile(lambda token: token.kind != "word" or token.text.upper() in _PROLOGUE, tokens))


def _selects_all(tokens: Sequence[_Token]) -> bool:
    """Whether the query is `SELECT *`, whose columns the engine puts in an order of its own."""
    return next((each.text for each in _body(tokens) if each.text.upper() not in _SELECT), "") == "*"


def _written_order(names: Sequence[str], tokens: Sequence[_Token]) -> tuple[str, ...]:
    """The variables in the order in which the query first has them."""
    written = [token.text[1:] for token in tokens if token.kind == "variable"]
    return tuple(sorted(names, key=lambda name: (written.index(name) if name in written else len(written), name)))


def _form(text: str, tokens: Sequence[_Token]) -> str:
    """SELECT or another form of query; what is no query, and what is an update, is refused."""
    form = next(iter(_body(tokens)), None)
    if form is None:
        raise QueryError("the query is empty; write SELECT, ASK, CONSTRUCT or DESCRIBE")
    if form.text.upper() in _UPDATES:
        raise RefusedQueryError(
            f"{form.text} would change the graph, which holds what the articles say; only SELECT, ASK, CONSTRUCT and "
            "DESCRIBE are answered: change the articles and run `kg build`"
        )
    if form.text.upper() not in _FORMS:
        raise _located(text, form.start, f"expected SELECT, ASK, CONSTRUCT or DESCRIBE, found {form.text!r}")
    return form.text.upper()


def _sources(
    tokens: Sequence[_Token], prefixes: Mapping[str, str], is_stored: Callable[[NamedNode], bool]
) -> tuple[NamedNode, ...]:
    """The stored graphs that the query limits itself to; whatever names a place outside of the store is refused."""
    found: list[NamedNode] = []
    for at, token in enumerate(tokens):
        if _may_hide_service(token):
            raise RefusedQueryError(
                "SERVICE would ask another server; queries are answered from the stored graph alone"
            )
        if token.kind == "word" and token.text.upper() == "FROM":
            source = next((each for each in tokens[at + 1 :] if each.text.upper() != "NAMED"), None)
            graph = _resolved(source, prefixes) if source else None
            if source and not (graph and is_stored(graph)):
                raise RefusedQueryError(
                    f"FROM {source.text}: no such graph is stored, and none is fetched from elsewhere"
                )
            found += [graph] if graph else []
    return tuple(found)


def _may_hide_service(token: _Token) -> bool:
    """Whether the engine could read SERVICE here; it asks for no space after a keyword, as in `SERVICE:x`."""
    if token.kind == "name":
        return "service" in token.text.partition(":")[0].casefold()
    return token.kind == "word" and "service" in token.text.casefold()


def _resolved(token: _Token, prefixes: Mapping[str, str]) -> NamedNode | None:
    if token.kind == "iri":
        iri = token.text[1:-1]
    else:
        prefix, _, local = token.text.partition(":")
        iri = prefixes.get(prefix, "") + local.replace("\\", "")
    try:
        return NamedNode(iri)
    except ValueError:
        return None


# What is wrong with a query

_POSITION = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_PHRASE = re.compile(r"\b[A-Z]\w*(?: [\w-]+)+")


def _syntax_error(text: str, tokens: Sequence[_Token], prefixes: Mapping[str, str], message: str) -> QueryError:
    known = prefixes.keys() | _declared(tokens).keys()
    for token in tokens:
        prefix = token.text.partition(":")[0]
        in_broken_iri = text[: token.start].endswith("<")
        if token.kind == "name" and prefix != "_" and prefix not in known and not in_broken_iri:
            reason = f"the prefix {prefix}: is not declared; put PREFIX {prefix}: <…> before the query"
            return _located(text, token.start, reason)
    found = _POSITION.match(message)
    if found is None:
        return QueryError(f"query: {message}")
    line, column = int(found[1]), int(found[2])
    start = sum(len(each) + 1 for each in text.split("\n")[: line - 1]) + column - 1
    return _located(text, start, _reason(text[start:], found[3]))


def _reason(rest: str, expected: str) -> str:
    """What the engine has to say, without its lists of what else could stand there: they name signs, not the fault."""
    if phrase := _PHRASE.search(re.sub(r"\[[^]]*\]", "", expected)):
        return phrase[0] if phrase[0][1].isupper() else phrase[0][0].lower() + phrase[0][1:]
    if rest[:1] in {"\r", "\n"}:
        return "the line ends too early"
    following = _TOKEN.match(rest.lstrip())
    return f"did not expect {following.group()!r} here" if following else "the query ends too early"


def _located(text: str, start: int, reason: str) -> QueryError:
    """The error with line and column (from 1), the line itself, and a caret below the place."""
    before = text[:start]
    line = before.count("\n") + 1
    column = start - (before.rfind("\n") + 1) + 1
    shown = one_line(text.split("\n")[line - 1]).rstrip()
    return QueryError(f"query, line {line}, column {column}: {reason}\n  {shown}\n  {' ' * (column - 1)}^")
