"""What a clause says of what: things that are said to be something, and the steps between slots."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from spacy.tokens import Doc, Span, Token

from kg.nlp.aliases import family
from kg.nlp.kinds import PLACES
from kg.relations.arguments import Argument, Arguments
from kg.relations.frames import Frame, lemma_of
from kg.relations.subjects import RISING, surface_subjects
from kg.relations.times import When
from kg.relations.trees import is_passive, preposition

_EVENTS = family("Event")


def is_said(token: Token) -> bool:
    """Tell an office that a clause gives somebody, from one that stands beside a name."""
    return (
        token.dep_ in {"xcomp", "ccomp"}
        or any(c.dep_ == "cop" for c in token.children)
        or (token.dep_ == "obl" and preposition(token) == "as")
        or (
            token.dep_ == "nmod" and token.head.ent_type_ == "PERSON" and preposition(token) == "as"
        )
        or (token.dep_ == "obl" and token.head.lemma_ in RISING and preposition(token) == "to")
    )


def said_of(token: Token, thing: Span, arguments: Arguments, held: Mapping[int, bool]) -> str:
    """Give the trigger for a thing that a clause says something to be, or to be in; or nothing.

    A person: the first of those whom an inverted clause lists, `Among the guests were A and B`, or
    the holder of an office. A name: what a noun is said to be, `The winners are Lagos and Accra`.
    An association, `Ghent has been in the League`. An award, `Ghent is in the Top 10`. An event,
    `Ann Lee was at the Forum`.
    """
    dependents = list(token.children)
    award = arguments.mention(token.i) is not None and thing.label_ == "Award"
    if (award or thing.label_ == "Person") and thing.root == token:
        titled = [token.head] if token.dep_ == "flat" else []  # "was Mayor X"
        those = [c for c in token.children if c.lower_ == "those"]  # "among those were X and Y"
        dependents = [c for t in (*titled, *those, *thing) for c in t.children]
    if all(c.dep_ != "cop" for c in dependents):
        return "<award>" if award and token.dep_ == "appos" else ""
    subjects = [c for c in dependents if c.dep_ == "nsubj"]
    if thing.label_ == "Person":
        return "<holder>" if any(c.i in held for c in subjects) else "<person>"
    if arguments.mention(token.i) is None:
        return ""
    if thing.id_ == "name" and any(c.pos_ == "NOUN" for c in subjects):
        return "<name>"
    cases = {"in", "at", "with"} if thing.id_ == "pronoun" else {"in", "at"}
    inside = any(c.dep_ == "case" and c.lower_ in cases for c in dependents)
    if inside and thing.label_ in {"Association", "Organization"}:
        return "<association>"
    if inside and thing.label_ in PLACES | {"Facility"} and subjects:
        return "<place>"
    if inside and family(thing.label_) == _EVENTS and subjects:
        return "<event>"
    return "<award>" if award else ""


def has_left(token: Token, frame: Frame) -> bool:
    """Tell an office that its holder has no more: `stepped down as`, `was director until 2019`."""
    words = {c.lower_ for t in (token, token.head) for c in t.children}
    ended = {"until", "till"} & frame.slots.keys() or {"from", "to"} <= frame.slots.keys()
    begun = (token.doc[i] for i in frame.get("from"))
    ended = ended or any(preposition(c) == "to" for start in begun for c in start.children)
    ended = ended or any(token.doc[i].ent_type_ == "PERSON" for i in frame.get("before"))
    if token.dep_ == "obl":  # "served as mayor from 2010 to 2015"
        beside = {preposition(c) for c in token.head.rights if c.dep_.startswith("obl")}
        ended = ended or bool({"until", "till"} & beside) or {"from", "to"} <= beside
    matrix = lemma_of(token.head) if token.dep_ in {"obl", "xcomp"} else ""
    if matrix == "use" or matrix in _LEAVING:
        return True
    said = (token, *token.children, *([token.head] if token.dep_ == "obl" else []))
    past = any(t.tag_ in {"VBD", "VBN"} for t in said)
    return past and bool(ended or words & _ONCE)


def is_replaced(role: Token, person: Argument) -> bool:
    """Tell Lee in `Novak replaced Lee as chair`, of two who both are told to have held an office."""
    verb = role.head
    if verb.lemma_ not in {"follow", "replace", "succeed"}:
        return False
    kind = "nsubj:pass" if is_passive(verb) else "obj"
    places = range(person.start, person.end)
    return any(c.i in places for c in verb.children if c.dep_ == kind)


_LEAVING = frozenset(
    "depose dismiss fire leave oust quit remove resign retire sack suspend topple".split()
) | {"stand down", "step aside", "step down"}
_ONCE = frozenset({"earlier", "formerly", "once", "previously"})


def is_gathering(token: Token, thing: Span) -> bool:
    """Tell the head of an event that people gather for, as no visit is."""
    return family(thing.label_) == _EVENTS and thing.label_ != "Visit" and thing.root == token


def agents(predicate: Token) -> list[int]:
    """Give who does what a predicate says: its subject, or the agent of a passive."""
    if predicate.pos_ == "VERB" and is_passive(predicate):
        return [c.i for c in predicate.children if slot_of(c) == "by"]
    return surface_subjects(predicate)


def slot_of(token: Token) -> str:
    """Give the slot that a dependent fills: a preposition, `poss`, or its label."""
    if token.dep_ == "nmod:poss":
        return "poss"
    if token.dep_.startswith(("nmod", "obl")):
        return preposition(token)
    return token.dep_


def next_to(when: When, argument: Argument, doc: Doc) -> bool:
    """Tell a date that belongs to an award's own phrase: no conjunction stands between."""
    left, right = sorted([(when.start, when.end), (argument.start, argument.end)])
    between = [t for t in doc[left[1] : right[0]] if not _joins_years(t)]
    return len(between) <= 4 and not any(
        t.lower_ in {"and", ";", "while"} or t.pos_ == "VERB" for t in between
    )


def _joins_years(token: Token) -> bool:
    """Tell the `and` of `in both 2021 and 2022`."""
    return token.lower_ in {"and", "both"} and token.nbor().like_num and token.i > 0


@cache
def path(slot: str) -> tuple[str, list[str]]:
    """Split a path of slots into the first and the steps from it."""
    first, *steps = slot.split(">")
    return first, steps


@cache
def with_antecedents(slots: tuple[str, ...]) -> list[str]:
    """Give slots with those of the other antecedents that a relative clause may have."""
    return [slot for name in slots for slot in (name, f"{name}~", f"{name}~~")]


def alike(found: list[Argument]) -> list[Argument]:
    """Keep what is of one kind with the first of a list: winners, not the towns they come from."""
    return [a for a in found if family(a.kind) == family(found[0].kind)]
