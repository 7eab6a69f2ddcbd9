"""Questions about what is said: by whom, in which words, in which articles. Nothing but their table."""

from __future__ import annotations

from kg.asking.events import BEGIN_HERE, DETAILS, EITHER_END
from kg.asking.question import Kind, Parameter, Question

__all__ = ["QUESTIONS"]

SINCE = Parameter(
    "since", Kind.FIRST_DAY, "Not published before this day, month or year.", "FILTER(?published >= $value)"
)
UNTIL = Parameter(
    "until", Kind.LAST_DAY, "Not published after this day, month or year.", "FILTER(?published <= $value)"
)

_SAYS = """
      BIND(IF(?modality = "actual", IF(?polarity = "negative", "denies it", "says so"),
              CONCAT(IF(?polarity = "negative", "not ", ""), ?modality)) AS ?says)
"""

_QUOTE = f"""
  ?claim kg:polarity ?polarity ; kg:modality ?modality ; kg:evidence/oa:exact ?sentence .
  ?article kg:source ?source .
  OPTIONAL {{ ?article kg:publisher ?name }}
  OPTIONAL {{ ?article kg:url ?url }}
  BIND(COALESCE(?name, ?source) AS ?publisher){_SAYS}"""

_SAID = """
SELECT DISTINCT ?published ?speaker ?says ?sentence ?publisher ?url ?article {{
  {{ SELECT ?claim ?voice ?article ?published {{
      {claims}
      OPTIONAL {{ ?article schema:datePublished ?published }}
      $since
      $until
    }} ORDER BY DESC(?published) $limit }}
  ?voice rdfs:label ?speaker .{quote}}} ORDER BY DESC(?published) ?speaker ?sentence
"""

_CLAIMS = """$about
      $by
      ?claim kg:attributedTo ?voice ; prov:wasDerivedFrom ?article ."""

_MANY_CLAIMS = """{ SELECT ?claim ?article { GRAPH ?article { $about } } }
      $by
      { SELECT ?claim ?voice { ?claim kg:attributedTo ?voice } }"""

_QUOTES_OF_EVENTS = """
SELECT DISTINCT ?published ?publisher ?speaker ?says ?sentence ?url ?article {{
  {{ SELECT ?claim ?article ?published {{
      {events}
      ?event kg:claim ?claim .
      ?claim prov:wasDerivedFrom ?article .
      OPTIONAL {{ ?article schema:datePublished ?published }}
      $since
      $until
    }} ORDER BY ?published ?claim $limit }}
  OPTIONAL {{ ?claim kg:attributedTo/rdfs:label ?speaker }}{quote}}} ORDER BY ?published ?publisher ?sentence
"""

_FACT = """{ SELECT DISTINCT ?event {
          VALUES ?relation { $relation }
          ?event kg:subject $subject ; kg:object $object ; kg:relation|kg:kinRelation ?relation .
        } }"""

_SOURCES = _QUOTES_OF_EVENTS.format(events=_FACT, quote=_QUOTE)
_EVIDENCE = _QUOTES_OF_EVENTS.format(events="VALUES ?event { $event }", quote=_QUOTE)

_PUBLISHER = f"""
SELECT DISTINCT ?published ?headline ?who ?did ?whom ?says ?article {{
  {{ SELECT ?article ?published {{
      ?article kg:publisher $publisher .
      OPTIONAL {{ ?article schema:datePublished ?published }}
      $since
      $until
    }} ORDER BY DESC(?published) ?article $limit }}
  ?claim prov:wasDerivedFrom ?article ; rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ;
         kg:polarity ?polarity ; kg:modality ?modality .
  ?subject rdfs:label ?who .
  ?object rdfs:label ?whom .
  ?article rdfs:label ?headline .
  BIND(LCASE(REPLACE(STRAFTER(STR(?relation), "#"), "([a-z])([A-Z])", "$$1 $$2")) AS ?did){_SAYS}}}
ORDER BY DESC(?published) ?article ?who ?did ?whom ?says $limit
"""

_NEW = f"""
SELECT ?published ?when ?who ?did ?whom ?status ?stories ?event {{
  {{ SELECT ?event (MIN(?day) AS ?published) {{
      {{ SELECT DISTINCT ?event {{
          {{ SELECT ?article {{ ?article schema:datePublished ?told FILTER(?told >= $since) }} }}
          ?claim prov:wasDerivedFrom ?article .
          ?event kg:claim ?claim .
          $actor
        }} LIMIT {BEGIN_HERE} }}
      ?event kg:claim ?each .
      ?each prov:wasDerivedFrom ?source .
      ?source schema:datePublished ?day .
    }} GROUP BY ?event HAVING(MIN(?day) >= $since) ORDER BY DESC(?published) $limit }}{DETAILS}}}
ORDER BY DESC(?published) ?who ?did ?whom ?event
"""

_QUOTES = (
    "Each row is a sentence: when and where it was published, who is quoted (none: the article's own voice), and "
    "how it stands to "
)

QUESTIONS = (
    Question(
        name="said",
        asks="Who said what about whom?",
        reading=f"{_QUOTES}what it tells: says so, denies it, intended, possible, requested. The latest come first.",
        parameters=(
            Parameter(
                "about",
                Kind.ENTITY,
                "Whom or what it is about.",
                "{ ?claim rdf:subject $value } UNION { ?claim rdf:object $value }",
                placed=True,
            ),
            Parameter("by", Kind.ENTITY, "Only what this one said.", "?claim kg:attributedTo $value ."),
            *(SINCE, UNTIL),
        ),
        templates=(_SAID.format(claims=_CLAIMS, quote=_QUOTE),),
        busy=(_SAID.format(claims=_MANY_CLAIMS, quote=_QUOTE),),
        example=("Japan", "--by", "Shinzo Abe"),
        otherwise="`kg ask sources` also lists what articles say in their own voice",
        hidden=frozenset({"url", "article"}),
    ),
    Question(
        name="sources",
        asks="Which sources support this?",
        reading=f"{_QUOTES}it. What is asked for is what somebody did to somebody: SUBJECT RELATION OBJECT.",
        parameters=(
            Parameter("subject", Kind.ENTITY, "Who did it."),
            Parameter("relation", Kind.RELATION, "What was done, such as terminates."),
            Parameter("object", Kind.ENTITY, "To whom or what."),
            *(SINCE, UNTIL),
        ),
        templates=(_SOURCES,),
        example=("South Korea", "terminates", "GSOMIA"),
        otherwise="turn the two round, or let `kg ask between` tell what there is between them",
        hidden=frozenset({"url", "article"}),
    ),
    Question(
        name="evidence",
        asks="What is said about one event?",
        reading=f"{_QUOTES}the event. The events' names stand in the other questions' CSV and JSON.",
        parameters=(Parameter("event", Kind.EVENT, "The IRI of an event, in full or as id:event_…"), SINCE, UNTIL),
        templates=(_EVIDENCE,),
        example=("id:event_2801ab4e4160d4ee",),
        otherwise="leave out the period",
        hidden=frozenset({"url", "article"}),
    ),
    Question(
        name="publisher",
        asks="What does a publisher report?",
        reading="What its articles say, the latest first, and how: says so, denies it, intended, possible, requested.",
        parameters=(Parameter("publisher", Kind.PUBLISHER, "The name of a publisher."), SINCE, UNTIL),
        templates=(_PUBLISHER,),
        example=("Capitol Courier",),
        otherwise="take a longer period",
        hidden=frozenset({"article"}),
    ),
    Question(
        name="new",
        asks="What is new since a day?",
        reading="Events that no article told of before that day, those that were published last first.",
        parameters=(
            Parameter("since", Kind.FIRST_DAY, "A day, month or year of publication."),
            Parameter(
                "actor",
                Kind.ENTITY,
                "Only where this actor has a part.",
                EITHER_END,
            ),
        ),
        templates=(_NEW,),
        example=("2019-11", "--actor", "United States"),
        otherwise="take an earlier day",
    ),
)
