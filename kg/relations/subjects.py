"""Who does what a predicate says, whatever its construction: control, relative clauses, apposition."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc, Token

from kg.nlp.bounds import sentence_of
from kg.nlp.lexicon import OBJECT_CONTROL, RELATIVE_PRONOUNS
from kg.nlp.nominals import GROUPS
from kg.relations.trees import (
    NOMINAL,
    clause_head,
    fronted,
    group_led,
    is_infinitive,
    is_passive,
    name_before,
    name_set_off,
    nearest_conjunct,
    noun_before,
    past_dateline,
    preposition,
    says_who,
    without_preposition,
)


def has_copula(token: Token) -> bool:
    """Tell a noun or adjective that is said of something: `is a town`."""
    return any(c.dep_ == "cop" for c in token.children)


def surface_subjects(token: Token, depth: int = 0) -> list[int]:
    """Find the surface subject of a predicate, through control, coordination and relative clauses."""
    below = list(token.children)
    if has_copula(token):  # "is in Top 7", whose subject may hang on the number
        below += [c for number in token.rights if number.dep_ == "flat" for c in number.lefts]
    own = [
        s
        for c in below
        if c.dep_ in {"nsubj", "nsubj:pass", "nsubj:outer"}
        for s in without_preposition(c)
    ]
    if len(own) > 1 and token.dep_ == "acl:relcl":
        own = [s for s in own if s.i > token.head.i] or own
    if own:
        return [_antecedent(token, past_dateline(s)).i for s in _first_of_clauses(own)]
    if (before := _before_objects(token)) is not None:
        return [before.i]
    before = fronted(token) if token.pos_ == "VERB" else None
    if before is not None:
        return [before.i]
    if token.tag_ in {"VBD", "VBZ", "VBP"} and (names := _names_before(token)):
        return names
    if _follows_name(token):
        return [token.head.i]
    rule = _INHERIT.get(token.dep_)
    if rule is None or depth > 6:
        return []
    return rule(token, depth + 1)


def _names_before(verb: Token) -> list[int]:
    """Give back the names before a verb that a parser hung on what opens the sentence.

    In `On Monday, at the Hall, the Institute (HI) and the League met`, Institute and League.
    """
    doc, first = verb.doc, sentence_of(verb)[0]
    if verb.pos_ != "VERB" or verb.dep_ != "ROOT" or doc[first].pos_ != "ADP":
        return []
    ends = {s.end: s for s in doc.spans.get("names", [])}
    found: list[int] = []
    i = verb.i
    while (span := ends.get(_past_aside(doc, i))) is not None and span.start > first + 1:
        before = span.start - 1 - (doc[span.start - 1].lower_ == "the")
        if doc[before].pos_ == "ADP":
            return []  # "… with the League met": who, is told elsewhere
        found.append(span.root.i)
        i = before
        if doc[before].lower_ != "and":
            return found[::-1] if doc[before].text == "," else []
    return []


def _follows_name(verb: Token) -> bool:
    """Tell the verb of `Mr. X - Member of A and Ms. Y - Head of B chaired it`, hung on X."""
    name = verb.head
    hung = verb.dep_ in {"conj", "parataxis"} and name.dep_ == "ROOT" and name.i < verb.i
    named = name.pos_ == "PROPN" and not has_copula(name)
    return hung and named and verb.tag_ in {"VBD", "VBZ", "VBP"}


def _past_aside(doc: Doc, end: int) -> int:
    """Give the end of what stands before `(ACR)`."""
    aside = end > 3 and doc[end - 1].text == ")" and doc[end - 3].text == "("
    return end - 3 if aside else end


def stolen(token: Token) -> tuple[Token, Token | None] | None:
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


def _before_objects(verb: Token) -> Token | None:
    """Give back the subject that a parser took for a second object: `Its members include Ghent`."""
    objects = [c for c in verb.children if c.dep_ == "obj"]
    if len(objects) < 2 or not objects[0].i < verb.i < objects[-1].i:
        return None
    return objects[0] if objects[0].pos_ in {"NOUN", "PROPN"} else None


def _first_of_clauses(subjects: list[Token]) -> list[Token]:
    """Drop a second subject that another verb stands before: it is that verb's object."""
    if len(subjects) < 2:
        return subjects
    between = subjects[0].doc[subjects[0].i : subjects[-1].i]
    verb = any(t.pos_ == "VERB" and t.tag_ in {"VBD", "VBZ", "VBP"} for t in between)
    return subjects[:1] if verb else subjects


def _antecedent(predicate: Token, subject: Token) -> Token:
    if not predicate.dep_.startswith("acl") or subject.lower_ not in RELATIVE_PRONOUNS:
        return subject
    noun, nearest = predicate.head, noun_before(predicate)
    said = noun.head if noun.dep_ == "nmod" and noun.head.lower_ == "one" else noun
    several = noun.lower_ == "those" or noun.tag_ in {"NNS", "NNPS"}
    if several and has_copula(said):  # "A and B were among those who attended", "one of six that …"
        return next((c for c in said.children if c.dep_ == "nsubj"), noun)
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
    if (base := _joined_to(token)) is not None:
        return surface_subjects(base, depth)
    if token.head.pos_ in {"VERB", "AUX"} or has_copula(token.head) or token.pos_ == "VERB":
        return surface_subjects(token.head, depth)
    return surface_subjects(token.head, depth) if token.head.pos_ in NOMINAL else []


def _joined_to(verb: Token) -> Token | None:
    """Give the predicate that a finite verb is joined to, where parsers saw the noun before it.

    In `has been in the Top 7 four times in a row and entered …` nothing can be joined to `row`.
    """
    noun = verb.head
    finite = verb.pos_ == "VERB" and verb.tag_ in {"VBD", "VBZ", "VBP"}
    hung = noun.pos_ == "NOUN" and noun.dep_.startswith(("obl", "nmod")) and not has_copula(noun)
    if not finite or not hung or any(c.dep_.startswith("nsubj") for c in verb.lefts):
        return None
    base = clause_head(noun)
    return base if base != noun and base.dep_ != "acl:relcl" else None


def is_marked(token: Token) -> bool:
    """Tell a clause that a conjunction such as `while` opens."""
    return any(c.dep_ == "mark" for c in token.lefts)


def _from_matrix(token: Token, depth: int) -> list[int]:
    matrix = token.head
    if matrix.dep_ == "ccomp" and matrix.i < matrix.head.i < token.i and is_marked(token):
        matrix = matrix.head  # "`We will stay,` X said while opening the fair"
    if matrix.pos_ in {"NOUN", "PROPN"}:
        if has_copula(matrix) and token.i < matrix.i and matrix.ent_type_ == "PERSON":
            return [matrix.i]  # "Also speaking at the fair were X and Y"
        return [c.i for c in matrix.children if c.dep_ == "nmod:poss"] or surface_subjects(
            matrix, depth
        )
    if token.pos_ in {"NOUN", "PROPN"} and not is_passive(matrix):
        named = [c.i for c in matrix.children if c.dep_ in {"obj", "iobj"}]
        named = named or [
            c.i for c in token.lefts if c.dep_ == "compound" and c.ent_type_ in _NAMED
        ]
        if named and matrix.lemma_ in _SUCCEEDING:
            return [*surface_subjects(matrix, depth), *named]  # "succeeded Lee as chair": both
        if named:
            return named  # "elected Ann Lee president": said of the object
    thanked = any(c.lower_ in {"for", "on"} and c.dep_ == "mark" for c in token.children)
    if matrix.lemma_ in _CONTROLLING and (token.dep_ == "xcomp" or thanked):
        objects = [c.i for c in matrix.children if c.dep_ in {"obj", "iobj"}]
        if objects:
            return objects
        if is_passive(matrix):
            return surface_subjects(matrix, depth)
    return surface_subjects(matrix, depth)


_NAMED = frozenset({"GPE", "ORG", "PERSON"})
_CONTROLLING = OBJECT_CONTROL | frozenset(
    ["appoint", "choose", "elect", "hire", "name", "pick", "select", "send", "tap"]
)


def _from_noun(token: Token, depth: int) -> list[int]:
    noun = token.head
    if token.tag_ == "VBN" and not is_infinitive(token):
        if has_copula(noun) and (named := name_set_off(token)) is not None:
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
    if noun.pos_ == "PRON" and has_copula(noun):
        return surface_subjects(noun, depth) or [noun.i]  # "A and B were among those attending"
    return [noun.i]


def _modified(noun: Token, depth: int) -> list[int]:
    """Give what a participle describes: in `Ghent is the city of Belgium honoured there`, Ghent."""
    outer = noun
    if noun.pos_ == "PROPN" and noun.dep_ == "nmod" and noun.head.pos_ == "NOUN":
        outer = (
            noun.head if preposition(noun) == "of" and noun.head.lemma_ in _KINDS_OF_PLACE else noun
        )
    if has_copula(outer) or outer.dep_ == "xcomp":
        return surface_subjects(outer, depth) or [outer.i]
    return [outer.i]


_KINDS_OF_PLACE = frozenset(
    "area city community district locality municipality place province region town".split()
)


def _from_relative(token: Token, depth: int) -> list[int]:
    return [relative_noun(token).i]


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
    objects = [c.i for c in verb.children if c.dep_ == "obj" and c.lemma_ not in _TERMS]
    if verb.lemma_ in _SUCCEEDING and is_passive(verb):
        objects = [c.i for c in verb.children if preposition(c) == "by"]
    if objects and verb.lemma_ in _SUCCEEDING:
        return [*surface_subjects(verb, depth), *objects]  # "succeeded Lee as chair": both were
    return objects or surface_subjects(verb, depth)


_TERMS = frozenset({"mandate", "stint", "term", "year"})  # "served two terms as mayor"


def _from_inversion(token: Token, depth: int) -> list[int]:
    """Read `Present at the talks were X and Y`, which parsers hang under X."""
    inverted = has_copula(token) and token.i < token.head.i
    return [token.head.i] if inverted else []


def _from_inverted_clause(token: Token, depth: int) -> list[int]:
    """Read `Attending the talks were X and Y`, which parsers may take for a subject."""
    inverted = token.tag_ == "VBG" and has_copula(token.head) and token.i < token.head.i
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
    "csubj": _from_inverted_clause,
    "parataxis": _from_conjunct,
}


def relative_noun(token: Token) -> Token:
    """Give what a relative clause describes; `and which` goes back to the noun of the one before."""
    joined = any(c.dep_ == "cc" and c.lower_ == "and" for c in token.lefts)
    above = clause_head(token.head) if joined else token
    return above.head if joined and above.dep_ == "acl:relcl" else token.head
