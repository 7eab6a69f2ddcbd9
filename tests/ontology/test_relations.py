"""The relations that ship: complete, consistent with the classes, valid OWL 2 DL in shape, and rich in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.extract.examples import parse_example
from kg.ontology import Ontology, Relation, load_ontology
from kg.ontology.iris import ONTOLOGY, PREFIXES, local_name, term

CATEGORIES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST "
    "ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"
).split()
STATES_OF_AFFAIRS = (
    "affiliatedWith headOf holdsPosition memberOf partOf partyTo alliedWith inDisputeWith locatedIn neighbourOf"
).split()
FIXED = (
    "terminates withdrawsFrom signs removesFromWhitelist downgradesTradeStatusOf restrictsExportsTo sanctions urges "
    "demands accuses criticizes condemns protestsTo rejects refuses denies threatens meets negotiatesWith supports "
    "approves praises strengthensTiesWith establishesTiesWith cooperatesWith sharesIntelligenceWith agreesWith "
    "summonsAmbassadorOf rulesAgainst occupies"
).split()
SYMMETRIC = "meets negotiatesWith cooperatesWith agreesWith alliedWith inDisputeWith sharesIntelligenceWith".split()

FOLDER = Path(__file__).parents[2] / "ontology"
FILES = sorted([*FOLDER.glob("relations-*.ttl"), FOLDER / "plover.ttl"])
BUILT_IN = tuple(PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "xsd"))
ONTOLOGY_LOADED = load_ontology()
RELATIONS = [ONTOLOGY_LOADED.relations[name] for name in sorted(ONTOLOGY_LOADED.relations)]


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    """The shipped ontology."""
    return ONTOLOGY_LOADED


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    """The triples of all shipped relation files, and of the vocabulary they stand on."""
    store = ox.Store()
    for path in (*FILES, FOLDER / "core.ttl"):
        store.load(path.read_bytes(), format=ox.RdfFormat.TURTLE)
    return store


def failing(holds: Callable[[Relation], bool]) -> list[str]:
    """The names of the relations of which something does not hold."""
    return [relation.name for relation in RELATIONS if not holds(relation)]


# ---------------------------------------------------------------- each relation


def test_a_relation_says_what_it_means() -> None:
    """Label and definition are there; the definition is a sentence that tells subject from object."""
    assert failing(lambda relation: bool(relation.label)) == []
    assert failing(lambda relation: relation.definition.endswith(".")) == []
    assert failing(lambda relation: {"subject", "object"} <= set(re.findall(r"\w+", relation.definition))) == []


def test_a_relation_is_named_so_that_every_importer_keeps_the_name() -> None:
    """Letters only, beginning with a small one: names become relationship types elsewhere."""
    assert failing(lambda relation: re.fullmatch(r"[a-z][A-Za-z]+", relation.name) is not None) == []


def test_a_relation_has_a_trigger_and_two_examples() -> None:
    """At least one pattern, and two sentences, each with a subject, a trigger and an object marked."""
    assert failing(lambda relation: bool(relation.patterns) and len(relation.examples) >= 2) == []
    sentences = [parse_example(example).text for relation in RELATIONS for example in relation.examples]
    assert [sentence for sentence in sentences if not re.fullmatch(r"[A-Z0-9].*\.", sentence)] == []


def test_a_relation_belongs_to_one_of_the_sixteen_categories_or_to_none() -> None:
    """The category is a PLOVER category; what PLOVER has no place for has none."""
    assert failing(lambda relation: relation.plover is None or relation.plover in CATEGORIES) == []


def test_a_narrower_relation_fits_under_the_broader_one(ontology: Ontology) -> None:
    """Parents exist, take the same or broader classes, and belong to the same category or none."""

    def fits(relation: Relation) -> bool:
        parents = [ontology.relations[name] for name in relation.parents]
        classes = all(
            ontology.is_a(relation.domain, parent.domain) and ontology.is_a(relation.range, parent.range)
            for parent in parents
        )
        return classes and all(parent.plover in {relation.plover, None} for parent in parents)

    assert failing(fits) == []


def test_what_holds_both_ways_has_the_same_class_on_both_sides() -> None:
    """A symmetric relation would otherwise make each end a member of the other's class."""
    assert failing(lambda relation: not relation.symmetric or relation.domain == relation.range) == []


# ---------------------------------------------------------------- all of them together


def test_the_relations_that_others_rely_on_are_there(ontology: Ontology) -> None:
    """Names that measuring and documents use don't disappear."""
    assert not {*FIXED, *STATES_OF_AFFAIRS} - set(ontology.relations)


@pytest.mark.parametrize("name", STATES_OF_AFFAIRS)
def test_states_of_affairs_have_no_category(name: str, ontology: Ontology) -> None:
    """A state of affairs is no event."""
    assert ontology.relations[name].plover is None


@pytest.mark.parametrize("name", SYMMETRIC)
def test_what_two_do_together_is_symmetric(name: str, ontology: Ontology) -> None:
    """Who meets somebody is met by them."""
    assert ontology.relations[name].symmetric


def test_every_category_has_several_relations() -> None:
    """Each of the sixteen categories has three relations or more."""
    counts = Counter(relation.plover for relation in RELATIONS)
    assert {category: counts[category] for category in CATEGORIES if counts[category] < 3} == {}


def test_general_news_is_covered() -> None:
    """A floor under the vocabulary: relations, and words that trigger them."""
    assert len(RELATIONS) >= 200
    assert sum(len(pattern.heads) for relation in RELATIONS for pattern in relation.patterns) >= 6000


def test_no_two_examples_are_the_same() -> None:
    """Each example teaches something of its own."""
    counts = Counter(example for relation in RELATIONS for example in relation.examples)
    assert [example for example, times in counts.items() if times > 1] == []


# ---------------------------------------------------------------- the files


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_stays_readable(path: Path) -> None:
    """No file is longer than a person reads in one sitting."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 600


def test_no_term_is_defined_in_two_files() -> None:
    """Whoever looks for a term finds it in one place."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.ttl")))
    counts = Counter(re.findall(r"^(kg:\w+) a ", text, flags=re.MULTILINE))
    assert [name for name, times in counts.items() if times > 1] == []


def test_every_property_is_declared_once_as_one_kind(graph: ox.Store) -> None:
    """OWL 2 DL: whatever is used as a property is declared, and no property is of two kinds."""
    kinds = {
        ox.NamedNode(PREFIXES["owl"] + kind) for kind in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")
    }
    rdf_type = ox.NamedNode(PREFIXES["rdf"] + "type")
    declared = Counter(q.subject for q in graph.quads_for_pattern(None, rdf_type, None) if q.object in kinds)
    used = {quad.predicate for quad in graph if not quad.predicate.value.startswith(BUILT_IN)}
    assert sorted(local_name(node.value) for node in used - set(declared)) == []
    assert [node for node, times in declared.items() if times > 1] == []


def test_there_are_no_blank_nodes(graph: ox.Store) -> None:
    """Everything has a name that stays the same in every serialisation."""
    assert not any(isinstance(end, ox.BlankNode) for quad in graph for end in (quad.subject, quad.object))


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_category_is_a_concept_with_code_and_meaning(category: str, graph: ox.Store) -> None:
    """Label, definition, notation and at least one CAMEO root code of two digits."""
    node = ox.NamedNode(ONTOLOGY + category)
    found = {local_name(quad.predicate.value): quad.object for quad in graph.quads_for_pattern(node, None, None)}
    assert {"label", "definition", "notation", "cameoCode", "inScheme"} <= set(found)
    codes = [quad.object for quad in graph.quads_for_pattern(node, ox.NamedNode(term("cameoCode")), None)]
    assert all(isinstance(code, ox.Literal) and re.fullmatch(r"\d\d", code.value) for code in codes)
