"""Predicate-argument frames: what a sentence says, whatever its voice and shape.

`X hosted Y`, `Y was hosted by X`, `Y, hosted by X,`, `X, which hosted Y`, `X plans to host Y` all
give one frame: predicate `host`, subject X, object Y. A relation pattern is then one row about the
predicate, not one for each construction. The idea is that of PredPatt (White et al. 2016,
"Universal Decompositional Semantics on Universal Dependencies"); the rules here are our own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.nlp.lexicon import OBJECT_CONTROL, RELATIVE_PRONOUNS
from kg.nlp.nominals import GROUPS
from kg.relations.trees import (
    NOMINAL,
    clause_head,
    described_above,
    fronted,
    group_led,
    hung_low,
    is_infinitive,
    is_passive,
    lost_object,
    name_before,
    name_set_off,
    named,
    nearest_conjunct,
    noun_before,
    past_dateline,
    preposition,
    says_who,
    told,
    without_preposition,
)

Slots = dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate with its arguments: slot name (`subj`, `obj`, `in`, `of`, …) to head tokens.

    `near` holds prepositional arguments attached one step lower (`sign [an agreement with X]`),
    where English allows both readings and parsers choose by chance.
    """

    passive: bool
    slots: Slots
    near: Slots = field(default_factory=dict)

    def get(self, slot: str) -> list[int]:
        """Give the head tokens in a slot; `obj.of` steps to what hangs on the object."""
        return self.slots.get(slot) or self.near.get(slot) or []


def lemma_of(token: Token) -> str:
    """Give the lemma of a predicate with its particle: `carry out`."""
    lemma = token.lemma_.casefold()
    particle = next((c.lower_ for c in token.children if _is_particle(c)), "")
    return f"{lemma} {particle}".strip()


def _is_particle(child: Token) -> bool:
    if child.dep_ == "advmod":
        return child.lower_ == "together" or (
            child.lower_ == "home" and child.i == child.head.i + 1
        )
    return child.dep_ == "compound:prt" and child.head.lemma_ != "preside"


def frame_of(token: Token) -> Frame:
    """Build the frame of a predicate: a verb, or a noun that says something of another."""
    passive = is_passive(token)
    slots: Slots = {}
    surface = surface_subjects(token)
    if (lost := lost_object(token) or told(token)) is not None:
        slots["obj"] = [lost.i]
    stolen = _stolen(token)
    if stolen is not None:
        surface = [stolen[0].i]
        if stolen[1] is not None:
            slots["obj"] = [stolen[1].i]
    if surface:
        slots["obj" if passive else "subj"] = surface
    for child in (*token.children, *_behind(token), *_beside(token)):
        _add_argument(slots, child)
        if child.dep_ == "nsubj" and child.i not in surface and preposition(child) in {"at", "in"}:
            slots.setdefault(preposition(child), []).append(child.i)
    if (whom := named(token)) is not None:
        slots["obj"] = [whom.i]
        slots["comp"] = [c for c in slots.get("comp", []) if c != whom.i]
    if passive and "subj" not in slots and "by" not in slots and (agent := _agent_after(token)):
        slots["subj"] = slots["by"] = [agent.i]
    _share(slots, token)
    _relativise(slots, token)
    if (above := hung_low(token)) is not None:
        slots["obj~" if passive else "subj~"] = [above.i]
    near = _near(slots, token)
    if passive and "subj" not in slots and "by" in slots:
        slots["subj"] = slots["by"]
    if passive and "subj" not in slots and "by" in near:
        slots["subj"] = near["by"]
    return Frame(passive, slots, near)


def _behind(verb: Token) -> Iterator[Token]:
    """Give what stands behind a verb of saying but hangs on the words said: `"…," said X at Y`."""
    said = [c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i]
    said += [verb.head] if verb.dep_ == "parataxis" and verb.head.i < verb.i else []
    for clause in said:
        yield from (c for c in clause.children if c.i > verb.i and c.dep_.startswith("obl"))


def _beside(participle: Token) -> Iterator[Token]:
    """Give what stands right behind a participle but hangs above it: `Held at the Hall, it drew`."""
    if participle.dep_ not in {"acl", "advcl"} or participle.tag_ != "VBN":
        return
    for above in (participle.head, participle.head.head):
        for child in above.children:
            if child.left_edge.i == participle.i + 1 and child.dep_.startswith("obl"):
                yield child


def _agent_after(token: Token) -> Token | None:
    """Give the first name after `led by`, however the parser attached it."""
    doc, by = token.doc, token.i + 1
    while by < len(doc) and (doc[by].ent_type_ == "DATE" or doc[by].dep_ == "compound:prt"):
        by += 1
    if by + 1 >= len(doc) or doc[by].lower_ != "by":
        return None
    following = doc[by + 1 : by + 8]
    inner = {"nmod:desc", "compound", "amod", "det", "nummod", "case"}
    return next((t for t in following if t.pos_ == "PROPN" and t.dep_ not in inner), None)


def _share(slots: Slots, token: Token) -> None:
    """Give a coordinated verb what stands behind it but hangs on the first: `led and inspired by X`."""
    if token.dep_ != "conj" or token.pos_ != "VERB" or token.head.pos_ != "VERB":
        return
    for child in token.head.children:
        shared = child.i > token.i and child.dep_ in {"obj", "obl", "obl:agent"}
        if shared and (child.dep_ if child.dep_ == "obj" else preposition(child)) not in slots:
            _add_argument(slots, child)


def _add_argument(slots: Slots, child: Token) -> None:
    dep = child.dep_
    if dep in {"obj", "iobj"}:
        slots.setdefault(dep, []).append(child.i)
    elif dep == "nmod:poss":
        slots.setdefault("poss", []).append(child.i)
    elif dep in {"compound", "amod", "appos", "nummod"} and child.pos_ in NOMINAL:
        slots.setdefault(dep, []).append(child.i)
    elif dep.startswith(("obl", "nmod")):
        slots.setdefault(preposition(child), []).append(child.i)
    elif dep in {"xcomp", "ccomp"} and child.pos_ in NOMINAL:
        slots.setdefault("comp", []).append(child.i)
    elif dep in {"xcomp", "advcl", "ccomp"} and child.pos_ == "VERB":
        slots.setdefault("clause", []).append(child.i)
    elif (
        dep in {"advcl", "conj"}
        and child.pos_ in NOMINAL
        and not _has_copula(child)
        and (dep == "advcl" or preposition(child) != "bare")  # "went to A in 2011 and to B in 2013"
    ):
        slots.setdefault(preposition(child), []).append(child.i)


def _has_copula(token: Token) -> bool:
    return any(c.dep_ == "cop" for c in token.children)


def surface_subjects(token: Token, depth: int = 0) -> list[int]:
    """Find the surface subject of a predicate, through control, coordination and relative clauses."""
    own = [
        s
        for c in token.children
        if c.dep_ in {"nsubj", "nsubj:pass", "nsubj:outer"}
        for s in without_preposition(c)
    ]
    if len(own) > 1 and token.dep_ == "acl:relcl":
        own = [s for s in own if s.i > token.head.i] or own
    if own:
        return [_antecedent(token, past_dateline(s)).i for s in _first_of_clauses(own)]
    before = fronted(token) if token.pos_ == "VERB" else None
    if before is not None:
        return [before.i]
    rule = _INHERIT.get(token.dep_)
    if rule is None or depth > 6:
        return []
    return rule(token, depth + 1)


def _stolen(token: Token) -> tuple[Token, Token | None] | None:
    """Give back subject and object that a parser gave to the next verb.

    In `Ghent joined the League in 2018, was listed …` both `Ghent` and `League` may end up as
    subjects of `listed`, and `joined` has nothing. In `The prize went to Ghent for a scheme that
    the city has run` the prize may.
    """
    if token.tag_ not in {"VBD", "VBZ", "VBP"} or token.pos_ != "VERB":
        return None
    if any(c.dep_ in {"nsubj", "nsubj:pass", "obj"} for c in token.children):
        return None
    for verb in token.subtree:
        subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubj:pass"}]
        if len(subjects) == 2 and subjects[0].i < token.i < subjects[1].i < verb.i:
            return subjects[0], subjects[1] if verb.head == token else None
    return None


def _first_of_clauses(subjects: list[Token]) -> list[Token]:
    """Drop a second subject that another verb stands before: it is that verb's object."""
    between = subjects[0].doc[subjects[0].i : subjects[-1].i]
    verb = any(t.pos_ == "VERB" and t.tag_ in {"VBD", "VBZ", "VBP"} for t in between)
    return subjects[:1] if len(subjects) > 1 and verb else subjects


def _antecedent(predicate: Token, subject: Token) -> Token:
    if not predicate.dep_.startswith("acl") or subject.lower_ not in RELATIVE_PRONOUNS:
        return subject
    noun, nearest = predicate.head, noun_before(predicate)
    if noun.lower_ == "those" and _has_copula(noun):  # "A and B were among those who attended"
        return next((c for c in noun.children if c.dep_ == "nsubj"), noun)
    if nearest is not None and subject.lower_ == "who" and nearest.ent_type_ == "PERSON":
        return nearest
    if subject.lower_ == "which" and noun.ent_type_ == "PERSON":
        if noun.head.dep_ == "acl":
            return noun.head.head  # "a delegation led by Ann Lee, which is visiting …"
        return name_before(subject) or noun  # "Ann Lee, mayor of Ghent, which was named …"
    if noun.dep_ == "nmod" and noun.head.lemma_ in GROUPS and subject.nbor(-1).text == ",":
        return noun.head  # "a delegation from Ghent, which is paying a visit …"
    return noun


def _from_conjunct(token: Token, depth: int) -> list[int]:
    if token.head.pos_ in {"VERB", "AUX"} or _has_copula(token.head) or token.pos_ == "VERB":
        return surface_subjects(token.head, depth)
    return surface_subjects(token.head, depth) if token.head.pos_ in NOMINAL else []


def _from_matrix(token: Token, depth: int) -> list[int]:
    matrix = token.head
    if matrix.pos_ in {"NOUN", "PROPN"}:
        if _has_copula(matrix) and token.i < matrix.i and matrix.ent_type_ == "PERSON":
            return [matrix.i]  # "Also speaking at the fair were X and Y"
        return [c.i for c in matrix.children if c.dep_ == "nmod:poss"] or surface_subjects(
            matrix, depth
        )
    if token.pos_ in {"NOUN", "PROPN"} and not is_passive(matrix):
        named = [c.i for c in matrix.children if c.dep_ in {"obj", "iobj"}]
        named = named or [
            c.i for c in token.lefts if c.dep_ == "compound" and c.ent_type_ == "PERSON"
        ]
        if named and matrix.lemma_ in _SUCCEEDING:
            return [*surface_subjects(matrix, depth), *named]  # "succeeded Lee as chair": both
        if named:
            return named  # "elected Ann Lee president": said of the object
    marked_for = any(c.lower_ == "for" and c.dep_ == "mark" for c in token.children)
    if matrix.lemma_ in _CONTROLLING and (token.dep_ == "xcomp" or marked_for):
        objects = [c.i for c in matrix.children if c.dep_ in {"obj", "iobj"}]
        if objects:
            return objects
        if is_passive(matrix):
            return surface_subjects(matrix, depth)
    return surface_subjects(matrix, depth)


_CONTROLLING = OBJECT_CONTROL | frozenset(
    ["appoint", "choose", "elect", "hire", "name", "pick", "select", "send", "tap"]
)


def _group_between(noun: Token, participle: Token) -> Token | None:
    """Give the delegation or team that stands nearer to `led by` than the noun it hangs on."""
    between = noun.doc[noun.i + 1 : participle.i]
    return next((t for t in reversed(list(between)) if t.lemma_.casefold() in GROUPS), None)


def _from_noun(token: Token, depth: int) -> list[int]:
    noun = token.head
    if token.tag_ == "VBN" and not is_infinitive(token):
        if token.lemma_ in {"head", "lead"} and (group := _group_between(noun, token)) is not None:
            return [group.i]  # "a reception for a delegation from Ghent, led by X"
        if _has_copula(noun) and (named := name_set_off(token)) is not None:
            return [named.i]  # "both are members of the League, founded by X"
        last = group_led(token) or nearest_conjunct(token)
        return [last.i] if last != noun else _modified(noun, depth)
    if token.tag_ in {"VBZ", "VBD", "VBP"}:  # "is a member of the League, runs a school and …"
        return surface_subjects(noun, depth) or [noun.i]
    if token.pos_ == "VERB" and is_infinitive(token):
        owners = [c.i for c in noun.children if c.dep_ == "nmod:poss"]
        if owners:
            return owners
        governing = noun.head
        if noun.dep_ in {"obj", "obl"} and governing.pos_ == "VERB":
            return surface_subjects(governing, depth)
        if says_who(token):
            return surface_subjects(noun, depth) or [noun.i]  # "Ghent was the first city to win"
    if noun.pos_ == "PRON" and _has_copula(noun):
        return surface_subjects(noun, depth) or [noun.i]  # "A and B were among those attending"
    return [noun.i]


def _modified(noun: Token, depth: int) -> list[int]:
    """Give what a participle describes: in `Ghent is the city of Belgium honoured there`, Ghent."""
    outer = noun
    if noun.pos_ == "PROPN" and noun.dep_ == "nmod" and noun.head.pos_ == "NOUN":
        outer = (
            noun.head if preposition(noun) == "of" and noun.head.lemma_ in _KINDS_OF_PLACE else noun
        )
    if _has_copula(outer) or outer.dep_ == "xcomp":
        return surface_subjects(outer, depth) or [outer.i]
    return [outer.i]


_KINDS_OF_PLACE = frozenset(
    "area city community district locality municipality place province region town".split()
)


def _from_relative(token: Token, depth: int) -> list[int]:
    return [_relative_noun(token).i]


def _from_apposition(token: Token, depth: int) -> list[int]:
    return [nearest_conjunct(token).i]


RISING = frozenset(["appoint", "elevate", "name", "promote", "rise"])  # "was promoted to director"
_SUCCEEDING = frozenset({"follow", "join", "leave", "replace", "succeed"})


def _from_role(token: Token, depth: int) -> list[int]:
    """Read `was elected as chair`, `serves as host`: the noun is said of the verb's object."""
    verb = token.head
    if verb.ent_type_ == "PERSON" and verb.dep_ == "obj":
        verb = verb.head  # "replaced [Lee as chair]", the parser's other reading
    how = "to" if verb.lemma_ in RISING else "as"
    if verb.pos_ != "VERB" or preposition(token) not in {"as", how}:
        return []
    objects = [c.i for c in verb.children if c.dep_ == "obj"]
    if verb.lemma_ in _SUCCEEDING and is_passive(verb):
        objects = [c.i for c in verb.children if preposition(c) == "by"]
    if objects and verb.lemma_ in _SUCCEEDING:
        return [*surface_subjects(verb, depth), *objects]  # "succeeded Lee as chair": both were
    return objects or surface_subjects(verb, depth)


def _from_inversion(token: Token, depth: int) -> list[int]:
    """Read `Present at the talks were X and Y`, which parsers hang under X."""
    inverted = _has_copula(token) and token.i < token.head.i
    return [token.head.i] if inverted else []


_INHERIT: dict[str, Callable[[Token, int], list[int]]] = {
    "conj": _from_conjunct,
    "xcomp": _from_matrix,
    "advcl": _from_matrix,
    "acl": _from_noun,
    "acl:relcl": _from_relative,
    "appos": _from_apposition,
    "obl": _from_role,
    "nmod": _from_role,
    "amod": _from_inversion,
    "parataxis": _from_conjunct,
}


def _relative_noun(token: Token) -> Token:
    """Give what a relative clause describes; `and which` goes back to the noun of the one before."""
    joined = any(c.dep_ == "cc" and c.lower_ == "and" for c in token.lefts)
    above = clause_head(token.head) if joined else token
    return above.head if joined and above.dep_ == "acl:relcl" else token.head


def _relativise(slots: Slots, token: Token) -> None:
    """Fill the gap of a relative clause that has a subject of its own."""
    if token.dep_ != "acl:relcl":
        return
    noun = _relative_noun(token)
    gap = [c for c in token.children if c.lower_ in RELATIVE_PRONOUNS | {"where"}]
    for pronoun in gap:
        slot = "in" if pronoun.lower_ == "where" else preposition(pronoun)
        for name in ("obj", slot):
            if pronoun.i in slots.get(name, []):
                slots[name] = [noun.i if i == pronoun.i else i for i in slots[name]]
        if pronoun.lower_ == "where":
            slots.setdefault("in", [noun.i])
    nearest = noun_before(token)
    for name in list(slots) if nearest is not None else ():
        if nearest is not None and slots[name] == [noun.i]:
            slots[f"{name}~"] = [nearest.i]
    above = described_above(noun)
    for name in list(slots) if above is not None else ():
        if above is not None and slots[name] == [noun.i]:
            slots[f"{name}~~"] = [above.i]
    own_subject = any(
        c.dep_ == "nsubj" and c.lower_ not in RELATIVE_PRONOUNS for c in token.children
    )
    elsewhere = any(g.lower_ == "where" or preposition(g) != "bare" for g in gap)
    if own_subject and "obj" not in slots and not elsewhere:
        slots["obj"] = [noun.i]


def _near(slots: Slots, token: Token) -> Slots:
    near: Slots = {}
    doc = token.doc
    for name, heads in slots.items():
        if name in {"subj", "clause", "poss", "appos"}:
            continue
        if name == "obj" and is_passive(token):
            continue
        for head in heads:
            for child in doc[head].children:
                if child.dep_.startswith(("nmod", "obl")) and child.dep_ != "nmod:poss":
                    near.setdefault(preposition(child), []).append(child.i)
    return near
