"""Ten questions that people have, in SPARQL and in Cypher. All values are asked for as text, so that rows compare."""

from __future__ import annotations

from typing import NamedTuple


class Question(NamedTuple):
    """What is asked, in both languages; the columns are in the same order."""

    name: str
    sparql: str
    cypher: str


QUESTIONS = (
    Question(
        "who terminates what",
        """SELECT DISTINCT (STR(?sl) AS ?s) (STR(?ol) AS ?o) {
             ?x kg:terminates ?y . ?x rdfs:label ?sl . ?y rdfs:label ?ol }""",
        "MATCH (x:Entity)-[:TERMINATES]->(y:Entity) RETURN DISTINCT x.name, y.name",
    ),
    Question(
        "on what does an event rest, and who published it",
        """SELECT DISTINCT (STR(?text) AS ?t) (STR(?publisher) AS ?p) {
             ?event kg:relation kg:terminates ; kg:claim ?claim .
             ?claim kg:evidence ?evidence . ?evidence oa:exact ?text ; prov:wasDerivedFrom/kg:publisher ?publisher }""",
        """MATCH (e:Event {relation: 'terminates'})-[:CLAIM]->(:Claim)-[:EVIDENCE]->(v)-[:WAS_DERIVED_FROM]->(a:Article)
           WHERE a.publisher IS NOT NULL RETURN DISTINCT v.text, a.publisher""",
    ),
    Question(
        "what is denied",
        "SELECT (STR(?l) AS ?label) { ?event a kg:Event ; kg:status 'denied' ; rdfs:label ?l }",
        "MATCH (e:Event {status: 'denied'}) RETURN e.name",
    ),
    Question(
        "what does an actor do or suffer in a period",
        """SELECT DISTINCT (STR(?l) AS ?label) (STR(?e) AS ?earliest) (STR(?s) AS ?status) {
             ?actor rdfs:label "South Korea"@en .
             { ?event kg:subject ?actor } UNION { ?event kg:object ?actor }
             ?event a kg:Event ; rdfs:label ?l ; kg:status ?s ; kg:earliest ?e ; kg:latest ?to .
             FILTER (?e >= "2019-08-01"^^xsd:date && ?to <= "2019-08-31"^^xsd:date) }""",
        """MATCH (e:Event)-[:SUBJECT|OBJECT]->(:Entity {name: 'South Korea'})
           WHERE e.earliest >= date('2019-08-01') AND e.latest <= date('2019-08-31')
           RETURN DISTINCT e.name, toString(e.earliest), e.status""",
    ),
    Question(
        "how many events of each status",
        "SELECT ?s (STR(COUNT(?event)) AS ?n) { ?event a kg:Event ; kg:status ?s } GROUP BY ?s",
        "MATCH (e:Event) RETURN e.status, toString(count(*))",
    ),
    Question(
        "which sources support a fact",
        """SELECT DISTINCT (STR(?publisher) AS ?p) (STR(?day) AS ?d) (STR(?n) AS ?stories) {
             ?event kg:relation kg:removesFromWhitelist ; kg:status 'asserted' ; kg:storyCount ?n ; kg:claim ?claim .
             ?claim prov:wasDerivedFrom ?article . ?article kg:publisher ?publisher ; schema:datePublished ?day }""",
        """MATCH (e:Event {relation: 'removesFromWhitelist', status: 'asserted'})-[:CLAIM]->()
                 -[:WAS_DERIVED_FROM]->(a:Article)
           WHERE a.publisher IS NOT NULL AND a.published IS NOT NULL
           RETURN DISTINCT a.publisher, toString(a.published), toString(e.stories)""",
    ),
    Question(
        "what is planned, and for when",
        """SELECT (STR(?l) AS ?label) ?time { ?event a kg:Event ; kg:status 'intended' ; rdfs:label ?l .
             OPTIONAL { ?event kg:timeLabel ?time } }""",
        "MATCH (e:Event {status: 'intended'}) RETURN e.name, e.time",
    ),
    Question(
        "who said what about whom",
        """SELECT DISTINCT (STR(?w) AS ?who) (STR(?sl) AS ?s) (STRAFTER(STR(?p), "#") AS ?r) (STR(?ol) AS ?o) ?polarity
           { ?claim kg:attributedTo/rdfs:label ?w ; rdf:predicate ?p ; kg:polarity ?polarity ;
               rdf:subject/rdfs:label ?sl ; rdf:object/rdfs:label ?ol }""",
        """MATCH (w:Entity)<-[:ATTRIBUTED_TO]-(c:Claim), (s)<-[:SUBJECT]-(c)-[:OBJECT]->(o)
           RETURN DISTINCT w.name, s.name, c.relation, o.name, c.polarity""",
    ),
    Question(
        "which pairs of actors meet most often",
        """SELECT (STR(?sl) AS ?s) (STR(?ol) AS ?o) (STR(COUNT(?event)) AS ?n) {
             ?event a kg:Event ; kg:subject/rdfs:label ?sl ; kg:object/rdfs:label ?ol }
           GROUP BY ?sl ?ol HAVING (COUNT(?event) > 1)""",
        """MATCH (s)<-[:SUBJECT]-(e:Event)-[:OBJECT]->(o) WITH s.name AS s, o.name AS o, count(*) AS n
           WHERE n > 1 RETURN s, o, toString(n)""",
    ),
    Question(
        "the timeline of an actor",
        """SELECT (STR(?e) AS ?earliest) ?time (STR(?l) AS ?label) {
             ?event a kg:Event ; kg:subject/rdfs:label "Japan"@en ; rdfs:label ?l ;
               kg:earliest ?e ; kg:timeLabel ?time }
           ORDER BY ?e ?l""",
        """MATCH (e:Event)-[:SUBJECT]->(:Entity {name: 'Japan'}) WHERE e.earliest IS NOT NULL
           RETURN toString(e.earliest), e.time, e.name ORDER BY e.earliest, e.name""",
    ),
)
