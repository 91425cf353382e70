"""Words of offices, and the names and titles beside them: what all readers of offices share."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc, Span, SpanGroup, Token

from kg.gazetteer import offices, titles

RANKS = frozenset(
    [
        "acting",
        "adjunct",
        "assistant",
        "associate",
        "chief",
        "co",
        "co-",
        "deputy",
        "elect",
        "executive",
        "first",
        "founding",
        "general",
        "group",
        "honorary",
        "incoming",
        "interim",
        "joint",
        "junior",
        "lead",
        "managing",
        "outgoing",
        "permanent",
        "prime",
        "principal",
        "regional",
        "research",
        "second",
        "senior",
        "standing",
        "technical",
        "under",
        "vice",
    ]
)


FORMER = frozenset(
    ["ex", "former", "formerly", "late", "onetime", "then", "ex-", "previous", "past"]
)


ENVOYS = frozenset(
    ["ambassador", "commissioner", "consul", "consul-general", "envoy", "representative"]
)


BOARDS = frozenset(
    [
        "board",
        "bureau",
        "directors",
        "management",
        "council's",
        "presidium",
        "trustees",
        "governors",
    ]
)


INSTITUTIONS = frozenset(
    ["GovernmentBody", "Association", "Company", "University", "Organization", "Institution"]
)


SEATS = ("City", "Region", "Facility")


def is_time(token: Token) -> bool:
    """Tell the noun of `until last year director of X`, `mayor for decades`."""
    return token.lemma_.casefold() in {
        "century", "day", "decade", "month", "semester", "term", "time", "week", "year",
    }  # fmt: skip


def name_starting(doc: Doc, i: int) -> Span | None:
    """Give the name that starts at a token; in `Lagos-based Acme`, Acme."""
    named = _by_edge(doc.spans["names"])[0].get(i)
    if named is not None and doc[named.end : named.end + 2].text.lower() == "-based":
        return name_starting(doc, named.end + 2)
    return named


def name_ending(doc: Doc, i: int) -> Span | None:
    """Give the name that ends before a token."""
    return _by_edge(doc.spans["names"])[1].get(i)


@lru_cache(maxsize=1)  # the component asks of one document at a time
def _by_edge(names: SpanGroup) -> tuple[dict[int, Span], dict[int, Span]]:
    spans = list(names)
    return {s.start: s for s in spans}, {s.end: s for s in spans}


def is_owned(doc: Doc, i: int) -> bool:
    """Tell `its chairman`, `whose mayor`: a possessive right before says whose office it is."""
    return i > 0 and doc[i - 1].lower_ in {"its", "their", "whose"}


def is_envoy(doc: Doc, head: int) -> bool:
    """Tell an office of somebody sent abroad: `ambassador`, `Consul General`."""
    consul = head > 0 and doc[head].lower_ == "general" and doc[head - 1].lower_ == "consul"
    return consul or doc[head].lower_ in ENVOYS


def is_profession(token: Token) -> bool:
    """Tell a calling from an office: an economist holds no position by being one."""
    return offices().get(token.lower_) == "profession"


def is_title_at(doc: Doc, i: int) -> bool:
    """Tell a courtesy title at a token."""
    return i < len(doc) and doc[i].lower_.rstrip(".") in titles()
