"""What stands beside a name and tells its class, where only the model's label speaks for it.

`the hydrographer X` is a person, `X, a cooperative of workshops` and `founder of X` are bodies,
`X, which` is nobody: English says what a thing is when it names it first, and a label is a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.gazetteer import offices
from kg.nlp.classes import class_of_place, head_class
from kg.nlp.lexicon import SPEECH_VERBS
from kg.nlp.names.tokens import Name
from kg.nlp.office_words import FORMER, RANKS

_AGENTS = ("er", "or", "ist", "ian", "man", "woman")
_SURE_AGENTS = ("ist", "ian", "man", "woman")
_THINGS = frozenset(
    "border calendar charter chapter computer container corridor cruiser error factor ferryman river"
    " harbor letter liner mirror monitor motor newsletter number order paper partner poster power"
    " quarter register reactor sector server sister steamer tanker tower tractor trailer van".split()
)
_UNNAMED = frozenset({"City", "Region", "GeopoliticalEntity", "Place"})
_BODIES = frozenset(
    "Association Company Facility GovernmentBody Institution Organization University".split()
)
_CARRYING = frozenset({"implement", "pilot"})
_WORKS = frozenset({"Award", "Model", "Project"})
_OF_BODIES = frozenset(
    {"branch", "co-founder", "cofounder", "founder", "shareholder", "subsidiary"}
)
_OF_PEOPLE = frozenset(
    "adviser advisor aide assistant biographer deputy editor lawyer spokesman spokesperson spokeswoman"
    " successor teacher".split()
)
_DONE_TO_BODIES = frozenset({"base", "establish", "found", "headquarter"})
_SPOKEN = SPEECH_VERBS - {"announce", "confirm", "declare", "highlight", "report"}
_HONOURING = frozenset("crown decorate distinguish honor honour recognise recognize reward".split())
_APPOINTING = frozenset("appoint choose elect hire name nominate pick re-elect reappoint".split())
_REACH = 7
_LONGEST = 4


def told(doc: Doc, name: Name) -> Iterator[str]:
    """Give the classes that the words around a name speak for, where they are not its own."""
    yield from works(doc, name)
    if name.kind == "Person":
        yield from _bodies(doc, name)
    elif name.kind in _UNNAMED | {"Organization"} and 2 <= name.end - name.start <= _LONGEST:
        if any(True for _ in _persons(doc, name)) and _may_be_person(doc, name):
            yield "Person"
        called = (_described_as(doc, name.end), _called(doc, name.start))
        found = [kind for kind in called if kind in _BODIES] if name.kind in _UNNAMED else []
        if found and class_of_place(doc[name.start : name.end].text) is None:
            yield from found


def works(doc: Doc, name: Name) -> Iterator[str]:
    """Give `Award`, `Project` or `Model` where the words around a name call it one."""
    root = doc[name.start : name.end].root
    if _is_bestowed(root):
        yield "Award"
        return
    if _is_numbered(doc, name):
        yield "Conference"
    said = [_described_as(doc, name.end)]
    said += [kind for kind in _predicated(root) if kind != "Model"]  # "Utrecht was the model for …"
    if root.dep_ != "nsubj":  # "the project Ann Lee leads"
        said += [_called(doc, name.start), _apposed(root)]
    if root.dep_ == "obj" and root.head.lemma_ in _CARRYING:
        said.append("Project")
    yield from (kind for kind in said if kind in _WORKS)


def _is_numbered(doc: Doc, name: Name) -> bool:
    """Tell a gathering by its number: `the third Africa Ports Forum`, `its 5th Congress`."""
    before = doc[name.start - 1] if name.start else None
    counted = before is not None and (before.lower_ in _NUMBERS or _NTH.fullmatch(before.lower_))
    return bool(counted) and doc[name.end - 1].lower_ in _GATHERINGS


_NUMBERS = frozenset(
    "annual biennial first second third fourth fifth sixth seventh eighth ninth tenth".split()
)
_NTH = re.compile(r"\d+(?:st|nd|rd|th)")
_GATHERINGS = frozenset({"assembly", "congress", "convention", "forum"})


def _predicated(root: Token) -> Iterator[str]:
    """Give the class of the noun in `Our largest project is NAME`, `NAME is a programme`."""
    if any(c.dep_ == "cop" for c in root.children):
        yield from (head_class(c.lemma_) or "" for c in root.lefts if c.dep_ == "nsubj")
    said = root.head
    if root.dep_ == "nsubj" and said.tag_ == "NN" and any(c.dep_ == "cop" for c in said.children):
        yield head_class(said.lemma_) or ""


def _apposed(root: Token) -> str:
    """Give the class of the noun that a name stands beside: `its award for ports, the NAME`."""
    noun = root.head
    beside = root.dep_ == "appos" and noun.i < root.i and noun.tag_ == "NN" and noun.is_lower
    if noun.lower_ == "pilot":
        return ""  # a pilot is a project, but who is called one flies
    return (head_class(noun.lemma_) or "") if beside else ""


def _is_bestowed(root: Token) -> bool:
    """Tell what somebody is honoured with: `Acme was honoured with the Blue Hammer`."""
    role, verb = root.dep_, root.head.lemma_
    if role == "obl" and verb in _HONOURING:
        return _case(root) in {"as", "with"}
    if role == "nmod" and verb == "title":
        return _case(root) == "of"  # "keeps the title of Blue Hammer City"
    if role != "obj" or verb not in {"award", "win"}:
        return False
    alone = any(c.dep_ == "det" and c.lower_ == "the" for c in root.children)
    return alone or (
        verb == "award" and any(c.dep_ in {"aux:pass", "iobj"} for c in root.head.children)
    )


def _case(noun: Token) -> str:
    return next((c.lower_ for c in noun.children if c.dep_ == "case"), "")


def _bodies(doc: Doc, name: Name) -> Iterator[str]:
    called = _called(doc, name.start)
    if called in _BODIES:
        yield called
    before = doc[name.start - 1].lower_ if name.start else ""
    following = [t.lower_ for t in doc[name.end : name.end + 2]]
    if before == "in" and name.end - name.start == 1 and following[:1] not in (["'s"], ["’s"]):
        yield "GeopoliticalEntity"  # one is in a place, hardly ever in somebody
    if following == [",", "which"] or _heads_body(doc, name.start) or _has_article(doc, name):
        yield "Organization"
    described = _described_as(doc, name.end)
    if described in _BODIES:
        yield described
    root = doc[name.start : name.end].root
    done = root.dep_ == "nsubj:pass" and root.head.lemma_ in _DONE_TO_BODIES
    if done or (root.dep_ == "nsubj" and root.head.lemma_ == "employ"):
        yield "Organization"


def _has_article(doc: Doc, name: Name) -> bool:
    """Tell `the Mahila Kala Kendra`, a body, from persons, who have no article before their names."""
    root = doc[name.start : name.end].root
    plain = root.tag_ == "NNP" and doc[name.end - 1].lower_ not in _STYLED
    bare = plain and name.start > 0 and doc[name.start - 1].lower_ == "the"
    behind = doc[name.end] if name.end < len(doc) else None
    alone = behind is None or behind.pos_ not in {"NOUN", "PROPN", "PUNCT"} or behind.text in ".,"
    return bare and alone and root.dep_ not in {"compound", "nmod:desc"}


_STYLED = frozenset({"khan", "lama", "patriarch", "pope"})  # "the Dalai Lama" is a person


def _called(doc: Doc, start: int) -> str:
    """Give the class of the noun before a name: `the lender NAME`."""
    before = doc[start - 1] if start else None
    if before is None or before.tag_ != "NN" or not before.is_lower or before.lower_ == "pilot":
        return ""
    return head_class(before.text) or ""


def namesake(doc: Doc, name: Name) -> str:
    """Give the class of `Evora` in `the start-up Evora`, a firm called like a town; or nothing."""
    words, called = doc[name.start : name.end], _called(doc, name.start)
    if class_of_place(words.text) != "City":
        return ""
    if doc[max(0, name.start - 3) : name.start].text.lower() == "start-up":
        return "Company"  # a tree has no head for it
    if called not in _FIRMS:
        return ""
    beside = words.root.head.i == name.start - 1 or words.root == doc[name.start - 1].head
    return called if beside else ""


_FIRMS = frozenset({"Association", "Company", "Organization"})


def _heads_body(doc: Doc, start: int) -> bool:
    """Tell `founder of NAME`, `product manager at NAME`."""
    if start < 2 or doc[start - 1].lower_ not in {"of", "at"}:
        return False
    held = doc[start - 2].lower_
    office = held in offices() and held not in _OF_PEOPLE and offices()[held] != "profession"
    return office or held in _OF_BODIES or (doc[start - 1].lower_ == "at" and held in offices())


def _described_as(doc: Doc, end: int) -> str:
    """Give the class of the noun in apposition: `NAME, a Dutch foundation whose volunteers …`."""
    if end + 2 >= len(doc) or doc[end].text != "," or doc[end + 1].lower_ not in {"a", "an", "the"}:
        return ""
    for token in doc[end + 2 : end + 2 + _REACH]:
        if token.pos_ in {"VERB", "AUX", "ADP", "PUNCT"} and token.tag_ not in {
            "VBN",
            "VBG",
            "HYPH",
        }:
            return ""
        if token.pos_ == "NOUN" and token.dep_ != "compound":
            if doc[token.i + 1 : token.i + 2].text in {"'s", "’s"}:
                return ""  # "NAME, the corporation's head"
            return "" if token.lower_ in offices() else head_class(token.lemma_) or ""
    return ""


def _may_be_person(doc: Doc, name: Name) -> bool:
    words = doc[name.start : name.end]
    plain = all((t.is_alpha and t.text[:1].isupper()) or t.text == "-" for t in words)
    return plain and head_class(words[-1].text) is None and class_of_place(words.text) is None


def _persons(doc: Doc, name: Name) -> Iterator[Token]:
    """Give the nouns that call a name's bearer what they do: `the fisherman X`, `X, an explorer`."""
    agents = _SURE_AGENTS if name.kind == "Organization" else _AGENTS
    before = doc[name.start - 1] if name.start else None
    if before is not None and _is_agent(before, agents):
        yield before
    root = doc[name.start : name.end].root
    if name.kind != "Organization" and root.dep_ == "nsubj" and root.head.lemma_ in _SPOKEN:
        yield root
    i = name.end
    if i + 2 < len(doc) and doc[i].text == ",":
        i += 1 + (doc[i + 1].lower_ in {"a", "an", "the"})
        closed = i + 1 < len(doc) and not doc[i + 1].is_alpha
        if (closed and _is_agent(doc[i], agents)) or doc[i].lower_ == "who" or _holds(doc, i):
            yield doc[i]
    appointed = before is not None and before.lemma_ in _APPOINTING
    said = root.head if root.dep_ == "nsubj" else root
    if said != root and said.lower_ in offices() and any(c.dep_ == "cop" for c in said.children):
        yield said  # "NAME is a former head of research"
    if before is not None and before.tag_ == "NNS" and before.lemma_ in offices():
        yield before  # "the engineers NAME and …"
    if appointed and doc[i : i + 1].text == "as" and _holds(doc, i + 1):
        yield doc[i + 1]
    if (office := _office_before(doc, name.start)) is not None:
        yield office


def _office_before(doc: Doc, start: int) -> Token | None:
    """Give the office in `the Mayor of Oruro in Bolivia, NAME`, whose holder a comma sets off."""
    if start < 4 or doc[start - 1].text != ",":
        return None
    for i in range(start - 2, max(doc[start].sent.start, start - _REACH_OF_OFFICE) - 1, -1):
        if doc[i].text in {",", ";"} or doc[i].pos_ == "VERB":
            return None
        definite = i and doc[i - 1].lower_ in {"the", "'s", "’s"}
        if definite and _holds(doc, i):
            return doc[i]
    return None


_REACH_OF_OFFICE = 12  # tokens


def _holds(doc: Doc, i: int) -> bool:
    """Tell the words of an office at a token: `a former vice governor of …`."""
    while i < len(doc) and doc[i].lower_ in RANKS | FORMER:
        i += 1
    if i >= len(doc) or doc[i].lower_ not in offices():
        return False
    after = doc[i + 1].lower_ if i + 1 < len(doc) else "."
    return doc[i].is_lower or after in {"and", "at", "for", "of", ",", "."}


def _is_agent(token: Token, endings: tuple[str, ...]) -> bool:
    word = token.lower_
    return (
        token.tag_ == "NN"
        and token.is_lower
        and word.endswith(endings)
        and word not in _THINGS
        and head_class(word) is None
    )
