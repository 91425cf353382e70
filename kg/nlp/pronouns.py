"""Find the antecedent of a pronoun by weighing what is known of each place that may be it.

A log-linear ranking of mentions, in the tradition of Lappin and Leass (1994), "An Algorithm for
Pronominal Anaphora Resolution", with weights that were learned (`kg.training.antecedents`) in place
of set by hand: distance, function in the clause, who acts in the clauses around the pronoun,
agreement, and what earlier pronouns were resolved to. That there is no named antecedent competes
as a candidate of its own.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from kg.nlp.anaphora import NEUTER, Anaphor, Candidate, gender_word
from kg.nlp.bounds import sentence_of
from kg.nlp.clauses import SUBJECTS
from kg.resources import resource

_THINGS = frozenset(
    "Association City Company Country Facility GeopoliticalEntity GovernmentBody Organization"
    " Institution Project Region University Model Award Event Conference Meeting Ceremony".split()
)
_CORRECTIONS = {"nobody": -1.2, "how:nominal": 1.2}
"""Added to learned weights. Nobody: on GUM, two in three answers to `it` are then right, three in four
found. Nominals: what `the company` is read to stand for is more often right in news than in GUM."""

_DEEDS = frozenset(
    "accept acquire adopt apply attend award base buy celebrate cooperate co-operate elect employ"
    " establish evaluate exhibit found fund headquarter hold honor honour host implement inaugurate"
    " invest join launch open operate organise organize own participate partner publish receive"
    " recognise recognize represent run select sell serve sign sponsor support visit win".split()
)
_DISJOINT = ("bound", "beside")
NOBODY = ""
"""The id of the option that a pronoun points to nothing named."""


@dataclass(frozen=True, slots=True)
class Option:
    """A place that a pronoun may point back to, and what speaks for or against it."""

    entity: str
    features: tuple[str, ...]


def is_expletive(token: Token) -> bool:
    """Tell `it is known that`, `it rains`: subjects that point nowhere."""
    if token.dep_ == "expl":
        return True
    return token.dep_ in SUBJECTS and any(
        c.dep_ in {"csubj", "csubj:pass", "ccomp", "csubj:outer"}
        and c.i > token.head.i
        and token.head.pos_ != "VERB"
        for c in token.head.children
    )


def resolve_pronoun(token: Token, candidates: Iterable[Candidate]) -> str:
    """Give the id of the entity a pronoun points back to, or `NOBODY`."""
    if token.lower_ in NEUTER and is_expletive(token):
        return NOBODY
    table, known = _corrected(), list(candidates)
    best = max(
        options(token, known), key=lambda o: sum(table.get(f, 0.0) for f in o.features)
    ).entity
    return _subject_before(token, known) if best == NOBODY and _acts(token) else best


def _acts(token: Token) -> bool:
    """Tell who does or bears what only somebody can: in `it joined the League`, `it` is a body."""
    verb = token.head
    return token.lower_ == "it" and verb.lemma_ in _DEEDS and token.dep_ in {"nsubj", "nsubj:pass"}


def _subject_before(token: Token, candidates: Iterable[Candidate]) -> str:
    """Give what the sentence before is about: somebody must have done what `it` did."""
    start = sentence_of(token)[0]
    before = sentence_of(token.doc[start - 1]) if start else (0, 0)
    for candidate in candidates:
        for span, _ in candidate.places:
            subject = span.root.dep_ in SUBJECTS and span.root.head.dep_ == "ROOT"
            if subject and before[0] <= span.start < before[1]:
                return candidate.id if _may_be(token.lower_, candidate.kind) else NOBODY
    return NOBODY


def options(token: Token, candidates: Iterable[Candidate]) -> list[Option]:
    """Give all places a pronoun may point to, with their features; first, that it points nowhere."""
    anaphor = Anaphor(token)
    fitting = [c for c in candidates if _may_be(token.lower_, c.kind) and anaphor.admits(c)]
    found = [
        (candidate, span, features)
        for candidate in fitting
        for span, how in candidate.places
        if (features := anaphor.features(span, how)) is not None
    ]
    order = _by_recency(token, [(c.id, s) for c, s, _ in found])
    disjoint = {c.id: label for c, _, fs in found for label in _DISJOINT if label in fs}
    return [Option(NOBODY, tuple(anaphor.nowhere()))] + [
        Option(c.id, (*features, *_of_entity(token, c), *_rank(order, c.id), *_apart(disjoint, c)))
        for c, _, features in found
    ]


def _apart(disjoint: Mapping[str, str], candidate: Candidate) -> tuple[str, ...]:
    """Hold it against all places of an entity that one of them cannot be the pronoun's."""
    label = disjoint.get(candidate.id)
    return (f"entity:{label}",) if label else ()


@cache
def weights() -> Mapping[str, float]:
    """Read the learned weight of each feature; those that are missing weigh nothing."""
    with resource("patterns/antecedents.tsv").open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t")
        return {row["feature"]: float(row["weight"]) for row in rows}


@cache
def _corrected() -> Mapping[str, float]:
    return {f: weight + _CORRECTIONS.get(f, 0.0) for f, weight in weights().items()}


def _may_be(word: str, kind: str) -> bool:
    return kind in _THINGS if word in NEUTER else kind == "Person"


def _by_recency(token: Token, places: Sequence[tuple[str, Span]]) -> list[str]:
    """Give entities from the one last named before the pronoun backwards."""
    last: dict[str, int] = {}
    for entity, span in places:
        if span.start < token.i:
            last[entity] = max(last.get(entity, -1), span.start)
    return sorted(last, key=lambda entity: -last[entity])


def _rank(order: list[str], entity: str) -> tuple[str, ...]:
    return (f"rank:{min(order.index(entity), 3)}",) if entity in order else ()


def _of_entity(token: Token, candidate: Candidate) -> Iterator[str]:
    """Give what speaks for an entity as a whole: agreement, earlier pronouns, how often named."""
    own = gender_word(token.lower_)
    kind = "thing" if own == "n" else "person"
    yield f"{kind}:places:{min(candidate.earlier, 4)}"
    if candidate.gender.value:
        agrees = "agrees" if candidate.gender.value == own else "clashes"
        yield f"{candidate.gender.source}:{agrees}"
    if candidate.pronouns:
        yield f"{kind}:same-pronoun" if own in candidate.pronouns else f"{kind}:other-pronoun"


def twin_of(token: Token) -> Token | None:
    """Give the first of two subjects that are one pronoun: `It was honoured, and it has joined X`."""
    verb = token.head
    if token.dep_ not in SUBJECTS or verb.dep_ != "conj":
        return None
    return next(
        (c for c in verb.head.children if c.dep_ in SUBJECTS and c.lower_ == token.lower_), None
    )
