"""docs/questions.md is made from the table of questions: each with its command, its answer and its SPARQL.

`UPDATE_DOCS=1 make test ARGS=tests/asking` writes it anew, for you to read.
"""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING

from click.testing import CliRunner

from kg.asking import QUESTIONS, Question
from kg.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Demo

OPENING = """# Questions

The questions that people have most, each as a command, with its answer on the demo corpus (`make demo`) and the SPARQL
that is asked. Put in your own names: labels, aliases or IRIs. `kg ask --help` lists all questions, and
`kg ask between --help` what one of them takes.

- Every question takes `--format table|csv|json|md`, `--limit N` (0 for all) and `--store FOLDER`; most take `--since`
  and `--until` (a day, month or year), `--relation` and `--status`.
- `--sparql` prints the query instead of its answer. It declares its prefixes, so that other databases that hold the
  graph answer it too, and so does `kg query`: `kg ask facts GSOMIA --sparql | kg query -`.
- Where `--limit` cuts among rows of one rank, which of them are left is the database's choice; `--limit 0` shows all.
- Tables leave out the IRIs of events and articles, and CSV and JSON have them: `kg ask evidence` takes an event's.
- In Python: `graph.ask("between", "South Korea", "Japan", since="2019-07")` gives an answer to print, to walk over, or
  to read as `records()`; `answer.sparql` is the query.

`kg timeline` tells more of one actor's events, with their sentences; `kg conflicts` shows both sides of what sources
are at odds about.
"""


def section(question: Question, demo: Demo) -> str:
    """What the page says of one question."""
    words = ["ask", question.name, *question.example]
    answer, query = (printed(demo, *words, *more) for more in ((), ("--sparql",)))
    return f"""
## {question.asks}

{question.reading}

```console
$ {shlex.join(["kg", *words])}
{answer}```

<details><summary>SPARQL</summary>

```sparql
{query}```

</details>
"""


def printed(demo: Demo, *words: str) -> str:
    """What the command prints on stdout."""
    done = CliRunner().invoke(main, [*words, "--store", str(demo.store)])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_cookbook_shows_what_the_program_answers(demo: Demo, checkout: Path) -> None:
    """The page has every question of the table, in its order, as it is answered now."""
    page = checkout / "docs" / "questions.md"
    text = OPENING + "".join(section(question, demo) for question in QUESTIONS.values())
    if os.environ.get("UPDATE_DOCS"):
        page.write_text(text, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == text
