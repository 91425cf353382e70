"""Names told by what stands beside them: a title, an office, quotation marks; and nations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.gazetteer import demonyms, east_asian_surnames, offices
from kg.nlp.classes import class_of_place, head_class
from kg.nlp.names.extent import JOINERS
from kg.nlp.names.tokens import Name, is_title, is_worldwide, text_of, tokens_in, words_of

_QUOTED = re.compile(r"[\"“](?P<name>[A-Z][^\"“”\n]{2,60}?)[,.]?[\"”]")


_TITLED = frozenset({"Project", "Conference", "Event", "Award", "Model", "Meeting", "Ceremony"})


_NAMING = frozenset({"called", "named", "dubbed", "titled", "entitled"})


_SEATED = frozenset(["gov", "gov.", "governor", "mayor", "mayoress"])


_NO_SEAT = frozenset(
    [
        "vice",
        "deputy",
        "lord",
        "former",
        "first",
        "acting",
        "lieutenant",
        "ex",
        "state",
        "federal",
        "mr",
        "the",
        "his",
        "her",
        "our",
    ]
)


_PARTICLES = frozenset(
    [
        "van",
        "von",
        "de",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "al",
        "el",
        "bin",
        "ibn",
        "ter",
        "ten",
    ]
)


def nationalities(doc: Doc) -> Iterator[Name]:
    """Read an adjective of nation as its country: `the Peruvian delegation`; not `the Peruvians`."""
    known = demonyms()
    for i, word in enumerate(words_of(doc)):
        if not word[0].isupper() or word[-1] == "$":
            continue  # "US$"
        token = doc[i]
        adjective = token.lower_ in known and token.tag_ not in {"NNS", "NNPS"}
        if adjective and _is_language(token):
            continue
        if adjective or (not token.ent_type_ and class_of_place(word) == "Country"):
            yield Name(i, i + 1, "Country", "demonym", 0.7)


def _is_language(word: Token) -> bool:
    """Tell what is spoken: `a class in Italian`."""
    end = word.i + 1 == len(word.doc) or word.nbor().is_punct or word.nbor().lower_ in {"and", "or"}
    return end and word.i > 0 and word.nbor(-1).lower_ in {"in", "into"} and word.ent_type_ != "GPE"


def joint_countries(doc: Doc) -> Iterator[Name]:
    """Read `Trinidad and Tobago`, `Newfoundland and Labrador` as one country or region."""
    for token in tokens_in(doc, {"and"}):
        if not 0 < token.i < len(doc) - 2:
            continue
        end = token.i + 2 + (token.nbor().lower_ == "the")
        for start in range(max(0, token.i - 3), token.i):
            named = doc[start].text[:1].isupper()
            kind = class_of_place(doc[start:end].text) if named else None
            if kind in {"Country", "Region"}:
                yield Name(start, end, kind, "head", 0.9)
                break


def quoted(doc: Doc) -> Iterator[Name]:
    """Read `the "Blue Port" project`, `a programme called Bright Harbours`, `project "Blue Port"`."""
    for hit in _QUOTED.finditer(text_of(doc)):
        span = doc.char_span(*hit.span("name"), alignment_mode="contract")
        if span is None or not 1 <= len(span) <= 10:
            continue
        before = span.start - 2 - (span.start > 2 and doc[span.start - 2].lower_ == "of")
        beside = [doc[i] for i in (span.end + 1, before) if 0 <= i < len(doc)]
        heads = ("award" if t.lower_ == "title" else t.text for t in beside)
        kinds = [k for head in heads if (k := head_class(head)) in _TITLED]
        if kinds:
            yield Name(span.start, span.end, kinds[0], "head", 0.8)
    for token in tokens_in(doc, _NAMING):
        kind = head_class(token.nbor(-1).text) if token.i else None
        if kind in _TITLED:
            end = start = token.i + 1
            while end < len(doc) and doc[end].text[:1].isupper() and not doc[end].is_sent_start:
                end += 1
            if end > start:
                yield Name(start, end, kind, "head", 0.8)


def described(doc: Doc) -> Iterator[Name]:
    """Read `Blue Port, a clean-air programme` and `its best-known scheme, Blue Port,`."""
    for i, word in enumerate(words_of(doc)):
        kind = head_class(word)
        if kind not in _DESCRIBED or not word.islower():
            continue
        token = doc[i]
        if token.pos_ not in {"NOUN", "PROPN"}:
            continue
        start = opening = max(_opening_comma(doc, token.i), token.sent.start)
        if opening - 1 > token.sent.start and doc[opening - 1].is_digit:
            start = opening = opening - 1  # "the Blue Pendulum 2022, the prize of …"
        while start > token.sent.start and (
            _part_of_title(doc, start - 1) or _joins_owner(doc[start - 1])
        ):
            start -= 1
            if doc[start].text == "the" and doc[start - 1].pos_ in {"NOUN", "PROPN"}:
                break  # "gave Accra the Golden Key, the award of …"
        while start < opening and (doc[start].is_lower or doc[start].lower_ == "the"):
            start += 1
        if start < opening and _is_coined(doc, start, opening, said=token.dep_ == "appos"):
            yield Name(start, opening, kind, "head", 0.75)
        end = first = token.i + 2
        while end < token.sent.end and _part_of_title(doc, end):
            end += 1
        closed = end < len(doc) and doc[end].text in {",", ".", "(", "–", "-"}
        if closed and doc[first - 1].text == "," and _is_coined(doc, first, end):
            yield Name(first, end, kind, "head", 0.75)


def defined(doc: Doc) -> Iterator[Name]:
    """Read `Ring of Harbour Regions (RHR)`: the acronym tells where the name begins and ends."""
    words = words_of(doc)
    for i, short in enumerate(words[:-1]):
        if not (2 < len(short) <= 8 and short.isupper() and i > 1):
            continue
        if (words[i - 1], words[i + 1]) != ("(", ")"):
            continue
        token = doc[i]
        end = token.i - 1
        for start in range(max(token.sent.start, end - 2 * len(short)), end - 1):
            inside = doc[start:end]
            capitals = [t for t in inside if t.text[:1].isupper() and t.is_alpha]
            whole = [t for t in capitals if t.i == start or t.nbor(-1).text != "-"]
            spelled = ("".join(t.text[0] for t in found) for found in (capitals, whole))
            fits = short in spelled and doc[start].text[:1].isupper()
            if fits and all(_part_of_title(doc, t.i) or t.lower_ in JOINERS for t in inside):
                joiner = next((t.i for t in inside if t.is_lower), end)
                kind = head_class(doc[joiner - 1].text) or "Organization"
                kind = "Organization" if is_worldwide(doc[start]) else kind
                yield Name(start, end, kind, "head", 0.85)
                if not token.ent_type_:  # a tagger may take `WHO` for a pronoun
                    yield Name(token.i, token.i + 1, kind, "model", 0.7)
                break


_DESCRIBED = frozenset({"Project", "Award", "Model"})
_INSIDE_TITLE = frozenset(["a", "and", "by", "in", "of", "the", "to", "-"])


def _opening_comma(doc: Doc, head: int) -> int:
    """Give the comma or bracket in `, a clean-air programme`, or -1."""
    for i in range(head - 1, max(doc[head].sent.start, head - 8), -1):
        if doc[i].lower_ in {"a", "an", "the"}:
            opening = i - 3 if doc[i - 2 : i].text.casefold() == "that is" else i - 1
            return opening if doc[opening].text in {",", "–", "—", "("} else -1
        if doc[i].pos_ in {"VERB", "AUX"} or doc[i].text == ",":
            return -1
    return -1


def _part_of_title(doc: Doc, i: int) -> bool:
    token = doc[i]
    return (token.text[:1].isupper() and token.pos_ not in {"PRON", "DET"}) or (
        token.lower_ in _INSIDE_TITLE
    )


def _joins_owner(token: Token) -> bool:
    """Tell the mark inside of a title: `The Weaver's Knot`, which the model reads as one name."""
    return token.lower_ in {"'s", "’s"} and token.ent_iob_ == "I"


def _is_coined(doc: Doc, start: int, end: int, *, said: bool = False) -> bool:
    """Tell a title that nothing else accounts for: no person, no place, no office.

    `said` is for what an apposition calls a scheme: that is no person, whatever the model says.
    """
    words = doc[start:end]
    capitals = [t for t in words if t.text[:1].isupper()]
    return (
        0 < len(capitals) <= 6
        and words[0].text[:1].isupper()
        and words[-1].text[:1].isupper()
        and class_of_place(words.text) is None
        and not any(t.lower_ in offices() or t.ent_type_ == "DATE" or is_title(t) for t in words)
        and (said or words[0].ent_type_ != "PERSON")
        and words[0].pos_ not in {"ADP", "SCONJ", "VERB"}
    )


def seats(doc: Doc) -> Iterator[Name]:
    """Read the place before or after an office that is held over one: `Tartu Mayor`, `Mayor of X`."""
    for token in tokens_in(doc, _SEATED):
        start = token.i
        while start > token.sent.start and _seat_word(doc[start - 1]):
            start -= 1
        if start < token.i:
            yield Name(start, token.i, _seat_class(doc, start, token.i), "head", 0.8)
        end = first = token.i + 2
        if first < len(doc) and doc[token.i + 1].lower_ == "of":
            while end < token.sent.end and (
                (_seat_word(doc[end]) and doc[end].ent_type_ != "PERSON") or _ties(doc[end])
            ):
                end += 1
            if end - first > 1 and _opens_person(doc, end):
                end -= 1
            if end > first:
                yield Name(first, end, _seat_class(doc, first, end), "head", 0.8)


def _opens_person(doc: Doc, end: int) -> bool:
    """Tell a family name at the end of a place's: `Governor of Jeonnam Park Sung-min`."""
    hyphenated = end + 1 < len(doc) and doc[end + 1].text == "-"
    return (
        hyphenated
        and doc[end].ent_type_ == "PERSON"
        and doc[end - 1].lower_ in east_asian_surnames()
    )


def _ties(token: Token) -> bool:
    """Tell the hyphen of `Saint-Louis`."""
    tight = token.text == "-" and not token.whitespace_ and not token.nbor(-1).whitespace_
    return tight and token.i + 1 < len(token.doc) and token.nbor().text[:1].isupper()


def _seat_word(token: Token) -> bool:
    known = token.lower_ in _NO_SEAT or is_title(token) or token.lower_ in demonyms()
    return (
        token.text[:1].isupper()
        and token.is_alpha
        and not known
        and token.pos_ in {"PROPN", "NOUN", "ADJ"}
        and (token.lower_ not in offices())
    )


def _seat_class(doc: Doc, start: int, end: int) -> str:
    return class_of_place(doc[start:end].text) or "City"


def titled(doc: Doc) -> Iterator[Name]:
    """Give the people that a courtesy title or an office introduces."""
    for i, word in enumerate(words_of(doc)[:-1]):
        if not word[0].isupper():
            continue
        token = doc[i]
        office = token.lower_ in offices() and token.dep_ in {"nmod:desc", "compound"}
        if not (office or is_title(token)):
            continue
        start = token.i + 1
        if office and doc[start].ent_type_ not in {"", "PERSON"}:
            continue
        if doc[start].text == ".":
            start += 1
        while start < len(doc) and (is_title(doc[start]) or doc[start].lower_ == "general"):
            start += 1  # "Secretary General NAME"
        end = start
        while end < len(doc) and _part_of_person(doc[end], first=end == start):
            end += 1
        if end > start and (not office or 2 <= end - start <= 4):
            yield Name(start, end, "Person", "title", 0.9)


def _is_elided(word: str) -> bool:
    """Tell `O'Brien`, `K'Duyen` from a word with a possessive mark."""
    first, _, second = word.replace("’", "'").partition("'")
    return first.isalpha() and second.isalpha() and second[0].isupper()


def _part_of_person(token: Token, *, first: bool) -> bool:
    if not first and (token.is_sent_start or token.lower_ in offices()):
        return False
    if token.text[:1].isupper() and (
        token.is_alpha or "-" in token.text or token.text.endswith(".") or _is_elided(token.text)
    ):
        return True
    if token.text == "-":
        tight = not first and not token.whitespace_ and not token.nbor(-1).whitespace_
        return tight and token.nbor().text[:1].isalpha()
    if not first and token.nbor(-1).text == "-" and token.is_alpha:
        return True
    return not first and token.lower_ in _PARTICLES
