"""Findings as sentences that name things as people do. It judges nothing."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode, Store

from kg.checking.findings import Finding, Term
from kg.ontology.iris import PREFIXES, local_name
from kg.ontology.phrases import told

__all__ = ["Names"]

MAX_WORDS_CHARS = 60
_CLAIM = "claim “"

_LABEL = NamedNode(PREFIXES["rdfs"] + "label")
_PHRASE = NamedNode(PREFIXES["kg"] + "phrase")
_WORDS = NamedNode(PREFIXES["oa"] + "exact")
_STATED = tuple(NamedNode(PREFIXES["rdf"] + name) for name in ("subject", "predicate", "object"))


class Names:
    """What the things of one graph are called."""

    def __init__(self, store: Store, prefixes: Mapping[str, str]) -> None:
        self._store = store
        self._prefixes = dict(sorted(prefixes.items(), key=lambda item: -len(item[1])))

    def sentence(self, finding: Finding) -> str:
        """The message of its shape, its variables filled in; what is wrong is added where the message does not say."""
        text = finding.message or f"{{$this}} does not keep to the shape {self.short(finding.shape)}."
        value = finding.value if finding.value not in {None, finding.focus} else None
        told = any(f"{{{sign}value}}" in text for sign in "?$")
        filled = self._filled(text, finding)
        filled = "C" + filled[1:] if filled.startswith(_CLAIM) else filled
        return filled if value is None or told else f"{filled} It has {self.name(value)}."

    def _filled(self, text: str, finding: Finding) -> str:
        """The text with names for its variables: all at once, since a name may hold braces."""
        names = {
            "this": self.name(finding.focus),
            "value": self.name(finding.value),
            "path": self._of_property(finding.path),
        }
        parts = text.split("{")
        return parts[0] + "".join(self._part(part, names) for part in parts[1:])

    def _part(self, part: str, names: Mapping[str, str]) -> str:
        variable, end, rest = part.partition("}")
        known = end and variable[:1] in {"?", "$"} and variable[1:] in names
        return names[variable[1:]] + rest if known else "{" + part

    def name(self, term: Term | None) -> str:
        """A thing by its label and its short IRI, a text in quotation marks."""
        if isinstance(term, NamedNode):
            words = self._words_for(term)
            return f"{words} ({self.short(term.value)})" if words else self.short(term.value)
        return f"“{_cut(term.value)}”" if isinstance(term, Literal) else str(term or "nothing")

    def short(self, iri: str) -> str:
        """The IRI with its prefix, where one fits."""
        fitting = ((name, space) for name, space in self._prefixes.items() if iri.startswith(space))
        return next((f"{name}:{iri.removeprefix(space)}" for name, space in fitting), f"<{iri}>")

    def _words_for(self, node: NamedNode) -> str:
        """Its label; for a claim what it states, for evidence its words; else nothing."""
        if label := self._one(node, _LABEL):
            return _cut(label)
        if words := self._one(node, _WORDS):
            return f"“{_cut(words)}”"
        subject, relation, obj = (self._first(node, end) for end in _STATED)
        if subject is None or relation is None or obj is None:
            return ""
        phrase = self._one(relation, _PHRASE) if isinstance(relation, NamedNode) else ""
        return f"{_CLAIM}{told(phrase or self._label(relation), self._label(subject), self._label(obj))}”"

    def _label(self, term: Term) -> str:
        """The label of a thing, else what its IRI ends in; a text as it is."""
        if isinstance(term, NamedNode):
            return self._one(term, _LABEL) or local_name(term.value)
        return term.value if isinstance(term, Literal) else str(term)

    def _of_property(self, iri: str) -> str:
        return (self._one(NamedNode(iri), _LABEL) or self.short(iri)) if iri else "a property"

    def _one(self, node: NamedNode, predicate: NamedNode) -> str:
        """The first of its values, as text."""
        return getattr(self._first(node, predicate), "value", "")

    def _first(self, node: NamedNode, predicate: NamedNode) -> Term | None:
        """The first of its values."""
        return min(
            (quad.object for quad in self._store.quads_for_pattern(node, predicate, None)), key=str, default=None
        )


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= MAX_WORDS_CHARS else flat[: MAX_WORDS_CHARS - 1] + "…"
