"""What of an article is compared with others: its words in runs of four, and the bands under which copies meet.

Runs of words (shingles) and their MinHash follow Broder (1997) and Leskovec, Rajaraman, Ullman, *Mining of Massive
Datasets*, chapter 3. The headline does not count, since every paper writes its own. Everything here depends on one
article alone. It is numpy and not datasketch or rensa: bands are kept in stores, and both libraries gave every text
another signature in 2026 (datasketch 2.0.0, rensa 0.5.0); neither ships types, and datasketch needs all of scipy.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

import numpy as np
from numpy.typing import NDArray

from kg.model import Article, content_hash

__all__ = ["OPENING_SHINGLES", "TEXT_VALUES", "Fingerprint", "Hashes", "canonical_url", "take_fingerprint"]

SHINGLE_WORDS = 4  # independent reports share names and figures, which run to three words; copies lose runs to edits
MIN_SHINGLES = 20  # below, only equal texts are copies: a short note says too little to tell
OPENING_SHINGLES = 60
BAND_ROWS = 3
TEXT_BANDS = 48  # of the whole text: two that share two fifths of their shingles meet in 96 of 100 cases
OPENING_BANDS = 12  # of the opening: a reprint cut to its first paragraphs shares little of the whole
TEXT_VALUES = TEXT_BANDS * BAND_ROWS
OPENING_VALUES = OPENING_BANDS * BAND_ROWS

MAX_HEADLINE_WORDS = 30
_SENTENCE_END = re.compile(r"""[.!?…:;]["'”’»)\]]*\Z""")
_WORD = re.compile(r"\w+")
_ACCENT = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\ufeff]+")  # and what is not seen at all

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """What is compared of one article. `digest` is equal for equal words; `url` names the article on the web, or is "".

    `shingles` has the hash of each run of words once, in the order of the text; empty where there are too few to tell.
    `signature` has two bytes of each value of their MinHash, and then of the opening's. `bands` are the keys under
    which possible copies meet.
    """

    digest: str
    url: str
    shingles: Hashes
    signature: NDArray[np.uint16]
    bands: Hashes


def take_fingerprint(article: Article) -> Fingerprint:
    """The article's fingerprint; no bands at all for one without a word or an address."""
    words = _story_words(article)
    digest, url = content_hash(" ".join(words)) if words else "", canonical_url(article.url or "")
    named = [_hash_text(f"{kind} {key}") for kind, key in (("text", digest), ("url", url)) if key]
    bands = np.array(named, dtype=np.uint64)
    shingles = _hash_shingles(words)
    if shingles.size < MIN_SHINGLES:
        return Fingerprint(digest, url, _NOTHING, _NO_SIGNATURE, bands)
    whole = _minhash(shingles, TEXT_VALUES)
    opening = _minhash(shingles[:OPENING_SHINGLES], OPENING_VALUES)
    bands = np.concatenate([bands, _hash_bands("whole", whole), _hash_bands("opening", opening)])
    signature = np.concatenate([whole, opening]).astype(np.uint16)
    return Fingerprint(digest, url, shingles, signature, bands)


# Words


def _story_words(article: Article) -> Sequence[str]:
    """The words of the body without its headline, in lower case and without accents."""
    paragraphs = [article.text[span.start : span.end] for span in article.body]
    headline, _, rest = "\n".join(paragraphs).strip().partition("\n")
    words = _split_words(rest)
    if not words or _SENTENCE_END.search(headline.rstrip()) or len(headline.split()) > MAX_HEADLINE_WORDS:
        words = _split_words(headline) + words
    title = _split_words(article.title or "")
    return words[len(title) :] if len(title) < len(words) and words[: len(title)] == title else words


def _split_words(text: str) -> list[str]:
    if not text.isascii():
        text = _ACCENT.sub("", unicodedata.normalize("NFKD", text))
    return _WORD.findall(text.casefold())


# Hashes


def _hash_shingles(words: Sequence[str]) -> Hashes:
    """The hash of each run of words where it first stands, in order; empty where the text is shorter than a run."""
    count = len(words) - SHINGLE_WORDS + 1
    if count < 1:
        return _NOTHING
    hashes = np.fromiter(map(_hash_text, words), dtype=np.uint64, count=len(words))
    total = np.zeros(count, dtype=np.uint64)
    for place, factor in enumerate(_PLACE_FACTORS):
        total += hashes[place : place + count] * factor
    _, first = np.unique(total, return_index=True)
    return _mix(total[np.sort(first)])


@lru_cache(maxsize=1 << 16)
def _hash_text(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "big")


def _mix(values: Hashes) -> Hashes:
    """The values spread over all 64 bits, one to one: the finalizer of MurmurHash3."""
    values = values ^ (values >> _SHIFT)
    values = values * _MIX_FACTORS[0]
    values = values ^ (values >> _SHIFT)
    values = values * _MIX_FACTORS[1]
    return values ^ (values >> _SHIFT)


def _minhash(shingles: Hashes, size: int) -> Hashes:
    """The MinHash signature: the least value of the shingles under each of `size` permutations."""
    permuted = _FACTORS[:size, None] * shingles[None, :]
    permuted += _SUMMANDS[:size, None]
    least: Hashes = permuted.min(axis=1)
    return least


def _hash_bands(family: str, signature: Hashes) -> Hashes:
    """A key for every few values of the signature, in which possible copies agree."""
    rows = signature.reshape(-1, BAND_ROWS)
    numbers = np.arange(len(rows), dtype=np.uint64) + np.uint64(_hash_text(family))
    return _mix((rows * _PLACE_FACTORS[:BAND_ROWS]).sum(axis=1, dtype=np.uint64) + _mix(numbers))


def _constants(name: str, count: int) -> Hashes:
    """Odd numbers, so that multiplying modulo 2**64 permutes; the same on every machine."""
    return np.array([_hash_text(f"{name} {number}") | 1 for number in range(count)], dtype=np.uint64)


_NOTHING = np.zeros(0, dtype=np.uint64)
_NO_SIGNATURE = np.zeros(TEXT_VALUES + OPENING_VALUES, dtype=np.uint16)
_SHIFT = np.uint64(33)
_MIX_FACTORS = np.array([0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53], dtype=np.uint64)
_PLACE_FACTORS = _constants("place", SHINGLE_WORDS)
_FACTORS = _constants("factor", max(TEXT_VALUES, OPENING_VALUES))
_SUMMANDS = _constants("summand", max(TEXT_VALUES, OPENING_VALUES))


# Addresses

MIN_DIGITS = 4
MIN_SLUG_WORDS = 4
_TRACKING = re.compile(
    r"(?i)utm_.*|mc_[ce]id|(?:fbc|gc|dc|msc|yc|twc|ttc|wbra|gbra)l?id|igshid|_ga|_gl|c?ns_\w+|at_\w+|ref(?:_?src|errer)?"
    r"|src|source|cmp(?:id)?|icid|ito|ocid|sh(?:are)?|smid|smtyp|partner|feature|spm|soc_\w+|s?cid|via|output|amp"
)
_SITE_PREFIX = re.compile(r"(?:www\d?|m|mobile|amp)\.")
_PAGE_SUFFIX = re.compile(r"(?i)(?:/amp|/index\.\w+|/)+\Z")


def canonical_url(address: str) -> str:
    """The address without what differs between links to one article; "" where it names none, but a site or a section.

    One article is named by a path or query with four digits (a date, a number), or by a last part of four words.
    """
    try:
        parts = urlsplit(address.strip())
        host = _SITE_PREFIX.sub("", parts.hostname or "", count=1)
    except ValueError:
        return ""
    path = _PAGE_SUFFIX.sub("", parts.path)
    kept = sorted(pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0]))
    query = urlencode(kept)
    digits = sum(char.isdigit() for char in path + query)
    slug_words = len(re.findall(r"[^\W_]+", path.rpartition("/")[2]))
    if not host or (digits < MIN_DIGITS and slug_words < MIN_SLUG_WORDS):
        return ""
    return f"{host}{path}?{query}" if query else host + path
