"""Queries to begin with, on the query page: each answers something of any graph. No prefix needs to be declared."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EXAMPLES", "Example"]


@dataclass(frozen=True, slots=True)
class Example:
    """A query and what it asks."""

    title: str
    query: str


EXAMPLES = (
    Example(
        "What happened, and when",
        """\
SELECT ?when ?event ?what ?status WHERE {
  ?event a kg:Event ;
    rdfs:label ?what ;
    kg:status ?status ;
    kg:timeLabel ?when ;
    kg:earliest ?day .
}
ORDER BY ?day
LIMIT 200""",
    ),
    Example(
        "What counts as a fact",
        """\
SELECT ?who ?relation ?whom WHERE {
  ?event kg:subject ?who ;
    kg:object ?whom .
  ?who ?relation ?whom .
  FILTER (STRSTARTS(STR(?relation), STR(kg:)))
}
GROUP BY ?who ?relation ?whom
ORDER BY ?who ?relation
LIMIT 200""",
    ),
    Example(
        "The sentences behind each event",
        """\
SELECT ?event ?what ?sentence ?article WHERE {
  ?event rdfs:label ?what ;
    kg:claim ?claim .
  GRAPH ?article {
    ?claim kg:evidence/oa:exact ?sentence .
  }
}
ORDER BY ?what ?article
LIMIT 200""",
    ),
    Example(
        "Who says what about whom",
        """\
SELECT ?speaker ?who ?relation ?whom ?sentence WHERE {
  ?claim kg:attributedTo ?speaker ;
    rdf:subject ?who ;
    rdf:predicate ?relation ;
    rdf:object ?whom ;
    kg:evidence/oa:exact ?sentence .
}
ORDER BY ?speaker ?who
LIMIT 200""",
    ),
    Example(
        "What is planned, denied or disputed",
        """\
SELECT ?status ?event ?what ?articles WHERE {
  ?event a kg:Event ;
    rdfs:label ?what ;
    kg:status ?status ;
    kg:articleCount ?articles .
  FILTER (?status NOT IN ("asserted", "reported"))
}
ORDER BY ?status DESC(?articles)
LIMIT 200""",
    ),
    Example(
        "Who acts most",
        """\
SELECT ?who (COUNT(?event) AS ?events) (SAMPLE(?told) AS ?example) WHERE {
  ?event kg:subject ?who ;
    rdfs:label ?told .
}
GROUP BY ?who
ORDER BY DESC(?events) ?who
LIMIT 50""",
    ),
    Example(
        "A drawing of the facts",
        """\
CONSTRUCT {
  ?who ?relation ?whom .
}
WHERE {
  ?event kg:subject ?who ;
    kg:relation ?relation ;
    kg:object ?whom .
  ?who ?relation ?whom .
}
LIMIT 150""",
    ),
)
"""The first of them stands in the editor when the page is opened for the first time."""
