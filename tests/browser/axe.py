"""axe-core, which finds what keeps people from reading a page: npm fetches it once, and it lies outside the tree.

Its version and what its files have to be stand in `npm/`; `python -m tests.browser.axe` fetches it. It goes to
`$DATELINE_NPM`, or `~/.cache/dateline/npm`, into a folder called after what the lock says, and needs no network again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.servers.jars import MissingError, alone

WANTED = Path(__file__).resolve().with_name("npm")
FILES = ("package.json", "package-lock.json")
SCRIPT = Path("node_modules", "axe-core", "axe.min.js")
HOW = "Debian, Ubuntu: apt-get install npm"


def axe() -> Path:
    """The script, fetched if need be; MissingError where that cannot be."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    lock = hashlib.sha256((WANTED / "package-lock.json").read_bytes()).hexdigest()
    folder = Path(os.environ.get("DATELINE_NPM") or Path(base) / "dateline" / "npm") / f"axe-{lock[:12]}"
    if not folder.is_dir():
        with alone(folder):
            if not folder.is_dir():
                _fetch(folder)
    return folder / SCRIPT


def _fetch(folder: Path) -> None:
    """Fill the folder, or leave none."""
    npm = shutil.which("npm")
    if not npm:
        raise MissingError(f"{folder}: not fetched yet, and no npm on this machine ({HOW})")
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        made = Path(scratch, "axe")
        made.mkdir()
        for name in FILES:
            shutil.copy(WANTED / name, made)
        done = subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
            cwd=made,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        if done.returncode or not (made / SCRIPT).is_file():
            raise MissingError(f"npm could not fetch axe-core:\n{done.stdout[-2000:]}")
        made.rename(folder)


def main() -> None:
    """Fetch it, and say where it lies."""
    try:
        print(axe())  # noqa: T201  that is the command's answer
    except MissingError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
