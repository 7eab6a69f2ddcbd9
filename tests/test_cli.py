"""The command line: every command explains itself, and whatever is given, the answer is a result or one clear line."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner, Result

from kg import __version__
from kg.cli import main
from tests.conftest import same_bytes

if TYPE_CHECKING:
    from tests.conftest import Demo, Run

ARTICLE = "Canada condemned Iceland on Monday. Norway has urged Iceland to sign the treaty.\n"
FRENCH = "Le gouvernement a annoncé hier que la réunion prévue pour demain est reportée à la semaine prochaine. " * 3


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command and group, each with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            yield from commands(child, (*path, name))


ALL = dict(commands(main))


def call(*words: str | Path) -> Result:
    """The result of `kg WORDS` in this process."""
    return CliRunner().invoke(main, [str(word) for word in words])


def assert_one_line(result: Result, exit_code: int) -> str:
    """The one line on stderr that says what went wrong; there was no traceback, and nothing on stdout."""
    assert isinstance(result.exception, SystemExit), result.exception
    assert (result.exit_code, result.stdout) == (exit_code, "")
    lines = [line for line in result.stderr.splitlines() if line.startswith("Error: ")]
    assert len(lines) == 1, result.stderr
    return lines[0]


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_command_has_help_and_an_example(path: tuple[str, ...]) -> None:
    """`--help` says what the command does, what each option is for, and shows one call of it."""
    command = ALL[path]
    assert command.help
    assert (command.epilog or "").startswith(" ".join(("Example: kg", *path)))
    assert all(option.help for option in command.params if isinstance(option, click.Option))
    assert call(*path, "--help").exit_code == 0


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_command_is_in_the_readme_or_the_changelog(path: tuple[str, ...], checkout: Path) -> None:
    """No command is a secret."""
    told = "".join((checkout / name).read_text(encoding="utf-8") for name in ("README.md", "CHANGELOG.md"))
    assert " ".join(("kg", *path)) in told


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (["bild"], "Did you mean 'build'?"),
        (["build", "--stric"], "Did you mean"),
        (["export", "--format", "turtel"], "Did you mean 'turtle'?"),
        (["query", "ASK {}", "--format", "cvs"], "Did you mean 'csv'?"),
        (["ontology", "list", "--format", "jsn"], "Did you mean 'json'?"),
        (["build", ""], "an empty path; name a file or a folder"),
        (["extract", "a.txt", ""], "an empty path; name a file or a folder"),
        (["query", "missing.rq"], "missing.rq: No such file or directory; give a file with a SPARQL query"),
        (["extract"], "Missing argument"),
        (["extract", "--ontology", "missing.ttl", "x.txt"], "'missing.ttl' does not exist"),
        (["ontology", "check", "missing.ttl"], "'missing.ttl' does not exist"),
    ],
    ids=" ".join,
)
def test_misuse_exits_2_and_names_the_way_out(words: list[str], remedy: str) -> None:
    """A word that the program does not know is answered with the one that was meant, or with what there is."""
    assert remedy in assert_one_line(call(*words), 2)


@pytest.mark.parametrize("words", [["query", "ASK {}"], ["export"]], ids=" ".join)
def test_a_missing_store_names_the_command_that_makes_one(words: list[str], tmp_path: Path) -> None:
    """Asking before building says `kg build`."""
    assert "run `kg build`" in assert_one_line(call(*words, "--store", tmp_path / "none"), 1)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT ?s WHERE {\n ?s ?p }", "line 2"),
        ("INSERT DATA { kg:a kg:b kg:c }", "INSERT"),
        ("SELECT * { nope:a ?p ?o }", "nope"),
        ("", "empty"),
    ],
)
def test_a_bad_query_is_one_error(query: str, reason: str, demo: Demo) -> None:
    """What is wrong with a query is said with its place, and exits 1."""
    assert reason in assert_one_line(call("query", query, "--store", demo.store), 1)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.txt", None),
        ("empty.txt", b""),
        ("binary.txt", bytes(range(256)) * 20),
        ("latin.txt", "Die Regierung in Bern prüft nun Maßnahmen.".encode("latin-1")),
        ("french.txt", FRENCH.encode()),
        ("bad.jsonl", b"{not json\n"),
        ("textless.jsonl", b'{"id": "1"}\n'),
        ("cut.html", b"<html><body><div><p"),
        ("unknown.xyz", b"Canada condemned Iceland."),
    ],
)
def test_a_bad_file_is_one_line_and_the_others_are_still_read(name: str, content: bytes | None, tmp_path: Path) -> None:
    """Its line names the file and the reason; the article beside it is in the graph."""
    bad, good = tmp_path / name, tmp_path / "good.txt"
    good.write_text(ARTICLE, encoding="utf-8")
    if content is not None:
        bad.write_bytes(content)
    result = call("extract", bad, good)
    assert result.exit_code == 0, result.output
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"skipped {bad}")
    assert len(line) > len(f"skipped {bad}: ")
    assert {json.loads(line)["article"]["source"] for line in result.stdout.splitlines()} == {str(good)}


@pytest.mark.parametrize("command", ["build", "extract"])
def test_nothing_to_read_exits_1(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder, a missing path: no article is an error, not a success with nothing in it."""
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    for path in ("empty", "missing"):
        assert "no article could be read" in assert_one_line(call(command, path), 1)


def test_a_failed_build_leaves_what_was_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a build of nothing, the graph of the build before still answers."""
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text(ARTICLE, encoding="utf-8")
    assert call("build", "good.txt", "--quiet").exit_code == 0
    before = call("export").stdout
    assert call("build", "missing.txt").exit_code == 1
    assert call("export").stdout == before != ""


def test_strict_stops_at_what_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--strict` turns a skipped article into exit 1, and nothing is stored."""
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text(ARTICLE, encoding="utf-8")
    assert "missing.txt" in assert_one_line(call("build", "--strict", "good.txt", "missing.txt"), 1)
    assert not Path("exports").exists()


def test_strict_does_not_stop_at_a_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article that was read without its date is no reason to stop; the note is said and counted apart."""
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_text(json.dumps({"text": ARTICLE, "published": "soon"}), encoding="utf-8")
    result = call("build", "--strict", "a.jsonl")
    assert result.exit_code == 0, result.output
    assert result.stderr.startswith("note a.jsonl#L1 published: 'soon' is no date")
    told = dict(line.split(maxsplit=1) for line in result.stdout.splitlines() if line.strip())
    assert (told["skipped"].strip(), told["notes"].strip()) == ("0", "1")


@pytest.mark.parametrize("command", ["build", "extract"])
def test_no_claims_at_all_is_said_aloud(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that found nothing says so on stderr."""
    monkeypatch.chdir(tmp_path)
    Path("dull.txt").write_text("It was a quiet day. The weather was nice and it stayed so until the evening.\n")
    result = call(command, "dull.txt")
    assert result.exit_code == 0, result.output
    assert "no claim" in result.stderr


def test_a_missing_model_names_the_command_that_installs_it(tmp_path: Path) -> None:
    """`--model` with a pipeline that is not installed says how to install it."""
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    assert "install" in assert_one_line(call("extract", "--model", "en_core_web_lg", tmp_path / "a.txt"), 1)


def test_an_unwritable_target_is_one_line(demo: Demo, tmp_path: Path) -> None:
    """A file where a folder should be is named, with what to do."""
    (tmp_path / "file").touch()
    target = tmp_path / "file" / "graph.ttl"
    assert str(target) in assert_one_line(call("export", "-o", target, "--store", demo.store), 1)


def test_quiet_prints_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--quiet` leaves both streams empty when all went well."""
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text(ARTICLE, encoding="utf-8")
    assert call("build", "good.txt", "--quiet").output == ""


def test_extract_prints_claims_whose_offsets_are_exact(checkout: Path) -> None:
    """Each span of each line is the text that it says it is."""
    source = min((checkout / "sources").glob("*.txt"))
    text = source.read_text(encoding="utf-8")
    claims = [json.loads(line) for line in call("extract", "--open", source).stdout.splitlines()]
    assert claims
    for claim in claims:
        parts = [
            claim[name] for name in ("subject", "relation", "object", "attributed_to", "time", "place", "evidence")
        ]
        assert all(text[part["start"] : part["end"]] == part["text"] for part in parts if part)


def test_only_open_prints_relations_without_a_name(checkout: Path) -> None:
    """Without `--open` every relation is one of the ontology; with it the same claims stand among more."""
    source = min((checkout / "sources").glob("*.txt"))
    named = call("extract", source).stdout.splitlines()
    everything = call("extract", "--open", source).stdout.splitlines()
    assert all(json.loads(line)["relation"]["iri"] for line in named)
    assert set(named) < set(everything)


@pytest.mark.parametrize("row_format", ["table", "csv", "json", "xml"])
def test_query_answers_in_every_format(row_format: str, demo: Demo) -> None:
    """The same answer comes in each form."""
    query = "SELECT ?label { id:South_Korea rdfs:label ?label }"
    assert "South Korea" in call("query", query, "--format", row_format, "--store", demo.store).stdout


def test_a_query_can_come_from_stdin(demo: Demo) -> None:
    """`kg query -` reads what another program writes, as UTF-8; what is none is one clear line."""
    words = ["query", "-", "--store", str(demo.store)]
    query = "\ufeffSELECT ?label { BIND('Şanlıurfa' AS ?label) }\n"
    assert "Şanlıurfa" in CliRunner().invoke(main, words, input=query.encode()).stdout
    assert "-: not UTF-8" in assert_one_line(CliRunner().invoke(main, words, input=b"\xff\xfe"), 2)


def test_relations_are_listed_in_every_format() -> None:
    """Table, CSV and JSON hold the same rows; a table in a pipe has no blank lines, and no spaces at line ends."""
    table, rows, records = (call("ontology", "list", "--format", name).stdout for name in ("table", "csv", "json"))
    found = json.loads(records)
    assert list(csv.DictReader(StringIO(rows))) == [{key: str(cell) for key, cell in row.items()} for row in found]
    lines = table.splitlines()
    assert lines[0].split() == list(found[0])
    assert [line.split()[0] for line in lines[2:]] == [row["relation"] for row in found]
    assert all(line == line.rstrip() != "" for line in lines)
    assert call("ontology", "list").stdout == table


def test_an_export_says_what_made_the_graph(demo: Demo) -> None:
    """The file names the program, the model and the ontology, with their versions; nothing in it is a date of today."""
    told = call("export", "--store", demo.store, "--what", "facts").stdout.partition("# About this graph")[2]
    assert 'id:_program a prov:SoftwareAgent ;\n    dcterms:title "Dateline" ;\n' in told
    assert f'schema:softwareVersion "{__version__}"' in told
    assert 'dcterms:title "en_core_web_sm' in told
    assert "id:_ontology a prov:Entity ;" in told
    assert "void:subset id:_dataset_facts" in told


def test_a_format_of_several_files_asks_for_a_folder(demo: Demo) -> None:
    """They cannot go to stdout, and the message says where they can go."""
    assert "name a folder for them with -o" in assert_one_line(call("export", "--format", "neo4j"), 2)
    one = call("export", "--format", "csv", "--what", "events", "--store", demo.store)
    assert one.stdout.startswith("id,label,subject,")


def test_what_follows_is_exported_and_not_stored(demo: Demo) -> None:
    """`--infer` adds a graph of its own to the export, and leaves the store as it was."""
    words: list[str | Path] = ["export", "--format", "nquads", "--store", demo.store]
    before, stored = call(*words).stdout, sorted(path.name for path in demo.store.iterdir())
    assert "/id/inferred> ." in call(*words, "--infer").stdout
    assert call(*words).stdout == before
    assert "/id/inferred> ." not in before
    assert sorted(path.name for path in demo.store.iterdir()) == stored
    assert "--infer goes with all" in assert_one_line(call(*words, "--infer", "--what", "facts"), 2)
    assert "goes with --infer" in assert_one_line(call(*words, "--ontology", __file__), 2)


def test_the_help_of_export_lists_what_formats_are_for() -> None:
    """Each format and each part of the graph has a line in the help."""
    told = call("export", "--help").stdout
    assert all(name in told for name in ("turtle12", "csv", "graphdb", "facts", "named things with their names"))


def test_export_to_stdout_and_to_a_file_are_the_same(demo: Demo, tmp_path: Path) -> None:
    """`-o FILE` and stdout give the same bytes, and those of the build."""
    target = tmp_path / "new folder" / "graph.ttl"
    assert call("export", "-o", target, "--store", demo.store).exit_code == 0
    printed = tmp_path / "printed.ttl"
    printed.write_bytes(call("export", "--store", demo.store).stdout_bytes)
    assert same_bytes(printed, target)
    assert same_bytes(target, demo.exports / "graph.ttl")
    assert [path.name for path in target.parent.iterdir()] == ["graph.ttl"]


def test_ontology_check_names_the_one_example_that_fails(tmp_path: Path) -> None:
    """Every shipped example is found as marked; one whose marks no grammar ties is printed, and exits 1."""
    wrong = tmp_path / "wrong.ttl"
    wrong.write_text(
        """
        @prefix kg: <https://w3id.org/dateline/ontology#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        kg:outsings a owl:ObjectProperty ; rdfs:label "outsings"@en ; skos:definition "Sings better."@en ;
            rdfs:domain kg:Actor ; rdfs:range kg:Actor ; kg:verb "outsing" ;
            kg:example "<s>Iceland</s> <t>sang</t> in May while <o>Norway</o> slept." .
        """,
        encoding="utf-8",
    )
    result = call("ontology", "check", wrong)
    assert result.exit_code == 1
    *failed, summary = (line for line in result.stdout.splitlines() if not line.startswith(" "))
    assert failed == ["outsings: <s>Iceland</s> <t>sang</t> in May while <o>Norway</o> slept."]
    assert "examples found" in summary


def test_a_broken_ontology_file_is_one_line(tmp_path: Path) -> None:
    """A Turtle file that does not parse is named with its line."""
    broken = tmp_path / "broken.ttl"
    broken.write_text("@prefix kg: <https://w3id.org/dateline/ontology#> .\nkg:a kg:b\n", encoding="utf-8")
    assert f"{broken}: line" in assert_one_line(call("ontology", "check", broken), 1)


# In a process of its own


def test_a_build_says_what_it_found_and_where_it_lies(demo: Demo) -> None:
    """The table at the end has each count, and the paths of the graph and the page."""
    told = dict(line.strip().rsplit(maxsplit=1) for line in demo.printed.splitlines() if line.strip())
    assert {"articles", "skipped", "claims", "entities", "events", "seconds"} <= told.keys()
    assert int(told["claims"]) > int(told["events"]) > 0
    assert (demo.folder / told["graph"]).is_file()
    assert (demo.folder / told["page"]).is_file()


def test_the_same_articles_give_the_same_bytes(demo: Demo, kg: Run, checkout: Path, tmp_path: Path) -> None:
    """Another hash seed, another folder and another order of files change nothing in graph or page."""
    shutil.copytree(checkout / "sources", tmp_path / "elsewhere")
    files = sorted(path for path in Path(tmp_path / "elsewhere").iterdir())[::-1]
    done = kg(["build", *files, "--quiet"], tmp_path, PYTHONHASHSEED="4242")
    assert done.returncode == 0, done.stderr
    for name in ("graph.ttl", "graph.html"):
        assert same_bytes(tmp_path / "exports" / name, demo.exports / name), name


def test_a_second_build_reads_nothing_again(demo: Demo, kg: Run) -> None:
    """What has not changed is not extracted again, and the graph stays the same."""
    before = sha256((demo.exports / "graph.ttl").read_bytes()).hexdigest()
    told = dict(line.strip().rsplit(maxsplit=1) for line in kg(["build"], demo.folder).stdout.splitlines() if line)
    assert told["not read again"] == told["articles"] != "0"
    assert sha256((demo.exports / "graph.ttl").read_bytes()).hexdigest() == before


def test_a_closed_pipe_is_quiet(demo: Demo) -> None:
    """`kg export | head -1` prints one line and no complaint."""
    command = f"'{sys.executable}' -m kg export --format ntriples | head -1"
    done = subprocess.run(command, shell=True, cwd=demo.folder, capture_output=True, check=True)  # noqa: S602 -- a pipe is what is tested
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == b""


def test_results_are_utf8_whatever_the_locale(demo: Demo, kg: Run) -> None:
    """A pipe gets UTF-8 even where the terminal would not."""
    done = kg(["query", "SELECT ?a { BIND('Şanlıurfa' AS ?a) }"], demo.folder, PYTHONIOENCODING="latin-1")
    assert "Şanlıurfa" in done.stdout


def test_help_waits_for_no_language_model() -> None:
    """`kg --help` loads neither spaCy nor the other libraries that take long."""
    code = "import sys, kg.cli; print(*{'spacy', 'rdflib', 'networkx', 'trafilatura'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
