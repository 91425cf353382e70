"""Quantities that a text gives about a thing: `the province has attracted 4,000 projects`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from spacy.tokens import Doc, Token

from kg.datamodel import Evidence, Observation
from kg.relations.arguments import Argument, Arguments
from kg.relations.stance import stance_of
from kg.relations.subjects import surface_subjects
from kg.relations.times import Times
from kg.relations.trees import clause_head, preposition

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_CURRENCIES = {
    "$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "€": "EUR", "euro": "EUR",
    "euros": "EUR", "eur": "EUR", "£": "GBP", "pounds": "GBP", "gbp": "GBP", "vnd": "VND",
    "dong": "VND", "yen": "JPY", "won": "KRW", "rupees": "INR", "rand": "ZAR", "naira": "NGN",
}  # fmt: skip
_SPANS_OF_TIME = frozenset(
    "age century day decade hour minute month o'clock percent second time week year".split()
)
_CONFIDENCE = 0.75


def observations(doc: Doc, arguments: Arguments, times: Times) -> Iterator[Observation]:
    """Give every quantity whose subject the text names, in order of the text."""
    dated = {i for w in times.all for i in range(w.start, w.end)}
    for token in doc:
        if not token.like_num or not _NUMBER.fullmatch(token.text):
            continue
        if token.i in dated or arguments.mention(token.i):
            continue
        noun, unit = _counted(token)
        if noun is None or noun.lemma_.casefold() in _SPANS_OF_TIME:
            continue
        about = _subject(noun, arguments)
        predicate = clause_head(noun)
        if about is None or stance_of(predicate, prop="", dated=False) != "asserted":
            continue
        yield _observation(token, noun, unit, about, times)


def _counted(number: Token) -> tuple[Token | None, str]:
    """Give the noun that is counted and the currency: `projects`; for `3 million USD`, `capital`."""
    doc = number.doc
    before = doc[number.i - 1].text if number.i else ""
    head = number.head
    while head.lower_ in _SCALES and head.head != head:
        head = head.head
    nearby = [t for t in doc[number.i + 1 : number.i + 3] if t.lower_ in _CURRENCIES]
    if before in _CURRENCIES or nearby:
        unit = _CURRENCIES[before if before in _CURRENCIES else nearby[0].lower_]
        money = nearby[0] if nearby else number
        while money.dep_ in {"nummod", "compound", "flat"} and money.head != money:
            money = money.head
        stated = money.dep_ == "nmod" and preposition(money) == "of"
        return (money.head if stated else None), unit
    plural = head.pos_ in {"NOUN", "PROPN"} and head.tag_ in {"NNS", "NNPS"}
    return (head if number.dep_ in {"nummod", "compound"} and plural else None), ""


def _subject(noun: Token, arguments: Arguments) -> Argument | None:
    """Give the thing a quantity is said of: the subject of its clause."""
    for head in surface_subjects(clause_head(noun)):
        found = [a for a in arguments.at(head) if a.kind != "Person"]
        if len(found) == 1 and not found[0].start <= noun.i < found[0].end:
            return found[0]
    return None


def _observation(
    number: Token, noun: Token, unit: str, about: Argument, times: Times
) -> Observation:
    doc, sentence = number.doc, number.sent
    scale = next(
        (_SCALES[t.lower_] for t in doc[number.i + 1 : number.i + 2] if t.lower_ in _SCALES), 1
    )
    value = Decimal(number.text.replace(",", "")) * scale
    start = sentence.start_char
    exact = sentence.text.rstrip()
    clause = [w for w in times.of_clause(clause_head(noun)) if w.kind == "point"]
    place = (doc[about.start].idx, doc[about.end - 1].idx + len(doc[about.end - 1]))
    return Observation(
        about.entity,
        _measure(noun),
        f"{value.normalize():f}",
        unit,
        clause[0].value if clause else times.issued,
        Evidence(start, start + len(exact), exact, place, (number.idx, number.idx + len(number))),
        round(_CONFIDENCE * about.certainty, 4),
        "quantities/subject",
    )


def _measure(noun: Token) -> str:
    """Name what is counted: the noun with the words before it, `foreign investment projects`."""
    words = [t.text for t in noun.subtree if t.i < noun.i and t.dep_ in {"amod", "compound"}]
    kept = [w for w in words if not _NUMBER.fullmatch(w) and w.casefold() not in _SCALES]
    return " ".join([*kept, noun.text]).lower()
