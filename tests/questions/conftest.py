"""A small corpus in which sources are at odds in every way, built once for all tests that ask it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from kg import KnowledgeGraph


class Told(NamedTuple):
    """One article: by whom, on which day, and its text."""

    publisher: str
    published: str | None
    text: str


ARTICLES = (
    # An act that one side denies.
    Told("Fjord Post", "2021-03-03", "Russia bombed Kharkiv on 2 March 2021, killing 30 people and wounding 110."),
    Told("Baltic Wire", "2021-03-04", "At least 42 people were killed when Russia bombed Kharkiv on 2 March 2021."),
    Told("Harbour Times", "2021-03-04", "Sergei Lavrov denied that Russia had bombed Kharkiv on 2 March 2021."),
    Told("Evening Mail", "2021-03-05", "Russia bombed Kharkiv on 2 March 2021 and more than 40 people were killed."),
    # A plan of which another paper says the contrary, on the same day.
    Told("Fjord Post", "2022-05-10", "Norway plans to join the European Union."),
    Told("Harbour Times", "2022-05-10", "Norway will not join the European Union, said Erna Solberg."),
    # What had not happened yet, and then did.
    Told("Baltic Wire", "2020-06-01", "Canada has not recalled its ambassador from Iceland."),
    Told("Evening Mail", "2020-07-01", "Canada recalled its ambassador from Iceland in June 2020."),
    # One office, held by one after the other; another, held by two at once; a third, shared.
    Told("Fjord Post", "2012-02-01", "Nicolas Sarkozy, the president of France, spoke in Lyon."),
    Told("Baltic Wire", "2018-02-01", "Emmanuel Macron, the president of France, spoke in Nice."),
    Told("Evening Mail", "2018-03-01", "Edouard Philippe is the prime minister of France."),
    Told("Fjord Post", "2021-08-20", "Ashraf Ghani is the president of Afghanistan."),
    Told("Baltic Wire", "2021-08-20", "Amrullah Saleh is the president of Afghanistan."),
    Told("Evening Mail", "2014-01-01", "Jens Berg and Anna Lund are the owners of Nordhavn Shipping."),
    Told("Evening Mail", "2010-02-01", "Karolos Papoulias is the president of Greece."),
    Told("Fjord Post", "2010-02-01", "Carolos Papoulias is the president of Greece."),
    # The same day, one office told as past; one handed over; one that is said to have ended.
    Told("Fjord Post", "2021-06-01", "Park Geun-hye was president of South Korea until 2017."),
    Told("Baltic Wire", "2021-06-01", "Moon Jae-in is the president of South Korea."),
    Told("Fjord Post", "2011-08-25", "Steve Jobs is the CEO of Apple."),
    Told("Baltic Wire", "2011-08-25", "Tim Cook succeeded Steve Jobs as CEO of Apple."),
    Told("Evening Mail", "2021-12-09", "Sanna Marin is no longer prime minister of Finland."),
    Told("Fjord Post", "2021-12-09", "Sanna Marin is the prime minister of Finland."),
    # A plan that was dropped later.
    Told("Fjord Post", "2001-02-01", "Switzerland plans to sue Nestle."),
    Told("Baltic Wire", "2003-02-01", "Switzerland will not sue Nestle."),
    # A membership that ended, and a seat that moved.
    Told("Fjord Post", "2014-05-01", "Britain is a member of the European Union."),
    Told("Baltic Wire", "2020-02-01", "Britain left the European Union on 31 January 2020."),
    Told("Fjord Post", "2010-01-10", "Unilever is headquartered in Rotterdam."),
    Told("Baltic Wire", "2021-01-10", "Unilever is headquartered in London."),
    # Money: two stories differ, and one that rounds agrees with both of the others.
    Told("Fjord Post", "2011-05-11", "Microsoft bought Skype for $8.5 billion in May 2011."),
    Told("Baltic Wire", "2011-05-12", "Microsoft acquired Skype in May 2011 for 7.2 billion dollars."),
    Told("Evening Mail", "2011-05-13", "Microsoft acquired Skype for more than $7 billion in May 2011."),
    # No conflict at all, and a date known to the year only.
    Told("Evening Mail", "2016-04-01", "Angela Merkel visited Turkey in 2015. Turkey thanked Angela Merkel."),
    Told("Harbour Times", None, "Iceland condemned Canada."),
)


@pytest.fixture(scope="package")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeGraph]:
    """The graph of the articles."""
    import kg

    with kg.build([write_articles(tmp_path_factory.mktemp("odds"))]) as built:
        yield built


def write_articles(folder: Path) -> Path:
    """A file of JSON Lines with the articles."""
    path = folder / "articles.jsonl"
    records = [
        {"id": f"a{number}", "publisher": told.publisher, "published": told.published, "text": told.text}
        for number, told in enumerate(ARTICLES)
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path
