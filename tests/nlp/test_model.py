"""The shipped language model, used as any spaCy pipeline is."""

import pickle
import subprocess
import sys

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from kg.nlp.model import load_model, model_folder

LABELS = {"PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT", "DATE", "NORP", "MISC"}
TEXT = (
    "On June 5, 2019, Ingrid Halvorsen, mayor of Bergen, visited the University of Toronto.\n\n"
    "Nokia was founded by Fredrik Idestam in 1865. It is based in Espoo, Finland."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


def record(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (
            t.text,
            t.pos_,
            t.tag_,
            t.lemma_,
            t.dep_,
            t.head.i,
            t.is_sent_start,
            t.ent_iob_,
            t.ent_type_,
        )
        for t in doc
    ] + sorted(doc.user_data["entity_probabilities"].items())


def test_it_gives_names_with_probabilities(nlp: Language) -> None:
    doc = nlp(TEXT)
    found = {(ent.text, ent.label_) for ent in doc.ents}
    assert {("Ingrid Halvorsen", "PERSON"), ("Bergen", "GPE"), ("Finland", "GPE")} <= found
    assert {("University of Toronto", "ORG"), ("Fredrik Idestam", "PERSON")} <= found
    assert {ent.label_ for ent in doc.ents} <= LABELS
    scores = doc.user_data["entity_probabilities"]
    assert set(scores) == {f"{ent.start}:{ent.end}" for ent in doc.ents}
    assert all(0.0 < score <= 1.0 for score in scores.values())


def test_it_gives_universal_dependencies(nlp: Language) -> None:
    doc = nlp("Nokia was founded by Fredrik Idestam in 1865.")
    founded = doc[2]
    assert (founded.dep_, founded.pos_, founded.tag_, founded.lemma_) == (
        "ROOT",
        "VERB",
        "VBN",
        "found",
    )
    assert [(child.text, child.dep_) for child in founded.children][:3] == [
        ("Nokia", "nsubj:pass"),
        ("was", "aux:pass"),
        ("Fredrik", "obl:agent"),
    ]


def test_each_sentence_has_one_root_and_heads_stay_inside(nlp: Language) -> None:
    for sentence in nlp(TEXT).sents:
        assert sum(token.head.i == token.i for token in sentence) == 1
        assert all(token.head in sentence for token in sentence)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("The council met on June 21.The mayor of Lagos spoke.", ["The", "The"]),
        ("City opens new bridge\nThe bridge cost 3 million euros.", ["City", "The"]),
        ("Mr. Okafor lives in the U.S. with his family. He is 40.", ["Mr.", "He"]),
    ],
)
def test_sentences_start_where_they_should(nlp: Language, text: str, starts: list[str]) -> None:
    assert [sentence[0].text for sentence in nlp(text).sents] == starts


def test_white_space_is_kept_and_hangs_on_a_word(nlp: Language) -> None:
    text = "\n\n  The mayor   spoke.\n \nShe left. \t"
    doc = nlp(text)
    assert doc.text == text
    assert {token.pos_ for token in doc if token.is_space} == {"SPACE"}
    assert len(list(doc.sents)) == 2


def test_a_text_of_white_space_alone_is_annotated(nlp: Language) -> None:
    doc = nlp(" \n ")
    assert [token.pos_ for token in doc] == ["SPACE"] * len(doc)


def test_pipe_docbin_and_displacy(nlp: Language) -> None:
    docs = list(nlp.pipe([TEXT, "", "Paris."], batch_size=2))
    alone = [nlp(TEXT), nlp(""), nlp("Paris.")]
    assert [record(doc) for doc in docs[::2]] == [record(doc) for doc in alone[::2]]
    packed = DocBin(store_user_data=True, docs=docs).to_bytes()
    unpacked = list(DocBin().from_bytes(packed).get_docs(nlp.vocab))
    assert record(unpacked[0]) == record(docs[0])
    assert "Bergen" in displacy.render(docs[0], style="ent", page=False, jupyter=False)


def test_two_processes_give_the_same(nlp: Language) -> None:
    texts = [TEXT, "Ghana and Togo signed a treaty in Accra."] * 2
    together = [record(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=1)]
    assert together == [record(nlp(text)) for text in texts]


def test_it_survives_disk_and_pickle(
    nlp: Language, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("pipeline")
    nlp.to_disk(folder)
    assert record(spacy.load(folder)(TEXT)) == record(nlp(TEXT))
    component = nlp.get_pipe("kg_language_model")
    copy = pickle.loads(pickle.dumps(component))
    assert record(copy(nlp.make_doc(TEXT))) == record(nlp(TEXT))


def test_spacy_loads_it_where_nothing_imported_kg(
    nlp: Language, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("alone")
    nlp.to_disk(folder)
    code = (
        "import sys, spacy; nlp = spacy.load(sys.argv[1]); "
        "print([ent.text for ent in nlp('Nokia was founded by Fredrik Idestam.').ents])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "['Nokia', 'Fredrik Idestam']"


def test_the_folder_is_small_enough() -> None:
    assert sum(path.stat().st_size for path in model_folder().iterdir()) <= 35_000_000
