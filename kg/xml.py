"""Text for XML 1.0, which cannot hold most control characters. It knows no format that is written in XML."""

from __future__ import annotations

import re

__all__ = ["clean_xml"]

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean_xml(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 forbids."""
    return _ILLEGAL.sub("\ufffd", text)
