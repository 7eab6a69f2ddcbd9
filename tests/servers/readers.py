"""The parsers of others, each in one process that takes the paths of files and gives back what it read as N-Quads."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Quad, RdfFormat, parse, serialize

from tests.servers.jars import jars
from tests.servers.programs import java_command

SOURCES = Path(__file__).with_name("java")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a parser made of a file: its statements as N-Quads, each as often as it stood there, and its complaints."""

    nquads: bytes
    complaints: tuple[str, ...]

    @property
    def quads(self) -> list[Quad]:
        """The statements."""
        return list(parse(self.nquads, format=RdfFormat.N_QUADS))


@dataclass(frozen=True, slots=True)
class Reader:
    """A parser at work: call it with a file, whose name's ending says the format."""

    program: subprocess.Popen[str]
    scratch: Path

    def __call__(self, path: Path) -> Reading:
        """What it reads; it goes on where it can, as its users' programs would not."""
        assert self.program.stdin
        assert self.program.stdout
        written = self.scratch / "read.nq"
        self.program.stdin.write(f"{path}\n{written}\n")
        self.program.stdin.flush()
        complaints = []
        while (line := self.program.stdout.readline()) != "done\n":
            assert line, f"the reader ended while reading {path}"
            complaints.append(line.rstrip("\n"))
        return Reading(written.read_bytes(), tuple(complaints))


@contextmanager
def reader(source: str, program: str) -> Iterator[Reader]:
    """The reader of that source file, run with that program's jars; it ends when its standard input does."""
    command = java_command([f"{jars(program)}/*"], str(SOURCES / source))
    with (
        TemporaryDirectory() as scratch,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
        ) as running,
    ):
        yield Reader(running, Path(scratch))
        assert running.stdin
        running.stdin.close()


def owl2dl_violations(paths: Iterable[Path]) -> list[str]:
    """A line for each rule of OWL 2 DL that the files break, read by the OWL API as one ontology; sorted."""
    with TemporaryDirectory() as scratch:
        whole = Path(scratch, "whole.nt")
        triples = (quad.triple for path in paths for quad in parse(path=path, rename_blank_nodes=True))
        serialize(triples, whole, RdfFormat.N_TRIPLES)
        command = java_command([f"{jars('owlapi')}/*"], str(SOURCES / "OwlProfile.java"), str(whole))
        done = subprocess.run(command, cwd=scratch, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return sorted(done.stdout.splitlines())


def gephi_lines(path: Path) -> list[list[str]]:
    """What Gephi makes of a file when all is left as it proposes: issues, nodes and edges, each as its fields."""
    command = java_command([f"{jars('gephi')}/*"], str(SOURCES / "GephiReader.java"), str(path))
    with TemporaryDirectory() as scratch:
        here = [command[0], f"-Duser.home={scratch}", *command[1:]]  # it keeps folders of its own at home
        done = subprocess.run(here, cwd=scratch, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return [line.split("\x1f") for line in done.stdout.split("\n") if "\x1f" in line]
