"""Find who holds which office, from the order of words around names.

Offices stand next to names in a handful of shapes (`Secretary X`, `X - Secretary of Y`, `X, the
Secretary of Y, Z of W`, `Y Secretary X`), and such noun phrases are where parsers of news go wrong
first. So the phrase is read from left to right over names and a list of offices; sentences with a
verb (`X was elected Secretary of Y`) are the business of the relation patterns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace

from spacy.language import Language
from spacy.tokens import Doc

from kg.gazetteer import offices
from kg.nlp.office_holders import chairs, shared, with_holders
from kg.nlp.office_phrases import Office, phrase_at
from kg.nlp.office_plurals import shared_offices
from kg.nlp.office_words import RANKS, is_owned, is_title_at, name_ending, name_starting


def match(doc: Doc) -> list[Office]:
    """Find all office phrases of a document, each with its body and its holder."""
    phrases = [p for p in (phrase_at(doc, head) for head in _office_heads(doc)) if p is not None]
    held = shared(doc, list(with_holders(doc, _with_shared_bodies(doc, phrases))))
    return sorted([*held, *chairs(doc), *shared_offices(doc)], key=lambda o: (o.start, o.end))


def _with_shared_bodies(doc: Doc, phrases: list[Office]) -> list[Office]:
    """Give `founder` the body of `director` in `founder and director of the Harbour Fund`."""
    found = list(phrases)
    for i in range(len(found) - 2, -1, -1):
        left, right = found[i], found[i + 1]
        if left.body != (-1, -1) or right.body == (-1, -1) or right.start - left.end > 2:
            continue
        between = [t.lower_ for t in doc[left.end : right.start]]
        if between in (["and"], ["and", "the"], [","]) and not is_owned(doc, left.start):
            found[i] = replace(left, body=right.body)
    return found


def _office_heads(doc: Doc) -> Iterator[int]:
    bodies = (s for s in doc.spans["names"] if s.label_ != "Person" and len(s) > 1)
    named = {i for s in bodies for i in range(s.start, s.end)}
    for token in doc:
        if token.lower_ in offices() and token.pos_ in {"NOUN", "PROPN", "ADJ"}:
            title = is_title_at(doc, token.i) and _before_name(doc, token.i + 1)
            if title and name_ending(doc, token.i) is None:
                continue  # "Prof. Dr. Ada Berg"
            following = doc[token.i + 1] if token.i + 1 < len(doc) else None
            styled = following is not None and is_title_at(doc, following.i)
            if following is not None and following.lower_ in offices() and not styled:
                continue  # "secretary general", "vice chairman": the last word is the head
            if _is_hyphenated(doc, token.i) or token.i in named:
                continue  # "director-general"; "Queen's University"
            if doc[token.i + 1 : token.i + 3].text.lower() in {"-elect", "-designate"}:
                continue  # not in office yet
            if token.lower_ in RANKS and _ranks_office(doc, token.i):
                continue  # "chief information officer"
            yield token.i


def _ranks_office(doc: Doc, i: int) -> bool:
    """Tell `chief` before `information officer`: a rank, no office of its own."""
    return i + 2 < len(doc) and doc[i + 1].pos_ == "NOUN" and doc[i + 2].lower_ in offices()


def _is_hyphenated(doc: Doc, i: int) -> bool:
    """Tell the first word of `Director-General`, `vice-president`."""
    last = doc[i + 2] if i + 2 < len(doc) and doc[i + 1].text == "-" else None
    return last is not None and not doc[i].whitespace_ and last.lower_ in offices()


def _before_name(doc: Doc, i: int) -> bool:
    """Tell that a person's name begins here, after further titles."""
    while i < len(doc) and (is_title_at(doc, i) or doc[i].text == "."):
        i += 1
    named = name_starting(doc, i)
    return named is not None and named.label_ == "Person"


def set_annotations(doc: Doc, found: list[Office]) -> None:
    """Write the phrases to `doc.user_data["offices"]` as plain dicts."""
    doc.user_data["offices"] = [
        asdict(office if office.root >= 0 else replace(office, root=office.head))
        for office in found
    ]


@Language.component("kg_offices", requires=["doc.spans"])
def component(doc: Doc) -> Doc:
    """Find the offices of a document (a spaCy component)."""
    set_annotations(doc, match(doc))
    return doc


__all__ = ["Office", "component", "match", "set_annotations"]
