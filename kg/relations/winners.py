"""Winners in lists and tables: `Previous laureates`, and below it a line for each year.

A heading or an opening such as `The winners of 2022 are:` says what the lines below it list; each
names a winner first, or a year and a winner. Lists run over blocks of a page, which no parser sees
as one sentence, so they are read from the surface.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc, Span

from kg.datamodel import Qualifiers
from kg.gazetteer import titles
from kg.nlp.names.tokens import words_of
from kg.relations.arguments import Argument, Arguments
from kg.relations.candidates import Candidate
from kg.relations.named import argument_of
from kg.relations.times import Times, years_of_honour

_WINNERS = frozenset(
    "awardee awardees honoree honorees honouree honourees laureate laureates recipients winner"
    " winners".split()
)
_NAMED = frozenset(
    "chosen honored honoured included listed named recognised recognized selected".split()
)  # in an opening that also names the award
_OPENING = re.compile(rf"\b(?:{'|'.join(sorted(_WINNERS))})\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED = re.compile(r"\W*(?P<year>(?:19|20)\d\d)\s*[:|–—-]\s*")
_LONGEST_HEADING = 8  # words
_SKIPPED = frozenset({"the", "a", "an", "-", "–", "•", "*", "|", ":"}) | {"city", "of", "town"}
_NO_WINNERS = frozenset({"Award", "Country", "Conference", "Event", "Meeting"})


def in_lists(doc: Doc, arguments: Arguments, times: Times) -> Iterator[Candidate]:
    """Give a candidate for each line that names a winner below an opening that announces them."""
    if not any(word.lower() in _WINNERS | _NAMED for word in words_of(doc)):
        return
    blocks = list(_blocks(doc))
    for i, (start, end) in enumerate(blocks[:-1]):
        opening = doc[start:end]
        award = _award(opening, arguments) if _opens(opening) else _bestowed(opening, arguments)
        if award is None:
            continue
        below = [doc[a:b] for a, b in blocks[i + 1 :]]
        closed = opening.text.rstrip().endswith(":")
        told = years_of_honour(times.within(start, end), [], times.issued)
        for block, year in _dated(below) if not closed or _is_dated(below[0]) else _items(below):
            winner = _first_name(block, arguments)
            if winner is not None:
                years = [year] if year else told
                yield _honour(winner, award, years[0] if len(years) == 1 else "", block)


def _blocks(doc: Doc) -> Iterator[tuple[int, int]]:
    """Give the token spans of the blocks of a page, which empty lines part."""
    breaks = [t.i for t in doc if t.is_space and t.text.count("\n") > 1]
    for before, after in pairwise([-1, *breaks, len(doc)]):
        if after > before + 1:
            yield before + 1, after


def _opens(block: Span) -> bool:
    """Tell a heading, a header row or an opening with a colon that announces winners."""
    text = block.text.strip()
    if _OPENING.search(text) is None:
        return False
    heading = len(text.split()) <= _LONGEST_HEADING and text[-1:] not in {".", "!", "?"}
    return heading or text.endswith(":")


def _award(opening: Span, arguments: Arguments) -> Argument | None:
    """Give the award that an opening names, or the one that the text before is most about."""
    named = [
        s for s in arguments.names if s.label_ == "Award" and opening.start <= s.start < opening.end
    ]
    if named:
        return argument_of(named[0])
    before = [s for s in arguments.mentions if s.label_ == "Award" and s.end <= opening.start]
    often = Counter(s.kb_id_ for s in before)
    best = max(before, key=lambda s: (often[s.kb_id_], s.start), default=None)
    return argument_of(best) if best is not None else None


def _bestowed(opening: Span, arguments: Arguments) -> Argument | None:
    """Give the award in `These libraries have been named to the Library Six of 2024:`."""
    verb = next((t for t in opening if t.lower_ in _NAMED and t.tag_ == "VBN"), None)
    if verb is None or not opening.text.rstrip().endswith(":"):
        return None
    named = (s for s in arguments.names if verb.i < s.start < opening.end)
    return next((argument_of(s) for s in named if s.label_ == "Award"), None)


def _is_dated(block: Span) -> bool:
    return _DATED.match(block.text) is not None


def _dated(blocks: list[Span]) -> Iterator[tuple[Span, str]]:
    """Give the lines that begin with a year, up to the first that does not."""
    for block in blocks:
        hit = _DATED.match(block.text)
        if hit is None:
            return
        yield block, hit["year"]


def _items(blocks: list[Span]) -> Iterator[tuple[Span, str]]:
    """Give the lines of a list, up to the one that ends it; lines without a mark end before a text."""
    unmarked = False
    for block in blocks:
        text = block.text.rstrip()
        bare = text[-1:] not in _MARKS and len(block) <= _LONGEST_ITEM
        if unmarked and not bare:
            return
        unmarked = bare
        yield block, ""
        if not (bare or text.endswith((";", ",", "and"))):
            return


_MARKS = frozenset(".,;:!?")
_LONGEST_ITEM = 14  # tokens


def _first_name(block: Span, arguments: Arguments) -> Span | None:
    """Give the name that a line opens with."""
    for token in block:
        span = arguments.mention(token.i)
        if span is not None:
            fits = span.id_ == "name" and span.label_ not in _NO_WINNERS
            return span if fits else None
        style = token.lower_.rstrip(".") in titles() or token.lower_ in _SKIPPED
        if not (style or token.is_space or token.is_punct or _YEAR.fullmatch(token.text)):
            return None
    return None


def _honour(winner: Span, award: Argument, year: str, block: Span) -> Candidate:
    qualifiers: Qualifiers = (("year", year),) if year else ()
    return Candidate(
        "honoredIn", argument_of(winner), award, qualifiers, block.start, block.end, 0.78,
        "lists/honoredIn.winners",
    )  # fmt: skip
