"""The room that compares graphs as news: what happened, is confirmed, denied or gone between one and the other."""

from kg.news.changes import Change, ChangeKind, Difference, compare
from kg.news.reading import News, news_of, read_news
from kg.news.telling import TELLINGS, sections, summary

__all__ = [
    "TELLINGS",
    "Change",
    "ChangeKind",
    "Difference",
    "News",
    "compare",
    "news_of",
    "read_news",
    "sections",
    "summary",
]
