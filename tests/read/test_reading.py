"""Files and folders in, articles out: what every reader promises, and what becomes of bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kg.model import Article, Skipped, content_hash
from kg.read import READERS, read_articles

TITLE = "Ruritania closes border with Borduria"
STORY = (
    "Ruritania closed its border with Borduria on Monday after talks in Geneva had failed.",
    "The Bordurian king protested against the decision, and he called back his ambassador.",
    "Ministers of both countries will meet again in June, a spokeswoman told reporters on Tuesday.",
)
TEXT = "\n\n".join((TITLE, "6 May 2019", *STORY)) + "\n"
PAGE = (
    f"<html><head><title>{TITLE}</title><meta property='article:published_time' content='2019-05-06T08:00:00Z'>"
    "<meta property='og:site_name' content='The Hill'></head><body><nav><a href='/'>Home</a></nav><article>"
    f"<h1>{TITLE}</h1>"
    + "".join(f"<p>{part}</p>" for part in STORY)
    + "</article><footer>© 2019</footer></body></html>"
)
RECORD = json.dumps({"text": TEXT, "title": TITLE, "published": "2019-05-06"}) + "\n"
SAMPLES = {
    ".txt": TEXT,
    ".text": TEXT,
    ".html": PAGE,
    ".htm": PAGE,
    ".xhtml": PAGE,
    ".jsonl": RECORD,
    ".ndjson": RECORD,
}


def read(*paths: Path | str) -> tuple[list[Article], list[Skipped]]:
    """The articles of the paths and what was skipped."""
    skipped: list[Skipped] = []
    return list(read_articles(paths, skipped.append)), skipped


def write(path: Path, content: str | bytes) -> Path:
    """The path, with that content written to it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def words_of(article: Article) -> list[str]:
    """The words of the body, a string for each span."""
    return [article.text[span.start : span.end] for span in article.body]


@pytest.mark.parametrize("suffix", sorted(READERS))
class TestEveryReader:
    """The contract of a reader."""

    def test_it_reads_the_sample(self, tmp_path: Path, suffix: str) -> None:
        """Title, day and story are found, and the source is the path as given."""
        path = write(tmp_path / f"a{suffix}", SAMPLES[suffix])
        articles, skipped = read(str(path))
        assert not skipped
        (article,) = articles
        assert (article.title, article.published, article.language) == (TITLE, date(2019, 5, 6), "en")
        assert words_of(article) == [TITLE, *STORY]
        assert article.source.partition("#")[0] == str(path)
        assert article.id == content_hash(article.text)

    def test_it_reads_the_same_twice(self, tmp_path: Path, suffix: str) -> None:
        """A second reading gives equal articles."""
        path = write(tmp_path / f"a{suffix}", SAMPLES[suffix])
        assert read(path) == read(path)

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"\n \n",
            b"\x00\x01\x02",
            b"%PDF-1.7\n",
            b"\x89PNG\r\n",
            b"PK\x03\x04",
            b"\xff\xfeh\x00",
            b"\xff\xfe\xfd \xe9t\xe9",
        ],
        ids=["empty", "blank", "NUL", "PDF", "PNG", "zip", "UTF-16", "no UTF-8"],
    )
    def test_it_refuses_what_is_no_text(self, tmp_path: Path, suffix: str, content: bytes) -> None:
        """One line names the file and the way out, no article comes of it, and the next file is read."""
        bad = write(tmp_path / f"bad{suffix}", content)
        good = write(tmp_path / "good.txt", TEXT)
        articles, skipped = read(bad, good)
        assert [article.source for article in articles] == [str(good)]
        assert all(skip.source.partition("#")[0] == str(bad) for skip in skipped)
        assert len(skipped) == 1
        assert all("\n" not in skip.reason for skip in skipped)

    def test_it_survives_being_cut(self, tmp_path: Path, suffix: str) -> None:
        """A file cut anywhere gives an article or a reason."""
        whole = SAMPLES[suffix].encode()
        for end in range(1, len(whole), 97):
            articles, skipped = read(write(tmp_path / f"cut{suffix}", whole[:end]))
            assert articles or skipped


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"caf\xe9 au lait", "iconv"),
        ("a.pdf", b"%PDF-1.7", "pdftotext"),
        ("a.docx", b"PK\x03\x04", "save it as plain text"),
        ("a.json", b"[]", "jq"),
        ("a.news", b"text", "rename it to end in .htm, "),
        ("noending", b"text", "a name without ending"),
        (
            "a.txt",
            ("Die Regierung hat die Grenze geschlossen und die Gespräche mit dem König sind zu Ende. " * 3).encode(),
            "German",
        ),
        ("a.txt", b"Share\n\nLeave a Reply\n\nTags:\n", "no story"),
        ("a.txt", b"word " * 400_001, "too long"),
        ("a.txt", b"x" * 20_000_001, "20 MB"),
        ("a.html", b"<html><body><nav>Home</nav></body></html>", "no story"),
        ("a.html", b"<meta charset='utf-8'><p>caf\xe9 au lait</p>", "encoding that it declares"),
        ("a.jsonl", b'{"text": ', "no JSON"),
        ("a.jsonl", b"[1]", "no object"),
        ("a.jsonl", b"{}", 'no "text"'),
        ("a.jsonl", b'{"text": null}', '"text" is null'),
        ("a.jsonl", b'{"text": 4}', '"text" is a number'),
        ("a.jsonl", b'{"text": "  "}', "empty"),
        ("a.jsonl", b'{"text": "half \\ud800"}', "half of a pair"),
        ("a.jsonl", b"[" * 100_000, "no JSON"),
        ("a.jsonl", b'{"text": "Guten Tag", "language": "de"}', "declared as 'de'"),
        ("a.jsonl", b'{"text": "caf\xe9"}', "not UTF-8"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    """Each bad file gives one line with its name and the way out, and the others are read."""
    bad = write(tmp_path / name, content)
    articles, skipped = read(write(tmp_path / "good.txt", TEXT), bad)
    assert len(articles) == 1
    (skip,) = skipped
    assert skip.source.startswith(str(bad))
    assert reason in skip.reason


def test_missing_paths(tmp_path: Path) -> None:
    """What is not there, and what can never be, is named."""
    names = [str(tmp_path / "no.txt"), "https://hill.example/1", "a\x00b.txt", "x" * 5000 + ".txt"]
    articles, skipped = read(*names)
    assert not articles
    assert [skip.source for skip in skipped] == names


def test_a_folder_without_articles(tmp_path: Path) -> None:
    """A folder with nothing readable says so; a PDF in a folder is named by itself."""
    (tmp_path / "empty").mkdir()
    write(tmp_path / "pdfs" / "a.pdf", b"%PDF")
    _, skipped = read(tmp_path / "empty", tmp_path / "pdfs")
    assert [Path(skip.source).name for skip in skipped] == ["empty", "a.pdf"]


def test_pipes_and_loops_do_not_hang(tmp_path: Path) -> None:
    """A pipe is refused unread, links that lead nowhere or to themselves are named, a folder link is not followed."""
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self").symlink_to(tmp_path)
    write(tmp_path / "good.txt", TEXT)
    articles, skipped = read(tmp_path)
    assert [Path(article.source).name for article in articles] == ["good.txt"]
    assert sorted(Path(skip.source).name for skip in skipped) == ["gone.txt", "loop.txt", "pipe.txt"]


@pytest.fixture
def ordinary_user() -> Iterator[None]:
    """Root may read everything, so for a test of permissions it is somebody else."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


def test_forbidden_files(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """What may not be read is named, and the run goes on."""
    write(tmp_path / "a.txt", TEXT).chmod(0)
    request.getfixturevalue("ordinary_user")
    articles, skipped = read(tmp_path / "a.txt")
    assert not articles
    assert "permission denied" in skipped[0].reason


def test_order_does_not_depend_on_the_paths(tmp_path: Path) -> None:
    """Files and folders in any order, and twice, give the same articles in the same order."""
    one = write(tmp_path / "b" / "one.txt", TEXT)
    two = write(tmp_path / "a.jsonl", json.dumps({"text": "Borduria closed its airport."}) + "\n")
    assert read(one, two) == read(two, one) == read(two, one.parent, one, one)
    assert [article.source for article in read(one, two)[0]] == [f"{two}#L1", str(one)]


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    """Neither a hidden file nor one in a hidden folder is read."""
    write(tmp_path / ".a.txt", TEXT)
    write(tmp_path / ".git" / "a.txt", TEXT)
    articles, skipped = read(tmp_path)
    assert not articles
    assert len(skipped) == 1


def test_an_empty_path_is_not_this_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The empty name is refused as such, wherever one stands."""
    write(tmp_path / "a.txt", TEXT)
    monkeypatch.chdir(tmp_path)
    assert read("") == ([], [Skipped('""', "an empty path; name a file or a folder")])


def test_exact_copies_are_read_once(tmp_path: Path) -> None:
    """The second of two equal files is skipped, and the first one named."""
    first, second = write(tmp_path / "a.txt", TEXT), write(tmp_path / "b.txt", TEXT)
    articles, skipped = read(tmp_path)
    assert [article.source for article in articles] == [str(first)]
    assert skipped == [Skipped(str(second), f"an exact copy of {first}; leave one of them out")]


def test_a_taken_id(tmp_path: Path) -> None:
    """Another text under a taken id is read under a derived one, and that is said once; its copy is a copy."""
    rows = [{"id": 7, "text": "One came."}, {"id": "7", "text": "Two came."}, {"id": "7", "text": "Two came."}]
    articles, skipped = read(write(tmp_path / "a.jsonl", "".join(json.dumps(row) + "\n" for row in rows)))
    assert [article.id for article in articles] == ["7", f"7~{content_hash('Two came.')}"]
    assert [(skip.source.rpartition("#")[2], skip.kept) for skip in skipped] == [("L2", True), ("L3", False)]


def test_plain_text_keeps_the_offsets_of_the_file(tmp_path: Path) -> None:
    """The text is the file decoded as UTF-8: byte order mark, carriage returns and no-break spaces stay."""
    content = ("\ufeff" + TEXT.replace("\n", "\r\n").replace("on Monday", "on\u00a0Monday")).encode()
    ((article,), _) = read(write(tmp_path / "a.txt", content))
    assert article.text == content.decode("utf-8")
    assert words_of(article)[0] == TITLE


def test_json_lines(tmp_path: Path) -> None:
    """What a line declares goes before what its text says; the text is kept exactly; other keys are ignored."""
    row = {
        "id": "x1",
        "text": f" {TEXT}",
        "title": "T",
        "url": "https://www.hill.example/1",
        "published": "2019-05-07T00:10:00+02:00",
        "author": "Jane Doe",
        "language": "en-GB",
        "other": [1],
    }
    path = write(tmp_path / "a.jsonl", "\ufeff" + json.dumps(row) + "\n\n" + json.dumps({"text": TEXT}))
    ((first, second), skipped) = read(path)
    assert not skipped
    assert (first.id, first.text, first.title, first.url) == ("x1", f" {TEXT}", "T", "https://www.hill.example/1")
    assert (first.publisher, first.author, first.published) == ("hill.example", "Jane Doe", date(2019, 5, 7))
    assert (second.source, second.title, second.published) == (f"{path}#L3", TITLE, date(2019, 5, 6))


def test_a_bad_value_is_told_and_the_article_read(tmp_path: Path) -> None:
    """A date that is none, or a title that is no string, is noted, and the article read without it."""
    row = {"text": "One came.", "published": "soon", "title": ["T"]}
    path = write(tmp_path / "a.jsonl", json.dumps(row))
    articles, notes = read(path)
    assert [(article.title, article.published) for article in articles] == [(None, None)]
    assert [(note.source, note.kept) for note in notes] == [(f"{path}#L1 title", True), (f"{path}#L1 published", True)]


def test_what_is_not_read_has_no_notes(tmp_path: Path) -> None:
    """Of a line that is no article only that is told."""
    path = write(tmp_path / "a.jsonl", json.dumps({"text": " ", "published": "soon"}))
    articles, skipped = read(path)
    assert not articles
    assert [(skip.source, skip.kept) for skip in skipped] == [(f"{path}#L1", False)]


def test_a_single_sentence_line_is_all_body(tmp_path: Path) -> None:
    """A text of one sentence is story whatever it says."""
    ((article,), _) = read(write(tmp_path / "a.jsonl", json.dumps({"text": "Leave a comment"})))
    assert words_of(article) == ["Leave a comment"]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset='iso-8859-1'>", "cp1252"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=windows-1252'>", "cp1252"),
        ("<meta charset='iso-8859-1'>", "utf-8"),
        ("", "utf-8-sig"),
        ("<meta charset='koi8-r'>", "koi8-r"),
    ],
)
def test_a_page_in_its_own_encoding(tmp_path: Path, head: str, encoding: str) -> None:
    """A page is read in UTF-8 if it is that, else in the encoding that it declares."""
    quoted = "“" if encoding != "koi8-r" else '"'
    page = PAGE.replace("<head>", f"<head>{head}").replace("Geneva", f"{quoted}Geneva").replace("©", "")
    ((article,), _) = read(write(tmp_path / "a.html", page.encode(encoding)))
    assert f"{quoted}Geneva" in article.text


@pytest.mark.parametrize("declared", ["", "<meta name='date' content='2019-08'>", "<p>© 2017 The Hill</p>"])
def test_a_date_is_not_invented(tmp_path: Path, declared: str) -> None:
    """A page that names no day of publication has none: no first of January, no today."""
    page = PAGE.replace("article:published_time", "nothing").replace("2019-05-06T08:00:00Z", "") + declared
    ((article,), _) = read(write(tmp_path / "a.html", page))
    assert article.published is None


def test_a_reader_from_another_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package adds a format by an entry point; one that does not load is named."""
    site = tmp_path / "site"
    write(
        site / "loud_reader.py",
        "from kg.read import make_article\n"
        "def read_loud(path, source):\n    yield make_article(path.read_text().lower(), source)\n",
    )
    write(site / "loud-1.dist-info" / "METADATA", "Metadata-Version: 2.1\nName: loud\nVersion: 1\n")
    write(
        site / "loud-1.dist-info" / "entry_points.txt",
        "[dateline.readers]\n.loud = loud_reader:read_loud\nbroken = no_such:x\n",
    )
    monkeypatch.syspath_prepend(site)
    write(tmp_path / "in" / "a.loud", "ONE CAME.")
    write(tmp_path / "in" / "b.broken", "ONE CAME.")
    articles, skipped = read(tmp_path / "in")
    assert [article.text for article in articles] == ["one came."]
    assert "no_such:x does not load" in skipped[0].reason


def test_a_page_reads_the_same_under_every_hash_seed(checkout: Path) -> None:
    """Two processes with two hash seeds find the same articles in the demo corpus."""
    code = "from kg.read import read_articles\nfor a in read_articles(['sources'], print): print(a)"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=checkout,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] != b""
