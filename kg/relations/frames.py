"""Predicate-argument frames: what a sentence says, whatever its voice and shape.

`X hosted Y`, `Y was hosted by X`, `Y, hosted by X,`, `X, which hosted Y`, `X plans to host Y` all
give one frame: predicate `host`, subject X, object Y. A relation pattern is then one row about the
predicate, not one for each construction. The idea is that of PredPatt (White et al. 2016,
"Universal Decompositional Semantics on Universal Dependencies"); the rules here are our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kg.nlp.lexicon import RELATIVE_PRONOUNS
from kg.relations.subjects import has_copula, relative_noun, stolen, surface_subjects
from kg.relations.trees import (
    NOMINAL,
    described_above,
    hung_low,
    is_passive,
    lost_object,
    noun_before,
    preposition,
    told,
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
    taken = stolen(token)
    if taken is not None:
        surface = [taken[0].i]
        if taken[1] is not None:
            slots["obj"] = [taken[1].i]
    if surface:
        slots["obj" if passive else "subj"] = surface
    for child in (*token.children, *_behind(token), *_beside(token), *_after_times(token)):
        _add_argument(slots, child)
        if child.dep_ == "nsubj" and child.i not in surface and preposition(child) in {"at", "in"}:
            slots.setdefault(preposition(child), []).append(child.i)
    if token.tag_ == "VBG" and "subj" not in slots and (who := _inverted(token)) is not None:
        slots["subj"], slots["obj"] = [who.i], []
    if passive and "subj" not in slots and "by" not in slots and (agent := _agent_after(token)):
        slots["subj"] = slots["by"] = [agent.i]
    _share(slots, token)
    _add_among(slots, token.doc)
    _relativise(slots, token)
    if (above := hung_low(token)) is not None:
        slots["obj~" if passive else "subj~"] = [above.i]
    near = _near(slots, token.doc, passive=passive)
    if passive and (agent_heads := slots.get("by") or near.get("by")):
        slots.setdefault("subj", agent_heads)
    return Frame(passive, slots, near)


def _inverted(participle: Token) -> Token | None:
    """Give who stands behind `were` in `Also attending were Ann Lee and Jan Aho`."""
    objects = (c for c in participle.rights if c.dep_ == "obj")
    return next((c for c in objects if any(g.dep_ == "cop" for g in c.lefts)), None)


def _behind(verb: Token) -> Iterator[Token]:
    """Give what stands behind a verb of saying but hangs on the words said: `"…," said X at Y`."""
    said = [c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i]
    said += [verb.head] if verb.dep_ == "parataxis" and verb.head.i < verb.i else []
    for clause in said:
        yield from (c for c in clause.children if c.i > verb.i and c.dep_.startswith("obl"))


def _after_times(verb: Token) -> Iterator[Token]:
    """Give what the second of two times takes: `named five years to A and three years to B`, B."""
    for child in verb.children:
        if child.dep_.startswith("obl") and child.lemma_ in {"time", "year"}:
            again = (c for c in child.children if c.dep_ == "conj" and c.lemma_ == child.lemma_)
            yield from (c for time in again for c in time.children if c.dep_ == "nmod")


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
    while by + 1 < len(doc) and (
        doc[by].ent_type_ == "DATE"
        or doc[by].dep_ == "compound:prt"
        or (doc[by].pos_ == "ADP" and doc[by + 1].ent_type_ == "DATE")
    ):
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
    elif dep == "flat" and child.pos_ == "PROPN" and child.head.pos_ == "NOUN":
        slots.setdefault("appos", []).append(child.i)  # "Harbour Prize winner Ann Lee"
    elif dep.startswith(("obl", "nmod")):
        slots.setdefault(preposition(child), []).append(child.i)
    elif dep in {"xcomp", "ccomp"} and child.pos_ in NOMINAL:
        slots.setdefault("comp", []).append(child.i)
    elif dep in {"xcomp", "advcl", "ccomp"} and child.pos_ == "VERB":
        slots.setdefault("clause", []).append(child.i)
    elif (
        dep in {"advcl", "conj"}
        and child.pos_ in NOMINAL
        and not has_copula(child)
        and (dep == "advcl" or preposition(child) != "bare")  # "went to A in 2011 and to B in 2013"
    ):
        slots.setdefault(preposition(child), []).append(child.i)


def _add_among(slots: Slots, doc: Doc) -> None:
    """Give a plural those it is said to hold: `150 guests came to the opening, among them A and B`."""
    them = next((i for i in slots.get("among", []) if doc[i].lower_ == "them"), None)
    if them is None:
        return
    beside = [i for i in slots.get("bare", []) if doc[i].left_edge.i <= them + 1 <= i]
    for name in ("obj", "subj"):  # the nearer first
        if any(doc[i].tag_ == "NNS" for i in slots.get(name, [])):
            slots[name] = [*slots[name], *(beside or [them])]
            return


def _relativise(slots: Slots, token: Token) -> None:
    """Fill the gap of a relative clause that has a subject of its own."""
    if token.dep_ != "acl:relcl":
        _fill_which(slots, token.doc)
        return
    noun = relative_noun(token)
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


def _fill_which(slots: Slots, doc: Doc) -> None:
    """Read `the League, of which Lagos is a member` where a parser saw no relative clause."""
    for name in ("of", "in"):
        heads = slots.get(name, [])
        which = heads[0] if len(heads) == 1 and heads[0] > 2 else 0
        if which and doc[which].lower_ in {"which", "whom"} and doc[which - 2].text == ",":
            slots[name] = [which - 3]


def _near(slots: Slots, doc: Doc, *, passive: bool) -> Slots:
    near: Slots = {}
    for name, heads in slots.items():
        if name in {"subj", "clause", "poss", "appos"} or (passive and name == "obj"):
            continue
        for head in heads:
            for child in doc[head].children:
                if child.dep_.startswith(("nmod", "obl")) and child.dep_ != "nmod:poss":
                    near.setdefault(preposition(child), []).append(child.i)
    return near
