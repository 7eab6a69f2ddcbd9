"""What the documents say is so: the README's blocks are run in order, against the demo corpus, and compared.

A block of ```console holds commands after `$ ` and what they print; a ```pycon block what Python answers; a block after
`<!-- file: NAME -->` is a file that they read. `UPDATE_DOCS=1` writes what the commands print into the README instead.
"""

from __future__ import annotations

import doctest
import importlib
import io
import os
import pkgutil
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import kg as package

if TYPE_CHECKING:
    from tests.conftest import Demo, Run

README = Path(__file__).resolve().parent.parent / "README.md"
UPDATE = bool(os.environ.get("UPDATE_DOCS"))
BLOCK = re.compile(r"(?:<!-- file: (?P<file>\S+) -->\n)?```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
DOCTEST_FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


class Block(NamedTuple):
    """A fenced block: where its body stands in the README, its kind, and the file that it is, if it is one."""

    start: int
    end: int
    kind: str
    body: str
    file: str | None


def blocks(text: str) -> Iterator[Block]:
    """The README's fenced blocks, in order."""
    for found in BLOCK.finditer(text):
        yield Block(*found.span("body"), found["kind"], found["body"], found["file"])


def steady(printed: str) -> str:
    """What was printed, without spaces at line ends, seconds, and the size of the ontology, which grows."""
    for volatile in (r"^ seconds +\d+\.\d *$", r"^\d+ files, \d+ relations, \d+ of \d+ examples found$"):
        printed = re.sub(volatile, lambda found: re.sub(r"[\d.]+", "#", found[0]), printed, flags=re.MULTILINE)
    return "\n".join(line.rstrip() for line in printed.strip("\n").splitlines())


def replay(block: Block, demo: Demo, kg: Run) -> str:
    """The block's body as it is when its commands are run now; `make demo` is what made the demo."""
    lines = []
    for line in block.body.splitlines():
        if line.startswith("$ "):
            printed = demo.printed if line == "$ make demo" else output(line[2:], demo.folder, kg)
            lines += [line, *map(str.rstrip, printed.strip("\n").splitlines())]
    return "".join(f"{line}\n" for line in lines)


def output(command: str, folder: Path, kg: Run) -> str:
    """What the command prints on stdout; it has to succeed."""
    program, *arguments = shlex.split(command)
    assert program == "kg", f"only kg and make demo can be run: {command}"
    done = kg(arguments, folder)
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return done.stdout


def answer(block: Block, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The block's body with what Python answers now."""
    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    body = ""
    for example in doctest.DocTestParser().get_examples(block.body):
        printed = io.StringIO()
        with redirect_stdout(printed), redirect_stderr(io.StringIO()):
            exec(compile(example.source, str(README), "single"), names)  # noqa: S102 -- that is what the test is for
        first, *more = example.source.splitlines()
        body += "".join([f">>> {first}\n", *(f"... {line}\n" for line in more), printed.getvalue()])
    return body


def rewritten(text: str, demo: Demo, kg: Run, monkeypatch: pytest.MonkeyPatch) -> str:
    """The README as it is when every block is run now."""
    parts, done = [], 0
    for block in blocks(text):
        parts.append(text[done : block.start])
        if block.file:
            (demo.folder / block.file).write_text(block.body, encoding="utf-8")
        match block.kind:
            case "console":
                parts.append(replay(block, demo, kg))
            case "pycon":
                parts.append(answer(block, demo.folder, monkeypatch))
            case _:
                parts.append(block.body)
        done = block.end
    return "".join([*parts, text[done:]])


@pytest.mark.parametrize("document", ["README.md", "docs/formats.md"])
def test_documents_show_what_the_program_prints(
    document: str, demo: Demo, kg: Run, monkeypatch: pytest.MonkeyPatch, checkout: Path
) -> None:
    """Every command of the README works, and prints what the README says it prints; so do those of other pages."""
    path = checkout / document
    text = path.read_text(encoding="utf-8")
    now = rewritten(text, demo, kg, monkeypatch)
    if UPDATE:
        path.write_text(now, encoding="utf-8")
    else:
        assert steady(now) == steady(text)


@pytest.mark.parametrize("name", ["graph.ttl", "graph.html"])
def test_git_keeps_what_the_program_makes(demo: Demo, checkout: Path, name: str) -> None:
    """The graph and the page in exports/ are what `kg build sources` makes, byte for byte."""
    kept, made = checkout / "exports" / name, demo.exports / name
    assert kept.read_bytes() == made.read_bytes(), f"run `make demo` and commit exports/{name}"


@pytest.mark.parametrize(
    "document", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/events.md", "docs/formats.md"]
)
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
