"""What the documents say is so: the blocks of a page are run in order, against the demo corpus, and compared.

A block of ```console holds commands after `$ ` and what they print; a ```pycon block what Python answers; a block after
`<!-- file: NAME -->` is a file that they read. What follows `<!-- server: rdf4j URL -->` (graphdb, fuseki, neo4j) is
run with a database that the tests start in place of the one at the URL; graphdb's is made of `graphdb/repo-config.ttl`.
`UPDATE_DOCS=1` writes what the commands print into the pages instead.
"""

from __future__ import annotations

import contextlib
import doctest
import importlib
import io
import os
import pkgutil
import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import kg as package
from tests.conftest import same_bytes

if TYPE_CHECKING:
    from tests.conftest import Demo, Run

CHECKOUT = Path(__file__).resolve().parent.parent
PAGES = ["README.md", *sorted(f"docs/{page.name}" for page in (CHECKOUT / "docs").glob("*.md"))]
MADE_BY_A_TEST = {"docs/questions.md"}  # by tests/asking, with its answers
UPDATE = bool(os.environ.get("UPDATE_DOCS"))
BLOCK = re.compile(
    r"(?:<!-- file: (?P<file>\S+) -->\n|<!-- server: (?P<server>\w+) (?P<url>\S+) -->\n)?"
    r"```(?P<kind>\w*)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
DOCTEST_FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


class Block(NamedTuple):
    """A fenced block: where its body stands, its kind, the file that it is, and the database that it speaks of."""

    start: int
    end: int
    kind: str
    body: str
    file: str | None
    server: str | None
    url: str | None


def blocks(text: str) -> Iterator[Block]:
    """The page's fenced blocks, in order."""
    for found in BLOCK.finditer(text):
        yield Block(*found.span("body"), *(found[name] for name in ("kind", "body", "file", "server", "url")))


def steady(printed: str) -> str:
    """What was printed, without spaces at line ends, seconds, and the size of the ontology, which grows."""
    for volatile in (r"^ seconds +\d+\.\d *$", r"^\d+ files, \d+ relations, \d+ of \d+ examples found$"):
        printed = re.sub(volatile, lambda found: re.sub(r"[\d.]+", "#", found[0]), printed, flags=re.MULTILINE)
    return "\n".join(line.rstrip() for line in printed.strip("\n").splitlines())


@dataclass(frozen=True, slots=True)
class Page:
    """A page at work: the copy of the demo that its commands run in, and what stands for the databases it names."""

    demo: Demo
    request: pytest.FixtureRequest
    databases: dict[str, str] = field(default_factory=dict)
    unchecked: list[str] = field(default_factory=list)

    def rewritten(self, text: str) -> str:
        """The page as it is when every block is run now."""
        parts, done = [], 0
        for block in blocks(text):
            parts += [text[done : block.start], self.run(block)]
            done = block.end
        return "".join([*parts, text[done:]])

    def run(self, block: Block) -> str:
        """The block's body as it is now; as it was where its database cannot be had."""
        if block.file:
            (self.demo.folder / block.file).write_text(block.body, encoding="utf-8")
        if block.kind == "pycon":
            return answer(block, self.demo.folder)
        if block.kind != "console":
            return block.body
        try:
            return self.replay(block)
        except pytest.skip.Exception as reason:
            self.unchecked.append(str(reason))
            return block.body

    def replay(self, block: Block) -> str:
        """The commands with what they print; `make demo` is what made the demo."""
        shown, real = block.url or "", self.database(block)
        lines = []
        for line in block.body.splitlines():
            if line.startswith("$ "):
                command = line[2:].replace(shown, real) if shown else line[2:]
                printed = self.demo.printed if line == "$ make demo" else self.output(command)
                printed = printed.replace(real, shown) if shown else printed
                lines += [line, *map(str.rstrip, printed.strip("\n").splitlines())]
        return "".join(f"{line}\n" for line in lines)

    def output(self, command: str) -> str:
        """What the command prints on stdout; it has to succeed."""
        kg: Run = self.request.getfixturevalue("kg")
        program, *arguments = shlex.split(command, comments=True)
        assert program == "kg", f"only kg and make demo can be run: {command}"
        done = kg(arguments, self.demo.folder)
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        return done.stdout

    def database(self, block: Block) -> str:
        """The URL of the empty database of our own that stands for the one that the block names; the same all along."""
        if not (block.server and block.url):
            return ""
        if block.url not in self.databases:
            self.databases[block.url] = self.new_database(block.server)
        return self.databases[block.url]

    def new_database(self, kind: str) -> str:
        """The URL of a new database."""
        server = self.request.getfixturevalue({"neo4j": "neo4j_server"}.get(kind, kind))
        match kind:
            case "rdf4j":
                return str(server.repository("news"))
            case "graphdb":
                config = (self.demo.folder / "graphdb" / "repo-config.ttl").read_text(encoding="utf-8")
                return str(server.repository("news", config=config))
            case "fuseki":
                return str(server.dataset("news"))
            case _:
                return str(server.url)


def answer(block: Block, folder: Path) -> str:
    """The block's body with what Python answers now."""
    names: dict[str, object] = {}
    body = ""
    with contextlib.chdir(folder):
        for example in doctest.DocTestParser().get_examples(block.body):
            printed = io.StringIO()
            with redirect_stdout(printed), redirect_stderr(io.StringIO()):
                exec(compile(example.source, "page", "single"), names)  # noqa: S102 -- that is what the test is for
            first, *more = example.source.splitlines()
            body += "".join([f">>> {first}\n", *(f"... {line}\n" for line in more), printed.getvalue()])
    return body


@pytest.fixture
def own_demo(demo: Demo, tmp_path: Path) -> Demo:
    """The demo in a folder of its own, to be changed."""
    shutil.copytree(demo.folder, tmp_path / "demo", symlinks=True)
    return replace(demo, folder=tmp_path / "demo")


@pytest.mark.parametrize("document", [page for page in PAGES if page not in MADE_BY_A_TEST])
def test_a_page_shows_what_the_program_prints(document: str, own_demo: Demo, request: pytest.FixtureRequest) -> None:
    """Every command of the README works, and prints what the README says it prints; so do those of the other pages."""
    path, page = CHECKOUT / document, Page(own_demo, request)
    text = path.read_text(encoding="utf-8")
    now = page.rewritten(text)
    if UPDATE:
        path.write_text(now, encoding="utf-8")
    else:
        assert steady(now) == steady(text)
    if page.unchecked:
        pytest.skip(f"{len(page.unchecked)} blocks were not run: {page.unchecked[0]}")


@pytest.mark.slow
def test_a_block_speaks_to_a_database_of_the_tests(own_demo: Demo, request: pytest.FixtureRequest) -> None:
    """A command runs against a database that the tests started, and shows the URL that the page has."""
    url = "http://localhost:7200/repositories/news"
    text = f"<!-- server: rdf4j {url} -->\n```console\n$ kg push {url} --quiet\n$ kg push {url}\n```\n"
    page = Page(own_demo, request)
    now = page.rewritten(text)
    if page.unchecked:
        pytest.skip(page.unchecked[0])
    assert now.startswith(text.removesuffix("```\n"))
    assert page.databases[url] not in now
    assert re.search(r"^ +graphs sent +0$", now, re.MULTILINE)


@pytest.mark.parametrize("name", ["graph.ttl", "graph.html"])
def test_git_keeps_what_the_program_makes(demo: Demo, checkout: Path, name: str) -> None:
    """The graph and the page in exports/ are what `kg build sources` makes, byte for byte."""
    kept, made = checkout / "exports" / name, demo.exports / name
    assert same_bytes(kept, made), f"run `make demo` and commit exports/{name}"


@pytest.mark.parametrize("document", [*PAGES, "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_within_the_project_lead_somewhere(checkout: Path, document: str) -> None:
    """A link that is not to the web names a file of the project."""
    text = (checkout / document).read_text(encoding="utf-8")
    local = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]
    assert [target for target in local if not ((checkout / document).parent / target).exists()] == []


def test_the_changelog_names_the_version(checkout: Path) -> None:
    """The version that the program tells has its section in the changelog."""
    assert f"## [{package.__version__}]" in (checkout / "CHANGELOG.md").read_text(encoding="utf-8")


def modules() -> list[str]:
    """Every module of the package but the one that runs the program when imported."""
    found = pkgutil.walk_packages(package.__path__, "kg.")
    return sorted(module.name for module in found if not module.name.endswith("__main__"))


@pytest.mark.parametrize("name", modules())
def test_examples_in_docstrings_hold(name: str) -> None:
    """A `>>>` example in a docstring gives what it shows."""
    assert doctest.testmod(importlib.import_module(name), optionflags=DOCTEST_FLAGS).failed == 0


@pytest.mark.parametrize("name", ["kg", *modules()])
def test_every_module_says_what_it_is_for(name: str) -> None:
    """Each module opens with a sentence; whatever it lists in `__all__` is there."""
    module = importlib.import_module(name)
    assert (module.__doc__ or "").strip()
    assert [public for public in getattr(module, "__all__", ()) if not hasattr(module, public)] == []
