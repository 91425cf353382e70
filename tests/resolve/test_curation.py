"""A user's corrections: obeyed by every build, and faults told with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_documents import CASES, read_documents

from kg.datamodel import Extraction, Resolution
from kg.errors import DataError, FaultsError
from kg.resolve import resolve, without_rejected
from kg.resolve.curation import load


def case(name: str) -> list[Extraction]:
    return read_documents((CASES / name / "input.txt").read_text(encoding="utf8"))


@pytest.fixture
def corrected(tmp_path: Path):
    def resolved(name: str, *rows: str) -> Resolution:
        path = tmp_path / "curation.tsv"
        path.write_text("".join(f"{row}\n" for row in rows), encoding="utf8")
        return resolve(case(name), curation=path)

    return resolved


def members(resolution: Resolution, iri: str) -> set[str]:
    return {"#".join(m) for e in resolution.entities if e.iri == iri for m in e.members}


def test_same_makes_one_thing_of_two_names(corrected) -> None:
    found = corrected("acronyms", "same\tICF\tIntelligent Community Forum", "rename\tNATO\tNato")
    assert members(found, "organization/intelligent-community-forum") >= {"001#e1", "002#e1"}


def test_same_reaches_over_classes(corrected) -> None:
    found = corrected("places", "same\tNam Dinh\tNam Dinh City")
    one = next(e for e in found.entities if ("001", "e1") in e.members)
    assert {"#".join(m) for m in one.members} == {"001#e1", "001#e2", "002#e1"}
    assert any(d.merged and "line 1 of the curation file" in d.reason for d in found.decisions)


def test_different_keeps_apart_what_one_document_calls_alike(corrected) -> None:
    found = corrected("people", "different\t003#Nguyen Van Hung\tNguyen Van Hung")
    assert members(found, "person/nguyen-van-hung") == {"001#e2"}
    assert any(not d.merged and "line 1" in d.reason for d in found.decisions)


def test_different_takes_iris(corrected) -> None:
    found = corrected("people", "different\tperson/louis-zacharilla\t003#Lou Zacharilla")
    assert ("003", "e3") not in next(
        e.members for e in found.entities if e.iri == "person/louis-zacharilla"
    )


def test_rename_and_retype_leave_the_iri(corrected) -> None:
    found = corrected(
        "acronyms",
        "# our own words for it",
        "",
        "rename\torganization/intelligent-community-forum\tThe Forum",
        "retype\tTartu University\tCompany",
    )
    forum = next(e for e in found.entities if e.label == "The Forum")
    assert forum.iri == "organization/intelligent-community-forum"
    assert "Intelligent Community Forum" in forum.names
    assert next(e.type for e in found.entities if e.label == "Tartu University") == "Company"


def test_rows_about_other_documents_do_nothing(corrected) -> None:
    assert corrected("people", "same\tA\tB", "different\t7#X\tY", "rename\tperson/x\tZ") == resolve(
        case("people")
    )


def test_rejected_statements_become_rejected_candidates(tmp_path: Path) -> None:
    path = tmp_path / "curation.tsv"
    path.write_text("reject\tLouis Zacharilla\tfounderOf\tintelligent community forum\t003\n")
    documents = case("people")
    cleaned = without_rejected(documents, resolve(documents, curation=path), path)
    assert [len(d.statements) for d in cleaned] == [2, 1, 0, 1]
    assert [r.reason for d in cleaned for r in d.rejected] == [
        "rejected by line 1 of the curation file"
    ]
    assert cleaned[0] is documents[0]


def test_a_star_rejects_any_property_or_thing(tmp_path: Path) -> None:
    path = tmp_path / "curation.tsv"
    path.write_text("reject\tperson/louis-zacharilla\t*\t*\n")
    documents = case("people")
    cleaned = without_rejected(documents, resolve(documents, curation=path), path)
    assert [len(d.statements) for d in cleaned] == [1, 1, 0, 0]


def test_all_faults_are_told_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "curation.tsv"
    path.write_text(
        "merge\tA\tB\nsame\tA\nsame A B\n"
        "retype\tA\tRiver\nreject\tA\tloves\tB\nsame\tC\tD\ndifferent\tD\tc\n"
    )
    with pytest.raises(FaultsError) as caught:
        load(path)
    assert [(f.line, f.message.split(";")[0]) for f in caught.value.faults] == [
        (1, "unknown action 'merge'"),
        (2, "same takes THING THING, parted by tabs"),
        (3, "the cells are to be parted by tabs"),
        (4, "unknown class 'River'"),
        (5, "unknown property 'loves'"),
        (7, "contradicts line 6"),
    ]


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="missing"):
        load(tmp_path / "missing.tsv")
    (tmp_path / "latin.tsv").write_bytes("same\tÉ\tE\n".encode("latin-1"))
    with pytest.raises(DataError, match="UTF-8"):
        load(tmp_path / "latin.tsv")
