"""Names that stand for more than themselves: people listed with their offices, winners of titles."""

from __future__ import annotations

import itertools

from spacy.tokens import Doc, Span, Token

from kg.gazetteer import titles
from kg.nlp.bounds import share_sentence


def series_of_people(doc: Doc, names: list[Span]) -> dict[tuple[int, int], list[Span]]:
    """Find people listed with their offices: `A - Chair of X; B - Mayor of Y and C, ...`.

    Parsers lose such lists. Two people belong to one where nothing but offices, titles and
    separators stands between them.
    """
    offices = doc.user_data.get("offices", [])
    covered = {i for o in offices for i in range(o["start"], o["end"])}
    for span in names:
        if span.label_ != "Person":  # "Director of X under the Ministry of Y"
            covered.update(range(span.start, span.end))
    people = [s for s in names if s.label_ == "Person"]
    groups: list[list[Span]] = []
    for person in people:
        if groups and _joined(doc, groups[-1][-1], person, covered):
            groups[-1].append(person)
        else:
            groups.append([person])
    return {
        (p.start, p.end): [q for q in group if q.start != p.start]
        for group in groups
        if len(group) > 2 or (len(group) == 2 and _is_pair(doc, *group))
        for p in group
    }


def _is_pair(doc: Doc, left: Span, right: Span) -> bool:
    """Tell two who are listed from two beside a mere comma: `chaired by Lee, the ecologist Ann Ito`."""
    after = itertools.takewhile(
        lambda t: t.pos_ not in {"AUX", "VERB"}, doc[right.end : right.end + 20]
    )
    joints = [*doc[left.end : right.start], *after]
    return any(t.text in {"and", "as", "with", ";", "&", "by"} for t in joints)


def _joined(doc: Doc, left: Span, right: Span, covered: set[int]) -> bool:
    if any(_starts_sentence(t) for t in doc[left.end : right.end]):
        return False
    if right.root.dep_.startswith("nsubj") and doc[right.start - 1].text == ";":
        return False  # "…; Ann Lee spoke about harbours"
    between = [t for t in doc[left.end : right.start] if t.i not in covered and not _aside(t)]
    separated = any(t.lower_ in {"and", ";", ",", "&"} for t in between)
    apart = any(t.lower_ == "with" and t.nbor(-1).lower_ not in _ALONG for t in between)
    return (
        separated
        and not apart
        and all(
            t.lower_ in _BETWEEN or t.dep_ == "nmod:desc" or t.lower_.rstrip(".") in titles()
            for t in between
        )
    )


_BETWEEN = frozenset(
    "and ; , - – ( ) . & 's ’s the a as well along with together under in of at to by former".split()
)


_ALONG = frozenset({"along", "jointly", "together"})  # ", with A and B as speakers" is no list


def _starts_sentence(token: Token) -> bool:
    """Tell the start of a sentence, which the stop of `Assoc.` is not."""
    if not token.is_sent_start or token.nbor(-1).text not in _STOPS:
        return False
    return token.i < 2 or token.nbor(-2).lower_ not in titles()


_STOPS = frozenset({".", "!", "?", "\n", "\n\n"})


def _aside(token: Token) -> bool:
    """Tell a word in parentheses: `(PPC)`."""
    doc = token.doc
    before = doc[max(0, token.i - 3) : token.i]
    after = doc[token.i + 1 : token.i + 4]
    return any(t.text == "(" for t in before) and any(t.text == ")" for t in after)


def winners_of_titles(doc: Doc, names: list[Span]) -> dict[tuple[int, int], Span]:
    """Find `AWARD (2011) - NAME`, where the title stands for the one who holds it."""
    found = {}
    for left, right in itertools.pairwise(names):
        if left.label_ != "Award" or right.label_ == "Award":
            continue
        between = doc[left.end : right.start]
        dashed = any(t.text in {"-", "–", "—"} for t in between)
        filler = all(
            t.is_punct or t.is_space or t.like_num or t.lower_ in {"of", "in"} for t in between
        )
        if dashed and filler and share_sentence(left, right):
            found[(left.start, left.end)] = right
    return found
