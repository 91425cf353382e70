"""Dates that stand beside the names of an honour: `the Top 7 of 2021`, `Accra (2017) and Dakar`."""

from __future__ import annotations

from kg.nlp.bounds import sentence_of
from kg.relations.arguments import Argument, Arguments
from kg.relations.times import Times, When
from kg.relations.trees import conjuncts


def dates_inside(argument: Argument, times: Times) -> list[When]:
    """Give dates within or right after an argument's phrase: `the Top 7 of 2021`, `(2011)`."""
    doc = times.doc
    root = doc[argument.start : argument.end].root
    left = min(root.left_edge.i, argument.start)
    right = max(argument.end, min(root.right_edge.i + 1, argument.end + 6))
    return times.within(left, max(right, _end_of_year(argument.end, times)))


def _end_of_year(i: int, times: Times) -> int:
    """Give the end of the year right behind a name: `the Top 21 (Smart 21) of 2022`."""
    doc = times.doc
    if i < len(doc) and doc[i].text == "(":
        i = next((t.i + 1 for t in doc[i : i + 6] if t.text == ")"), i)
    if i + 1 < len(doc) and doc[i].lower_ == "of":
        return next((w.end for w in times.all if w.start == i + 1), 0)
    return 0


def of_edition(award: Argument, times: Times) -> list[When]:
    """Give the year of `this list` where the sentence before tells it: `its Port21 list of 2020`."""
    doc = times.doc
    root = doc[award.start : award.end].root
    if award.how != "nominal" or all(c.lower_ != "this" for c in root.lefts):
        return []
    start = sentence_of(root)[0]
    if not start:
        return []
    first, last = sentence_of(doc[start - 1])
    told = next((t for t in doc[first:last] if t.lemma_ == root.lemma_), None)
    found = [] if told is None else times.within(told.left_edge.i, told.right_edge.i + 1)
    return found if len({w.value[:4] for w in found}) == 1 else []


def is_beside_another(when: When, subject: Argument, arguments: Arguments) -> bool:
    """Tell the year in parentheses after another winner: `Accra (2017) and Dakar`."""
    doc = arguments.doc
    before = doc[max(0, when.start - 8) : when.start]
    opening = next((t.i for t in reversed(before) if t.text in {"(", ")"}), 0)
    if not opening or doc[opening].text == ")":
        return False
    span = arguments.mention(opening - 1)
    return span is not None and span.label_ != "Award" and span.kb_id_ != subject.entity


def years_beside(subject: Argument, arguments: Arguments, times: Times) -> list[When]:
    """Give the years right after a winner: `held by Toronto (2014)`, `Accra in 2017 and 2019`."""
    i, doc = subject.end, times.doc
    if i < len(doc) and doc[i].text == "(":
        close = next((t.i for t in doc[i : i + 10] if t.text == ")"), i)
        if beside := times.within(i, close):
            return beside
        i = close + 1  # "Accra (Ghana) in 2019"
    if i >= len(doc) or doc[i].lower_ != "in":
        return _years_below(subject, arguments, times)
    found: list[When] = []
    while (when := next((w for w in times.all if w.start == i + 1), None)) is not None:
        found.append(when)
        i = when.end
        if i >= len(doc) or doc[i].lower_ not in {",", "and"}:
            break
    return found or _years_below(subject, arguments, times)


def _years_below(subject: Argument, arguments: Arguments, times: Times) -> list[When]:
    """Give the years of one of several winners that each have theirs: `Dakar, a port, in 2021`."""
    doc = times.doc
    head = doc[subject.start : subject.end].root
    first = head.head if head.dep_ == "conj" else head
    members = [m for m in conjuncts(first) if not arguments.ends_address(m.i)]
    ends = [m.left_edge.i for m in members[1:]] + [max(m.right_edge.i + 1 for m in members)]
    years = {m.i: times.within(m.i, end) for m, end in zip(members, ends, strict=True)}
    each = sum(bool(found) for found in years.values()) > 1
    return years.get(head.i, []) if each else []


def rivals(
    award: Argument, arguments: Arguments, sentence: tuple[int, int]
) -> list[tuple[int, int]]:
    """Give the places of all awards in the sentence, this one among them."""
    found = {(award.start, award.end)}
    for i in range(*sentence):
        span = arguments.mention(i)
        if span is not None and span.label_ == "Award":
            found.add((span.start, span.end))
    return sorted(found)
