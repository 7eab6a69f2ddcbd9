"""The room of language: `Article` in, `Claim`s out.

Stateless but for the loaded pipeline: the same text gives the same claims.
"""

from kg.extract.checking import ExampleResult, check_examples
from kg.extract.explaining import Clause, Explanation, Trial
from kg.extract.extractor import Extractor
from kg.extract.many import Reader, extract_many
from kg.extract.parsing import DEFAULT_MODEL, load_pipeline, model_version
from kg.extract.suggesting import Suggestion, draft, suggest_relations

__all__ = [
    "DEFAULT_MODEL",
    "Clause",
    "ExampleResult",
    "Explanation",
    "Extractor",
    "Reader",
    "Suggestion",
    "Trial",
    "check_examples",
    "draft",
    "extract_many",
    "load_pipeline",
    "model_version",
    "suggest_relations",
]
