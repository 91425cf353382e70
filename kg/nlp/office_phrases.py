"""The phrase of an office: its role, and the body it is held in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Span, SpanGroup, Token

from kg.gazetteer import demonyms, offices, titles
from kg.nlp.classes import class_of_place, head_class

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


_ENVOYS = frozenset(["ambassador", "commissioner", "consul", "consul-general", "envoy"])


_BOARDS = frozenset(
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


@dataclass(frozen=True, slots=True)
class Office:
    """An office phrase: token spans of role, body and person; -1 where the text names none."""

    start: int
    end: int
    head: int
    role: str
    former: bool
    body: tuple[int, int] = (-1, -1)
    person: tuple[int, int] = (-1, -1)


def phrase_at(doc: Doc, head: int) -> Office | None:
    """Read the phrase around the head noun of an office, or None where there is none."""
    sentence = doc[head].sent
    start, body = _premodifiers(doc, head, sentence.start)
    end, after, board = _complement(doc, head, sentence.end)
    begin = body[0] if body != (-1, -1) else start
    former = begin > sentence.start and doc[begin - 1].lower_ in FORMER
    inner = range(start, head)
    former = former or any(doc[i].lower_ in FORMER for i in inner)
    while doc[start].lower_ in FORMER or doc[start].text == "-":
        start += 1
    role = doc[start : board if board else head + 1].text
    owned = body != (-1, -1) or (begin > 0 and doc[begin - 1].lower_ in {"its", "their", "whose"})
    posted = owned and doc[head + 1 : head + 2].text.casefold() in {"in", "for"}
    own = body if posted or after == (-1, -1) else after
    return Office(begin, end, head, role, former, own)


def _premodifiers(doc: Doc, head: int, limit: int) -> tuple[int, tuple[int, int]]:
    """Walk left over ranks (`Permanent Vice`), then over a body (`Provincial Party`, a name)."""
    start = head
    while start > limit and _is_rank(doc, start - 1):
        start -= 1
    start, body_end = _possessive_board(doc, start, limit)
    while start > limit and start == body_end and _is_portfolio_word(doc, start - 1):
        start = body_end = start - 1
    while start > limit and start < head and doc[start - 1].lower_ in RANKS:
        start = body_end = start - 1  # "chief information officer"
    body = _body_before(doc, body_end, limit)
    if body == (-1, -1) and body_end == start and (wide := _past_modifiers(doc, start, limit)):
        return wide, _body_before(doc, wide, limit)
    return start, body


def _past_modifiers(doc: Doc, start: int, limit: int) -> int:
    """Give where `urban` begins in `Harbour Bank urban specialist`, if a body's name ends there."""
    i = start
    while i > max(limit, start - 3) and doc[i - 1].is_lower and doc[i - 1].pos_ in {"ADJ", "NOUN"}:
        i -= 1
    named = name_ending(doc, i) if i < start else None
    return i if named is not None and named.label_ in {*INSTITUTIONS, "Facility"} else 0


def _is_portfolio_word(doc: Doc, i: int) -> bool:
    """Tell `Science` in `Science Minister`, `Lord` in `Lord Mayor`: capitals that name nothing."""
    token = doc[i]
    if token.is_lower and token.pos_ == "NOUN" and token.dep_ == "compound":
        return token.head.lower_ in offices() and token.head.i == i + 1 and not _is_time(token)
    if token.is_lower and token.pos_ == "ADJ" and token.lower_.endswith(_OF_A_FIELD):
        return offices().get(doc[i + 1].lower_) == "profession"
    if (
        not token.text[:1].isupper()
        or not token.is_alpha
        or (token.is_sent_start and token.pos_ != "PROPN")
    ):
        return False
    if (token.text.isupper() and len(token) > 1) or class_of_place(token.text):
        return False
    if (
        _institutional(token)
        or token.pos_ not in {"NOUN", "PROPN", "ADJ"}
        or token.lower_ in FORMER
    ):
        return False
    return not is_title_at(doc, i) and not any(s.start <= i < s.end for s in doc.spans["names"])


_OF_A_FIELD = ("al", "ic", "ine", "urban", "nuclear")  # "marine biologist", "civil" is rank enough


def _is_time(token: Token) -> bool:
    """Tell the noun of `until last year director of X`, `mayor for decades`."""
    return token.lemma_.casefold() in {
        "century", "day", "decade", "month", "semester", "term", "time", "week", "year",
    }  # fmt: skip


def _is_rank(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.text == "-":
        before = doc[i - 1].lower_ if i else ""
        return (before in RANKS | FORMER or before in offices()) and not token.whitespace_
    if token.lower_ == "state" and doc[i + 1].lower_ in {"minister", "secretary"}:
        return True
    if token.lower_ == "under":  # "under director X" is no rank
        return doc[i + 1].lower_ in {"-", "secretary"}
    return token.lower_ in RANKS or (token.lower_ in offices() and token.i + 1 < len(doc))


def _possessive_board(doc: Doc, start: int, limit: int) -> tuple[int, int]:
    """Take `Board of Directors'` before `Chairman` into the role."""
    i = start - 1
    if i > limit and doc[i].lower_ in {"'", "'s", "’", "’s"} and doc[i - 1].lower_ in _BOARDS:
        i -= 1
        while i > limit and (doc[i - 1].lower_ in _BOARDS or doc[i - 1].lower_ == "of"):
            i -= 1
        return i, i
    return start, start


def _body_before(doc: Doc, end: int, limit: int) -> tuple[int, int]:
    stop = end - 1 if end > limit and doc[end - 1].lower_ in {"'s", "’s", "’", "'"} else end
    named = name_ending(doc, stop)
    if (
        named is not None
        and named.label_ not in {"Person", "Award", "Event"}
        and named.start >= limit
    ):
        return named.start, named.end
    start = stop
    while start > limit and _institutional(doc[start - 1]):
        start -= 1
    if start < stop and (nation := name_ending(doc, start)) and nation.label_ == "Country":
        return nation.start, nation.end  # "the Latvian State Secretary"
    return (start, stop) if start < stop else (-1, -1)


def _institutional(token: Token) -> bool:
    """Tell adjectives and nouns that name the body of an office: `Provincial Party` Secretary."""
    return token.text[:1].isupper() and token.lower_ in {
        "provincial", "municipal", "party", "city", "state", "district", "national", "communist",
    }  # fmt: skip


def _complement(doc: Doc, head: int, limit: int) -> tuple[int, tuple[int, int], int]:
    """Read `of the Board of Directors of NAME`; give the end, the body, and the end of the board."""
    i, board = head + 1, 0
    while i < limit and doc[i].lower_ in {"of", "at", "for", "to", "in"}:
        j = i + 1
        while j < limit and doc[j].lower_ in {"the", "a", "its", "’s"}:
            j += 1
        named = name_starting(doc, j)
        j += named is None and _opens_board(doc, j, limit)
        if doc[head].lower_ in _ENVOYS and doc[i].lower_ in {"to", "in"} and named is not None:
            return named.end, (-1, -1), named.end
        if named is not None and doc[i].lower_ == "for" and _posted_at(doc, named.end, limit):
            i = board = named.end  # "vice president for Europe at Acme"
            continue
        if named is None or named.text.casefold() in demonyms():
            named = _name_after_modifier(doc, j, limit) or named
        if named is not None and _owns_a_body(doc, named.end, limit):
            owned = name_starting(doc, named.end + 1)
            body = (owned.start, owned.end) if owned is not None else (-1, -1)
            return max(named.end, body[1]), body, board
        if named is not None:
            return _past_posting(doc, head, named.end), (named.start, named.end), board
        if (nominal := _common_body(doc, j, limit)) and not board:
            return nominal, (nominal - 1, nominal), board
        if j < limit and doc[j].lower_ in _BOARDS and doc[i].lower_ == "of":
            i = j + 1
            while i + 1 < limit and doc[i].lower_ == "of" and doc[i + 1].lower_ in _BOARDS:
                i += 2
            board = i
            continue
        if (field := _field(doc, i, limit)) and not board:
            i = board = field
            continue
        return _portfolio(doc, head, i, j, limit)
    return i, (-1, -1), board


_BOARD_KINDS = frozenset(["advisory", "executive", "governing", "management", "supervisory"])


def _opens_board(doc: Doc, j: int, limit: int) -> bool:
    """Tell the adjective in `member of the supervisory board of X`."""
    return j + 1 < limit and doc[j].lower_ in _BOARD_KINDS and doc[j + 1].lower_ in _BOARDS


def _past_posting(doc: Doc, head: int, end: int) -> int:
    """Give the end of `Ambassador of Rwanda [to Ghana]`."""
    if doc[head].lower_ not in _ENVOYS or doc[end : end + 1].text not in {"in", "to"}:
        return end
    where = name_starting(doc, end + 1)
    return where.end if where is not None and where.label_ != "Person" else end


def _common_body(doc: Doc, j: int, limit: int) -> int:
    """Give the end of `the university` in `President of the university`: coreference knows which."""
    if j >= limit or doc[j - 1].lower_ not in {"the", "its", "this"}:
        return 0
    if not doc[j].is_lower:  # "the Ministry", a name that needs no more
        alone = j + 1 >= limit or not doc[j + 1].text[:1].isalpha()
        return j + 1 if alone and head_class(doc[j].text) in INSTITUTIONS else 0
    end = j + 1
    if doc[j].lower_ in _BOARDS and doc[j + 1 : j + 2].text == "of":
        return 0  # "member of the board of X"
    if end < limit and doc[end].pos_ in {"NOUN", "PROPN"} and doc[end].lower_ not in offices():
        end += 1
    return end if head_class(doc[end - 1].text) in {*INSTITUTIONS, *SEATS} else 0


SEATS = ("City", "Region", "Facility")


def _owns_a_body(doc: Doc, end: int, limit: int) -> bool:
    """Tell `manager of Lagos's port authority`: the body is the authority, not Lagos."""
    if end + 1 >= limit or doc[end].lower_ not in {"'s", "’s"}:
        return False
    owned = name_starting(doc, end + 1)
    return doc[end + 1].is_lower or (owned is not None and owned.label_ in INSTITUTIONS)


def _field(doc: Doc, i: int, limit: int) -> int:
    """Give the end of a field in small letters that a body follows: `dean [of medicine] at X`."""
    if doc[i].lower_ not in {"of", "for"}:
        return 0
    end = i + 1
    while (
        end < min(limit, i + 6) and doc[end].is_lower and doc[end].pos_ in {"NOUN", "ADJ", "CCONJ"}
    ):
        end += 1
    follows = i + 1 < end < limit and doc[end].lower_ in {"at", "of", "for", "in"}
    return end if follows and doc[end - 1].pos_ == "NOUN" else 0


def _portfolio(doc: Doc, head: int, i: int, j: int, limit: int) -> tuple[int, tuple[int, int], int]:
    """Read `Minister of Foreign Affairs`: the portfolio belongs to the role."""
    end = j
    while end < limit and (doc[end].text[:1].isupper() or doc[end].lower_ in {"and", "of", "for"}):
        if (following := name_starting(doc, end)) and following.label_ == "Person":
            break
        if name_starting(doc, end) is not None and doc[end - 1].lower_ == "of":
            named = name_starting(doc, end)
            return (named.end, (named.start, named.end), end - 1) if named else (end, (-1, -1), end)
        end += 1
    while end > j and doc[end - 1].lower_ in {"and", "of", "for"}:
        end -= 1
    if end == j and (doc[i].lower_ == "for" or doc[head].lower_ in _OF_FIELDS):
        while end < limit and doc[end].is_lower and doc[end].pos_ in {"NOUN", "ADJ", "PROPN"}:
            end += 1
        if end > j and _is_time(doc[end - 1]):
            end = j
    if end == j or doc[i].lower_ == "in":
        return head + 1, (-1, -1), 0
    return _posted_at(doc, end, limit) or (end, (-1, -1), end)


_OF_FIELDS = frozenset("chief director head lecturer minister professor secretary".split())


def _posted_at(doc: Doc, i: int, limit: int) -> tuple[int, tuple[int, int], int] | None:
    """Read on behind a field: `Dean of Engineering [at this University]`, `Head of Sales at Acme`."""
    if i + 1 >= limit or doc[i].lower_ not in {"at", "with"}:
        return None
    j = i + 1 + (doc[i + 1].lower_ in {"the", "this", "our"})
    named = name_starting(doc, j)
    if named is not None:
        return (named.end, (named.start, named.end), i) if named.label_ in INSTITUTIONS else None
    nominal = _common_body(doc, j, limit)
    return (nominal, (nominal - 1, nominal), i) if nominal else None


def _name_after_modifier(doc: Doc, j: int, limit: int) -> Span | None:
    """Skip modifiers before a name: `of the municipal Harbour Authority`, `the Dutch firm Acme`."""
    k = j
    while (
        k < min(limit, j + 5)
        and (doc[k].is_lower or doc[k].text in {"-", "'", "’"} or doc[k].lower_ in demonyms())
        and (
            doc[k].pos_ in {"ADJ", "NOUN", "PROPN", "PART", "PUNCT"}
            or _names_place(doc, k)
            or doc[k - 1].text == "-"  # "the Dutch start-up Acme"
        )
    ):
        k += 1
    return name_starting(doc, k) if j < k < limit else None


def _names_place(doc: Doc, i: int) -> bool:
    """Tell the `of` in `the Dutch city of Utrecht`."""
    return doc[i].lower_ == "of" and head_class(doc[i - 1].text) in {"City", "Region", "Country"}


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


def is_title_at(doc: Doc, i: int) -> bool:
    """Tell a courtesy title at a token."""
    return i < len(doc) and doc[i].lower_.rstrip(".") in titles()
