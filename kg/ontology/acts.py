"""How a noun that names an act says who does it and to whom: the properties of `acts.ttl`."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["ActKind"]


class ActKind(StrEnum):
    """Who stands after the noun's "of", and who owns it."""

    BY = "actBy"
    """Whoever does it or undergoes it, in both places: "the arrival of the envoy", "the envoy's arrival"."""
    ON = "actOn"
    """After "of" what it is done to, as owner an actor who does it: "the firm's purchase of the ship"."""
    SUFFERED = "actSuffered"
    """Whoever suffers it, in both places: "the arrest of the editor", "the editor's arrest"."""
    BETWEEN = "actBetween"
    """Those who take part: "the war between the two", "the envoy's talks with the rebels"."""
