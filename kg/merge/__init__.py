"""The room of sameness across articles: one story, one event, one status.

What needs numpy is loaded when it is first asked for: most commands only read what was merged, and need not wait.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.merge.events import Background, Topic, merge_claims, merge_topic, topic_of
from kg.merge.status import is_fact, side_of

if TYPE_CHECKING:
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

_WITH_NUMPY = {"bands_of": "stories", "find_stories": "stories", "find_happenings": "tellings"}


def __getattr__(name: str) -> Any:
    """What one of the modules that are loaded late has under that name."""
    if name not in _WITH_NUMPY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WITH_NUMPY[name]}"), name)
