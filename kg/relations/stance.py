"""What the text itself thinks of a statement: fact, claim, plan, hope, guess or denial.

A fact that somebody reports (`she said the city has joined …`) stays a fact: news is made of
reports. What somebody believes, claims or argues is attributed; what is still to come is planned,
unless it is scheduled for a day; conditions and possibilities are hedged.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.datamodel import Stance
from kg.nlp.bounds import sentence_of
from kg.nlp.lexicon import (
    HEDGES,
    MODALS,
    NEGATIVE_VERBS,
    NEGATORS,
    OPINION_VERBS,
    PLAN_NOUNS,
    PLAN_VERBS,
)
from kg.relations.trees import is_infinitive

_NOBODY = frozenset({"no", "neither", "nobody", "none", "nothing"})
_CONDITIONS = frozenset(["if", "unless", "whether", "provided", "supposing"])
_UPWARD = frozenset(
    {"xcomp", "ccomp", "advcl", "acl", "acl:relcl", "csubj", "csubj:pass", "parataxis"}
)
_MINDED = frozenset(
    "about determined due eager keen likely prepared ready reluctant unable unlikely willing".split()
)
_ORDINALS = frozenset(
    "first second third fourth fifth last latest only oldest sole youngest".split()
)
_SCHEDULABLE = frozenset({"heldAt", "organized", "implements"})


def stance_of(token: Token, *, prop: str, dated: bool) -> Stance:
    """Give the stance of a predicate; `dated` says that its clause names a day or month."""
    own = _own(token, prop=prop, dated=dated)
    if own != "asserted":
        return own
    if token.pos_ == "NOUN" and prop in _RELATIONAL and (told := _of_light_verb(token)):
        return told
    child, depth = token, 0
    while depth < 5:
        head = child.head
        if head == child:
            break
        if _is_denied(child, head):
            return "negated"
        if _stands_alone(child):
            break
        found = _from_above(child, head)
        if found != "asserted":
            return found
        child, depth = head, depth + 1
    return _question(token)


def _own(token: Token, *, prop: str, dated: bool) -> Stance:
    inner = {"advmod", "aux", "mark", "cc:preconj", "det"}
    words = {c.lower_ for c in token.children if c.dep_ in inner and not c.ent_type_}
    if words & NEGATORS or token.lemma_ in NEGATIVE_VERBS or _is_ruled_out(token):
        return "negated"
    arguments = [c for c in token.children if c.dep_.startswith("nsubj") or c.dep_ == "obj"]
    if any(g.lower_ in _NOBODY for a in arguments for g in [a, *a.children]):
        return "negated"
    if words & _CONDITIONS or words & HEDGES or words & MODALS or _is_unreal(token):
        return "hedged"
    if words & {"will", "'ll", "shall"}:
        return "asserted" if dated and prop in _SCHEDULABLE else "planned"
    if _going_to(token) or _is_to(token) or _is_due(token):
        return "negated" if "yet" in words else "planned"
    if _purpose(token) and not (dated and prop == "heldAt") and prop != "grantedBy":
        return "planned"
    return "asserted"


_RELATIONAL = frozenset({"cooperatesWith", "evaluates", "memberOf", "supports", "visited"})


def _of_light_verb(noun: Token) -> Stance | None:
    """Read `has not entered into a partnership with X`: the verb denies or plans what the noun says."""
    verb = noun.head
    if noun.dep_.startswith("nsubj") and _with_particle(verb) in _OVER:
        return "negated"  # "the deal between Lagos and Ghent fell through"
    if noun.dep_ == "nsubj" and verb.lemma_ in _OPEN and any(c.dep_ == "cop" for c in verb.lefts):
        return "hedged"  # "a pact between Lagos and Ghent is another matter"
    if verb.pos_ != "VERB" or not noun.dep_.startswith(("obj", "obl")):
        return None
    if noun.dep_ == "obj" and _with_particle(verb) in _CALLED_OFF:
        return "negated"
    if any(c.lower_ in NEGATORS for c in verb.children) or verb.lemma_ in NEGATIVE_VERBS:
        return "negated"
    return "planned" if noun.dep_ == "obj" and verb.lemma_ in PLAN_VERBS else None


_OPEN = frozenset(
    "distant dream far idea likely matter possibility possible question unlikely way".split()
)
_CALLED_OFF = frozenset(
    "abandon axe cancel drop end freeze scrap sever shelve suspend terminate withdraw".split()
) | {"break off", "call off", "cut off"}
_OVER = _CALLED_OFF | {"collapse", "expire", "fail", "fall through", "founder", "lapse"}


def _with_particle(verb: Token) -> str:
    """Give `fall through` for `fell through`, whatever a parser makes of `through`."""
    beside = next((c.lower_ for c in verb.rights if c.i == verb.i + 1 and c.pos_ == "ADP"), "")
    return f"{verb.lemma_} {beside}".strip()


def _stands_alone(token: Token) -> bool:
    """Tell a relative clause in the indicative: `may join the League, which was founded in 2008`."""
    finite = token.tag_ in {"VBD", "VBZ", "VBP"} or any(
        c.dep_ in {"aux", "aux:pass", "cop"} and c.tag_ in {"VBD", "VBZ", "VBP"}
        for c in token.children
    )
    told = any(c.dep_ == "mark" for c in token.children)  # "reports that Lagos had joined"
    participle = token.dep_ == "acl" and token.tag_ == "VBN" and not told
    return (token.dep_ == "acl:relcl" and finite) or participle


def _going_to(token: Token) -> bool:
    return token.lemma_ == "go" and any(c.dep_ == "xcomp" for c in token.children)


def _is_to(token: Token) -> bool:
    """Tell what is still to come, or never came: `was to speak`, `was to have spoken`."""
    auxiliary = any(c.lemma_ == "be" and c.dep_ in {"aux", "cop"} for c in token.children)
    perfect = token.tag_ == "VBN" and any(c.lower_ == "have" for c in token.lefts)
    return auxiliary and (token.tag_ == "VB" or perfect) and is_infinitive(token)


def _is_due(token: Token) -> bool:
    """Tell `was due to chair the forum`, where parsers see a noun and `due to` before it."""
    found = {c.dep_: c.lower_ for c in token.lefts if c.dep_ in {"case", "cop"}}
    return found.get("case") == "due" and "cop" in found


def _is_ruled_out(token: Token) -> bool:
    """Tell `built a port rather than join the League` and `no longer belongs to it`."""
    return any(
        (c.lower_ == "rather" and c.dep_ in {"cc", "mark"})
        or (c.lower_ == "longer" and any(g.lower_ == "no" for g in c.lefts))
        for c in token.lefts
    )


def _is_unreal(token: Token) -> bool:
    """Tell `Had Lagos joined the League, it would …`: a condition that was not met."""
    first = next((c for c in token.lefts if c.dep_ in {"aux", "nsubj", "nsubj:pass"}), None)
    return token.dep_ == "advcl" and first is not None and first.lower_ == "had"


def _purpose(token: Token) -> bool:
    """Tell an infinitive of purpose: `met to discuss`, `in order to join`; not `continued to host`."""
    infinitive = any(c.tag_ == "TO" for c in token.children)
    return (
        infinitive
        and token.dep_ in {"advcl", "acl"}
        and not any(_is_ordinal(t) for t in (token.head, *token.head.children))
        and token.head.lemma_ not in _DONE  # "joined hands to launch it", "left to found it"
        and not (token.head.lower_ in {"came", "went"} and token.lemma_ in {"see", "visit"})
    )


def _is_ordinal(token: Token) -> bool:
    """Tell `the tenth town to join`, which has joined, from `two towns to join`."""
    return token.lower_ in _ORDINALS or (token.like_num and token.tag_ == "JJ")


_DONE = frozenset(
    "appoint beat choose defeat edge elect hire join leave partner quit reappoint resign retire"
    " select team".split()
)


_BECOMING = frozenset(["become", "remain", "serve", "take"])


def _from_above(child: Token, head: Token) -> Stance:
    """Judge what the word above makes of the clause below it."""
    if child.dep_ == "conj":
        return "asserted"
    if child.dep_ not in _UPWARD and not child.dep_.startswith(("nmod", "obl", "obj")):
        return "asserted"
    lemma = head.lemma_.casefold()
    if _completes(child, lemma) and head.pos_ in {"VERB", "AUX"}:
        words = {c.lower_ for c in head.children if c.dep_ in {"advmod", "aux"}}
        if (found := _from_verb(child, lemma, words)) != "asserted":
            return found
    minded = (
        head.pos_ in {"ADJ", "ADP"}
        and lemma in _MINDED
        and child.dep_ in {"advcl", "ccomp", "xcomp"}
    )
    if minded or (child.pos_ == "NOUN" and lemma == "nominate"):
        return "planned"
    if (
        child.dep_ == "obj"
        and child.pos_ == "NOUN"
        and lemma in {"deny", "reject", "refute", "dismiss"}
    ):
        return "negated"
    if head.pos_ == "NOUN" and lemma in PLAN_NOUNS and child.dep_ in {"acl", "nmod", "ccomp"}:
        return "planned"
    marks = {c.lower_ for c in child.children if c.dep_ == "mark"}
    if child.dep_ == "advcl" and marks & _CONDITIONS:
        return "hedged"
    if child.dep_ == "advcl" and marks & {"about", "of", "on"} and _is_minded(head):
        return "hedged"
    return "asserted"


def _is_minded(verb: Token) -> bool:
    """Tell `has not made up its mind [about joining]`, `gave up the idea [of joining]`."""
    return any(c.dep_ == "obj" and c.lemma_ in PLAN_NOUNS | {"mind"} for c in verb.children)


def _is_denied(clause: Token, above: Token) -> bool:
    """Tell what the words above a clause say is not so: `it is not true that`, `has yet to`."""
    adverbs = {c.lower_ for c in above.children if c.dep_ == "advmod"}
    if clause.dep_ in {"xcomp", "advcl"}:
        near = {above.lower_, *adverbs}
        if is_infinitive(clause):  # "has yet to join", "is yet to join"
            return "yet" in near and above.lower_ in {"yet", *_HAVING}
        marks = {c.lower_ for c in clause.lefts if c.dep_ == "mark"}
        if "from" in marks and above.lemma_ in _PREVENTING:
            return True
        return bool(marks & _WITHOUT) or bool(marks & {"of", "to"} and near & _NEARLY)
    if clause.dep_ not in {"acl", "acl:relcl", "ccomp", "csubj", "csubj:outer", "csubj:pass"}:
        return False
    if adverbs & _FALSELY:
        return True
    if above.pos_ == "ADJ" or above.lemma_ == "case":
        denied = any(c.lower_ in NEGATORS for c in above.lefts) and above.lemma_ in {"case", "true"}
        claims = {c.lemma_.casefold() for c in above.lefts if c.dep_ in {"expl", "nsubj"}}
        return denied or (bool(claims & {*_RUMOURS, "it"}) and above.lemma_ in _UNTRUE)
    return above.lemma_.casefold() in _RUMOURS and _is_rumour(above)


def _is_rumour(noun: Token) -> bool:
    """Tell `reports that … are incorrect` and `there is no truth in the story that …`."""
    beside = [c for c in noun.children if c.dep_ in {"ccomp", "parataxis"}]
    judged = [noun.head] if noun.dep_.startswith("nsubj") else [noun, *beside]
    if any(j.lemma_ in _UNTRUE and j.pos_ == "ADJ" for j in judged):
        return True
    nothing = any(c.lower_ in {"little", "no"} for c in noun.head.lefts)
    return nothing and noun.head.lemma_ in {"basis", "substance", "truth"}


_PREVENTING = frozenset(
    "ban bar discourage disqualify exclude keep prevent prohibit refrain stop suspend".split()
)
_HAVING = frozenset({"are", "had", "has", "have", "is", "was", "were"})
_NEARLY = frozenset({"close", "far", "near", "short"})  # "came close to winning"
_WITHOUT = frozenset({"instead", "rather", "without"})
_FALSELY = frozenset("erroneously falsely incorrectly mistakenly wrongly".split())
_RUMOURS = frozenset(
    "allegation assertion claim news report rumor rumour speculation statement story suggestion"
    " talk".split()
)
_UNTRUE = frozenset("baseless false inaccurate incorrect mistaken unfounded untrue wrong".split())


def _completes(child: Token, lemma: str) -> bool:
    """Tell a clause or noun that a verb needs: `hopes [to join]`, `went [to see]`."""
    if child.dep_ == "advcl":
        return lemma in {"come", "go"} and any(c.tag_ == "TO" for c in child.children)
    if child.dep_ == "obl" and any(c.dep_ == "case" and c.lower_ == "as" for c in child.children):
        return True  # "did not elect her as president"
    return child.dep_ in {"xcomp", "ccomp", "acl", "csubj"} and child.pos_ in {
        "VERB",
        "AUX",
        "NOUN",
        "ADJ",
    }


def _from_verb(child: Token, lemma: str, words: set[str]) -> Stance:
    """Judge what a verb, with its adverbs and auxiliaries, makes of its complement."""
    if lemma in NEGATIVE_VERBS or words & NEGATORS:
        return "negated"
    if lemma in PLAN_VERBS and child.dep_ != "ccomp":
        return "planned"
    if lemma in OPINION_VERBS or lemma in PLAN_VERBS:
        return "attributed"
    if words & MODALS or words & HEDGES:
        return "hedged"
    return "planned" if words & {"will", "'ll", "shall"} and lemma in _BECOMING else "asserted"


def _question(token: Token) -> Stance:
    start, end = sentence_of(token)
    closing = token.doc[max(start, end - 4) : end].text.rstrip(" \"'”’)")
    return "hedged" if closing.endswith("?") else "asserted"
