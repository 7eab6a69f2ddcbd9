"""Fetches the query editor anew: `python -m kg.serve.vendored`, with npm, for those who work on Dateline.

What is served is the minified build of @zazuko/yasgui with three things cut out: the addresses of the services that it
would ask, the endpoints of others that it begins with, and a list of prefixes that anybody could add to, and did. And
it is taught that prefixes may be known to the endpoint without being declared, and that what it sorts by is text. A cut
that no longer fits a newer build stops it.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

__all__ = ["PACKAGE", "VERSION", "cut_out", "fetch"]

PACKAGE, VERSION = "@zazuko/yasgui", "4.6.2"
STATIC = Path(__file__).with_name("static")

_CUTS = (
    (r"(?<=,)madsrdf=`.*?,prefixes_default=\{.*?\}", "prefixes_default={}"),
    (r"`\$\{\w+\}lov\.linkeddata\.es[^`]*`", "`about:blank`"),
    (r"`https://dbpedia\.org/sparql`", "`/sparql`"),
    (r"`https://query\.wikidata\.org/bigdata/namespace/wdq/sparql`", "`/sparql`"),
    (r"(\w+\.prefixes\[(\w+)\]===void 0)&&\(", r"\1&&!window.knownPrefixes?.[\2]&&("),
    (r"(\|\|!\w+\?sanitize_default\()(\w+\.value)\)", r"\1escape$1(\2))"),
    (r"\n//# sourceMappingURL=\S+\s*$", r"\n"),
)


def cut_out(script: str) -> str:
    """The script without what reaches out; ValueError where it is not as it was."""
    for pattern, instead in _CUTS:
        script, count = re.subn(pattern, instead, script, flags=re.DOTALL)
        if not count:
            raise ValueError(f"{PACKAGE}: {pattern} is not there any more; look what has taken its place")
    return script


def fetch() -> None:
    """Write script, style sheet and licences into the folder of static files."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        words = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", f"{PACKAGE}@{VERSION}"]
        subprocess.run(words, cwd=place, check=True)  # noqa: S603  no word of it comes from elsewhere
        build = place / "node_modules" / PACKAGE / "build"
        script = cut_out((build / "yasgui.min.js").read_text(encoding="utf-8"))
        (STATIC / "yasgui.js").write_text(script, encoding="utf-8")
        (STATIC / "yasgui.css").write_bytes((build / "yasgui.min.css").read_bytes())
        (STATIC / "yasgui.licences.txt").write_text("\n".join(_licences(place)), encoding="utf-8")


def _licences(place: Path) -> Iterator[str]:
    """For each package in the build its name, version, licence, and the licence's text where it has one."""
    for description in sorted((place / "node_modules").rglob("package.json")):
        told = json.loads(description.read_text(encoding="utf-8"))
        if "name" not in told or "version" not in told or description.parent.parent.name not in _homes(told["name"]):
            continue
        yield f"==== {told['name']} {told['version']}: {told.get('license', 'see its text')}\n"
        for text in sorted(description.parent.glob("LICEN[CS]E*")):
            yield text.read_text(encoding="utf-8", errors="replace").strip().replace("\r\n", "\n") + "\n"


def _homes(name: str) -> tuple[str, ...]:
    """The folders in which a package of that name is installed."""
    return ("node_modules", name.partition("/")[0])


if __name__ == "__main__":
    fetch()
