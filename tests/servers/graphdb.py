"""A GraphDB of our own: its real engine behind RDF4J's server, since its own server cannot be had from Maven.

So everything below `/repositories` is as in GraphDB, and its workbench (`/rest`) is not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

from tests.servers.jars import jars
from tests.servers.rdf4j import Rdf4jServer, served

SPRING = ["common-webapp-servlet.xml", "common-webapp-system-servlet.xml", "rdf4j-http-server-servlet.xml"]
WEB_XML = f"""
<web-app xmlns="http://xmlns.jcp.org/xml/ns/javaee" version="3.1">
  <servlet>
    <servlet-name>rdf4j</servlet-name>
    <servlet-class>org.springframework.web.servlet.DispatcherServlet</servlet-class>
    <init-param>
      <param-name>contextConfigLocation</param-name>
      <param-value>{", ".join(f"/WEB-INF/{name}" for name in SPRING)}</param-value>
    </init-param>
    <load-on-startup>1</load-on-startup>
  </servlet>
  <servlet-mapping>
    <servlet-name>rdf4j</servlet-name>
    <url-pattern>/protocol/*</url-pattern>
    <url-pattern>/repositories/*</url-pattern>
  </servlet-mapping>
</web-app>
"""
QUIET = """
<configuration>
  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>%level %logger %msg%n</pattern></encoder>
  </appender>
  <root level="WARN"><appender-ref ref="out"/></root>
</configuration>
"""
NO_STATISTICS = "-Dgraphdb.stats.default=disabled"  # else it tells its maker how it is used
MEMORY = "-Xmx768m"


@contextmanager
def graphdb_server(folder: Path) -> Iterator[Rdf4jServer]:
    """A running server that keeps what it has in `folder`; give its repositories a configuration of GraphDB's."""
    application = folder / "application"
    _assemble(application / "WEB-INF")
    with served(application, folder, MEMORY, NO_STATISTICS, f"-Dgraphdb.home={folder}") as server:
        yield server


def _assemble(inside: Path) -> None:
    """Make RDF4J's web application with GraphDB's jars in place of its own."""
    for name in ("lib", "classes"):
        (inside / name).mkdir(parents=True)
    (war,) = jars("rdf4j").glob("*.war")
    with ZipFile(war) as archive:
        for name in SPRING:
            archive.extract(f"WEB-INF/{name}", inside.parent)
        (messages,) = (name for name in archive.namelist() if name.startswith("WEB-INF/lib/rdf4j-http-server-4"))
        archive.extract(messages, inside.parent)
    for jar in jars("graphdb").iterdir():
        (inside / "lib" / jar.name).symlink_to(jar)
    (inside / "web.xml").write_text(WEB_XML, encoding="utf-8")
    (inside / "classes" / "logback.xml").write_text(QUIET, encoding="utf-8")
