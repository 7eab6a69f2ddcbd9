"""The room of linking: which thing in the world a name means. It reads names and kinds, and no text.

An article's claims give names (`names_of`); names meet in blocks (`blocks_of`), where each decides whether it stands
for a fuller one (`choose_parent`); the name at the root of such a tree gives the whole its IRI (`assign_iris`).
"""

from kg.link.blocks import blocks_of, sought_blocks
from kg.link.choosing import Choice, Doubt, choose_parent
from kg.link.cities import cities_of, city_called
from kg.link.decision_reading import read_decisions
from kg.link.decisions import NO_DECISIONS, Decisions
from kg.link.ids import NameId
from kg.link.linking import choices_of, entities_of, find_root, link_all, link_claims
from kg.link.names import Name, names_of, sentence_with, sum_names
from kg.link.review import Review, idle_decisions, review_file, review_names
from kg.link.roots import assign_iris, known_thing, label_of, wanted_iri

__all__ = [
    "NO_DECISIONS",
    "Choice",
    "Decisions",
    "Doubt",
    "Name",
    "NameId",
    "Review",
    "assign_iris",
    "blocks_of",
    "choices_of",
    "choose_parent",
    "cities_of",
    "city_called",
    "entities_of",
    "find_root",
    "idle_decisions",
    "known_thing",
    "label_of",
    "link_all",
    "link_claims",
    "names_of",
    "read_decisions",
    "review_file",
    "review_names",
    "sentence_with",
    "sought_blocks",
    "sum_names",
    "wanted_iri",
]
