"""Same text, same result: in any batch, order and number of threads."""

import random
from hashlib import sha256

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.nlp.model import load_model
from kg.training.namebank import NameBank
from kg.training.swap import Templates


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    made = Templates(NameBank(None)).draw(random.Random(7), 1000)
    return [" ".join(sentence.words) for sentence in made]


def fingerprint(doc: Doc) -> str:
    rows = [(t.text, t.tag_, t.lemma_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_) for t in doc]
    return sha256(repr((rows, doc.user_data)).encode()).hexdigest()


def test_a_sentence_does_not_depend_on_its_batch(nlp: Language, sentences: list[str]) -> None:
    alone = {text: fingerprint(nlp(text)) for text in sentences}
    generator = random.Random(3)
    shuffled = generator.sample(sentences, len(sentences))
    while shuffled:
        size = generator.randint(1, 300)
        batch, shuffled = shuffled[:size], shuffled[size:]
        for doc in nlp.pipe(batch, batch_size=generator.randint(1, 64)):
            assert fingerprint(doc) == alone[doc.text]


def test_two_threads_agree_with_one(nlp: Language, sentences: list[str]) -> None:
    other = load_model(threads=2)
    for text in sentences[:200]:
        assert fingerprint(other(text)) == fingerprint(nlp(text))


def test_a_line_does_not_depend_on_the_lines_around_it(nlp: Language, sentences: list[str]) -> None:
    lines = sentences[:40]
    doc = nlp("\n".join(lines))
    whole = [(t.text, t.tag_, t.lemma_, t.dep_, t.ent_type_) for t in doc if not t.is_space]
    parts = [(t.text, t.tag_, t.lemma_, t.dep_, t.ent_type_) for line in lines for t in nlp(line)]
    assert whole == parts
