"""Clauses that leave their verb out: `Lagos won it in 2021, Accra in 2019 and Dakar in 2017`.

Parsers attach the remnants anywhere, so they are read from the surface: after a clause with a date,
a comma or conjunction, a name, a preposition and a date say the same of another subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc

from kg.datamodel import Qualifiers
from kg.ontology import load_ontology
from kg.relations.arguments import Argument, Arguments
from kg.relations.candidates import Candidate
from kg.relations.coercion import coerced
from kg.relations.times import Times, When, qualifiers
from kg.relations.trees import NOMINAL

_GAPPING = frozenset({"honoredIn", "memberOf", "implements"})
_LINKS = frozenset({",", ";", "and", "while"})
_SCALE = 0.9


def gapped(
    doc: Doc, found: Iterable[Candidate], arguments: Arguments, times: Times
) -> Iterator[Candidate]:
    """Give a candidate for each remnant that follows a candidate's date in its sentence."""
    for candidate in found:
        if candidate.property not in _GAPPING or candidate.stance != "asserted":
            continue
        own = [w for w in times.within(candidate.start, candidate.end) if _says(w, candidate)]
        last = max((w.end for w in own), default=-1)
        while last > 0 and (remnant := _remnant(doc, last, candidate.end, arguments, times)):
            subject, when = remnant
            last = when.end
            wanted = load_ontology().properties[candidate.property].domain
            if (
                coerced(subject.kind, wanted, certain=False)
                and subject.entity != candidate.object.entity
            ):
                yield replace(
                    candidate,
                    subject=subject,
                    qualifiers=_qualifiers(candidate.property, when),
                    confidence=round(candidate.confidence * _SCALE, 4),
                )


_ECHOED = frozenset({"attended", "spokeAt", "visited", "memberOf", "supports", "organized"})


def echoed(doc: Doc, found: Iterable[Candidate], arguments: Arguments) -> Iterator[Candidate]:
    """Read `A attended, and so did B`, `A took part, as did B`: of B the same is said as of A."""
    said = [c for c in found if c.property in _ECHOED and c.stance == "asserted"]
    seen: set[tuple[str, str, str]] = set()
    for candidate in said:
        for i in range(candidate.subject.end, candidate.end - 2):
            if doc[i].lower_ not in {"as", "so"} or doc[i + 1].lower_ not in _ECHOES:
                continue
            for subject in _echoing(doc, i + 2, arguments):
                key = (candidate.property, subject.entity, candidate.object.entity)
                other = subject.entity not in (candidate.subject.entity, candidate.object.entity)
                if other and key not in seen:
                    seen.add(key)
                    yield replace(
                        candidate,
                        subject=subject,
                        confidence=round(candidate.confidence * _SCALE, 4),
                    )


_ECHOES = frozenset({"did", "do", "does", "had", "has", "have", "was", "were"})


def _echoing(doc: Doc, i: int, arguments: Arguments) -> list[Argument]:
    """Give who stands behind `so did`, with those that `and` joins."""
    for token in doc[i : i + _BEFORE_A_NAME]:
        if token.pos_ in {"VERB", "AUX", "PUNCT", "ADP"}:
            return []
        if token.pos_ in NOMINAL and token.dep_ not in _PREMODIFYING:
            return arguments.at(token.i)
    return []


_BEFORE_A_NAME = 6  # tokens: "the Sri Lankan poet Mr"
_PREMODIFYING = frozenset({"amod", "compound", "nmod:desc", "nmod:poss", "nummod"})


def _says(when: When, candidate: Candidate) -> bool:
    """Tell a date that the candidate took as its qualifier."""
    values = [v for _, v in candidate.qualifiers]
    return any(when.value.startswith(v) or v.startswith(when.value[:4]) for v in values if v)


def _remnant(
    doc: Doc, start: int, limit: int, arguments: Arguments, times: Times
) -> tuple[Argument, When] | None:
    i = start
    while i < limit and doc[i].lower_ in _LINKS:
        i += 1
    span = arguments.mention(i)
    if i == start or span is None or span.id_ != "name" or span.start != i:
        return None
    after = span.end
    if after >= limit or doc[after].lower_ not in {"in", "since", "for"}:
        return None
    when = next((w for w in times.all if w.start in {after, after + 1}), None)
    if when is None:
        return None
    return Argument(span.kb_id_, span.label_, span.start, span.end, span.id_, 1.0), when


def _qualifiers(prop: str, when: When) -> Qualifiers:
    return (("year", when.value[:4]),) if prop == "honoredIn" else qualifiers(prop, [when])


def without_remnants(found: Iterable[Candidate], remnants: Iterable[Candidate]) -> list[Candidate]:
    """Drop the years that a clause took from its remnants: in `Lagos in 2021, Accra in 2019`, 2019."""
    taken = {
        (r.property, r.object.entity, r.qualifiers, r.start): r.subject.entity for r in remnants
    }
    return [
        c
        for c in found
        if taken.get((c.property, c.object.entity, c.qualifiers, c.start), c.subject.entity)
        == c.subject.entity
    ]
