"""Settle what verbs of naming take: whom, and what as.

`The museum named Ann Lee its director` has an object and a complement; parsers often see two
complements, or take `its director` for an apposition. After a comma (`The jury, chaired by X,
named Ghent the City of the Year`) they see a passive participle besides, and in `was for the third
time named` a copula. All rules that read trees find the plain form after this component.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

_NAMING = frozenset(
    "appoint choose crown declare elect name nominate re-elect reappoint reelect vote".split()
)
_NAMES = frozenset({"PROPN", "PRON"})
_DONE_TO = frozenset({"aux:pass", "nsubj:pass"})


def settle(doc: Doc) -> Doc:
    """Relabel objects and complements of verbs of naming."""
    verbs = [t for t in doc if t.pos_ == "VERB" and t.lemma_ in _NAMING]
    for verb in verbs:
        _activate(verb)
        _lift(verb)
        _part(verb)
        whom = _whom(verb)
        what = None if whom is None else _what(verb, whom)
        if whom is None or what is None:
            continue
        if verb.dep_ == "acl" and verb.tag_ == "VBN" and not _is_determined(what):
            continue  # `a forum named Ghent Harbour`
        whom.dep_, what.dep_ = "obj", "xcomp"
        what.head = verb
        if verb.dep_ == "acl" and verb.tag_ == "VBN":
            _make_finite(verb)
    for token in doc:
        if token.tag_ == "VBN" and token.dep_ == "acl" and token.head.lower_ == "time":
            _resume(token)
    return doc


def _activate(verb: Token) -> None:
    """Make a subject that has nothing done to it an active one: `The League re-elected Ann Lee`."""
    said = {c.dep_ for c in verb.children}
    if not {"nsubj:pass", "xcomp"} <= said or "aux:pass" in said:
        return
    for child in verb.lefts:
        child.dep_ = "nsubj" if child.dep_ == "nsubj:pass" else child.dep_
    whom = next(c for c in verb.children if c.dep_ == "xcomp")
    whom.dep_ = "obj" if whom.pos_ == "PROPN" and whom.i == verb.i + 1 else whom.dep_


def _lift(verb: Token) -> None:
    """Make a verb of what parsers took for an adjective: `was [elected treasurer]`.

    So in `The League [re-elected Ann Lee president]`.
    """
    noun = verb.head
    cop = next((c for c in noun.lefts if c.dep_ == "cop"), None)
    subject = next((c for c in noun.lefts if c.dep_ == "nsubj" and c.i < verb.i), None)
    if verb.dep_ != "amod" or noun.dep_ != "ROOT" or verb.i > noun.i or subject is None:
        return
    name = noun.doc[verb.i + 1]
    named = name.dep_ == "compound" and name.ent_type_ == "PERSON" and name.head == noun
    if not named and (cop is None or cop.i > verb.i or name != noun):
        return
    for child in [c for c in noun.children if c != verb and (c.i < verb.i or c.dep_ == "punct")]:
        child.dep_ = child.dep_ if named else _PASSIVE.get(child.dep_, child.dep_)
        child.head = verb
    verb.dep_ = "ROOT"
    verb.head = verb
    noun.dep_, noun.head = "xcomp", verb


def _part(verb: Token) -> None:
    """Part whom from what as, in `re-elected [Ann Lee president]`, which parsers may read as one."""
    what = next((c for c in verb.rights if c.dep_ == "xcomp" and c.pos_ == "NOUN"), None)
    whom = next((c for c in what.lefts if c.i == verb.i + 1), None) if what is not None else None
    if what is None or whom is None or whom.ent_type_ != "PERSON" or whom.dep_ != "compound":
        return
    whom.dep_, whom.head = "obj", verb
    for subject in [c for c in what.lefts if c.dep_.startswith("nsubj") and c.i < verb.i]:
        subject.head = verb


def _resume(verb: Token) -> None:
    """Make the verb of `was for the second time selected` the head, which parsers see in `time`."""
    time = verb.head
    cop = next((c for c in time.lefts if c.dep_ == "cop"), None)
    case = next((c for c in time.lefts if c.dep_ == "case"), None)
    if cop is None or case is None or case.lower_ != "for" or cop.i > case.i:
        return
    verb.dep_, above = time.dep_, time.head
    moved = [c for c in time.children if c != verb and (c.i < case.i or c.i > verb.i)]
    verb.head = verb if above == time else above
    for child in moved:
        child.dep_ = _PASSIVE.get(child.dep_, child.dep_)
        child.head = verb
    time.dep_, time.head = "obl", verb


_PASSIVE = {"cop": "aux:pass", "nmod": "obl", "nsubj": "nsubj:pass"}


def _whom(verb: Token) -> Token | None:
    """Give the name or pronoun right behind a verb: an object, or taken for a complement."""
    if any(c.dep_ in _DONE_TO for c in verb.children):
        return None
    behind = (c for c in verb.rights if c.dep_ in {"obj", "xcomp"})
    first = next(behind, None)
    if first is None or first.pos_ not in _NAMES or first.left_edge.i != verb.i + 1:
        return None
    return first


def _what(verb: Token, whom: Token) -> Token | None:
    """Give the nominal that follows a name with nothing between."""
    end = max([whom.i, *(c.i for c in whom.rights if c.dep_ == "flat")])
    follows = [c for c in verb.rights if c.dep_ == "xcomp" and c != whom]
    follows += [c for c in whom.rights if c.dep_ == "appos"]
    return next(
        (
            c
            for c in follows
            if c.left_edge.i == end + 1 and c.pos_ in {"NOUN", "PROPN"} and not _has_case(c)
        ),
        None,
    )


def _has_case(token: Token) -> bool:
    return any(c.dep_ in {"case", "punct"} and c.i < token.i for c in token.children)


def _is_determined(token: Token) -> bool:
    return any(c.dep_ in {"det", "nmod:poss"} for c in token.lefts)


def _make_finite(verb: Token) -> None:
    """Make a participle the main verb of the noun before it, where that had none."""
    noun = verb.head
    verb.tag_ = "VBD"
    if noun.dep_ != "ROOT" or any(c.dep_ in {"cop", "nsubj"} for c in noun.children):
        return
    for child in [c for c in noun.rights if c.i > verb.i]:
        child.head = verb
    noun.dep_, verb.dep_ = "nsubj", "ROOT"
    verb.head = verb
    noun.head = verb


@Language.component("kg_complements", assigns=["token.dep"], requires=["token.dep", "token.lemma"])
def make(doc: Doc) -> Doc:
    """Settle the complements of one document."""
    return settle(doc)
