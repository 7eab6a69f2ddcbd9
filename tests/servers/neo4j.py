"""A Neo4j Community Edition of our own, with neosemantics, without passwords; and its importer."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.servers.jars import jars
from tests.servers.programs import PATIENCE_SECONDS, free_port, java_command, listens, running

if TYPE_CHECKING:
    from neo4j import Driver

OPENED = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in ("java.nio", "java.io", "sun.nio.ch", "java.lang")]
CONFIGURATION = """
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.memory.pagecache.size=32m
dbms.security.auth_enabled=false
dbms.security.procedures.unrestricted=n10s.*
dbms.usage_report.enabled=false
db.tx_log.preallocate=false
db.tx_log.rotation.size=1m
"""


@dataclass(frozen=True, slots=True)
class Neo4jServer:
    """The server at `url`; files for LOAD CSV lie in `imports`, those for neosemantics anywhere."""

    url: str
    imports: Path
    driver: Driver

    def rows(self, cypher: str, **parameters: Any) -> list[dict[str, Any]]:
        """What the query gives."""
        return [record.data() for record in self.driver.execute_query(cypher, parameters, database_="neo4j").records]

    def run_script(self, script: str, **parameters: Any) -> None:
        """Run the statements of a `.cypher` file, which end with a semicolon at the end of a line."""
        for statement in script.split(";\n"):
            if any(line.strip() and not line.startswith("//") for line in statement.splitlines()):
                self.rows(statement.strip().removesuffix(";"), **parameters)

    def empty(self) -> None:
        """Take everything away: nodes, constraints, indexes."""
        self.rows("MATCH (n) DETACH DELETE n")
        for name in self.rows("SHOW CONSTRAINTS YIELD name"):
            self.rows(f"DROP CONSTRAINT `{name['name']}`")
        for name in self.rows("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'"):
            self.rows(f"DROP INDEX `{name['name']}`")


@contextmanager
def neo4j_server(home: Path) -> Iterator[Neo4jServer]:
    """A running server whose home is `home`, with whatever database lies there."""
    port = free_port()
    furnish(home, port)
    where = [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    command = [*_neo4j_command(), "org.neo4j.server.CommunityEntryPoint", *where]
    url = f"bolt://127.0.0.1:{port}"
    with running(command, home, lambda: listens(port) and _is_open(url)), _driver(url) as driver:
        yield Neo4jServer(url, home / "import", driver)


def _driver(url: str, patience: float = PATIENCE_SECONDS) -> Driver:
    """A way to the database that waits so long for it."""
    from neo4j import GraphDatabase

    return GraphDatabase.driver(
        url,
        notifications_min_severity="OFF",
        connection_timeout=patience,
        connection_acquisition_timeout=patience,
        max_transaction_retry_time=patience,
    )


def _is_open(url: str) -> bool:
    """Whether it answers queries: it listens before its database is there."""
    from neo4j.exceptions import DriverError, Neo4jError

    with _driver(url, 5) as driver:
        try:
            driver.execute_query("RETURN 1", database_="neo4j")
        except (DriverError, Neo4jError):
            return False
    return True


def furnish(home: Path, port: int = 7687) -> None:
    """Make the folders of a server, with its configuration and neosemantics as its plug-in."""
    for folder in ("conf", "import", "plugins"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    (home / "conf" / "neo4j.conf").write_text(CONFIGURATION.format(port=port), encoding="utf-8")
    for jar in jars("neosemantics").iterdir():
        plugin = home / "plugins" / jar.name
        if not plugin.exists():
            plugin.symlink_to(jar)


def run_with_neo4j_admin(home: Path, script: Path) -> str:
    """What the script says, run with our `neo4j-admin` for the server with this home, which must not be running."""
    furnish(home)
    admin = home / "neo4j-admin"
    command = [*_neo4j_command(), "org.neo4j.cli.AdminTool"]
    admin.write_text(f'#!/bin/sh\nexec {shlex.join(command)} "$@"\n', encoding="utf-8")
    admin.chmod(0o755)
    done = subprocess.run(
        ["sh", script],
        env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf"), "NEO4J_ADMIN": str(admin)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _neo4j_command() -> list[str]:
    command = java_command([f"{jars('neo4j')}/*"])
    return [command[0], *OPENED, *command[1:]]
