from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app

Run = Callable[..., Result]


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), (
            f"{arguments} ended in a traceback: {result.exception!r}"
        )
        return result

    return run


def refused(result: Result, *words: str) -> None:
    """Check that a command said in one sentence, on stderr alone, why it could not be done."""
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("kg: ")
    assert len(result.stderr.strip().splitlines()) == 1
    for word in words:
        assert word in result.stderr


def test_help_names_every_command_with_an_example(kg: Run) -> None:
    overview = kg("--help").stdout
    for command in (
        *("build", "add", "remove", "query", "explain", "show"),
        *("export", "stats", "validate", "evaluate", "check"),
    ):
        assert command in overview
        if command not in {"check"}:
            assert f"kg {command} " in kg(command, "--help").stdout.split("For example")[1]


def test_help_imports_nothing_heavy() -> None:
    script = "import sys, kg.cli; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    ).stdout.split()
    assert not {"spacy", "pandas", "rdflib", "pyoxigraph", "onnxruntime", "torch"} & set(loaded)


def test_version(kg: Run) -> None:
    assert kg("--version").stdout.startswith("kg 0.")


@pytest.mark.parametrize(
    "arguments",
    [("nonsense",), ("build",), ("export", "kb", "-f", "msword"), ("explain",), ("show", "--zoom")],
)
def test_wrong_usage_ends_with_2(kg: Run, arguments: tuple[str, ...]) -> None:
    result = kg(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("query", "ASK {}"),
        ("explain", "Ann"),
        ("export",),
        ("stats",),
        ("validate",),
        ("show", "-o", "graph.html"),
        ("add", __file__),
        ("remove", "x"),
        ("evaluate", "gold"),
    ],
)
def test_a_missing_knowledge_base_is_one_sentence(
    kg: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    verb, *rest = command
    refused(kg(verb, tmp_path / "none", *rest), "none", "kg build")


def test_a_folder_that_is_no_knowledge_base_is_one_sentence(kg: Run, tmp_path: Path) -> None:
    refused(kg("stats", tmp_path), "is not a knowledge base")


def test_a_damaged_store_is_one_sentence(kg: Run, small_kb: Path, tmp_path: Path) -> None:
    kb = Path(shutil.copytree(small_kb, tmp_path / "kb"))
    for path in (kb / "store").iterdir():
        path.write_bytes(b"damage")
    refused(kg("export", kb), "store")


def test_a_damaged_extraction_is_one_sentence(kg: Run, small_kb: Path, tmp_path: Path) -> None:
    kb = Path(shutil.copytree(small_kb, tmp_path / "kb"))
    (kb / "extractions.jsonl").write_text('{"article": 1}\n')
    refused(kg("stats", kb), "extractions.jsonl", "build it again")


def test_query_answers_as_a_table_and_as_csv(kg: Run, small_kb: Path) -> None:
    question = "SELECT ?who ?event { ?who kg:chaired ?event }"
    shown = kg("query", small_kb, question)
    assert "kgr:person/ann-lee" in shown.stdout
    assert shown.stderr == "1 row(s)\n"
    csv = kg("query", small_kb, question, "--format", "csv").stdout
    assert csv.splitlines()[0] == "who,event"


def test_query_takes_a_file_or_standard_input(kg: Run, small_kb: Path, tmp_path: Path) -> None:
    file = tmp_path / "chairs.rq"
    file.write_text("SELECT ?who { ?who kg:chaired ?event }")
    first = kg("query", small_kb, file, "-f", "json").stdout
    second = kg("query", small_kb, "-", "-f", "json", stdin=file.read_text()).stdout
    assert json.loads(first) == json.loads(second)


def test_a_yes_or_no_question_ends_with_0_or_1(kg: Run, small_kb: Path) -> None:
    yes = kg("query", small_kb, "ASK { ?who kg:chaired ?event }")
    no = kg("query", small_kb, "ASK { ?who kg:led ?event }")
    assert (yes.stdout, yes.exit_code) == ("yes\n", 0)
    assert (no.stdout, no.exit_code) == ("no\n", 1)


def test_saved_questions_are_listed(kg: Run, small_kb: Path, root: Path) -> None:
    listed = kg("query", small_kb).stdout
    for query in (root / "ontology" / "competency").glob("*/query.rq"):
        assert query.parent.name in listed


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("SELECT ?x { ?x", "line 1"),
        ("SELECT ?x { ?x nosuch:prefix ?y }", "prefix"),
        ("no-such-question", "no saved question"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE"),
        ("missing.rq", "missing.rq"),
        ("   ", "empty"),
    ],
)
def test_a_faulty_query_is_one_sentence(kg: Run, small_kb: Path, question: str, word: str) -> None:
    refused(kg("query", small_kb, question), word)


def test_explain_shows_sentences_documents_and_merges(kg: Run, small_kb: Path) -> None:
    shown = kg("explain", small_kb, "ann lee", "chaired").stdout
    assert "[Ann Lee] chaired [Harbour Forum]." in shown
    assert "harbour; characters 21-51" in shown
    assert "week; characters 17-47" in shown
    assert "River Summit" not in shown
    assert "a Person of 3 document(s)" in shown


def test_explain_tells_what_nobody_states_as_a_fact(kg: Run, small_kb: Path) -> None:
    shown = kg("explain", small_kb, "Cy Moss", "chaired", "River Summit").stdout
    assert "stated by no document as a fact" in shown
    assert "hedged" in shown


def test_explain_ends_with_1_when_the_graph_says_nothing_of_the_kind(
    kg: Run, small_kb: Path
) -> None:
    result = kg("explain", small_kb, "Bo Olsen", "chaired")
    assert result.exit_code == 1
    assert "does not say" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("Anne Lee",), "did you mean Ann Lee?"),
        (("Ann Lee", "chaird"), "did you mean chaired"),
        (("Ann Lee", "chaired", "Harbor Forum"), "did you mean Harbour Forum?"),
    ],
)
def test_explain_offers_near_names(
    kg: Run, small_kb: Path, arguments: tuple[str, ...], words: str
) -> None:
    refused(kg("explain", small_kb, *arguments), words)


def test_export_goes_to_stdout_or_a_file(kg: Run, small_kb: Path, tmp_path: Path) -> None:
    file = tmp_path / "deep" / "graph.nq"
    assert kg("export", small_kb, "-o", file).stdout == ""
    assert kg("export", small_kb).stdout == file.read_text(encoding="utf-8")


def test_export_to_a_place_that_cannot_be_written(kg: Run, small_kb: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused(kg("export", small_kb, "-o", tmp_path / "file" / "graph.nq"), "cannot be written")


def test_stats_count_what_the_graph_holds(kg: Run, small_kb: Path) -> None:
    found = json.loads(kg("stats", small_kb, "--format", "json").stdout)
    assert found["documents"] == 3
    assert found["by_class"]["Person"] == 3
    assert found["by_property"]["chaired"] == 2
    assert found["by_stance"] == {"asserted": 5, "hedged": 1}
    assert "Conference" in kg("stats", small_kb).stdout


def test_remove_tells_what_remains(kg: Run, small_kb: Path, tmp_path: Path) -> None:
    kb = Path(shutil.copytree(small_kb, tmp_path / "kb"))
    assert "2 documents" in kg("remove", kb, "river").stdout
    refused(kg("remove", kb, "river"), "no document 'river'")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "entities.tsv").write_text(
        "id\ttype\tnames\nAnn\tPerson\tAnn Lee\nForum\tEvent\tHarbour Forum\nBo\tPerson\tBo Olsen\n"
    )
    (gold / "statements.tsv").write_text(
        "document\tsubject\tproperty\tobject\tqualifiers\tstatus\n"
        "harbour\tAnn\tchaired\tForum\t\trequired\n"
        "harbour\tBo\tchaired\tForum\t\trequired\n"
    )
    return gold


def test_evaluate_can_demand_a_score(kg: Run, small_kb: Path, gold: Path) -> None:
    result = kg("evaluate", small_kb, gold, "--misses", "--by-pattern", "--at-least", "0.9")
    assert result.exit_code == 1
    assert "relation missed" in result.stdout
    assert "F1 is 0.667, below 0.9" in result.stderr
    (report,) = json.loads(kg("evaluate", small_kb, gold, "--format", "json").stdout)
    assert (report["precision"], report["recall"]) == (1.0, 0.5)


def test_evaluate_counts_what_confidence_follows_from(
    kg: Run, small_kb: Path, gold: Path, tmp_path: Path
) -> None:
    counts = tmp_path / "counts.tsv"
    result = kg("evaluate", small_kb, gold, "--calibrate", counts)
    assert result.exit_code == 0, result.stderr
    assert "calibration error" in result.stdout
    assert "lines\tname\tnear\tseen\t1\t0\n" in counts.read_text(encoding="utf-8")
    refused(kg("evaluate", small_kb, gold, "--calibrate", tmp_path), "cannot be written")


def test_evaluate_names_all_faults_of_a_gold_folder(
    kg: Run, small_kb: Path, tmp_path: Path
) -> None:
    (tmp_path / "statements.tsv").write_text("a\tb\n")
    result = kg("evaluate", small_kb, tmp_path)
    assert result.exit_code == 2
    assert "entities.tsv" in result.stderr
    assert "statements.tsv:1" in result.stderr


def test_check_finds_the_packages_own_data_in_order(kg: Run) -> None:
    result = kg("check")
    assert result.exit_code == 0, result.stderr


def test_a_reader_who_has_enough_ends_the_command_quietly(small_kb: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "export", small_kb, "-f", "trig"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 0
    process.stderr.close()


def test_names_from_articles_cannot_drive_the_terminal() -> None:
    from kg._cli.terminal import printable

    assert printable("\x1b]0;owned\x07 \u009b31m name\n") == "\\x1b]0;owned\\x07 \\x9b31m name\n"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "bad.txt"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00", "bad.txt"),
        (b"x" * 50_000_000, "bad.txt"),
    ],
)
def test_a_source_that_cannot_be_read_is_one_sentence(
    kg: Run, tmp_path: Path, content: bytes, word: str
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(content)
    result = kg("build", bad, "-o", tmp_path / "kb")
    assert (result.exit_code, result.stdout) == (2, "")
    assert word in result.stderr
    assert not (tmp_path / "kb").exists()


@pytest.mark.parametrize("source", ["none.txt", "no*.txt", ""])
def test_a_missing_source_is_one_sentence(kg: Run, tmp_path: Path, source: str) -> None:
    refused(kg("build", tmp_path / source, "-o", tmp_path / "kb"))
