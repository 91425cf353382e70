"""Capitalised runs whose head noun says what they name: `Ministry of Science and Technology`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from kg.gazetteer import demonyms, offices
from kg.nlp.classes import class_of_place, head_class
from kg.nlp.kinds import LOCATED, PLACES
from kg.nlp.names.extent import ELECTRONIC, JOINERS, run_end
from kg.nlp.names.tokens import (
    Name,
    is_worldwide,
    trim,
    words_of,
)

LEGAL = frozenset({"a/s", "corp", "corp.", "inc", "inc.", "ltd", "ltd.", "llc", "plc"})


def runs(doc: Doc) -> Iterator[Name]:
    """Give the capitalised runs that a head noun explains, headlines left out."""
    words = words_of(doc)
    for sentence in doc.sents:
        if _is_headline_case(sentence, words[sentence.start : sentence.end]):
            continue
        passed = sentence.start
        for i in range(sentence.start, sentence.end):
            if i < passed or not (words[i][0].isupper() or words[i] in ELECTRONIC):
                continue
            end = run_end(doc, i, sentence.end)
            if end > i:
                yield from _named_run(doc, i, end, sentence.end)
                passed = end


def _is_headline_case(sentence: Span, words: Sequence[str]) -> bool:
    """Tell a line whose words are all raised but for those of grammar."""
    plain = [word for word in words if word.isalpha()]
    raised = sum(word[0].isupper() for word in plain)
    if len(plain) <= 5 or raised <= 0.75 * len(plain):
        return False
    return not any(t.is_lower and t.pos_ in {"ADJ", "NOUN", "VERB"} for t in sentence)


def _named_run(doc: Doc, start: int, end: int, limit: int) -> Iterator[Name]:
    start, end = trim(doc, start, end)
    if start >= end:
        return
    if start and doc[start - 1].is_digit and not doc[start - 1].whitespace_:
        start -= 1  # "the 6G Harbour Programme"
    if _is_person(doc, start, end) and not _is_called_a_work(doc, end, limit):
        return
    if end < limit and doc[end].lower_ in offices() and _part_of_office(doc, start, end):
        return
    if end - start == 1 and doc[start].is_sent_start and doc[start].pos_ in {"ADJ", "ADV", "NUM"}:
        return
    start = _with_office(doc, start, end)
    head = _head_of_run(doc, start, end)
    kind = head_class(doc[head].text) if head is not None else None
    if kind == "Project" and (is_worldwide(doc[start]) or _of_people(doc, start, end)):
        kind = "Organization"
    if (
        end < limit
        and (doc[end].is_lower or doc[end].is_digit)
        and not all(
            doc[i].lower_ in demonyms() or doc[i].lower_ in _AREAS or doc[i].text == "-"
            for i in range(start, end)
        )
        and (tail := _lower_tail(doc, start, end, limit))
    ):
        if not any(doc[i].lower_ in JOINERS for i in range(start, end)):
            kind = head_class(doc[tail - 1].text)
        if kind == "Award" and end - start == 1 and doc[start].is_upper:
            return  # "the UN award": whose, not which
        end = tail
    elif kind and end - start == 1 and not _in_list(doc, start):
        return  # a head noun alone names nothing
    if kind:
        yield Name(start, end, class_of_place(doc[start:end].text) or kind, "head", 0.85)


def _of_people(doc: Doc, start: int, end: int) -> bool:
    """Tell `Harbour Residents' Initiative`, which is a body."""
    owned = end - start > 2 and doc[end - 2].text in {"'", "’"}
    return owned and doc[end - 1].lower_ == "initiative"


def _with_office(doc: Doc, start: int, end: int) -> int:
    """Take in whose an award is by office: `the [Governor General's] Innovation Award`."""
    first = start - 2
    own = first > 0 and doc[start - 1].lower_ in {"'s", "’s"} and doc[first].lower_ in offices()
    if not own or head_class(doc[end - 1].text) != "Award":
        return start
    while first and doc[first].text[:1].isupper() and doc[first].pos_ in {"PROPN", "ADJ", "NOUN"}:
        first -= 1
    return first + 1


_AREAS = frozenset(
    "african andean arab asian baltic balkan caribbean european latin mediterranean nordic pacific"
    " polynesian scandinavian western".split()
)


def _in_list(doc: Doc, i: int) -> bool:
    """Tell a capitalised noun that stands in a list as the names around it do."""
    before = doc[i - 1].lower_ if i else ""
    after = doc[i + 1].lower_ if i + 1 < len(doc) else ""
    tag = doc[i].tag_ not in {"NNS", "NNPS"}
    return tag and before in {",", ";", "and", "as"} and after in {",", ";", "and", "etc", "."}


def _is_person(doc: Doc, start: int, end: int) -> bool:
    """Tell `Lee Park`: the model sees a person, or an office stands right before two words."""
    if all(doc[i].ent_type_ == "PERSON" for i in range(start, end)):
        return True
    return (
        start > 0
        and end - start == 2
        and doc[start - 1].lower_ in offices()
        and doc[start - 1].text[:1].isupper()
    )


def _is_called_a_work(doc: Doc, end: int, limit: int) -> bool:
    """Tell `the Balik Bakhawan program`, whoever it may sound like, from a person."""
    behind = doc[end] if end < limit else None
    return behind is not None and behind.is_lower and head_class(behind.text) == "Project"


def _part_of_office(doc: Doc, start: int, end: int) -> bool:
    """Tell `Health Cabinet` Secretary, `Deputy County` Executive, from `Ghent University` Rector."""
    if doc[start].lower_ in {"assistant", "deputy", "vice"}:
        return True
    return doc[end - 1].lower_ in {"cabinet", "county", "city", "state", "district"} and not any(
        class_of_place(doc[start:k].text) for k in range(start + 1, end)
    )


def _head_of_run(doc: Doc, start: int, end: int) -> int | None:
    """Give the head noun: the last word before the first `of`, or before a closing acronym."""
    stop = next((i for i in range(start, end) if doc[i].lower_ in JOINERS), end)
    inner = _inner_head(doc, start, stop)
    if inner is not None:
        return inner
    of_place = stop < end - 2 and head_class(doc[stop - 1].text) in PLACES
    if of_place and head_class(doc[end - 1].text) in LOCATED - PLACES:
        return end - 1  # `Bay of Plenty Regional Council`
    for i in range(stop - 1, start - 1, -1):
        if head_class(doc[i].text):
            return i
        if not (doc[i].text.isupper() or doc[i].text[-1:].isdigit() or doc[i].lower_ in LEGAL):
            return None
    return None


def _inner_head(doc: Doc, start: int, stop: int) -> int | None:
    """Allow a head followed by a place: `World Trade Center Rotterdam`."""
    for i in range(stop - 2, start, -1):
        rest = doc[i + 1 : stop]
        kind = head_class(doc[i].text)
        if kind and kind not in PLACES and _is_place(rest):
            return i
    return None


def _is_place(span: Span) -> bool:
    """Tell the name of a known place, or a part of one: `Rotterdam`, `Rotterdam New Town`."""
    if head_class(span[-1].text) not in {None, *PLACES}:
        return False  # there is a town called Union
    if class_of_place(span.text):
        return True
    known = any(class_of_place(span[:k].text) for k in range(1, len(span)))
    return known and head_class(span[-1].text) in PLACES


def _lower_tail(doc: Doc, start: int, end: int, limit: int) -> int:
    """Take in a lower-case head right after a capitalised run: `Harbour district`, `Quay model`."""
    pair = doc[end : end + 2].text
    if end + 2 <= limit and pair.islower() and head_class(pair) == "Facility":
        return end + 2  # "the Rio convention center"
    tail = end
    if doc[tail].is_digit and len(doc[tail]) == 4 and tail + 1 < limit:
        tail += 1  # "Blue Reef 2018 certificate"
    first = tail
    while (
        tail < min(limit, first + 2)
        and doc[tail].is_lower
        and doc[tail].pos_ in {"NOUN", "PROPN", "ADJ"}
        and doc[tail].lower_ != "awards"
    ):
        tail += 1
        kind = head_class(doc[tail - 1].text)
        if kind in _TAILS or (kind in _SITES and _is_one_site(doc, start, tail - 1)):
            nxt = doc[tail] if tail < limit else None
            if nxt is not None and kind in {"City", "Region"} and nxt.lower_ in _COUNCILS:
                return tail + 1
            if doc[tail - 1].lower_ in {"city", "province"} and _names_place(doc, tail, kind):
                return 0  # "the Mekong Delta city of Can Tho"
            if nxt is None or head_class(nxt.text) not in {"Project"}:
                return tail
    return 0


def _names_place(doc: Doc, of: int, kind: str | None) -> bool:
    """Tell which place of its kind is meant behind `city of`: `Can Tho`, but not `Korea`."""
    end = of + 1
    while end < min(len(doc), of + 4) and doc[end].text[:1].isupper():
        end += 1
    known = (class_of_place(doc[of + 1 : k].text) for k in range(of + 2, end + 1))
    return doc[of : of + 1].text == "of" and kind in known


_TAILS = frozenset({"Award", "City", "Model", "Project", "Region"})
_COUNCILS = frozenset({"assembly", "board", "council"})  # "Leeds city council"
_SITES = frozenset({"Facility", "Place"})
_PARTS = frozenset(
    {"area", "locality", "neighborhood", "neighbourhood", "quarter", "suburb", "ward"}
)


def _is_one_site(doc: Doc, start: int, head: int) -> bool:
    """Tell `the Alafua campus` from `a Lagos hotel`, `the Hanoi port authority`."""
    before = doc[start - 1].lower_ if start else ""
    return (
        doc[head].lower_ not in _PARTS
        and doc[start:head].text.casefold() not in demonyms()
        and doc[head].tag_ in {"NN", "NNP"}
        and doc[head].dep_ != "compound"
        and before not in {"a", "an", "another", "any", "every", "no"}
    )
