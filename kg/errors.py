"""Every error that Dateline raises on purpose.

    DatelineError
    ├── InputError          an article could not be read; the others still can
    ├── OntologyError       an ontology file does not parse, or says something that cannot be meant
    ├── ModelError          the spaCy pipeline is missing or unfit
    ├── QueryError          a SPARQL query does not parse or cannot be answered
    ├── StoreError          the store is missing, locked, or of another program version
    ├── ExportError         an unknown format, or a target that cannot be written
    └── PushError           a database that is not there, refuses, or holds what Dateline did not put there

A message says where, what, and the way out. Anything else that escapes is a bug.
"""

__all__ = [
    "DatelineError",
    "ExportError",
    "InputError",
    "ModelError",
    "OntologyError",
    "PushError",
    "QueryError",
    "StoreError",
]


class DatelineError(Exception):
    """The root of the tree: catch this to catch all of it. Its text is one line fit for a terminal."""


class InputError(DatelineError):
    """An article, a file or a folder could not be read."""


class OntologyError(DatelineError):
    """An ontology file does not parse, or says something that cannot be meant."""


class ModelError(DatelineError):
    """The spaCy pipeline is missing or unfit."""


class QueryError(DatelineError):
    """A SPARQL query does not parse or cannot be answered."""


class StoreError(DatelineError):
    """The store is missing, locked, or was written by another program version."""


class ExportError(DatelineError):
    """An unknown format, or a target that cannot be written."""


class PushError(DatelineError):
    """A database cannot be reached, refuses, or holds what Dateline did not put there."""
