"""An RDF4J server of our own, whose REST API is that of GraphDB too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.servers.jars import jars
from tests.servers.programs import answers, fetch, free_port, java_command, running

CONFIGURATION = """
@prefix rep: <http://www.openrdf.org/config/repository#> .
@prefix sr: <http://www.openrdf.org/config/repository/sail#> .
@prefix sail: <http://www.openrdf.org/config/sail#> .
[] a rep:Repository ; rep:repositoryID "{name}" ;
  rep:repositoryImpl [ rep:repositoryType "openrdf:SailRepository" ; sr:sailImpl {sail} ] .
"""
MEMORY = '[ sail:sailType "openrdf:MemoryStore" ]'
WITH_SHACL = '[ sail:sailType "rdf4j:ShaclSail" ; sail:delegate {sail} ]'


@dataclass(frozen=True, slots=True)
class Rdf4jServer:
    """The server at `url`."""

    url: str
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def repository(self, name: str = "", *, shacl: bool = False, config: str = "") -> str:
        """The URL of a new, empty repository in memory, or of that configuration; one of that name before is gone."""
        name = name or f"repository{next(self._numbers)}"
        url = f"{self.url}/repositories/{name}"
        if answers(f"{url}/size"):
            self.drop(url)
        sail = WITH_SHACL.format(sail=MEMORY) if shacl else MEMORY
        made = config or CONFIGURATION.format(name=name, sail=sail)
        fetch(url, made.encode(), "PUT", Content_Type="text/turtle")
        return url

    def drop(self, repository: str) -> None:
        """Take the repository away."""
        fetch(repository, method="DELETE")


@contextmanager
def rdf4j_server(folder: Path) -> Iterator[Rdf4jServer]:
    """A running server that keeps what it has in `folder`."""
    (application,) = jars("rdf4j").glob("*.war")
    with served(application, folder) as server:
        yield server


@contextmanager
def served(application: Path, folder: Path, *options: str) -> Iterator[Rdf4jServer]:
    """The web application, running in Jetty; it keeps what it has in `folder`."""
    (runner,), port = jars("rdf4j").glob("jetty-runner-*.jar"), free_port()
    kept = [f"-Dorg.eclipse.rdf4j.appdata.basedir={folder}", f"-Djava.io.tmpdir={folder}"]
    command = java_command([runner], *kept, *options, "org.eclipse.jetty.runner.Runner")
    where = ["--host", "127.0.0.1", "--port", str(port), "--path", "/rdf4j-server", str(application)]
    server = Rdf4jServer(f"http://127.0.0.1:{port}/rdf4j-server")
    with running([*command, *where], folder, lambda: answers(f"{server.url}/protocol")):
        yield server
