"""Whether a phrase speaks of a man or a woman, by title, noun, given name, or what an earlier mention said."""

from __future__ import annotations

from kg.extract.article_reading import ArticleReading
from kg.extract.discourse import Referent
from kg.extract.grammar import children
from kg.extract.words import Token

__all__ = ["gender_of"]


def gender_of(reading: ArticleReading, token: Token, referent: Referent) -> str:
    """Either "man" or "woman", empty where nothing tells; what is told of a name holds for the rest of the article."""
    if referent.kind != "Person":
        return ""
    known = reading.genders.get(referent.name, "") if referent.name else ""
    if known:
        return known
    found = _of_words(reading, token) or _of_name(reading, referent.name)
    if found and referent.name:
        reading.genders[referent.name] = found
    return found


def _of_words(reading: ArticleReading, token: Token) -> str:
    """As in "Mrs Hill", "spokesman Bo Lind", "Bo Lind, an actress"."""
    around = [token, *children(token, "compound", "nmod", "appos"), *([token.head] if token.dep_ == "appos" else [])]
    words = reading.ontology.gazetteer.gendered_words
    told = (words.get(word.lower_.rstrip("."), "") or words.get(word.lemma_.lower(), "") for word in around)
    return next((gender for gender in told if gender), "")


def _of_name(reading: ArticleReading, name: str) -> str:
    first, _, rest = name.partition(" ")
    return reading.ontology.gazetteer.given_names.get(first.lower(), "") if rest else ""
