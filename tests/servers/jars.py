"""The programs of others that our exports are read with: jars that Maven fetches once and that lie outside the tree.

What is fetched stands, with its version, in `poms/`; `python -m tests.servers.jars [NAME …]` fetches it. It goes to
`$DATELINE_JARS`, or `~/.cache/dateline/jars`, into a folder called after what the pom says, and needs no network again.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

POMS = Path(__file__).resolve().with_name("poms")
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
HOW = "Debian, Ubuntu: apt-get install default-jdk-headless maven"


class MissingError(Exception):
    """What stands in the way of reading with the programs of others, and what to do about it."""


def names() -> list[str]:
    """What can be fetched."""
    return sorted(pom.stem for pom in POMS.glob("*.xml"))


def cache() -> Path:
    """The folder that holds everything fetched."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(os.environ.get("DATELINE_JARS") or Path(base) / "dateline" / "jars")


def jars(name: str) -> Path:
    """The folder with the jars of `poms/NAME.xml`, fetched if need be; MissingError where that cannot be."""
    pom = POMS / f"{name}.xml"
    folder = cache() / f"{name}-{hashlib.sha256(pom.read_bytes()).hexdigest()[:12]}"
    if not folder.is_dir():
        with alone(folder):
            if not folder.is_dir():
                _fetch(pom, folder)
    return folder


def java() -> str:
    """The command `java`; MissingError where there is none, or none that runs source files."""
    found = shutil.which("java")
    if not (found and shutil.which("javac")):
        raise MissingError(f"no Java development kit on this machine ({HOW})")
    return found


def _fetch(pom: Path, folder: Path) -> None:
    """Fill the folder, or leave none."""
    maven = shutil.which("mvn")
    if not maven:
        raise MissingError(f"{folder}: not fetched yet, and no Maven on this machine ({HOW})")
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        made = Path(scratch, "jars")
        where = [f"-DoutputDirectory={made}", "-DincludeScope=runtime"]
        done = subprocess.run(
            [maven, "--quiet", "--batch-mode", "--file", pom, COPY, *where],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            raise MissingError(f"{pom.name}: Maven could not fetch it:\n{done.stdout[-2000:]}")
        made.rename(folder)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """While in here, no other process fetches the same."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main() -> None:
    """Fetch what is named, or everything."""
    for name in sys.argv[1:] or names():
        try:
            folder = jars(name)
        except MissingError as error:
            sys.exit(f"{name}: {error}")
        print(f"{name:14} {len(list(folder.iterdir())):4} files in {folder}")  # noqa: T201  that is the command's answer


if __name__ == "__main__":
    main()
