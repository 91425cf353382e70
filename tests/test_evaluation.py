from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.datamodel import (
    Article,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Rejected,
    Resolution,
    ResolvedEntity,
    Statement,
)
from kg.errors import DataError, FaultsError
from kg.evaluation import Evaluation, Served, cross_validated, evaluate, write_counts
from kg.evaluation.gold import normalise
from kg.relations.calibration import read_tallies

ENTITIES = """id\ttype\tnames
Ann\tPerson\tAnn Lee|Mayor Ann Lee
Bo\tPerson\tBo Olsen
Turku\tCity\tTurku
Riga\tCity\tRiga|City of Riga
Prize\tAward\tGreen Prize
Forum\tEvent\tHarbour Forum
"""
STATEMENTS = """document\tsubject\tproperty\tobject\tqualifiers\tstatus
101\tAnn\tchaired\tForum\t\trequired
101\tTurku\tcooperatesWith\tRiga\t\trequired
101\tTurku\thonoredIn\tPrize\tyear=2021\trequired
101\tTurku\thonoredIn\tPrize\tyear=2022\trequired
101\tAnn\tholdsPositionIn\tTurku\trole=Mayor\trequired
101\tBo\tattended\tForum\t\toptional
101\tBo\tchaired\tForum\t\tforbidden
"""
TYPES = {
    "Ann Lee": "Person",
    "Bo Olsen": "Person",
    "Turku": "City",
    "Riga": "City",
    "Green Prize": "Award",
    "2021 Harbour Forum": "Conference",
}
FORUM = "2021 Harbour Forum"


def fact(subject: str, prop: str, thing: str, **rest: str) -> Statement:
    stance = rest.pop("stance", "asserted")
    return Statement(
        subject=subject,
        property=prop,
        object=thing,
        qualifiers=tuple(rest.items()),
        evidence=Evidence(0, 4, "Text"),
        confidence=0.9,
        extractor=f"patterns/{prop}",
        stance=stance,  # type: ignore[arg-type]
    )


ALL = (
    fact("Ann Lee", "chaired", FORUM),
    fact("Riga", "cooperatesWith", "Turku"),
    fact("Turku", "honoredIn", "Green Prize", year="2021"),
    fact("Turku", "honoredIn", "Green Prize", year="2022"),
    fact("Ann Lee", "holdsPositionIn", "Turku", role="Mayor"),
)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "entities.tsv").write_text(ENTITIES, encoding="utf-8")
    (folder / "statements.tsv").write_text(STATEMENTS, encoding="utf-8")
    return folder


def run(
    gold: Path,
    *statements: Statement,
    types: dict[str, str] = TYPES,
    mentions: tuple[Mention, ...] = (),
    rejected: tuple[Rejected, ...] = (),
) -> Evaluation:
    article = Article(id="101-some-news", text="Text of the article.")
    entities = tuple(Entity(name, kind, name, (name,)) for name, kind in types.items())
    extraction = Extraction(article, entities, mentions, statements, rejected=rejected)
    things = tuple(
        ResolvedEntity(
            iri=f"x/{name.replace(' ', '-')}",
            type=kind,
            label=name,
            names=(name,),
            members=((article.id, name),),
        )
        for name, kind in types.items()
    )
    return evaluate([extraction], Resolution(things), gold)[-1]


def test_all_that_is_required_scores_one(gold: Path) -> None:
    found = run(gold, *ALL).score
    assert (found.overall.precision, found.overall.recall, found.overall.f1) == (1, 1, 1)
    assert (len(found.qualified), len(found.misqualified)) == (3, 0)


def test_symmetric_statements_count_in_both_directions(gold: Path) -> None:
    found = run(gold, fact("Turku", "cooperatesWith", "Riga")).score
    assert found.by_property()["cooperatesWith"].recall == 1


def test_optional_statements_count_neither_way(gold: Path) -> None:
    found = run(gold, fact("Bo Olsen", "attended", FORUM)).score.overall
    assert (found.right, found.wrong, found.recalled) == (0, 0, 0)


def test_forbidden_statements_are_wrong_and_named(gold: Path) -> None:
    found = run(gold, fact("Bo Olsen", "chaired", FORUM)).score
    assert (found.overall.wrong, len(found.forbidden)) == (1, 1)


def test_properties_that_the_gold_does_not_use_are_not_scored(gold: Path) -> None:
    found = run(gold, fact("Turku", "supports", "Riga")).score
    assert (found.overall.wrong, found.unscored) == (0, 1)


def test_a_narrower_property_counts_as_the_broader(gold: Path) -> None:
    text = STATEMENTS + "101\tForum\tlocatedIn\tTurku\t\trequired\n"
    (gold / "statements.tsv").write_text(text, encoding="utf-8")
    types = {**TYPES, "Port Office": "Organization"}
    found = run(gold, fact("Port Office", "headquarteredIn", "Turku"), types=types).score
    assert found.by_property()["locatedIn"].wrong == 1


def test_each_year_is_a_statement_of_its_own(gold: Path) -> None:
    found = run(gold, fact("Turku", "honoredIn", "Green Prize", year="2021")).score
    count = found.by_property()["honoredIn"]
    assert (count.right, count.wrong, count.recalled, count.required) == (1, 0, 1, 2)
    wrong = run(gold, fact("Turku", "honoredIn", "Green Prize", year="1999"))
    assert wrong.score.overall.wrong == 1
    assert {m.stage for m in wrong.mistakes if m.kind == "wrong"} == {"wrong qualifier"}


def test_an_undated_honour_is_right_but_finds_no_dated_row(gold: Path) -> None:
    count = run(gold, fact("Turku", "honoredIn", "Green Prize")).score.by_property()["honoredIn"]
    assert (count.right, count.recalled) == (1, 0)


def test_what_is_only_planned_is_not_stated(gold: Path) -> None:
    found = run(gold, fact("Ann Lee", "chaired", FORUM, stance="planned"))
    assert found.score.overall.right == 0
    assert stage(found, "Ann chaired Forum") == "wrong stance"


def test_wrong_qualifiers_are_counted_apart(gold: Path) -> None:
    found = run(gold, fact("Ann Lee", "holdsPositionIn", "Turku", role="Treasurer"))
    assert found.score.overall.right == 1
    assert [str(row) for row in found.score.misqualified] == [
        "101: Ann holdsPositionIn Turku role=Mayor"
    ]


def test_a_mention_that_was_missed(gold: Path) -> None:
    types = {name: kind for name, kind in TYPES.items() if name != "Ann Lee"}
    assert stage(run(gold, types=types), "Ann chaired Forum") == "mention missed"


def test_a_mention_of_the_wrong_type(gold: Path) -> None:
    found = run(gold, types={**TYPES, "Ann Lee": "Company"})
    assert stage(found, "Ann chaired Forum") == "wrong type"


def test_a_relation_that_was_missed_or_refused(gold: Path) -> None:
    refused = Rejected("chaired", "Ann Lee", "Harbour Forum", "not an event", 0, 4, "p")
    found = run(gold, rejected=(refused,))
    assert stage(found, "Ann chaired Forum") == "relation missed"
    assert "refused: not an event" in {m.detail for m in found.mistakes}


def test_a_wrong_argument_and_a_wrong_link(gold: Path) -> None:
    named = run(gold, fact("Turku", "cooperatesWith", "Ann Lee"))
    assert stage(named, "Turku cooperatesWith Riga") == "wrong argument"
    statement = fact("Turku", "cooperatesWith", "Ann Lee")
    linked = Statement(
        **{
            **{name: getattr(statement, name) for name in Statement.__slots__},
            "evidence": Evidence(0, 20, "the city and others", (12, 18), (0, 8)),
        }
    )
    mention = Mention(0, 8, "the city", "nominal", "Ann Lee")
    found = run(gold, linked, mentions=(mention,))
    assert stage(found, "Turku cooperatesWith Riga") == "wrong link"


def test_patterns_and_confidence_are_accounted_for(gold: Path) -> None:
    found = run(gold, *ALL, fact("Bo Olsen", "chaired", FORUM))
    assert found.score.by_extractor()["patterns/honoredIn"] == Served(1, 2, 0)
    assert found.score.by_extractor()["patterns/chaired"] == Served(1, 1, 1)
    (band,) = found.reliability.bands()
    assert (band.low, band.high, band.claims) == (0.9, 1.0, 6)
    assert band.confidence == pytest.approx(0.9)
    assert band.right == pytest.approx(5 / 6)
    assert found.reliability.error == pytest.approx(0.9 - 5 / 6)


def test_several_gold_folders_are_scored_each_and_together(gold: Path, tmp_path: Path) -> None:
    both = tmp_path / "both"
    for name, document in (("development", "101"), ("opened", "201")):
        (both / name).mkdir(parents=True)
        (both / name / "entities.tsv").write_text(ENTITIES, encoding="utf-8")
        text = STATEMENTS.replace("101\t", f"{document}\t")
        (both / name / "statements.tsv").write_text(text, encoding="utf-8")
    article = Article(id="101-some-news", text="Text of the article.")
    found = evaluate([Extraction(article)], Resolution(), both)
    assert [one.score.name for one in found] == ["development", "opened", "all"]
    assert found[-1].score.overall.required == 10
    assert found[-1].score.absent == ("201",)


def test_every_fault_of_a_gold_folder_is_named_with_its_line(gold: Path) -> None:
    (gold / "statements.tsv").write_text(
        STATEMENTS + "101\tNobody\tchaired\tForum\t\trequired\n101\tAnn\tloves\tForum\t\tmaybe\n",
        encoding="utf-8",
    )
    with pytest.raises(FaultsError) as error:
        run(gold)
    assert [fault.line for fault in error.value.faults] == [9, 10, 10]
    assert "Nobody" in str(error.value)


def test_a_folder_without_gold_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"entities\.tsv and statements\.tsv"):
        evaluate([], Resolution(), tmp_path)


def test_the_report_is_plain_data(gold: Path) -> None:
    report = run(gold, *ALL[:2]).as_dict()
    assert report["recall"] == 0.4
    assert report["by_pattern"] == {
        "patterns/chaired": {"sentences": 1, "statements": 1, "wrong": 0},
        "patterns/cooperatesWith": {"sentences": 1, "statements": 1, "wrong": 0},
    }


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Mr. Đỗ Văn Bình", ("do", "van", "binh")),
        ("The People's Committee", ("peoples", "committee")),
        ("World Trade-Center", ("world", "trade", "center")),
    ],
)
def test_names_are_compared_without_case_marks_and_titles(
    name: str, words: tuple[str, ...]
) -> None:
    assert normalise(name) == words


def stage(found: Evaluation, row: str) -> str:
    return next(m.stage for m in found.mistakes if m.kind == "missed" and row in m.text)


def test_confidence_is_checked_on_documents_it_was_not_counted_on(gold: Path) -> None:
    found = run(gold, *ALL, fact("Bo Olsen", "chaired", FORUM))
    checked = cross_validated([found.score])
    assert {confidence for confidence, _ in checked.forecasts} == {0.8}, "one document: no counts"
    assert checked.error == pytest.approx(5 / 6 - 0.8)


def test_counts_tell_held_out_articles_from_others(gold: Path, tmp_path: Path) -> None:
    score = run(gold, *ALL).score
    path = tmp_path / "counts.tsv"
    write_counts([score, replace(score, name="held-out-a")], path)
    counts = {(t.reading.extractor, t.unseen): (t.right, t.wrong) for t in read_tallies(path)}
    assert counts["patterns/honoredIn", False] == counts["patterns/honoredIn", True] == (2, 0)
