"""Every error that Dateline raises on purpose.

    DatelineError
    ├── InputError          an article could not be read; the others still can
    ├── OntologyError       an ontology file does not parse, or says something that cannot be meant
    ├── ModelError          the spaCy pipeline is missing or unfit
    ├── QueryError          a SPARQL query does not parse or cannot be answered
    │   └── RefusedQueryError   it would change the graph, or leave it
    ├── StoreError          the store is missing, locked, or of another program version
    ├── ExportError         an unknown format, or a target that cannot be written
    ├── PushError           a database that is not there, refuses, or holds what Dateline did not put there
    └── ServeError          the server cannot listen, or has no worker

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
    "RefusedQueryError",
    "ServeError",
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


class RefusedQueryError(QueryError):
    """A SPARQL query would change the graph, or ask or read something outside of it; it was not run."""


class StoreError(DatelineError):
    """The store is missing, locked, or was written by another program version."""


class ExportError(DatelineError):
    """An unknown format, or a target that cannot be written."""


class PushError(DatelineError):
    """A database cannot be reached, refuses, or holds what Dateline did not put there."""


class ServeError(DatelineError):
    """The server cannot listen where it was told to, or has nobody to answer."""
