"""The room of sameness across articles: one story, one event, one status."""

from kg.merge.events import merge_claims
from kg.merge.status import is_fact
from kg.merge.stories import find_stories

__all__ = ["find_stories", "is_fact", "merge_claims"]
