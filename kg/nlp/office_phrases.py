"""The phrase of an office: its role, and the body it is held in."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.gazetteer import offices
from kg.nlp.classes import class_of_place
from kg.nlp.office_complements import complement
from kg.nlp.office_words import (
    BOARDS,
    FORMER,
    INSTITUTIONS,
    RANKS,
    SEATS,
    is_owned,
    is_profession,
    is_time,
    is_title_at,
    name_ending,
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office phrase: token spans of role, body and person; -1 where the text names none.

    `head` is the noun that says what office it is, `root` the word that a clause hangs it on.
    """

    start: int
    end: int
    head: int
    role: str
    former: bool
    body: tuple[int, int] = (-1, -1)
    person: tuple[int, int] = (-1, -1)
    root: int = -1


_ORDINALS = frozenset(["first", "second", "third"])
_NUMBERED = frozenset("counsellor engineer lieutenant minister officer secretary".split())
_NEW = frozenset("current departing incoming longtime new newly outgoing own recent".split())


def phrase_at(doc: Doc, head: int) -> Office | None:
    """Read the phrase around the head noun of an office, or None where there is none."""
    sentence = doc[head].sent
    start, body = _premodifiers(doc, head, sentence.start)
    end, after, board = complement(doc, head, sentence.end)
    begin = body[0] if body != (-1, -1) else start
    former = begin > sentence.start and doc[begin - 1].lower_ in FORMER
    inner = range(start, head)
    former = former or any(doc[i].lower_ in FORMER for i in inner)
    while start < head and (_says_when(doc, start) or doc[start].text == "-"):
        start += 1
    role = doc[start : board if board else head + 1].text
    owned = body != (-1, -1) or is_owned(doc, begin)
    posted = owned and doc[head + 1 : head + 2].text.casefold() in {"in", "for"}
    own = body if posted or after == (-1, -1) else after
    return Office(begin, end, head, role, former, own, root=_root(doc, head))


def _root(doc: Doc, head: int) -> int:
    """Give the word on which a clause hangs an office: in `director-general`, mostly the first."""
    above = doc[head].head.i
    hyphenated = head > 1 and doc[head - 1].text == "-" and above == head - 2
    return above if hyphenated else head


def _says_when(doc: Doc, i: int) -> bool:
    """Tell a word of time before an office, which is no part of it: `former`, `new`, `first`."""
    word = doc[i].lower_
    return word in FORMER | _NEW or (word in _ORDINALS and not _is_rank(doc, i))


def _premodifiers(doc: Doc, head: int, limit: int) -> tuple[int, tuple[int, int]]:
    """Walk left over ranks (`Permanent Vice`), then over a body (`Provincial Party`, a name)."""
    start = head
    while start > limit and _is_rank(doc, start - 1) and not _ends_body(doc, start):
        start -= 1
    start, body_end = _possessive_board(doc, start, limit)
    while start > limit and start == body_end and _is_portfolio_word(doc, start - 1):
        start = body_end = start - 1
    while start > limit and start < head and doc[start - 1].lower_ in RANKS:
        start = body_end = start - 1  # "chief information officer"
    body = _body_before(doc, body_end, limit)
    first = start
    while first > limit and _institutional(doc[first - 1]):
        first -= 1
    if body != (-1, -1) and body[1] in {first, first - 1}:
        start = first  # "Boden's Municipal Commissioner"
    if body == (-1, -1) and body_end == start and (wide := _past_modifiers(doc, start, limit)):
        return wide, _body_before(doc, wide, limit)
    return start, body


def _ends_body(doc: Doc, end: int) -> bool:
    """Tell the name of a body that ends in what could be a rank: `Harbour Bank Group president`."""
    named = name_ending(doc, end)
    return named is not None and len(named) > 1 and named.label_ in INSTITUTIONS


def _past_modifiers(doc: Doc, start: int, limit: int) -> int:
    """Give where `urban` begins in `Harbour Bank urban specialist`, if a body's name ends there."""
    i = start
    while i > max(limit, start - 3) and doc[i - 1].is_lower and doc[i - 1].pos_ in {"ADJ", "NOUN"}:
        i -= 1
    if i < start and doc[i - 1].lower_ in {"'s", "’s"}:  # "Kenya's national librarian"
        return i if name_ending(doc, i - 1) is not None else 0
    named = name_ending(doc, i) if i < start else None
    return i if named is not None and named.label_ in {*INSTITUTIONS, "Facility"} else 0


def _is_portfolio_word(doc: Doc, i: int) -> bool:
    """Tell `Science` in `Science Minister`, `Lord` in `Lord Mayor`: capitals that name nothing."""
    token = doc[i]
    if token.is_lower and token.pos_ == "NOUN" and token.dep_ == "compound":
        apart = name_ending(doc, i + 1) is None  # "El Paso city councilwoman"
        return (
            apart
            and token.head.lower_ in offices()
            and token.head.i == i + 1
            and not is_time(token)
        )
    if token.is_lower and token.pos_ == "ADJ" and token.lower_.endswith(_OF_A_FIELD):
        return is_profession(doc[i + 1]) or doc[i + 1].lower_ in _OF_FIELDS
    if (
        not token.text[:1].isupper()
        or not token.is_alpha
        or (token.is_sent_start and token.pos_ != "PROPN" and doc[i + 1].is_lower)
    ):
        return False
    if (token.text.isupper() and len(token) > 1) or class_of_place(token.text):
        return False
    if (
        _institutional(token)
        or token.pos_ not in {"NOUN", "PROPN", "ADJ"}
        or token.lower_ in FORMER
    ):
        return False
    return not is_title_at(doc, i) and not any(s.start <= i < s.end for s in doc.spans["names"])


_OF_FIELDS = frozenset(["adviser", "advisor", "coordinator", "director", "editor", "manager"])
_OF_A_FIELD = ("al", "ic", "ine", "urban", "nuclear")  # "marine biologist", "civil" is rank enough


def _is_rank(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.text == "-":
        before = doc[i - 1].lower_ if i else ""
        return (before in RANKS | FORMER or before in offices()) and not token.whitespace_
    if token.lower_ == "state" and doc[i + 1].lower_ in {"minister", "secretary"}:
        return True
    if token.lower_ in _ORDINALS:  # the "first president" is a president
        return doc[i + 1].lower_ in RANKS or doc[i + 1].lower_ in _NUMBERED
    if token.lower_ == "under":  # "under director X" is no rank
        return doc[i + 1].lower_ in {"-", "secretary"}
    return token.lower_ in RANKS or (token.lower_ in offices() and token.i + 1 < len(doc))


def _possessive_board(doc: Doc, start: int, limit: int) -> tuple[int, int]:
    """Take `Board of Directors'` before `Chairman` into the role."""
    i = start - 1
    if i > limit and doc[i].lower_ in {"'", "'s", "’", "’s"} and doc[i - 1].lower_ in BOARDS:
        i -= 1
        while i > limit and (doc[i - 1].lower_ in BOARDS or doc[i - 1].lower_ == "of"):
            i -= 1
        return i, i
    return start, start


def _body_before(doc: Doc, end: int, limit: int) -> tuple[int, int]:
    stop = end - 1 if end > limit and doc[end - 1].lower_ in {"'s", "’s", "’", "'"} else end
    named = name_ending(doc, stop)
    if (
        named is not None
        and named.label_ not in {"Person", "Award", "Event"}
        and named.start >= limit
    ):
        return named.start, named.end
    start = stop
    while start > limit and _institutional(doc[start - 1]):
        start -= 1
    owner = start - (doc[start - 1].lower_ in {"'s", "’s", "'", "’"}) if start else start
    place = name_ending(doc, owner) if start < stop else None
    kinds = {"Country"} if owner == start else {"Country", *SEATS}
    if place is not None and place.label_ in kinds:
        return place.start, place.end  # "the Latvian State Secretary", "Boden's Municipal Head"
    return (start, stop) if start < stop else (-1, -1)


def _institutional(token: Token) -> bool:
    """Tell adjectives and nouns that name the body of an office: `Provincial Party` Secretary."""
    return token.text[:1].isupper() and token.lower_ in {
        "provincial", "municipal", "party", "city", "state", "district", "national", "communist",
    }  # fmt: skip
