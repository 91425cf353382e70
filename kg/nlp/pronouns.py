"""Find the antecedent of a pronoun: nearest fitting entity, subjects before others.

Salience as in Lappin and Leass (1994), "An Algorithm for Pronominal Anaphora Resolution", cut down
to what dependency labels give: sentence distance, subjecthood, parallel function, and agreement in
gender and kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_NEUTER = frozenset({"it", "its", "itself"})
PRONOUNS = _MALE | _FEMALE | _NEUTER
_THINGS = frozenset(
    [
        "Association",
        "City",
        "Company",
        "Country",
        "Facility",
        "GeopoliticalEntity",
        "GovernmentBody",
        "Organization",
        "Project",
        "Region",
        "University",
        "Model",
        "Award",
        "Event",
        "Conference",
        "Meeting",
        "Ceremony",
    ]
)
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_REACH = 3

Candidate = tuple[str, str, str, Sequence[int]]


def gender_of(words: Iterable[str]) -> str:
    """Give `m`, `f` or nothing for the courtesy titles before a name."""
    found = set(words)
    if found & {"mr", "sir", "lord", "monsieur", "señor", "herr"}:
        return "m"
    if found & {"mrs", "ms", "miss", "madam", "madame", "lady", "mme", "dame"}:
        return "f"
    return ""


def resolve_pronoun(token: Token, candidates: Iterable[Candidate]) -> str | None:
    """Give the id of the entity a pronoun points back to, or None.

    Candidates are `(id, class, gender, token indices of its mentions)`.
    """
    word = token.lower_
    if word in _NEUTER and is_expletive(token):
        return None
    best: tuple[float, str] | None = None
    for identifier, kind, gender, places in candidates:
        if not _agrees(word, kind, gender):
            continue
        for place in places:
            score = _salience(token, place)
            if score > 0 and (best is None or score > best[0]):
                best = (score, identifier)
    return best[1] if best else None


def is_expletive(token: Token) -> bool:
    """Tell `it is known that`, `it rains`: subjects that point nowhere."""
    if token.dep_ == "expl":
        return True
    return token.dep_ in _SUBJECTS and any(
        c.dep_ in {"csubj", "csubj:pass", "ccomp", "csubj:outer"}
        and c.i > token.head.i
        and token.head.pos_ != "VERB"
        for c in token.head.children
    )


def _agrees(word: str, kind: str, gender: str) -> bool:
    if word in _NEUTER:
        return kind in _THINGS
    if kind != "Person":
        return False
    return not gender or (gender == "m") == (word in _MALE)


def _salience(token: Token, place: int) -> float:
    doc = token.doc
    if place >= token.i:
        return 0.0
    head = _head(doc[place])
    distance = _sentences_between(head, token)
    if distance > _REACH:
        return 0.0
    score = 100.0 / (1 + distance)
    if head.dep_ in _SUBJECTS:
        score += 60
    elif head.dep_ in {"obj", "iobj"}:
        score += 30
    if head.dep_ in _SUBJECTS and token.dep_ in _SUBJECTS:
        score += 20
    if distance == 0 and head.head == token.head and token.dep_ != "nmod:poss":
        return 0.0  # "X praised him": not X
    return score - min(token.i - place, 60) * 0.3


def _head(token: Token) -> Token:
    """Climb from the first word of a name to the word that carries its function."""
    while token.dep_ in {"compound", "flat", "amod", "det", "flat:name"} and token.head != token:
        token = token.head
    return token


def _sentences_between(first: Token, second: Token) -> int:
    return sum(1 for t in first.doc[first.i + 1 : second.i + 1] if t.is_sent_start)
