"""`kg explain`: why a sentence gives the claims that it gives, or none."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import DayOption, model_option, ontology_option
from kg.cli.screen import print_table
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.extract import Clause, Explanation
    from kg.extract.words import Token
    from kg.model import Claim, Mention
    from kg.ontology import Relation

__all__ = ["explain"]


@click.command(epilog='Example: kg explain "Norway recalled its ambassador to Chile on Friday."')
@click.argument("text")
@click.option("--published", type=DayOption(last=False), metavar="DATE", help="From when words like “Friday” count.")
@click.option("--parse", "with_parse", is_flag=True, help="Also how each word was parsed.")
@ontology_option
@model_option
def explain(text: str, published: date | None, with_parse: bool, ontology_files: tuple[Path, ...], model: str) -> None:
    """Show how a sentence is read: its clauses, the patterns that were tried, and what came out.

    TEXT is one sentence or several, - for stdin. Beside each pattern stands why it was not taken; where none is known
    for a word, the line of Turtle that would teach it.
    """
    from kg.extract import Extractor
    from kg.model import Article, Span
    from kg.ontology import load_ontology

    given = sys.stdin.read() if text == "-" else text
    if not given.strip():
        raise InputError("no text to explain; give a sentence in quotation marks, or - and the text on stdin")
    article = Article("explained", given, "explained", (Span(0, len(given)),), published=published)
    ontology = load_ontology(ontology_files)
    extractor = Extractor(ontology, model, open_relations=True)
    for number, explanation in enumerate(extractor.explain(article)):
        if number:
            click.echo()
        _print(explanation, ontology.relations, with_parse=with_parse)


def _print(explanation: Explanation, relations: Mapping[str, Relation], *, with_parse: bool) -> None:
    click.echo(" ".join(token.text for token in explanation.tokens if not token.is_space))
    if with_parse:
        click.echo()
        print_table(("word", "lemma", "tag", "label", "hangs on", "name"), map(_word, explanation.tokens))
    for clause in explanation.clauses:
        click.echo("\n" + "\n".join(_clause_lines(clause)))
    click.echo("\nclaims")
    for claim in explanation.claims:
        click.echo(f"  {_claim_line(claim, relations)}")
    if not explanation.claims:
        click.echo("  none")


def _word(token: Token) -> tuple[str, ...]:
    return token.text, token.lemma_, token.tag_, token.dep_, token.head.text, token.ent_type_


def _clause_lines(clause: Clause) -> Iterator[str]:
    """A clause: its trigger, the phrases beside it, and what became of each pattern."""
    yield f"{clause.trigger}  ({clause.kind}{', ' + clause.rule if clause.rule else ''})"
    for phrase in clause.phrases:
        meant = f" → {phrase.name}" if phrase.name and phrase.name != phrase.text else ""
        yield f"  {phrase.place:8} {phrase.text}{meant}  [{phrase.kind or 'Thing'}]"
    for trial in clause.trials:
        mark, tail = ("+", "") if trial.chosen else ("-", f": {trial.reason}")
        yield f"  {mark} kg:{trial.relation} “{trial.pattern}”{tail}"
    if not clause.trials:
        yield f"  no relation knows this {clause.kind}"
    if clause.proposal:
        yield f"  to teach it, give a relation the words  {clause.proposal}"


def _claim_line(claim: Claim, relations: Mapping[str, Relation]) -> str:
    parts = [*_told(claim, relations), f"{claim.polarity}, {claim.modality}"]
    if claim.attributed_to:
        parts.append(f"says {_name(claim.attributed_to)}")
    if claim.time:
        parts.append(f"time {claim.time.label}")
    if claim.place:
        parts.append(f"place {_name(claim.place)}")
    return "; ".join(parts)


def _told(claim: Claim, relations: Mapping[str, Relation]) -> Iterator[str]:
    """The claim as a sentence, and its relation; one that the ontology has no name for by its words."""
    subject, obj = _name(claim.subject), _name(claim.object)
    if claim.relation:
        yield relations[claim.relation].told(subject, obj)
        yield f"kg:{claim.relation}"
    else:
        yield f"{subject} “{claim.trigger.lemma}” (open) {obj}"


def _name(mention: Mention | None) -> str:
    return "–" if mention is None else mention.name or f"“{mention.text}”"
