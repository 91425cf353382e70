from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from line_reader import HARBOUR, NEWS, RIVER, WEEK, line_reader, newer_line_reader

from kg import pipeline
from kg.errors import DataError, InputError, StoreError
from kg.knowledge_base import open_knowledge_base
from kg.pipeline import BuildReport, add, remove
from kg.rdf.store import Store

CHAIRED = "/person/ann-lee> <https://w3id.org/kg/ontology#chaired> <"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in NEWS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def build(sources: list[Path], kb: Path, **options: object) -> BuildReport:
    names = [str(source) for source in sources]
    return pipeline.build(names, kb, **{"reader": line_reader, **options})


def nquads(kb: Path) -> str:
    return "".join(f"{quad} .\n" for quad in Store.open(kb / "store").quads())


def test_a_second_build_reads_nothing_and_changes_nothing(articles: Path, tmp_path: Path) -> None:
    first = build([articles], tmp_path / "kb")
    before = nquads(tmp_path / "kb")
    second = build([articles], tmp_path / "kb")
    assert (first.read, first.reused) == (3, 0)
    assert (second.read, second.reused) == (0, 3)
    assert nquads(tmp_path / "kb") == before


def test_the_order_of_sources_does_not_show(articles: Path, tmp_path: Path) -> None:
    files = sorted(articles.iterdir())
    build(files, tmp_path / "one")
    build(files[::-1], tmp_path / "two")
    assert nquads(tmp_path / "one") == nquads(tmp_path / "two")


def test_hash_seed_and_number_of_workers_do_not_show(articles: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\n"
        "from kg.pipeline import build\n"
        "from line_reader import line_reader\n"
        "if __name__ == '__main__':\n"
        "    build([sys.argv[1]], sys.argv[2], workers=int(sys.argv[3]), reader=line_reader)\n"
    )
    for seed, workers in (("1", "1"), ("2", "2")):
        subprocess.run(
            [sys.executable, script, articles, tmp_path / f"kb{seed}", workers],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)},
            check=True,
            timeout=120,
        )
    assert nquads(tmp_path / "kb1") == nquads(tmp_path / "kb2")


def test_adding_equals_a_fresh_build(articles: Path, tmp_path: Path) -> None:
    build([articles], tmp_path / "fresh")
    build([articles / "river.txt"], tmp_path / "grown")
    report = add(
        tmp_path / "grown",
        [str(articles / "week.txt"), str(articles / "harbour.txt")],
        reader=line_reader,
    )
    assert (report.documents, report.read, report.reused) == (3, 2, 1)
    assert nquads(tmp_path / "grown") == nquads(tmp_path / "fresh")


def test_removing_equals_a_fresh_build(articles: Path, tmp_path: Path) -> None:
    build([articles / "harbour.txt", articles / "week.txt"], tmp_path / "fresh")
    build([articles], tmp_path / "kb")
    remove(tmp_path / "kb", ["river"])
    assert nquads(tmp_path / "kb") == nquads(tmp_path / "fresh")


def test_removing_keeps_what_another_document_states(articles: Path, tmp_path: Path) -> None:
    build([articles], tmp_path / "kb")
    remove(tmp_path / "kb", [str(articles / "harbour.txt")])
    assert CHAIRED in nquads(tmp_path / "kb")
    assert "bo-olsen" not in nquads(tmp_path / "kb")


def test_a_changed_document_is_read_again(articles: Path, tmp_path: Path) -> None:
    build([articles], tmp_path / "kb")
    (articles / "river.txt").write_text(HARBOUR, encoding="utf-8")
    report = build([articles], tmp_path / "kb")
    assert (report.read, report.reused) == (1, 2)
    assert "river-summit" in nquads(tmp_path / "kb")  # the third article speaks of it
    assert "cy-moss" not in nquads(tmp_path / "kb")


def test_a_document_named_in_another_way_is_the_same(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([articles], tmp_path / "kb")
    monkeypatch.chdir(articles)
    report = add(tmp_path / "kb", ["river.txt"], reader=line_reader)
    assert (report.documents, report.read) == (3, 0)


def test_another_reader_reads_everything_again(articles: Path, tmp_path: Path) -> None:
    build([articles], tmp_path / "kb")
    assert build([articles], tmp_path / "kb", reader=newer_line_reader).read == 3


def test_two_documents_of_one_name_both_stay(articles: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "river.txt").write_text(WEEK, encoding="utf-8")
    build([articles, other], tmp_path / "kb")
    assert sorted(open_knowledge_base(tmp_path / "kb").documents) == [
        "harbour",
        "river",
        "river-2",
        "week",
    ]
    build([articles], tmp_path / "grown")
    add(tmp_path / "grown", [str(other)], reader=line_reader)
    assert nquads(tmp_path / "grown") == nquads(tmp_path / "kb")


def test_corrections_hold_until_others_are_given(articles: Path, tmp_path: Path) -> None:
    curation = tmp_path / "corrections.tsv"
    curation.write_text("reject\tAnn Lee\tchaired\t*\nrename\tBo Olsen\tBodil Olsen\n")
    assert build([articles], tmp_path / "kb", curation=curation).rejected == 2
    curation.unlink()
    add(tmp_path / "kb", [str(articles / "week.txt")], reader=line_reader)
    build([articles], tmp_path / "kb")
    assert CHAIRED not in nquads(tmp_path / "kb")
    assert '"Bodil Olsen"' in nquads(tmp_path / "kb")
    curation.write_text("")
    build([articles], tmp_path / "kb", curation=curation)
    assert CHAIRED in nquads(tmp_path / "kb")


def test_a_broken_curation_file_changes_nothing(articles: Path, tmp_path: Path) -> None:
    build([articles], tmp_path / "kb")
    before = nquads(tmp_path / "kb")
    curation = tmp_path / "corrections.tsv"
    curation.write_text("merge\tAnn Lee\tBo Olsen\n")
    with pytest.raises(DataError, match=r"corrections\.tsv:1"):
        build([articles], tmp_path / "kb", curation=curation)
    assert nquads(tmp_path / "kb") == before


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x7fELF\x00\x00", b"\n \n"])
def test_what_cannot_be_read_is_left_out_and_named(
    articles: Path, tmp_path: Path, content: bytes
) -> None:
    (articles / "bad.txt").write_bytes(content)
    report = build([articles], tmp_path / "kb")
    assert report.documents == 3
    assert [fault.source for fault in report.left_out] == [str(articles / "bad.txt")]
    assert report.left_out[0].reason


def test_a_fault_of_the_reader_costs_one_document(articles: Path, tmp_path: Path) -> None:
    (articles / "odd.txt").write_text("Odd news\n\nUnreadable Thing.\n", encoding="utf-8")
    report = build([articles], tmp_path / "kb")
    assert report.documents == 3
    assert "stumbled" in report.left_out[0].reason


def test_nothing_readable_is_an_error_and_changes_nothing(articles: Path, tmp_path: Path) -> None:
    build([articles], tmp_path / "kb")
    before = nquads(tmp_path / "kb")
    empty = tmp_path / "empty.txt"
    empty.touch()
    with pytest.raises(InputError, match=r"empty\.txt"):
        build([empty], tmp_path / "kb")
    assert nquads(tmp_path / "kb") == before


def test_a_folder_of_other_things_is_not_overwritten(articles: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds other files"):
        build([articles], articles)
    assert (articles / "river.txt").read_text(encoding="utf-8") == RIVER


def test_removing_what_is_not_there_offers_what_is(articles: Path, tmp_path: Path) -> None:
    build([articles], tmp_path / "kb")
    with pytest.raises(InputError, match="did you mean river"):
        remove(tmp_path / "kb", ["rivers"])


def test_a_killed_build_leaves_the_old_knowledge_base(articles: Path, tmp_path: Path) -> None:
    kb = tmp_path / "kb"
    build([articles], kb)
    before = nquads(kb)
    (articles / "new.txt").write_text(HARBOUR, encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        "import sys, time\n"
        "from kg import knowledge_base, pipeline\n"
        "from line_reader import line_reader\n"
        "swap = knowledge_base._swap\n"
        "def wait(fresh, target):\n"
        "    print('written', flush=True)\n"
        "    time.sleep(60)\n"
        "    swap(fresh, target)\n"
        "knowledge_base._swap = wait\n"
        "pipeline.build([sys.argv[1]], sys.argv[2], reader=line_reader)\n"
    )
    process = subprocess.Popen(
        [sys.executable, script, articles, kb],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
        stdout=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stdout.readline() == b"written\n"
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=30)
    process.stdout.close()
    assert nquads(kb) == before
    assert build([articles], kb).documents == 4
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".kb")]


def test_readers_end_with_a_build_that_is_killed(articles: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\n"
        "from kg.pipeline import build\n"
        "from line_reader import slow_line_reader\n"
        "if __name__ == '__main__':\n"
        "    build([sys.argv[1]], sys.argv[2], workers=2, reader=slow_line_reader)\n"
    )
    process = subprocess.Popen(
        [sys.executable, script, articles, tmp_path / "kb"],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
        stdout=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stdout.readline().strip().isdigit()
    process.kill()
    process.communicate(timeout=60)  # ends only when no reader holds the pipe any more


def test_a_replacement_cut_between_its_renames_is_undone(articles: Path, tmp_path: Path) -> None:
    build([articles], tmp_path / "kb")
    before = nquads(tmp_path / "kb")
    (tmp_path / "kb").rename(tmp_path / ".kb.old")
    assert len(open_knowledge_base(tmp_path / "kb").documents) == 3
    assert nquads(tmp_path / "kb") == before


@pytest.mark.parametrize("damage", ["{", "[]", '{"format": 99}'])
def test_a_damaged_knowledge_base_is_one_sentence(
    articles: Path, tmp_path: Path, damage: str
) -> None:
    build([articles], tmp_path / "kb")
    (tmp_path / "kb" / "kb.json").write_text(damage)
    with pytest.raises(StoreError, match="build it again"):
        open_knowledge_base(tmp_path / "kb")
