"""A Fuseki of our own: Jena behind SPARQL's protocols."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.servers.jars import jars
from tests.servers.programs import answers, fetch, free_port, java_command, running

CONFIGURATION = """
@prefix fuseki: <http://jena.apache.org/fuseki#> .
@prefix tdb2: <http://jena.apache.org/2016/tdb#> .
<#service> a fuseki:Service ; fuseki:name "{name}" ; fuseki:dataset <#dataset> ;
  fuseki:endpoint [ fuseki:operation fuseki:query ] , [ fuseki:operation fuseki:query ; fuseki:name "query" ] ,
    [ fuseki:operation fuseki:query ; fuseki:name "sparql" ] ,
    [ fuseki:operation fuseki:update ] , [ fuseki:operation fuseki:update ; fuseki:name "update" ] ,
    [ fuseki:operation fuseki:gsp-rw ] , [ fuseki:operation fuseki:gsp-rw ; fuseki:name "data" ] .
<#dataset> a tdb2:DatasetTDB2 ; tdb2:location "--mem--" ; tdb2:unionDefaultGraph {union} .
"""


@dataclass(frozen=True, slots=True)
class FusekiServer:
    """The server at `url`."""

    url: str
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def dataset(self, name: str = "", *, union: bool = False) -> str:
        """The URL of a new, empty dataset in memory; below it lie `sparql`, `update` and `data`.

        With `union` the default graph of a query is the union of the named ones, and only that.
        """
        name = name or f"dataset{next(self._numbers)}"
        if answers(f"{self.url}/$/datasets/{name}"):
            self.drop(f"{self.url}/{name}")
        configuration = CONFIGURATION.format(name=name, union=str(union).lower())
        fetch(f"{self.url}/$/datasets", configuration.encode(), Content_Type="text/turtle")
        return f"{self.url}/{name}"

    def drop(self, dataset: str) -> None:
        """Take the dataset away."""
        fetch(f"{self.url}/$/datasets/{dataset.rpartition('/')[2]}", method="DELETE")


@contextmanager
def fuseki_server(folder: Path) -> Iterator[FusekiServer]:
    """A running server without any dataset yet."""
    port = free_port()
    allowed = "-Dfuseki:allowAddByConfigFile=true"  # else datasets are made of its own templates alone
    command = java_command([f"{jars('fuseki')}/*"], allowed, "org.apache.jena.fuseki.main.cmds.FusekiServerCmd")
    server = FusekiServer(f"http://127.0.0.1:{port}")
    where = ["--localhost", "--port", str(port)]
    with running([*command, *where], folder, lambda: answers(f"{server.url}/$/ping"), FUSEKI_BASE=f"{folder}/base"):
        yield server
