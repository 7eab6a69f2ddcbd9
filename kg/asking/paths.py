"""The question of what ties two actors: the shortest paths over facts, asked length by length. Nothing but its table.

It refuses detours: a path is longer than another only where there is no shorter one.
"""

from __future__ import annotations

from kg.asking.events import NO_RELATIONS
from kg.asking.question import Kind, Parameter, Question

__all__ = ["QUESTIONS"]


def _facts(one: str, other: str) -> str:
    """The facts between two, `?forth` from the one to the other and `?back` the other way; rdf:nil stands for none."""
    return f"""{{ {one} ?fact {other} BIND(?fact AS ?forth) BIND(rdf:nil AS ?back) }}
        UNION
        {{ {other} ?fact {one} BIND(?fact AS ?back) BIND(rdf:nil AS ?forth) }}
        FILTER(?fact NOT IN ({NO_RELATIONS}))"""


def _link(one: str, other: str, number: int, before: str = "", known: str = "") -> str:
    """What ties the two, one fact of each direction, for each pair that `before` allows; `known` is kept of it."""
    ends = " ".join(end for end in (one, other) if end.startswith("?"))
    only_things = f" FILTER(ISIRI({other}))" if other.startswith("?") else ""
    return f"""{{ SELECT {ends} {known} (MAX(?forth) AS ?forth{number}) (MAX(?back) AS ?back{number}) {{
        {before}
        {_facts(one, other)}{only_things}
      }} GROUP BY {ends} {known} }}"""


def _known(*numbers: int) -> str:
    return " ".join(f"?forth{number} ?back{number}" for number in numbers)


def _tie(number: int) -> str:
    """The words for the relation of that number, with an arrow that starts from who acts."""
    forth, back = f"?forth{number}", f"?back{number}"
    relation = f'STRAFTER(STR(IF({forth} = rdf:nil, {back}, {forth})), "#")'
    words = f'LCASE(REPLACE({relation}, "([a-z])([A-Z])", "$$1 $$2"))'
    arrows = f'IF({forth} = rdf:nil, "← ", ""), {words}, IF({forth} = rdf:nil, "", " →")'
    return f"  BIND(CONCAT({arrows}) AS ?tie{number})\n"


def _path(over: int, links: str) -> str:
    """The query for paths that lead over so many others."""
    between = range(1, over + 1)
    names = "".join(f"  ?v{number} rdfs:label ?via{number} .\n" for number in between)
    ties = "".join(map(_tie, range(1, over + 2)))
    order = " ".join(f"?v{number}" for number in between) or "?forth1 ?back1"
    return f"""
SELECT ?from {"".join(f"?tie{number} ?via{number} " for number in between)}?tie{over + 1} ?to {{
  {{ SELECT * {{
      {links}
    }} ORDER BY {order} $limit }}
  $one rdfs:label ?from .
  $other rdfs:label ?to .
{names}{ties}}} ORDER BY {order}
"""


_FROM_ONE = _link("$one", "?v1", 1)
_DIRECT = f"""{{ SELECT (MAX(?forth) AS ?forth1) (MAX(?back) AS ?back1) {{
        {_facts("$one", "$other")}
      }} GROUP BY ?fact }}"""
_OVER_ONE = f"""{_FROM_ONE}
      {_link("?v1", "$other", 2)}"""
_OVER_TWO = _link("?v1", "?v2", 2, f"{{ SELECT * {{ {_FROM_ONE} {_link('?v2', '$other', 3)} }} }}", _known(1, 3))
_OVER_THREE = f"""{_link("?v1", "?v2", 2, _FROM_ONE, _known(1))}
      {_link("?v2", "?v3", 3, _link("?v3", "$other", 4), _known(4))}"""

QUESTIONS = (
    Question(
        name="connection",
        asks="How are two actors connected?",
        reading="The shortest paths over facts, at most four long. An arrow starts from who does it: “terminates →” "
        "goes from left to right, “← signs” from right to left.",
        parameters=(Parameter("one", Kind.ENTITY, "An actor."), Parameter("other", Kind.ENTITY, "Another actor.")),
        templates=(_path(0, _DIRECT), _path(1, _OVER_ONE), _path(2, _OVER_TWO), _path(3, _OVER_THREE)),
        example=("Mike Pompeo", "Nippon Steel"),
        otherwise="`kg ask between` also finds what is no fact",
        hidden=frozenset(),
        limit=10,
    ),
)
