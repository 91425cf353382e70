"""Relations that names state by standing beside one another, without a verb.

`Eindhoven (Netherlands)`, `Ghent, Belgium`, `the Harbour Prize 2019 winner - Lagos`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from kg.gazetteer import common_words, demonyms, places
from kg.nlp.aliases import is_acronym
from kg.nlp.bounds import share_sentence
from kg.nlp.classes import class_of_place, head_class
from kg.nlp.kinds import LOCATED, PLACES, SITES
from kg.nlp.names.tokens import tokens_in
from kg.relations.arguments import Argument, Arguments
from kg.relations.assembly import Assembly
from kg.relations.candidates import Candidate
from kg.relations.named import argument_of
from kg.relations.positions import positions
from kg.relations.times import Times
from kg.relations.titles_beside import called, granted, honoured, listed_winners, projects
from kg.relations.winners import in_lists

_LONGEST_ITEM = 7
_LONGEST_LINK = 12  # tokens that the words between a thing and its place may take
_SIZE = {"Facility": 0, "Place": 1, "City": 2, "GeopoliticalEntity": 2, "Region": 3, "Country": 4}


def find(doc: Doc, arguments: Arguments, times: Times, assembly: Assembly) -> list[Candidate]:
    """Give the candidates that appositions state."""
    return [
        *_located(doc, arguments),
        *_gathered(doc, arguments, assembly),
        *_owned(doc, arguments),
        *_based(doc, arguments),
        *_part_of_university(doc, arguments),
        *honoured(doc, arguments, times),
        *called(doc, arguments, times),
        *listed_winners(doc, arguments, times),
        *in_lists(doc, arguments, times),
        *granted(doc, arguments),
        *projects(doc, arguments),
        *positions(doc, arguments),
    ]


_STANDING = re.compile(
    r"\)?,(?: (?:also|both|based|headquartered|situated|located|likewise))? (?:in|of)(?: the)?"
    r"(?: (?!wh)[A-Za-z]+)?(?: (?:capital|city|county|department|district|prefecture|province"
    r"|region|state|suburb|town|village) of)?"
)
_WITHIN = re.compile(
    r"(?:\) )?(?:of|in)(?: the)?(?: (?:central|downtown|eastern|nearby|neighbou?ring|northern"
    r"|rural|southern|western|(?:north|south)(?:east|west)(?:ern)?))?"
)


_RANKED = frozenset(["best", "biggest", "first", "largest", "leading", "oldest", "top"])


def _owned(doc: Doc, arguments: Arguments) -> Iterator[Candidate]:
    """Read `Uganda's Makerere University` and `the Lagos-based Harbour Association`."""
    for left, right in itertools.pairwise(arguments.names):
        if left.label_ not in PLACES or right.label_ not in SITES | PLACES:
            continue
        if right.label_ in PLACES and _SIZE[right.label_] >= _SIZE[left.label_]:
            continue
        if right.start - left.end > _LONGEST_LINK or not share_sentence(left, right):
            continue
        between = doc[left.end : right.start].text.casefold().replace("’", "'").split()
        if between == ["'s"] and right[0].lower_ not in _RANKED:
            yield _location(right, left, "possessive", 0.75)
        elif between[:1] in (["-based"], ["-headquartered"]) and len(between) <= 3:
            yield _location(right, left, "based", 0.85)


def _part_of_university(doc: Doc, arguments: Arguments) -> Iterator[Candidate]:
    """Read `the Marine Institute of Lagos University`, `Lagos University's Marine Institute`."""
    for left, right in itertools.pairwise(arguments.names):
        if right.start - left.end > 2 or not share_sentence(left, right):
            continue
        between = doc[left.end : right.start].text.casefold().replace("’", "'").split()
        inner, outer = (left, right) if between[:1] == ["of"] else (right, left)
        tied = between in (["of"], ["of", "the"], ["'s"])
        if tied and outer.label_ == "University" and inner.label_ in _PARTS:
            yield Candidate(
                "partOf", argument_of(inner), argument_of(outer), (), left.sent.start,
                left.sent.end, 0.75, "appositions/partOf.university",
            )  # fmt: skip


_PARTS = frozenset({"Facility", "Institution", "Organization"})


def _based(doc: Doc, arguments: Arguments) -> Iterator[Candidate]:
    """Read `Acme, a Lagos-based company`, `Acme, Peru's postal agency`: a noun stands for a name."""
    for place in arguments.names:
        if place.label_ not in PLACES:
            continue
        behind = doc[place.end : place.end + 2].text.lower()
        if behind != "-based" and not behind.startswith(("'s ", "’s ")):
            continue
        noun = doc[place.end + 1].head if behind == "-based" else place.root.head
        if behind != "-based" and noun.dep_ != "appos":
            continue
        described = arguments.at(noun.i, joined=False) if noun.i > place.end + 1 else []
        for site in described:
            if site.kind in SITES and site.entity != place.kb_id_:
                sentence = doc[site.start].sent
                yield Candidate(
                    "locatedIn", site, argument_of(place), (), sentence.start, sentence.end, 0.8,
                    "appositions/locatedIn.based",
                )  # fmt: skip


def _located(doc: Doc, arguments: Arguments) -> Iterator[Candidate]:
    names = [s for s in arguments.names if s.text.casefold() not in demonyms()]
    for left, right in itertools.pairwise(names):
        if left.label_ not in LOCATED or right.label_ not in PLACES:
            continue
        if right.start - left.end > _LONGEST_LINK or not share_sentence(left, right):
            continue
        between = " ".join(doc[left.end : right.start].text.split())
        if between == "(" and _closes_soon(doc, right.end) and right.root.tag_ != "NNS":
            if not is_acronym(right.text, left.text) and _smaller(left, right):
                yield from _in_parenthesis(doc, left, right, arguments.names)
        elif _STANDING.fullmatch(between) and right.label_ in PLACES:
            yield _location(left, right, "standing", 0.8)
        elif between in {",", "),", ", the"} and _is_address(
            doc, left, right, names=arguments.names
        ):
            yield _location(left, right, "comma", 0.75)
        elif _WITHIN.fullmatch(between) and _of_place(left, right):
            yield _location(left, right, "of", 0.75)


def _gathered(doc: Doc, arguments: Arguments, assembly: Assembly) -> Iterator[Candidate]:
    """Read `… in PLACE such as A, B with C, and D`: what such a list names lies in the place."""
    for token in tokens_in(doc, {"including", "such"}):
        word = token.lower_
        if token.i + 2 >= len(doc) or (word == "such" and token.nbor().lower_ != "as"):
            continue
        place = _place_before(token, arguments)
        if place is None:
            continue
        for item in _listed(doc, token.i + (2 if token.lower_ == "such" else 1), assembly):
            if item.entity != place.kb_id_:
                sentence = token.sent
                yield Candidate(
                    "locatedIn", item, argument_of(place), (), sentence.start, sentence.end, 0.78,
                    "appositions/locatedIn.such-as",
                )  # fmt: skip


def _place_before(token: Token, arguments: Arguments) -> Span | None:
    """Give the place that `in PLACE[,] such as` names right before the opener."""
    i = token.i - 1
    while i > 0 and doc_punct(token.doc[i]):
        i -= 1
    place = arguments.mention(i)
    if place is None or place.label_ not in PLACES or place.sent != token.sent or place.start < 1:
        return None
    return place if token.doc[place.start - 1].lower_ in {"in", "across", "throughout"} else None


def doc_punct(token: Token) -> bool:
    """Tell a comma or colon."""
    return token.text in {",", ":"}


def _listed(doc: Doc, start: int, assembly: Assembly) -> Iterator[Argument]:
    """Give the sites of a list, named or described (`a control centre`), until a verb comes."""
    sites = [s for s in doc.spans["mentions"] if s.id_ == "name" and s.label_ in SITES]
    for first, last in _items(doc, start):
        named = [s for s in sites if first <= s.start and s.end <= last]
        yield from (argument_of(s) for s in named)
        described = doc[first:last]
        kind = head_class(described[-1].text) if len(described) > 1 and not named else None
        if kind in {"Facility", "Institution"}:
            entity = assembly.add(described.text, kind, described.start_char, described.end_char)
            yield Argument(entity, kind, first, last, "nominal", 0.9)


def _items(doc: Doc, start: int) -> Iterator[tuple[int, int]]:
    """Give the token spans between the separators of a list."""
    first = start
    for i in range(start, doc[start].sent.end):
        if doc[i].lower_ in {",", ";", ":", "and", "with", "."}:
            if first < i:
                yield first, i
            first = i + 1
        elif doc[i].lower_ in {"a", "an", "the"} and first == i:
            first = i + 1
        elif doc[i].pos_ in {"VERB", "AUX"} or i - first > _LONGEST_ITEM:
            return


def _closes_soon(doc: Doc, i: int) -> bool:
    return any(t.text == ")" for t in doc[i : i + 12])


def _smaller(left: Span, right: Span) -> bool:
    return _SIZE.get(left.label_, 0) <= _SIZE.get(right.label_, 0) and left.kb_id_ != right.kb_id_


def _in_parenthesis(doc: Doc, left: Span, right: Span, names: list[Span]) -> Iterator[Candidate]:
    """Read `New Town (East ward, Big City)`: in the ward, the ward in the city, and so in both."""
    close = next((t.i for t in doc[right.end : right.end + 12] if t.text == ")"), right.end)
    inner = [s for s in names if right.start <= s.start < close and s.label_ in PLACES]
    for place in inner:
        if _smaller(left, place):
            yield _location(left, place, "parenthesis", 0.9)
    for small, large in itertools.pairwise(inner):
        if doc[small.end : large.start].text.strip() == "," and _smaller(small, large):
            yield _location(small, large, "parenthesis", 0.85)


def _is_address(doc: Doc, left: Span, right: Span, *, names: list[Span]) -> bool:
    """Tell `Ghent, Belgium` from a list of places: the right one must be of a larger kind."""
    before = doc[left.start - 1].lower_ if left.start else ""
    after = doc[right.end].text if right.end < len(doc) else "."
    if left.label_ not in PLACES | {"Facility", "Institution", "University"}:
        return False
    if _within_city(left, right):
        if before == "the" and left.start > 1:
            before = doc[left.start - 2].lower_
        goes_on = after == "," and right.end + 1 < len(doc) and doc[right.end + 1].is_lower
        closed = goes_on or after not in {",", "and", "&"}
        return before in {"at", "from", "in", "near", "of"} and closed
    if left.label_ in {"Institution", "University"} and class_of_place(right.text) == "City":
        return _ends_address(doc, right.end)
    wide = frozenset({"Country", "Region"})
    known = class_of_place(right.text) in wide
    larger = _SIZE.get(right.label_, 0) > _SIZE.get(left.label_, 0)
    larger = larger or (known and class_of_place(left.text) not in wide)
    if not larger or not (known or right.label_ in wide):
        return False
    if _apart(left, right):
        following = next((n for n in names if n.start == right.end + 1), None)
        listed = before == "," or (following is not None and following.label_ in PLACES)
        return after in {",", ".", ";", ")"} and not listed  # "London, Kentucky, has …"
    listed = (
        before == ","
        and after in {",", "and"}
        and any(s.label_ == right.label_ and 0 < s.start - right.end <= 2 for s in names)
    )
    return not listed


def without_addresses(found: Sequence[Candidate]) -> list[Candidate]:
    """Drop what a list says only of where its items are: Florida in `Coral Gables, Florida, and X`."""
    wider = {c.object.start: c.subject.start for c in found if c.extractor == _COMMA}
    said = {(c.extractor, c.subject.start, c.object.start) for c in found}

    def is_address(c: Candidate) -> bool:
        subject, obj = (wider.get(end.start) for end in (c.subject, c.object))
        return c.property != "locatedIn" and (
            (c.extractor, subject, c.object.start) in said
            or (c.extractor, c.subject.start, obj) in said
        )

    return [c for c in found if not is_address(c)]


_COMMA = "appositions/locatedIn.comma"


def _apart(left: Span, right: Span) -> bool:
    """Tell places that lie in different countries by all that is known of their names."""
    one, other = ({p.country for p in places().lookup(s.text)} for s in (left, right))
    return bool(one and other) and one.isdisjoint(other)


def _ends_address(doc: Doc, end: int) -> bool:
    """Tell `Harbour University, Lagos, signed` from a list of a university and two towns."""
    after = doc[end].text if end < len(doc) else "."
    following = doc[end + 1] if after == "," and end + 1 < len(doc) else None
    return after in {".", ";", ")"} or (following is not None and following.pos_ in {"AUX", "VERB"})


def _within_city(left: Span, right: Span) -> bool:
    """Tell a quarter, or a place no table knows, from the city named after it: `Parkside, Galway`."""
    quarter = left[-1].lower_ in _QUARTERS
    unknown = left.label_ in {"Place", "Facility"} and class_of_place(left.text) is None
    return right.label_ in {"City", "Region"} and (quarter or unknown)


_QUARTERS = frozenset(
    ["borough", "commune", "district", "neighborhood", "neighbourhood", "quarter", "town", "village",
     "ward"]
)  # fmt: skip


def _of_place(left: Span, right: Span) -> bool:
    """Read `Gaborone of Botswana`, `the University of Lille in France`."""
    likened = left.start and left[-1].i == left.start and left[0].nbor(-1).lower_ == "the"
    generic = left.label_ in PLACES and all(
        t.lower_ in common_words() or head_class(t.text) for t in left
    )
    if likened or generic:
        return False  # "the Venice of Belgium", "a Smart City of Belgium"
    if left.label_ not in PLACES | SITES:
        return False
    unknown = left.label_ == "GeopoliticalEntity" and class_of_place(left.text) is None
    part = left[-1].lower_ in {"county", "district"}  # "the Kutch district of Gujarat"
    return _SIZE.get(right.label_, 0) > _SIZE.get(left.label_, 0) - (unknown or part)


def _location(left: Span, right: Span, how: str, confidence: float) -> Candidate:
    sentence = left.sent
    return Candidate(
        "locatedIn", argument_of(left), argument_of(right), (), sentence.start, sentence.end,
        confidence, f"appositions/locatedIn.{how}",
    )  # fmt: skip
