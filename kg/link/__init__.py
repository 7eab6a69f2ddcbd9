"""The room of linking: which thing in the world a name means. It reads names and kinds, and no text."""

from kg.link.linking import link_claims
from kg.link.naming import Names, collect_names

__all__ = ["Names", "collect_names", "link_claims"]
