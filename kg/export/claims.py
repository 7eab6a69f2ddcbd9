"""One claim as one JSON object, the form of `kg extract`. It refuses nothing: what a claim lacks is null."""

from __future__ import annotations

import json
from typing import Any

from kg.model import Article, Claim, Mention, Span, TimeRef
from kg.ontology.iris import term

__all__ = ["claim_line", "claim_object"]


def claim_object(claim: Claim, article: Article) -> dict[str, Any]:
    """The claim as JSON values. Offsets count code points of the article's text as given, from 0, end exclusive."""
    published = article.published.isoformat() if article.published else None
    return {
        "id": claim.id,
        "article": {"id": article.id, "source": article.source, "published": published},
        "subject": _mention(claim.subject),
        "relation": {
            **_span(claim.trigger.span, claim.trigger.text),
            "label": claim.relation or claim.trigger.lemma,
            "iri": term(claim.relation) if claim.relation else None,
            "plover": claim.plover,
        },
        "object": _mention(claim.object),
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "attributed_to": _mention(claim.attributed_to),
        "time": _time(claim.time),
        "place": _mention(claim.place),
        "evidence": _span(claim.evidence.span, claim.evidence.text),
        "extractor": claim.extractor,
        "rule": claim.rule,
        "confidence": round(claim.confidence, 4),
    }


def claim_line(claim: Claim, article: Article) -> str:
    """The claim as one line of JSON Lines, without the line's end."""
    return json.dumps(claim_object(claim, article), ensure_ascii=False)


def _span(span: Span, text: str) -> dict[str, Any]:
    return {"text": text, "start": span.start, "end": span.end}


def _mention(mention: Mention | None) -> dict[str, Any] | None:
    """The mention with the label of what it stands for: its entity, else its fullest name, else its own words."""
    if mention is None:
        return None
    entity = mention.entity
    label = entity.label if entity else mention.name or mention.text
    kind = entity.kind if entity else mention.kind
    return {
        **_span(mention.span, mention.text),
        "label": label,
        "iri": entity.iri if entity else None,
        "type": term(kind),
    }


def _time(time: TimeRef | None) -> dict[str, Any] | None:
    return _span(time.span, time.text) | {"value": time.label} if time else None
