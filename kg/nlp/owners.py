"""Who can own what a possessive pronoun says is theirs, and who does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from kg.gazetteer import offices
from kg.nlp.aliases import family
from kg.nlp.classes import head_class

Place = tuple[int, int, str, str]  # where an entity is spoken of: tokens, its id, and how
_OF_BODIES = frozenset(
    "board chair chairman chairperson chairwoman founder headquarters membership member secretariat"
    " secretary-general spokesman spokesperson spokeswoman statute treasurer trustee".split()
)
_OF_PLACES = frozenset("governor head leader mayor mayoress premier president".split())
_PLACES = family("City")
_EVENTS = family("Event")
_BODIES = family("Organization")


def barred_from(token: Token, kinds: Iterable[str]) -> frozenset[int]:
    """Give the families that cannot own something, or that something cannot be done to.

    Places and events have no chairperson; `it was chaired by X` tells of an event where the text
    has spoken of one (`kinds` are those of the candidates).
    """
    owned = token.head.lemma_.casefold() if token.dep_ in {"nmod:poss", "nsubj:pass"} else ""
    chaired = token.dep_ == "nsubj:pass" and owned in {"chair", "co-chair", "moderate"}
    if chaired and any(family(kind) == _EVENTS for kind in kinds):
        return frozenset({_PLACES, _BODIES})
    if owned in {"base", "headquarter"}:  # "it is based in"
        return frozenset({_PLACES, _EVENTS})
    if token.dep_ != "nmod:poss":
        return frozenset()
    led = offices().get(owned)
    if owned in _OF_BODIES or (led == "leader" and owned not in _OF_PLACES):
        return frozenset({_PLACES, _EVENTS})
    return frozenset({_EVENTS} if led else ())


def possessor(token: Token, mentions: Sequence[Place]) -> str:
    """Read `Acme, which has its seat in Ghent`: what one has there is one's own.

    In `The League gave Ghent its Harbour Award` the award is the giver's.
    """
    owned = token.head
    if token.lower_ == "its" and (giver := _giver(owned)) is not None:
        return next((m[2] for m in mentions if m[0] <= giver.i < m[1]), "")
    if token.lower_ != "its" or owned.dep_ != "obj" or owned.head.lemma_ != "have":
        return ""
    which = next((c for c in owned.head.lefts if c.lower_ == "which"), None)
    if which is None or which.i < 2 or which.nbor(-1).text != ",":
        return ""
    before = [m for m in mentions if m[1] == which.i - 1 and m[3] == "name"]
    noun = owned.head.head.i
    said = [m for m in mentions if m[0] <= noun < m[1]]
    return (said or before or [(0, 0, "", "")])[0][2]


def _giver(owned: Token) -> Token | None:
    """Give who gives an award, in the clause whose object it is or whose winner it names."""
    if head_class(owned.lemma_) != "Award":
        return None
    verb = owned.head.head if owned.dep_ == "nmod" and owned.head.dep_ == "xcomp" else owned.head
    gives = verb.pos_ == "VERB" and verb.lemma_ in _GIVING and owned.dep_ in {"obj", "nmod", "obl"}
    return next((c for c in verb.lefts if c.dep_ == "nsubj"), None) if gives else None


_GIVING = frozenset("award confer give grant hand honor honour name present".split())
