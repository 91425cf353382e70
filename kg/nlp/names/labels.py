"""Names that the language model labelled, cut to what names a thing."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from spacy.tokens import Doc, Span, Token

from kg.gazetteer import (
    common_words,
    east_asian_surnames,
    fold,
    given_names,
    offices,
    surnames,
)
from kg.nlp.classes import class_of_place, head_class, model_class
from kg.nlp.dates.grammar import MONTHS
from kg.nlp.names.extent import is_named_university
from kg.nlp.names.tokens import Name, text_of, trim, words_of

_DIGITS_ONLY = re.compile(r"[\d\W]+")


_RANKS = frozenset(["federal", "national", "provincial", "regional", "state", "technical"])
_AFTER_NAMES = frozenset("CBE FRS KC MBE MEP MP MSP OBE PhD QC TD".split())


_QUARTERS = frozenset("borough commune district hamlet province township village ward".split())
_PLAIN_LOWER = frozenset(
    {"city", "province", "county", "district", "ward", "town", "state", "model"}
)


def from_model(doc: Doc) -> Iterator[Name]:
    """Give the names the model labelled, each cut to the name itself."""
    ents, text = doc.ents, text_of(doc)
    words = frozenset(words_of(doc))
    following = {ent.start: ent for ent in ents}
    for ent in ents:
        whole = _with_seat(doc, ent, following.get(ent.end))
        label = ent.label_ if whole == ent.end else "ORG"
        start, end = trim(doc, ent.start, whole)
        span = doc[start:end]
        if start >= end or _DIGITS_ONLY.fullmatch(span.text) or _is_plural(span, ent.label_):
            continue
        if ent.label_ == "PERSON":
            start, end = _person(doc, start, end)
            if cut := _seat_before(doc, start, end):
                yield Name(start, cut, class_of_place(doc[start:cut].text) or "City", "model", 0.9)
            start = cut or start
            span = doc[start:end]
        if len(span) == 1 and _names_nothing(span, ent.label_, words):
            continue
        if (of := _place_of(doc, start, end)) is not None:
            within = class_of_place(doc[of + 1 : end].text) or "Country"
            yield Name(of + 1, end, within, "model", 0.9)
            end, span = of, doc[start:of]
        if ent.label_ == "ORG" and _is_body_and_person(doc, start, end):
            yield Name(start, start + 1, "Organization", "model", 0.7)
            yield Name(start + 1, end, "Person", "model", 0.8)
            continue
        if ent.label_ in {"ORG", "GPE", "LOC"} and (cut := _two_names(doc, start, end, text)):
            yield Name(start, cut, "Organization", "model", 0.7)
            start, span = cut + 1, doc[cut + 1 : end]
        if ent.label_ == "ORG":
            start, end = _within_office(doc, start, end)
            start = _past_description(doc, start, end)
            span = doc[start:end]
        if (kind := model_class(_relabelled(doc, span, label), span.text)) and _looks_like_name(
            span
        ):
            yield Name(start, end, kind, "model", _probability(doc, ent))


def _names_nothing(word: Span, label: str, words: Container[str]) -> bool:
    """Tell a head noun alone, `the Government`, a month, and a word that only opens a sentence.

    Such a word is raised for its place alone: the text has it in small letters elsewhere.
    """
    if head_class(word.text) or _is_month(word):
        return True
    if label == "PERSON" or not word[0].is_sent_start or word.text.lower() not in words:
        return False
    return all(t.is_sent_start for t in word.doc if t.text == word.text)


def _is_month(span: Span) -> bool:
    """Tell `in May` from a person called May."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    return span.text in MONTHS and before in _BEFORE_MONTHS


_BEFORE_MONTHS = frozenset(
    "by during early from in last late next since this through until".split()
)


def _is_plural(span: Span, label: str) -> bool:
    """Tell `Dyers from nine countries`, whose capital is that of the sentence, from a name."""
    alone = label == "PERSON" and len(span) == 1 and span[0].tag_ == "NNS"
    return alone and bool(span[0].is_sent_start)


def _relabelled(doc: Doc, span: Span, label: str) -> str:
    """Correct a label of the model where the form of a name speaks against it."""
    if label in {"ORG", "GPE", "LOC"} and _is_titled_vietnamese(doc, span):
        label = "PERSON"
    trade = label == "ORG" and bool(span.start) and _is_trade(doc[span.start - 1])
    place = label in {"GPE", "LOC"} and not _is_quarter(doc, span)
    if (trade or place) and _is_full_name(doc, span):
        label = "PERSON"
    if label == "PERSON" and _is_quarter(doc, span):
        return "LOC"
    if label == "PERSON" and (_is_called(doc, span) or _is_of_region(span)):
        label = "ORG"
    return "ORG" if label in {"GPE", "LOC", "PERSON"} and _is_branch(span) else label


def _person(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Give the bounds of a person's name without what stands beside it, with all its parts."""
    start, end = _without_acronym(doc, start, end), _through_hyphens(doc, end)
    end -= end - start > 2 and doc[end - 1].text in _AFTER_NAMES
    start += end - start > 2 and doc[start].lower_ in offices()  # "Councilor Ben Lee"
    if doc[start].lower_ == "general" and start and doc[start - 1].lower_ in offices():
        start += end - start > 2  # "Secretary General Ann Lee"
    return _with_family_name(doc, start, end), end


def _through_hyphens(doc: Doc, end: int) -> int:
    """Give the end of a name through its hyphens: `Kim Ji-won`, of which a model may lose `-won`."""
    while end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].is_alpha:
        if doc[end].whitespace_ or doc[end - 1].whitespace_:
            break
        end += 2
    return end


def _with_family_name(doc: Doc, start: int, end: int) -> int:
    """Take in the family name before a hyphenated given name: `Governor of Jeonnam [Park] Sung-min`."""
    given = doc[start:end].text
    before = doc[start - 1] if start else None
    known = (
        before is not None and before.text[:1].isupper() and before.lower_ in east_asian_surnames()
    )
    return start - 1 if known and "-" in given and " " not in given else start


def _seat_before(doc: Doc, start: int, end: int) -> int:
    """Give the end of the place in `Vice Governor of Hyogo Kataoka Hideki`, read as one person."""
    if start < 2 or doc[start - 1].lower_ != "of" or doc[start - 2].lower_ not in offices():
        return 0
    fitting = (i for i in range(end - 2, start, -1) if class_of_place(doc[start:i].text))
    return next(fitting, 0)


def _with_seat(doc: Doc, ent: Span, after: Span | None) -> int:
    """Give the end of a body's name with its place: `KPMG India`, which models read as two names."""
    bodylike = ent.label_ == "ORG" or (
        ent.label_ in {"GPE", "LOC"} and not class_of_place(ent.text)
    )
    joined = after is not None and after.label_ in {"GPE", "LOC"} and bodylike
    return after.end if joined and after is not None and doc[ent.end - 1].whitespace_ else ent.end


def _place_of(doc: Doc, start: int, end: int) -> int | None:
    """Give the `of` in `Gaborone of Botswana`, `Lima in Peru`: two places read as one name."""
    for i in range(start + 1, end - 1):
        known = class_of_place(doc[i + 1 : end].text) if doc[i].lower_ in {"of", "in"} else None
        if known and doc[i].lower_ == "in":  # "the Maritime Museum in Gdansk"
            return i
        before = head_class(doc[i - 1].text)
        if known in {"City", "Country"} and i - start > 1 and before in {"City", "Region"}:
            return i  # "Harbour District of Lagos"
        if known == "Country":
            return i if before is None or is_named_university(doc, start, i, end) else None
        if known == "City" and (i - start > 1 or _is_coined(doc[start])):  # "Acme of Hamburg"
            address = before != "University" and i - start > 2 and _country_follows(doc, end)
            return i if before is None or address else None
    return None


def _country_follows(doc: Doc, i: int) -> bool:
    """Tell the address in `the Salt Museum of Turda, Romania`."""
    if i + 1 >= len(doc) or doc[i].text != ",":
        return False
    return any(class_of_place(doc[i + 1 : k].text) == "Country" for k in (i + 2, i + 3))


def _is_coined(token: Token) -> bool:
    """Tell a word that names a thing by itself: no word of English, no place, no title."""
    word = token.lower_
    known = word in common_words() or word in offices() or class_of_place(word) is not None
    return not known and head_class(word) is None


def _is_body_and_person(doc: Doc, start: int, end: int) -> bool:
    """Tell `PPC Le Van Cu`, a body in short and who speaks for it, read as one."""
    body = doc[start].is_upper and 2 <= len(doc[start]) <= 5 and 3 <= end - start - 1 <= 4
    named = body and fold(doc[start + 1].text) in surnames()
    return named and all(doc[i].text.istitle() and doc[i].is_alpha for i in range(start + 1, end))


def _two_names(doc: Doc, start: int, end: int, text: str) -> int:
    """Give the `and` between two bodies read as one: the left stands elsewhere without the right."""
    for i in range(start + 1, end - 1):
        if doc[i].lower_ == "and":
            left = doc[start:i].text
            alone = text.count(left) - text.count(left + " and ")
            if alone > 0 and len(left) > 3:
                return i
    return 0


def _within_office(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Cut off a body's name what belongs to the office before or behind it."""
    start = _after_field(doc, start, end) or start
    return start, _before_rank(doc, start, end) or end


def _past_description(doc: Doc, start: int, end: int) -> int:
    """Give the start of the name in `Basque association [Audiolab]`: the words before describe it."""
    i = start + 1
    while i < end - 1 and doc[i].is_lower and doc[i].pos_ in {"NOUN", "PROPN"}:
        i += 1
    described = doc[start].pos_ == "ADJ" and i > start + 1 and head_class(doc[i - 1].text)
    return i if described and doc[i].text[:1].isupper() else start


def _after_field(doc: Doc, start: int, end: int) -> int:
    """Give the start of the body in `Director of [Research of] ICF`: the field belongs to the office."""
    if (
        start < 2
        or doc[start - 1].lower_ not in {"of", "for"}
        or doc[start - 2].lower_ not in offices()
    ):
        return 0
    for i in range(start + 1, end - 1):
        if doc[i].lower_ in {"of", "at", "for"}:
            named = doc[end - 1].is_upper or text_of(doc).count(doc[i + 1 : end].text) > 1
            return i + 1 if head_class(doc[i - 1].text) is None and named else 0
    return 0


def _before_rank(doc: Doc, start: int, end: int) -> int:
    """Give the end of a body's name before the rank of an office: `Ohio Commission [Federal] Chair`."""
    office = end < len(doc) and (doc[end].lower_ in offices() or doc[end].lower_ in {"co", "vice"})
    inner = end - 1
    return (
        inner
        if office
        and inner > start
        and (head_class(doc[inner - 1].text) or doc[inner - 1].is_upper)
        and not (head_class(doc[inner].text))
        and (doc[inner].pos_ == "ADJ" or doc[inner].lower_ in _RANKS)
        else 0
    )


def _is_titled_vietnamese(doc: Doc, span: Span) -> bool:
    """Tell a Vietnamese name after an office or profession: `engineer Ton That Khang`."""
    office = span.start and doc[span.start - 1].lower_ in offices()
    return bool(office) and 3 <= len(span) <= 4 and span[0].lower_ in surnames()


def _is_trade(token: Token) -> bool:
    """Tell `broadcaster` before a name, by its ending or as the word of an office."""
    plain = token.is_lower and token.tag_ == "NN"
    return plain and (
        token.lower_ in offices() or token.lower_.endswith(("er", "ist", "or", "ian"))
    )


def _is_called(doc: Doc, span: Span) -> bool:
    """Tell the name of a body from a person's, by the noun before it: `the start-up Selva Viva`."""
    if span.start < 3 or span[0].lower_ in given_names() or len(span) > 2:
        return False
    before = doc[span.start - 1]
    if doc[span.start - 3 : span.start].text.lower() == "start-up":
        return True
    plain = before.is_lower and before.tag_ == "NN" and before.lower_ not in offices()
    return plain and head_class(before.text) in {"Association", "Company", "University"}


_OF_PLACES = frozenset("across around at from in inside near of outside the to toward".split())
_PLACE_LIKE = frozenset(
    "charlotte la las los mount new port saint san santa santo victoria".split()
)


def _is_full_name(doc: Doc, span: Span) -> bool:
    """Tell a given and a family name, `the haulier Grace Mwangi`, from a place that no table knows."""
    first, last = span[0], span[-1]
    given = first.lower_ in given_names() and first.lower_ not in _PLACE_LIKE
    if not given or not 2 <= len(span) <= 3 or first.is_upper or head_class(last.text):
        return False
    if span.start and doc[span.start - 1].lower_ in _OF_PLACES:
        return False
    plain = last.text[:1].isupper() and last.is_alpha and last.lower_ not in common_words()
    return plain and class_of_place(span.text) is None and class_of_place(last.text) is None


def _is_quarter(doc: Doc, span: Span) -> bool:
    """Tell `Hoa Phu` in `Hoa Phu ward`: the noun behind it says that it is a place."""
    behind = doc[span.end] if span.end < len(doc) else None
    return behind is not None and behind.lower_ in _QUARTERS and span.root.head == behind


def _is_branch(span: Span) -> bool:
    """Tell a body's branch in a place, `EVN Da Nang`, from a place."""
    acronym = len(span) > 1 and len(span[0]) > 2 and span[0].is_upper and span[0].is_alpha
    return acronym and not span[1].is_upper and class_of_place(span[1:].text) is not None


def _is_of_region(span: Span) -> bool:
    """Tell a firm's branch, `Viettel Binh Duong`, from a person: no name of theirs comes first."""
    first = span[0].lower_
    tail = span[1:].text
    return (
        len(span) > 2
        and first not in surnames()
        and first not in given_names()
        and class_of_place(tail) in {"City", "Region"}
    )


def _without_acronym(doc: Doc, start: int, end: int) -> int:
    """Leave the body before a name outside of it: `HPC` in `Director of the HPC Lena Berg`."""
    rest = doc[start + 1 : end]
    body = 2 <= len(doc[start]) <= 5 and doc[start].text.isupper() and doc[start].text.isalpha()
    return (
        start + 1 if body and len(rest) > 1 and not any(t.text.isupper() for t in rest) else start
    )


def _probability(doc: Doc, ent: Span) -> float:
    probabilities = doc.user_data.get("entity_probabilities", {})
    return float(probabilities.get(f"{ent.start}:{ent.end}", 0.5))


def _looks_like_name(span: Span) -> bool:
    return (
        any(t.text[:1].isupper() for t in span) and span[-1].lower_ not in _PLAIN_LOWER | {"'s"}
    ) or (span[0].text[:1].isupper() and span[-1].lower_ in _PLAIN_LOWER)
