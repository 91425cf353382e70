"""Every row of data/patterns finds what its examples say, and nothing in its counterexamples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.datamodel import Article, Extraction
from kg.errors import FaultsError
from kg.nlp.aliases import fold
from kg.ontology import load_ontology
from kg.relations.extractor import Extractor
from kg.relations.patterns import Pattern, check_patterns, load_patterns

ROWS = load_patterns()


def stated(extraction: Extraction, row: Pattern) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    """All asserted pairs of a row's property, by every name of both ends."""
    names = {e.id: {fold(n) for n in (e.name, *e.names)} for e in extraction.entities}
    return {
        (s, o)
        for st in extraction.statements
        if st.stance == "asserted" and load_ontology().is_a(st.property, row.property)
        for s in names[st.subject]
        for o in names[st.object]
    }


@pytest.mark.parametrize("row", ROWS, ids=[r.extractor for r in ROWS])
def test_row_finds_its_examples(row: Pattern, extractor: Extractor) -> None:
    for example in row.examples:
        found = stated(
            extractor.extract(Article("example", example.text, issued="2024-06-15")), row
        )
        for subject, obj in example.pairs:
            pair, mirrored = (fold(subject), fold(obj)), (fold(obj), fold(subject))
            symmetric = load_ontology().properties[row.property].symmetric
            assert pair in found or (symmetric and mirrored in found), (example.text, sorted(found))


@pytest.mark.parametrize("row", [r for r in ROWS if r.counterexamples], ids=lambda r: r.extractor)
def test_row_is_silent_on_its_counterexamples(row: Pattern, extractor: Extractor) -> None:
    for text in row.counterexamples:
        extraction = extractor.extract(Article("counterexample", text, issued="2024-06-15"))
        said = [
            s
            for s in extraction.statements
            if s.stance == "asserted" and s.extractor == row.extractor
        ]
        assert not said, (text, said)


def write(folder: Path, *lines: str) -> Path:
    (folder / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


ROW = {
    "id": "verb", "property": "chaired", "trigger": ["chair"], "subject": ["subj"], "object": ["obj"],
    "examples": [{"text": "Ada chaired the fair.", "pairs": [["Ada", "fair"]]}],
}  # fmt: skip


def test_all_faults_of_a_pattern_file_come_at_once_with_lines(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        json.dumps(ROW),
        "{not json",
        json.dumps({**ROW, "id": "other", "property": "chairs"}),
        json.dumps({**ROW, "id": "third", "tigger": ["x"]}),
    )
    with pytest.raises(FaultsError) as caught:
        load_patterns(folder)
    message = str(caught.value)
    assert "rows.jsonl:2: not JSON" in message
    assert "rows.jsonl:3: property 'chairs' is not in the ontology; allowed are" in message
    assert "rows.jsonl:4: tigger" in message


def test_two_rows_of_one_name_are_a_fault(tmp_path: Path) -> None:
    faults = check_patterns(write(tmp_path, json.dumps(ROW), json.dumps(ROW)))
    assert len(faults) == 1
    assert "relations/chaired.verb" in faults[0].message
