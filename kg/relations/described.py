"""What a common noun says of which name: `Acme, a firm based in …`, `her city`, `the diver Ann Lee`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spacy.tokens import Span, Token

from kg.gazetteer import titles
from kg.nlp.aliases import family
from kg.nlp.classes import head_class
from kg.relations.trees import nearest_conjunct, whose

_PHRASE = 8  # tokens from the comma to the noun that describes: `, a Lagos-based company`


def described(
    token: Token, at: Mapping[int, Span], sender: Callable[[str], Span | None]
) -> Span | None:
    """Give what a noun in apposition describes: in `Acme, a firm founded by X`, Acme."""
    if token.pos_ != "NOUN":
        return None
    if (called := _called_by_name(token, at)) is not None:
        return called
    if token.dep_ == "parataxis":
        return _work_before(token, at) or _named_before(token, at)
    if token.dep_ != "appos":
        return _of_office(token, at, sender) or _hung_below(token, at) or _called(token, at)
    span = _in_list(token, at) or _named_before(token, at) or at.get(nearest_conjunct(token).i)
    return span if span is not None and span.id_ == "name" else None


def _called_by_name(noun: Token, at: Mapping[int, Span]) -> Span | None:
    """Give the name in `a programme called Blue Port`."""
    for child in noun.rights:
        if child.dep_ == "acl" and child.lemma_ in _CALLING:
            found = (at.get(c.i) for c in child.rights)
            return next((s for s in found if s is not None and s.id_ == "name"), None)
    return None


_CALLING = frozenset({"call", "dub", "entitle", "name", "title"})


def _in_list(noun: Token, at: Mapping[int, Span]) -> Span | None:
    """Give who a list with semicolons says it of: `…; Mr. Kim - Governor of X, head of a team; …`."""
    words = noun.doc[noun.head.i : noun.i]
    last = next((t.i for t in reversed(words) if t.text == ";"), 0)
    if last <= noun.head.i:
        return None
    spans = (at.get(i) for i in range(last + 1, noun.i))
    return next((s for s in spans if s is not None and s.id_ == "name"), None)


def _work_before(noun: Token, at: Mapping[int, Span]) -> Span | None:
    """Give the project or award right before `, the rainwater programme that …`."""
    first = noun.left_edge.i
    span = at.get(first - 2) if first > 1 and noun.doc[first - 1].text == "," else None
    kind = head_class(noun.lemma_)
    same = span is not None and span.id_ == "name" and span.label_ == kind
    return span if same and kind in {"Award", "Project"} else None


def _named_before(noun: Token, at: Mapping[int, Span]) -> Span | None:
    """Give the body right before `, a company based in …`, wherever the parser hung `company`."""
    i = noun.i - 1
    while noun.i - i < _PHRASE and i > 1 and noun.doc[i].text != ",":
        i -= 1
    if noun.doc[i].text != "," or noun.doc[i + 1].lower_ not in {"a", "an", "the"}:
        return None
    kind = "Company" if noun.lower_ == "up" else head_class(noun.lemma_)  # "start-up"
    span = at.get(i - 1)
    if kind is None or span is None or span.id_ != "name":
        return None
    return span if family(kind) == family(span.label_) == family("Organization") else None


def _of_office(
    noun: Token, at: Mapping[int, Span], sender: Callable[[str], Span | None]
) -> Span | None:
    """Give the body or place in `her city`, `the mayor …, whose region`: where they hold office."""
    kind = head_class(noun.lemma_)
    owner = next((c for c in noun.lefts if c.dep_ == "nmod:poss"), None)
    if owner is None or kind is None:
        return None
    person = at.get(whose(owner) if owner.lower_ == "whose" else owner.i)
    if person is None or person.label_ != "Person":
        return None
    body = sender(person.kb_id_)
    return body if body is not None and family(body.label_) == family(kind) else None


def _called(noun: Token, at: Mapping[int, Span]) -> Span | None:
    """Give the person whom a noun introduces: `the hydrographer Dr Graça Muianga`."""
    i = noun.i + 1
    if noun.tag_ != "NN" or i >= len(noun.doc):
        return None
    while i + 1 < len(noun.doc) and noun.doc[i].lower_.rstrip(".") in titles():
        i += 1
    span = at.get(i)
    person = span is not None and span.start == i and span.label_ == "Person"
    return span if person and span is not None and span.id_ == "name" else None


def _hung_below(noun: Token, at: Mapping[int, Span]) -> Span | None:
    """Give the name in `Acme Fresh, a Lagos-based company, …` that a parser hung on `company`."""
    first = next(iter(noun.lefts), None)
    span = at.get(first.i) if first is not None else None
    if span is None or span.id_ != "name" or noun.doc[span.end].text != ",":
        return None
    return span if noun.doc[span.end + 1].lower_ in {"a", "an", "the"} else None
