"""The room of sameness across articles: one story, one event, one status."""

from kg.merge.events import Background, Topic, merge_claims, merge_topic, topic_of
from kg.merge.status import is_fact, side_of
from kg.merge.stories import bands_of, find_stories
from kg.merge.tellings import find_happenings

__all__ = [
    "Background",
    "Topic",
    "bands_of",
    "find_happenings",
    "find_stories",
    "is_fact",
    "merge_claims",
    "merge_topic",
    "side_of",
    "topic_of",
]
