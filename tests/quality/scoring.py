"""Claims against the rows of gold.yaml → how much of what must come out did, and how much of what did is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract import Extractor
from kg.link import link_all
from kg.model import Article, Claim, Span
from kg.ontology import Ontology
from tests.quality.gold import Expected, Row
from tests.quality.matching import CIRCUMSTANCES, has_ends, has_relation, has_stance, is_fact, states

__all__ = ["Outcome", "judge_rows", "measures", "table"]


@dataclass(frozen=True, slots=True)
class Missed:
    """An expected claim that did not come out as it must, and what about it is wrong."""

    expected: Expected
    cause: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of one row. `right` counts claims with a relation of the ontology that must or may come out."""

    row: Row
    claims: tuple[Claim, ...]
    missed: tuple[Missed, ...]
    wrong: tuple[Claim, ...]
    broken: tuple[Expected, ...]
    counts: Counter[str]


def judge_rows(rows: Iterable[Row], extractor: Extractor, ontology: Ontology) -> Iterator[Outcome]:
    """Each row read as an article of its own, and judged. The extractor has to give open relations as well."""
    for row in rows:
        article = Article(row.id, row.text, row.id, (Span(0, len(row.text)),), published=row.published)
        yield judge(row, tuple(link_all(extractor.extract(article), ontology)), ontology)


def judge(row: Row, claims: Sequence[Claim], ontology: Ontology) -> Outcome:
    """What is missed, wrong and broken in a row."""
    counts: Counter[str] = Counter()
    causes = [(expected, _cause(expected, claims, ontology, counts)) for expected in row.must]
    missed = tuple(Missed(expected, cause) for expected, cause in causes if cause)
    closed = [claim for claim in claims if claim.relation is not None]
    accepted = (*row.must, *row.may)
    wrong = tuple(c for c in closed if not any(states(c, e, ontology) and has_stance(c, e) for e in accepted))
    broken = tuple(e for e in row.must_not if any(states(c, e, ontology) and (e.ever or is_fact(c)) for c in claims))
    counts.update(
        {
            "rows": 1,
            "must": len(row.must),
            "right": len(row.must) - len(missed),
            "claims": len(closed),
            "claims right": len(closed) - len(wrong),
            "must not": len(row.must_not),
            "kept": len(row.must_not) - len(broken),
        }
    )
    return Outcome(row, tuple(claims), missed, wrong, broken, counts)


def _cause(expected: Expected, claims: Sequence[Claim], ontology: Ontology, counts: Counter[str]) -> str:
    """What keeps an expected claim from being there, "" where nothing does; what is asked of found ones is counted."""
    found = [claim for claim in claims if states(claim, expected, ontology)]
    if not found:
        return _why_not_found(expected, claims, ontology)
    counts["found"] += 1
    in_stance = [claim for claim in found if has_stance(claim, expected)]
    counts.update({"stance asked": 1, "stance right": bool(in_stance)})
    causes = [] if in_stance else ["stance"]
    for name, has in CIRCUMSTANCES.items():
        answers = [has(claim, expected, ontology) for claim in in_stance or found]
        if None not in answers:
            counts.update({f"{name} asked": 1, f"{name} right": any(answers)})
            causes += [] if any(answers) else [name]
    return ", ".join(causes)


def _why_not_found(expected: Expected, claims: Sequence[Claim], ontology: Ontology) -> str:
    if any(has_relation(claim, expected) for claim in claims):
        return "ends"
    if any(has_ends(claim, expected, ontology) for claim in claims):
        return "relation"
    return "nothing found"


def measures(outcomes: Iterable[Outcome]) -> Mapping[str, float]:
    """The share that is right, by measure. A claim is found by its ends and relation, right with all that is asked."""
    n = sum((outcome.counts for outcome in outcomes), Counter[str]())
    precision, recall = _share(n["claims right"], n["claims"]), _share(n["right"], n["must"])
    return {
        "precision": precision,
        "recall": recall,
        "F1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "found": _share(n["found"], n["must"]),
        "kept out": _share(n["kept"], n["must not"]),
        **{name: _share(n[f"{name} right"], n[f"{name} asked"]) for name in ("stance", *CIRCUMSTANCES)},
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def table(outcomes: Sequence[Outcome]) -> str:
    """The measures as lines of text, by construction and at the end over all."""
    by_construction: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_construction.setdefault(outcome.row.construction, []).append(outcome)
    columns = ("precision", "recall", "found", "kept out")
    lines = [f"{'':<36}rows" + "".join(f"{column:>11}" for column in columns)]
    for name, some in [*by_construction.items(), ("all", list(outcomes))]:
        figures = measures(some)
        lines.append(f"{name:<36}{len(some):>4}" + "".join(f"{figures[column]:>11.2f}" for column in columns))
    overall = measures(outcomes)
    lines.append("  ".join(f"{name} {overall[name]:.3f}" for name in overall if name not in columns))
    return "\n".join(lines)
