"""Prints how the rows of gold.yaml are read: `python -m tests.quality.show [--failing] [WORD…]`.

With words, only rows whose id or construction holds one of them; `--failing` lists what is missed, wrong or broken.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from kg.extract import Extractor
from kg.model import Claim
from kg.ontology import load_ontology
from tests.quality.gold import read_rows
from tests.quality.scoring import Outcome, judge_rows, table


def main(arguments: Sequence[str]) -> None:
    """Prints the table, or the failing rows by cause."""
    words = [argument for argument in arguments if argument != "--failing"]
    rows = [r for r in read_rows() if not words or any(word in f"{r.id} {r.construction}" for word in words)]
    ontology = load_ontology()
    outcomes = list(judge_rows(rows, Extractor(ontology, open_relations=True), ontology))
    if "--failing" in arguments:
        sys.stdout.writelines(f"{line}\n" for line in failing(outcomes))
    sys.stdout.write(f"{table(outcomes)}\n")


def failing(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """What failed, one line each, sorted by cause, then by place in the file."""
    found = [(cause, f"{o.row.construction} | {o.row.id} | {line}", o) for o in outcomes for cause, line in _faults(o)]
    last = ""
    for cause, line, outcome in sorted(found, key=lambda row: row[0]):
        if cause != last:
            yield f"\n== {cause} ({sum(row[0] == cause for row in found)})"
        last = cause
        yield f"{line}\n      «{outcome.row.text}»\n      " + "\n      ".join(map(tell, outcome.claims))


def _faults(outcome: Outcome) -> Iterator[tuple[str, str]]:
    for missed in outcome.missed:
        yield f"missed: {missed.cause}", missed.expected.source
    for claim in outcome.wrong:
        yield "wrong", tell(claim)
    for expected in outcome.broken:
        yield "must not", expected.source


def tell(claim: Claim) -> str:
    """A claim in one line, much as gold.yaml writes it; an open relation in quotation marks."""
    ends = [(end.name or end.text) if end else "nobody" for end in (claim.subject, claim.object)]
    kinds = [end.kind if end else "" for end in (claim.subject, claim.object)]
    circumstances = [
        claim.polarity,
        claim.modality,
        f"by {claim.attributed_to.name or claim.attributed_to.text}" if claim.attributed_to else "",
        f"on {claim.time.label}" if claim.time else "",
        f"in {claim.place.name or claim.place.text}" if claim.place else "",
        " → ".join(kinds),
    ]
    told = "; ".join(part for part in circumstances if part not in {"", "positive", "actual"})
    return f"{ends[0]} -{claim.relation or repr(claim.trigger.lemma)}-> {ends[1]} [{told}]"


if __name__ == "__main__":
    main(sys.argv[1:])
