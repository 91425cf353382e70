"""Who acts in a clause, and what a noun does in it: what pronouns are resolved by.

Labels are those of Universal Dependencies.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
OBJECTS = frozenset({"obj", "iobj"})
_CLAUSES = frozenset(["ROOT", "acl", "acl:relcl", "advcl", "ccomp", "csubj", "parataxis", "xcomp"])
_RELATIVE = frozenset({"that", "which", "who", "whom"})
_WITHIN_NAMES = frozenset({"amod", "compound", "det", "flat", "flat:name", "nmod:desc"})
_BESIDE = frozenset({"appos", "compound", "conj", "flat", "nmod:desc"})
_DEPTH = 8


def named_by(token: Token) -> Token:
    """Climb from a word of a name to the word that carries the name's function."""
    for _ in range(_DEPTH):
        if token.dep_ not in _WITHIN_NAMES or token.head == token:
            break
        token = token.head
    return token


def standing_for(token: Token) -> tuple[Token, bool]:
    """Climb over apposition and coordination; tell whether anything was coordinated."""
    coordinated = False
    for _ in range(_DEPTH):
        if token.dep_ not in _BESIDE or token.head == token or token.pos_ in {"VERB", "AUX"}:
            break
        coordinated |= token.dep_ == "conj"
        token = token.head
    return token, coordinated


def role_of(token: Token) -> str:
    """Give the function of a noun: subject, passive, object, agent, owner, phrase, noun or other."""
    label = token.dep_
    if label in SUBJECTS:
        return "passive" if label == "nsubj:pass" else "subject"
    if label in OBJECTS:
        return "object"
    if label == "nmod:poss":
        return "owner"
    if label.startswith("obl"):
        return "agent" if _is_agent(token) else "phrase"
    return "noun" if label.startswith("nmod") else "other"


def _is_agent(token: Token) -> bool:
    by = any(c.dep_ == "case" and c.lower_ == "by" for c in token.children)
    return by and any(c.dep_ in {"aux:pass", "nsubj:pass"} for c in token.head.children)


def clauses_around(token: Token) -> Iterator[Token]:
    """Give the predicates above a token, from the nearest outwards."""
    while token.head != token:
        token = token.head
        if _is_predicate(token):
            yield token


def _is_predicate(token: Token) -> bool:
    return (
        token.pos_ in {"VERB", "AUX"}
        or token.dep_ in _CLAUSES
        or any(c.dep_ in SUBJECTS or c.dep_ == "cop" for c in token.children)
    )


def actors(predicate: Token) -> frozenset[int]:
    """Give who acts in a clause, though said elsewhere: `X began to …`, `Y, who …`, `asked Z to …`."""
    for _ in range(_DEPTH):
        subjects = [c for c in predicate.children if c.dep_ in SUBJECTS]
        relative = predicate.dep_ == "acl:relcl" and (
            not subjects or subjects[0].lower_ in _RELATIVE
        )
        if relative or (predicate.dep_ == "acl" and not subjects):
            return frozenset({predicate.head.i})
        if subjects:
            return frozenset(c.i for c in subjects)
        if predicate.dep_ == "xcomp" and (controllers := objects(predicate.head)):
            return controllers
        if predicate.dep_ not in {"xcomp", "advcl", "conj", "ccomp", "parataxis"}:
            break
        predicate = predicate.head
    return frozenset()


def objects(predicate: Token) -> frozenset[int]:
    """Give the objects of a clause."""
    return frozenset(c.i for c in predicate.children if c.dep_ in OBJECTS)
