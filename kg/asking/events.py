"""Questions about events and facts: what actors do to each other, when, and whether it is so. It holds their table."""

from __future__ import annotations

from kg.asking.question import Kind, Parameter, Question

__all__ = ["BEGIN_HERE", "DETAILS", "EITHER_END", "FILTERS", "NO_RELATIONS", "QUESTIONS"]

STATUS = Parameter("status", Kind.STATUS, "Only what has this status.", "?event kg:status $value .")
RELATION = Parameter(
    "relation",
    Kind.RELATION,
    "Only what this relation says, such as terminates.",
    "VALUES ?wanted { $value } ?event kg:relation|kg:kinRelation ?wanted .",
)
SINCE = Parameter(
    "since",
    Kind.FIRST_DAY,
    "Not before this day, month or year.",
    "?event kg:latest ?last FILTER(?last >= $value)",
)
UNTIL = Parameter(
    "until",
    Kind.LAST_DAY,
    "Not after this day, month or year.",
    "?event kg:earliest ?first FILTER(?first <= $value)",
)
FILTERS = (SINCE, UNTIL, RELATION, STATUS)

EITHER_END = "{ SELECT ?event { { ?event kg:subject $value } UNION { ?event kg:object $value } } }"
"""What an actor has a part in, as a query of its own: the engine then joins by reading both sides once."""

BEGIN_HERE = 1_000_000
"""A limit that is never reached: it tells the engine that a part of a query is the small one, to begin with."""

DETAILS = """
  ?event kg:subject ?subject ; kg:relation ?relation ; kg:object ?object ; kg:status ?status ; kg:storyCount ?stories .
  ?subject rdfs:label ?who .
  ?object rdfs:label ?whom .
  OPTIONAL { ?event kg:timeLabel ?when }
  BIND(LCASE(REPLACE(STRAFTER(STR(?relation), "#"), "([a-z])([A-Z])", "$$1 $$2")) AS ?did)
"""
"""What is shown of an event that was picked; a relation in words is its name, which is made of words."""

_BY_TIME = "ORDER BY (!BOUND(?earliest)) ?earliest ?event"
_WHO_DID = "Each row is an event: when, who did what to whom, its status, and how many independent stories bear it out."

_BETWEEN = f"""
SELECT ?when ?who ?did ?whom ?status ?stories ?event {{
  {{ SELECT ?event ?earliest {{
      {{ {{ SELECT ?event {{ ?event kg:subject $one }} }} {{ SELECT ?event {{ ?event kg:object $other }} }} }}
      UNION
      {{ {{ SELECT ?event {{ ?event kg:subject $other }} }} {{ SELECT ?event {{ ?event kg:object $one }} }} }}
      $status
      $relation
      $since
      $until
      OPTIONAL {{ ?event kg:earliest ?earliest }}
    }} {_BY_TIME} $limit }}{DETAILS}}} {_BY_TIME}
"""

_TIMELINE = f"""
SELECT ?when ?who ?did ?whom ?status ?stories ?event {{
  {{ SELECT DISTINCT ?event ?earliest {{
      {{ ?event kg:subject $actor }} UNION {{ ?event kg:object $actor }}
      $status
      $relation
      $since
      $until
      ?event kg:earliest ?earliest .
    }} {_BY_TIME} $limit }}{DETAILS}}} {_BY_TIME}
"""

_PARTNERS = """
SELECT ?partner ?events ?active ?passive {
  { SELECT ?entity (COUNT(*) AS ?events) (SUM(?acts) AS ?active) (COUNT(*) - SUM(?acts) AS ?passive) {
      { ?event kg:subject $actor ; kg:object ?entity BIND(1 AS ?acts) }
      UNION
      { ?event kg:object $actor ; kg:subject ?entity BIND(0 AS ?acts) }
      $status
      $relation
      $since
      $until
    } GROUP BY ?entity ORDER BY DESC(?events) DESC(?active) $limit }
  ?entity rdfs:label ?partner .
} ORDER BY DESC(?events) DESC(?active) ?partner ?entity
"""

NO_RELATIONS = (
    "rdf:type, owl:sameAs, rdf:subject, rdf:object, kg:subject, kg:object, kg:place, kg:attributedTo, "
    "kg:party, kg:state, kg:capital, kg:capitalOf"
)
"""What else than a relation can stand between two things that have names, or between one and what is told of it."""

_FACTS = f"""
SELECT ?who ?did ?whom {{
  {{ SELECT DISTINCT ?subject ?relation ?object {{
      $relation
      {{ ?subject ?relation $entity BIND($entity AS ?object) }}
      UNION
      {{ $entity ?relation ?object BIND($entity AS ?subject) FILTER(ISIRI(?object)) }}
      FILTER(?relation NOT IN ({NO_RELATIONS}))
    }} $limit }}
  ?subject rdfs:label ?who .
  ?object rdfs:label ?whom .
  BIND(LCASE(REPLACE(STRAFTER(STR(?relation), "#"), "([a-z])([A-Z])", "$$1 $$2")) AS ?did)
}} ORDER BY ?who ?did ?whom
"""

_OFFICES = f"""
SELECT ?person ?office ?of ?first ?last ?articles {{
  {{ SELECT ?holder ?body ?office (MIN(?day) AS ?first) (MAX(?day) AS ?last) (COUNT(DISTINCT ?article) AS ?articles) {{
      {{ SELECT ?event {{
          $entity
          {{ SELECT ?event {{
              VALUES ?relation {{ kg:headOf kg:commands kg:holdsPosition kg:affiliatedWith }}
              ?event kg:relation ?relation .
            }} }}
        }} LIMIT {BEGIN_HERE} }}
      ?event kg:status ?status ; kg:subject ?holder ; kg:object ?body ; kg:claim ?claim .
      ?holder a ?kind .
      FILTER(?status = "asserted" && ?kind = kg:Person)
      ?claim kg:trigger ?trigger ; kg:subjectText ?name ; prov:wasDerivedFrom ?article .
      FILTER(!CONTAINS(?name, ?trigger))
      BIND(LCASE(?trigger) AS ?office)
      OPTIONAL {{ ?article schema:datePublished ?day }}
    }} GROUP BY ?holder ?body ?office ORDER BY DESC(?articles) DESC(?last) ?holder ?body ?office $limit }}
  ?holder rdfs:label ?person .
  ?body rdfs:label ?of .
}} ORDER BY DESC(?articles) DESC(?last) ?person ?office ?of
"""

_PLANNED = f"""
SELECT ?announced ?when ?who ?did ?whom ?status ?stories ?event {{
  {{ SELECT ?event (MIN(?day) AS ?announced) {{
      {{ SELECT ?claim {{
          $actor
          {{ SELECT ?claim {{ ?claim kg:modality "intended" }} }}
        }} LIMIT {BEGIN_HERE} }}
      ?claim kg:polarity ?polarity ; prov:wasDerivedFrom ?article .
      FILTER(?polarity = "positive")
      ?event kg:claim ?claim .
      $status
      $relation
      OPTIONAL {{ ?article schema:datePublished ?day }}
    }} GROUP BY ?event ORDER BY DESC(?announced) ?event $limit }}{DETAILS}}}
ORDER BY DESC(?announced) ?who ?did ?whom ?event
"""

_DISPUTED = f"""
SELECT ?when ?who ?did ?whom ?status ?confirming ?denying ?event {{
  {{ SELECT ?event (SUM(?yes) AS ?confirming) (SUM(1 - ?yes) AS ?denying) {{
      {{ SELECT DISTINCT ?event {{
          $actor
          {{ SELECT ?event {{ VALUES ?state {{ "disputed" "denied" }} ?event kg:status ?state }} }}
          $relation
        }} LIMIT {BEGIN_HERE} }}
      ?event kg:claim/kg:polarity ?polarity .
      BIND(IF(?polarity = "positive", 1, 0) AS ?yes)
    }} GROUP BY ?event ORDER BY DESC(?confirming * ?denying) DESC(?denying) ?event $limit }}{DETAILS}}}
ORDER BY DESC(?confirming * ?denying) DESC(?denying) ?event
"""


_EITHER_END_OF_CLAIM = "{ SELECT ?claim { { ?claim rdf:subject $value } UNION { ?claim rdf:object $value } } }"

QUESTIONS = (
    Question(
        name="between",
        asks="What did two actors do to each other?",
        reading=f"{_WHO_DID} Those without a date come last.",
        parameters=(
            Parameter("one", Kind.ENTITY, "An actor."),
            Parameter("other", Kind.ENTITY, "Another actor."),
            *FILTERS,
        ),
        templates=(_BETWEEN,),
        example=("South Korea", "Japan", "--since", "2019-07", "--until", "2019-08"),
        otherwise="`kg ask connection` looks for what ties them over others",
    ),
    Question(
        name="timeline",
        asks="What did an actor do, and what was done to it, in order of time?",
        reading=f"{_WHO_DID} Events without a date are left out.",
        parameters=(Parameter("actor", Kind.ENTITY, "An actor."), *FILTERS),
        templates=(_TIMELINE,),
        example=("Japan", "--status", "asserted"),
        otherwise="`kg timeline --undated` lists also what has no date",
    ),
    Question(
        name="partners",
        asks="With whom does an actor have most to do?",
        reading="How many events there are with each partner, and in how many of them the actor is the active or the "
        "passive end.",
        parameters=(Parameter("actor", Kind.ENTITY, "An actor."), *FILTERS),
        templates=(_PARTNERS,),
        example=("Moon Jae-in",),
        otherwise="`kg ask facts` looks for facts without events",
        hidden=frozenset(),
    ),
    Question(
        name="facts",
        asks="What is a fact about somebody or something?",
        reading="The plain triples: what sources assert, or independent ones report. `kg ask sources` says which.",
        parameters=(
            Parameter("entity", Kind.ENTITY, "Anything that has a name."),
            Parameter("relation", Kind.RELATION, RELATION.help, "VALUES ?relation { $value }"),
        ),
        templates=(_FACTS,),
        example=("GSOMIA",),
        otherwise="`kg ask timeline` also lists what is planned, reported or denied",
        hidden=frozenset(),
    ),
    Question(
        name="offices",
        asks="Who holds which office?",
        reading="The office in the sources' own word, the first and last day on which it was published, and in how "
        "many articles. Two in one office may have followed each other: see `kg conflicts --kind changed`.",
        parameters=(
            Parameter(
                "entity",
                Kind.ENTITY,
                "A person, or a state or body that has offices.",
                EITHER_END,
                placed=True,
            ),
        ),
        templates=(_OFFICES,),
        example=("Japan",),
        otherwise="`kg ask facts` lists all facts about it",
        hidden=frozenset(),
    ),
    Question(
        name="planned",
        asks="What is planned, and what became of it?",
        reading="What somebody said would be done, and when that was published first; its status tells what became of "
        "it: still intended, or asserted, reported, disputed, denied.",
        parameters=(
            Parameter("actor", Kind.ENTITY, "Only where this actor has a part.", _EITHER_END_OF_CLAIM, placed=True),
            RELATION,
            STATUS,
        ),
        templates=(_PLANNED,),
        example=("South Korea",),
        otherwise="`kg ask timeline` lists what was done",
    ),
    Question(
        name="disputed",
        asks="What is disputed or denied?",
        reading="Events that some sources deny, and in how many places they are confirmed and denied; what both sides "
        "say is told by `kg ask evidence` and `kg conflicts`.",
        parameters=(
            Parameter("actor", Kind.ENTITY, "Only where this actor has a part.", EITHER_END, placed=True),
            RELATION,
        ),
        templates=(_DISPUTED,),
        example=("United States",),
        otherwise="`kg conflicts` also finds figures that differ, and what changed",
    ),
)
