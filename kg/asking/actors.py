"""Questions about who is active, and what ties two actors: counts and paths. Nothing but their table."""

from __future__ import annotations

from kg.asking.events import FILTERS
from kg.asking.question import Question

__all__ = ["QUESTIONS"]

_ACTORS = """
SELECT ?month ?actor ?events {
  { SELECT ?entity ?month (COUNT(*) AS ?events) {
      { SELECT ?entity (COUNT(*) AS ?total) {
          ?event kg:subject ?entity .
          $status
          $relation
          $since
          $until
        } GROUP BY ?entity ORDER BY DESC(?total) $limit }
      ?event kg:subject ?entity ; kg:earliest ?earliest .
      $status
      $relation
      $since
      $until
      BIND(SUBSTR(STR(?earliest), 1, 7) AS ?month)
    } GROUP BY ?entity ?month }
  ?entity rdfs:label ?actor .
} ORDER BY ?month DESC(?events) ?actor
"""

_PAIRS = """
SELECT ?month ?actor ?other ?events {
  { SELECT ?one ?two ?month (COUNT(*) AS ?events) {
      { SELECT ?one ?two (COUNT(*) AS ?total) {
          { SELECT ?event ?one { ?event kg:subject ?one } }
          { SELECT ?event ?two { ?event kg:object ?two } }
          $status
          $relation
          $since
          $until
        } GROUP BY ?one ?two ORDER BY DESC(?total) $limit }
      ?event kg:subject ?one ; kg:object ?two ; kg:earliest ?earliest .
      $status
      $relation
      $since
      $until
      BIND(SUBSTR(STR(?earliest), 1, 7) AS ?month)
    } GROUP BY ?one ?two ?month }
  ?one rdfs:label ?actor .
  ?two rdfs:label ?other .
} ORDER BY ?month DESC(?events) ?actor ?other
"""

QUESTIONS = (
    Question(
        name="actors",
        asks="Who is most active, month by month?",
        reading="The actors with most events in which they are the active end, and how many of these have a date in "
        "which month. --limit says how many actors.",
        parameters=FILTERS,
        templates=(_ACTORS,),
        example=("--since", "2019", "--limit", "4"),
        otherwise="take a longer period",
        hidden=frozenset(),
        limit=5,
    ),
    Question(
        name="pairs",
        asks="Which pairs are most active, month by month?",
        reading="The pairs, active end first, with most events, and how many of these have a date in which month. "
        "--limit says how many pairs.",
        parameters=FILTERS,
        templates=(_PAIRS,),
        example=("--since", "2019", "--limit", "2"),
        otherwise="take a longer period",
        hidden=frozenset(),
        limit=5,
    ),
)
