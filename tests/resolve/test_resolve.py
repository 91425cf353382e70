"""Entities across documents, case by case, and what holds whatever the order of documents."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_documents import CASES, read_documents

from kg.datamodel import Extraction, Resolution
from kg.resolve import resolve


def case(name: str) -> list[Extraction]:
    return read_documents((CASES / name / "input.txt").read_text(encoding="utf8"))


def everything() -> list[Extraction]:
    """All cases as one set of documents, each case with names of its own for its documents."""
    text = ""
    for folder in sorted(CASES.iterdir()):
        told = (folder / "input.txt").read_text(encoding="utf8")
        text += told.replace("== ", f"== {folder.name}-") + "\n"
    return read_documents(text)


def as_text(resolution: Resolution) -> str:
    lines = [f"{e.iri} = {' '.join('#'.join(m) for m in e.members)}" for e in resolution.entities]
    lines += [f"not {d.left} = {d.right}: {d.reason}" for d in resolution.decisions if not d.merged]
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("folder", sorted(CASES.iterdir()), ids=lambda folder: folder.name)
def test_case(folder: Path) -> None:
    expected = (folder / "expected.txt").read_text(encoding="utf8")
    assert as_text(resolve(case(folder.name))) == expected


@given(st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_documents_and_entities_does_not_matter(rng: random.Random) -> None:
    documents = everything()
    wanted = resolve(documents)
    rng.shuffle(documents)
    shuffled = [
        Extraction(
            article=d.article,
            entities=tuple(rng.sample(d.entities, len(d.entities))),
            mentions=tuple(rng.sample(d.mentions, len(d.mentions))),
            statements=tuple(rng.sample(d.statements, len(d.statements))),
        )
        for d in documents
    ]
    assert resolve(shuffled) == wanted


@given(st.sets(st.integers(0, 30)))
@settings(max_examples=25, deadline=None)
def test_every_entity_of_any_documents_is_in_exactly_one_thing(chosen: set[int]) -> None:
    documents = [d for i, d in enumerate(everything()) if i in chosen]
    members = [m for e in resolve(documents).entities for m in e.members]
    assert sorted(members) == sorted((d.article.id, e.id) for d in documents for e in d.entities)
    assert len(members) == len(set(members))


def test_iris_are_unique_and_their_folders_tell_the_class() -> None:
    iris = [entity.iri for entity in resolve(everything()).entities]
    assert len(iris) == len(set(iris))
    assert {iri.split("/")[0] for iri in iris} == {
        "award", "city", "country", "criterion", "event", "facility", "model", "organization",
        "person", "project", "region",
    }  # fmt: skip


def test_a_document_that_comes_later_leaves_the_iris_of_others_alone() -> None:
    before = case("people")
    later = read_documents("== 999\ne1  Region  Hau Giang  x9\ne2  Person  Nguyen Van Hung\n")
    old, new = resolve(before), resolve(before + later)
    assert {e.iri for e in old.entities} <= {e.iri for e in new.entities}


_PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from test_resolve import as_text, everything
from kg.resolve import resolve
sys.stdout.buffer.write((as_text(resolve(everything())) + repr(resolve(everything()))).encode())
"""


def test_the_hash_seed_does_not_matter() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", _PROGRAM, str(Path(__file__).parent)],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(CASES.parents[2])},
        ).stdout
        for seed in ("0", "1")
    }
    assert len(outputs) == 1


def entity(resolution: Resolution, iri: str):
    return next(e for e in resolution.entities if e.iri == iri)


def test_names_label_and_type_come_from_all_documents() -> None:
    found = entity(resolve(case("acronyms")), "organization/eastern-international-university")
    assert found.label == "Eastern International University"
    assert found.names == ("EIU", "Eastern International University")
    assert found.type == "University"


def test_bodies_of_one_label_say_whose_they_are() -> None:
    text = "== {0}\ne1  Region  {1}\ne2  GovernmentBody  Provincial Party Committee\n"
    documents = read_documents(text.format("1", "Binh Duong") + text.format("2", "Dong Nai"))
    labels = [e.label for e in resolve(documents).entities if e.type == "GovernmentBody"]
    assert labels == [
        "Provincial Party Committee (Binh Duong)",
        "Provincial Party Committee (Dong Nai)",
    ]


def test_places_are_linked_where_it_is_certain_which_one_is_meant() -> None:
    resolution = resolve(case("places"))
    vietnam = entity(resolution, "country/vietnam")
    assert vietnam.same_as == ("https://sws.geonames.org/1562822/",)
    assert vietnam.exact_match == ("http://www.wikidata.org/entity/Q881",)
    assert entity(resolution, "city/kochi").same_as == ("https://sws.geonames.org/1273874/",)
    unsure = resolve(read_documents("== 1\ne1  City  Kochi\n"))
    assert entity(unsure, "city/kochi").same_as == ()


def test_merges_and_refusals_have_their_reasons() -> None:
    told = {(d.left, d.right, d.merged): d.reason for d in resolve(case("local-bodies")).decisions}
    name = "People's Committee of Binh Duong province"
    assert told["Provincial People's Committee", name, True].startswith(
        "the same words, and both belong to Binh Duong"
    )
    told = {(d.left, d.right, d.merged): d.reason for d in resolve(case("places")).decisions}
    assert told["Nam Dinh", "Nam Định City", False].startswith("one is a City, the other a Region")


def test_an_event_told_twice_keeps_the_most_exact_date() -> None:
    text = "== {0}\ne1  Conference  Horasis Asia Meeting 2018  startDate={1}\n"
    documents = read_documents(text.format("1", "2018-11-25") + text.format("2", "2018-11"))
    (event,) = resolve(documents).entities
    assert event.attributes == (("startDate", "2018-11-25"),)
    assert event.iri == "event/2018-11-25-horasis-asia-meeting-2018"


def test_nothing_gives_nothing() -> None:
    assert resolve([]) == Resolution()
