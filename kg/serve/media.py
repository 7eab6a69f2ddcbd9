"""Media types: what the server can write, and which of it a client wants (RFC 9110, 12.5.1).

It refuses nothing: where nothing fits, the answer is None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["GRAPH_OFFERS", "ROW_OFFERS", "Offer", "best", "called", "full_type", "names"]


@dataclass(frozen=True, slots=True)
class Offer:
    """A form that an answer can have: its media type, and the name that `?format=` gives it.

    A form that goes by several types is offered under each of them.
    """

    media_type: str
    name: str


ROW_OFFERS = (
    Offer("application/sparql-results+json", "json"),
    Offer("application/json", "json"),
    Offer("application/sparql-results+xml", "xml"),
    Offer("application/xml", "xml"),
    Offer("text/csv", "csv"),
    Offer("text/tab-separated-values", "tsv"),
)
"""What SELECT and ASK can give, the form that is taken where all are welcome first."""

GRAPH_OFFERS = (
    Offer("text/turtle", "turtle"),
    Offer("application/n-triples", "ntriples"),
    Offer("application/ld+json", "jsonld"),
    Offer("application/rdf+xml", "rdfxml"),
    Offer("application/trig", "trig"),
    Offer("application/n-quads", "nquads"),
    Offer("application/json", "jsonld"),
    Offer("application/xml", "rdfxml"),
)
"""What CONSTRUCT and DESCRIBE can give, the form that is taken where all are welcome first."""

_OTHER_NAMES: Mapping[str, str] = {"ttl": "turtle", "nt": "ntriples", "rdf": "rdfxml", "nq": "nquads"}
_QUALITY = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")


def best(accept: str, offers: Sequence[Offer]) -> Offer | None:
    """The offer that the header likes best, the first of equals; None where it likes none. No header likes all."""
    ranges = _ranges(accept or "*/*")
    liked = [(_quality(offer.media_type, ranges), -place) for place, offer in enumerate(offers)]
    quality, place = max(liked, default=(0.0, 0))
    return offers[-place] if quality > 0 else None


def called(name: str, offers: Sequence[Offer]) -> Offer | None:
    """The offer that goes by this short name or media type."""
    wanted = _OTHER_NAMES.get(name.lower(), name.lower())
    return next((offer for offer in offers if wanted in {offer.name, offer.media_type}), None)


def names(offers: Sequence[Offer]) -> str:
    """The media types on offer, for a message."""
    return ", ".join(offer.media_type for offer in offers)


def full_type(media_type: str) -> str:
    """The type as a header says it: text tells how it is encoded."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _ranges(accept: str) -> dict[str, float]:
    """Each range of the header with its quality, from 0 to 1; one that nobody can read counts for nothing."""
    found = {}
    for part in accept.split(","):
        media_range, *parameters = (each.strip() for each in part.lower().split(";"))
        quality = next((each[2:].strip() for each in parameters if each.startswith("q=")), "1")
        found[media_range] = float(quality) if _QUALITY.fullmatch(quality) else 0.0
    return found


def _quality(media_type: str, ranges: Mapping[str, float]) -> float:
    """What the header gives this type: the closest range counts."""
    group = media_type.partition("/")[0]
    return next((ranges[each] for each in (media_type, f"{group}/*", "*/*") if each in ranges), 0.0)
