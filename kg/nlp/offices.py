"""Find who holds which office, from the order of words around names.

Offices stand next to names in a handful of shapes (`Secretary X`, `X - Secretary of Y`, `X, the
Secretary of Y, Z of W`, `Y Secretary X`), and such noun phrases are where parsers of news go wrong
first. So the phrase is read from left to right over names and a list of offices; sentences with a
verb (`X was elected Secretary of Y`) are the business of the relation patterns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg.gazetteer import demonyms, offices, titles
from kg.nlp.classes import class_of_place, head_class

_RANKS = frozenset(
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
_FORMER = frozenset(
    ["ex", "former", "formerly", "late", "onetime", "then", "ex-", "previous", "past"]
)
_SINCE_WHEN = frozenset(
    ["currently", "herself", "himself", "later", "now", "once", "previously", "today"]
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
_SEPARATORS = frozenset({",", "-", "–", "—", "("})
_INSTITUTIONS = frozenset(
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


def match(doc: Doc) -> list[Office]:
    """Find all office phrases of a document, each with its body and its holder."""
    phrases = [p for p in (_phrase(doc, head) for head in _office_heads(doc)) if p is not None]
    held = list(_with_holders(doc, _with_shared_bodies(doc, phrases)))
    return sorted([*held, *_chairs(doc)], key=lambda o: (o.start, o.end))


def _chairs(doc: Doc) -> Iterator[Office]:
    """Read `Professor NAME of the University of X`: the title is the office."""
    for token in doc:
        if token.lower_.rstrip(".") not in {"prof", "professor"}:
            continue
        i = token.i + 1
        while i < len(doc) and (_is_title_at(doc, i) or doc[i].text == "."):
            i += 1
        person = _name_starting(doc, i)
        if person is None or person.label_ != "Person" or person.end + 1 >= len(doc):
            continue
        at = person.end + 1 + (doc[person.end + 1].lower_ == "the")
        body = _name_starting(doc, at) if doc[person.end].lower_ in {"of", "from", "at"} else None
        if body is not None and body.label_ in _INSTITUTIONS:
            yield Office(
                token.i, token.i + 1, token.i, token.text, former=False,
                body=(body.start, body.end), person=(person.start, person.end),
            )  # fmt: skip


def _with_shared_bodies(doc: Doc, phrases: list[Office]) -> list[Office]:
    """Give `founder` the body of `director` in `founder and director of the Harbour Fund`."""
    shared = list(phrases)
    for i in range(len(shared) - 2, -1, -1):
        left, right = shared[i], shared[i + 1]
        between = [t.lower_ for t in doc[left.end : right.start]]
        if (
            left.body == (-1, -1)
            and right.body != (-1, -1)
            and between in (["and"], ["and", "the"], [","])
        ):
            shared[i] = replace(left, body=right.body)
    return shared


def _office_heads(doc: Doc) -> Iterator[int]:
    bodies = (s for s in doc.spans["names"] if s.label_ != "Person" and len(s) > 1)
    named = {i for s in bodies for i in range(s.start, s.end)}
    for token in doc:
        if token.lower_ in offices() and token.pos_ in {"NOUN", "PROPN", "ADJ"}:
            title = _is_title_at(doc, token.i) and _before_name(doc, token.i + 1)
            if title and _name_ending(doc, token.i) is None:
                continue  # "Prof. Dr. Ada Berg"
            following = doc[token.i + 1] if token.i + 1 < len(doc) else None
            if following is not None and following.lower_ in offices() and following.lower_ != "of":
                continue  # "secretary general", "vice chairman": the last word is the head
            if _is_hyphenated(doc, token.i) or token.i in named:
                continue  # "director-general"; "Queen's University"
            if token.lower_ in _RANKS and _ranks_office(doc, token.i):
                continue  # "chief information officer"
            yield token.i


def _ranks_office(doc: Doc, i: int) -> bool:
    """Tell `chief` before `information officer`: a rank, no office of its own."""
    return i + 2 < len(doc) and doc[i + 1].pos_ == "NOUN" and doc[i + 2].lower_ in offices()


def _is_hyphenated(doc: Doc, i: int) -> bool:
    """Tell the first word of `Director-General`, `vice-president`."""
    last = doc[i + 2] if i + 2 < len(doc) and doc[i + 1].text == "-" else None
    return last is not None and not doc[i].whitespace_ and last.lower_ in offices()


def _before_name(doc: Doc, i: int) -> bool:
    """Tell that a person's name begins here, after further titles."""
    while i < len(doc) and (_is_title_at(doc, i) or doc[i].text == "."):
        i += 1
    named = _name_starting(doc, i)
    return named is not None and named.label_ == "Person"


def _phrase(doc: Doc, head: int) -> Office | None:
    sentence = doc[head].sent
    start, body = _premodifiers(doc, head, sentence.start)
    end, after, board = _complement(doc, head, sentence.end)
    begin = body[0] if body != (-1, -1) else start
    former = begin > sentence.start and doc[begin - 1].lower_ in _FORMER
    inner = range(start, head)
    former = former or any(doc[i].lower_ in _FORMER for i in inner)
    while doc[start].lower_ in _FORMER or doc[start].text == "-":
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
    while start > limit and start < head and doc[start - 1].lower_ in _RANKS:
        start = body_end = start - 1  # "chief information officer"
    body = _body_before(doc, body_end, limit)
    return start, body


def _is_portfolio_word(doc: Doc, i: int) -> bool:
    """Tell `Science` in `Science Minister`, `Lord` in `Lord Mayor`: capitals that name nothing."""
    token = doc[i]
    if token.is_lower and token.pos_ == "NOUN" and token.dep_ == "compound":
        return token.head.lower_ in offices() and token.head.i == i + 1
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
        or token.lower_ in _FORMER
    ):
        return False
    return not _is_title_at(doc, i) and not any(s.start <= i < s.end for s in doc.spans["names"])


def _is_rank(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.text == "-":
        before = doc[i - 1].lower_ if i else ""
        return (before in _RANKS | _FORMER or before in offices()) and not token.whitespace_
    if token.lower_ == "state" and doc[i + 1].lower_ == "secretary":
        return True
    return token.lower_ in _RANKS or (token.lower_ in offices() and token.i + 1 < len(doc))


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
    named = _name_ending(doc, stop)
    if (
        named is not None
        and named.label_ not in {"Person", "Award", "Event"}
        and named.start >= limit
    ):
        return named.start, named.end
    start = stop
    while start > limit and _institutional(doc[start - 1]):
        start -= 1
    if start < stop and (nation := _name_ending(doc, start)) and nation.label_ == "Country":
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
        named = _name_starting(doc, j)
        if doc[head].lower_ in _ENVOYS and doc[i].lower_ in {"to", "in"} and named is not None:
            return named.end, (-1, -1), named.end
        if named is None or named.text.casefold() in demonyms():
            named = _name_after_modifier(doc, j, limit) or named
        if named is not None and _owns_a_body(doc, named.end, limit):
            owned = _name_starting(doc, named.end + 1)
            body = (owned.start, owned.end) if owned is not None else (-1, -1)
            return max(named.end, body[1]), body, board
        if named is not None:
            return named.end, (named.start, named.end), board
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


def _common_body(doc: Doc, j: int, limit: int) -> int:
    """Give the end of `the university` in `President of the university`: coreference knows which."""
    if j >= limit or doc[j - 1].lower_ not in {"the", "its", "this"}:
        return 0
    if not doc[j].is_lower:  # "the Ministry", a name that needs no more
        alone = j + 1 >= limit or not doc[j + 1].text[:1].isalpha()
        return j + 1 if alone and head_class(doc[j].text) in _INSTITUTIONS else 0
    end = j + 1
    if end < limit and doc[end].pos_ in {"NOUN", "PROPN"} and doc[end].lower_ not in offices():
        end += 1
    return end if head_class(doc[end - 1].text) in {*_INSTITUTIONS, *_SEATS} else 0


_SEATS = ("City", "Region", "Facility")


def _owns_a_body(doc: Doc, end: int, limit: int) -> bool:
    """Tell `manager of Lagos's port authority`: the body is the authority, not Lagos."""
    if end + 1 >= limit or doc[end].lower_ not in {"'s", "’s"}:
        return False
    owned = _name_starting(doc, end + 1)
    return doc[end + 1].is_lower or (owned is not None and owned.label_ in _INSTITUTIONS)


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
        if (following := _name_starting(doc, end)) and following.label_ == "Person":
            break
        if _name_starting(doc, end) is not None and doc[end - 1].lower_ == "of":
            named = _name_starting(doc, end)
            return (named.end, (named.start, named.end), end - 1) if named else (end, (-1, -1), end)
        end += 1
    while end > j and doc[end - 1].lower_ in {"and", "of", "for"}:
        end -= 1
    if end == j and doc[head].lower_ in {"minister", "secretary", "director", "head"}:
        while end < limit and doc[end].is_lower and doc[end].pos_ in {"NOUN", "ADJ"}:
            end += 1
    if end == j or doc[i].lower_ == "in":
        return head + 1, (-1, -1), 0
    return end, (-1, -1), end


def _name_after_modifier(doc: Doc, j: int, limit: int) -> Span | None:
    """Skip modifiers before a name: `of the municipal Harbour Authority`, `the Dutch firm Acme`."""
    k = j
    while (
        k < min(limit, j + 5)
        and (doc[k].is_lower or doc[k].text in {"-", "'", "’"} or doc[k].lower_ in demonyms())
        and (doc[k].pos_ in {"ADJ", "NOUN", "PROPN", "PART", "PUNCT"} or _names_place(doc, k))
    ):
        k += 1
    return _name_starting(doc, k) if j < k < limit else None


def _names_place(doc: Doc, i: int) -> bool:
    """Tell the `of` in `the Dutch city of Utrecht`."""
    return doc[i].lower_ == "of" and head_class(doc[i - 1].text) in {"City", "Region", "Country"}


def _name_starting(doc: Doc, i: int) -> Span | None:
    return next((s for s in doc.spans["names"] if s.start == i), None)


def _name_ending(doc: Doc, i: int) -> Span | None:
    return next((s for s in doc.spans["names"] if s.end == i), None)


def _with_holders(doc: Doc, phrases: list[Office]) -> Iterator[Office]:
    """Give each phrase the person it stands beside; phrases in a row share theirs."""
    previous: Office | None = None
    for phrase in phrases:
        person = (
            _person_right_after(doc, phrase)
            or _person_in_apposition(doc, phrase)
            or _person_before(doc, phrase.start, previous)
            or _person_after(doc, phrase.end)
        )
        if person is None:
            previous = None
            yield phrase
            continue
        body = phrase.body if phrase.body != (-1, -1) else _body_after(doc, phrase, person)
        previous = replace(phrase, person=person, body=body)
        yield previous


def _body_after(doc: Doc, phrase: Office, person: tuple[int, int]) -> tuple[int, int]:
    """Read `Mayor NAME of Austin`: the body of an office may stand behind its holder."""
    end = person[1]
    if person[0] < phrase.end or end + 1 >= len(doc) or doc[end].lower_ not in {"of", "from"}:
        return (-1, -1)
    named = _name_starting(doc, end + 1 + (doc[end + 1].lower_ == "the"))
    fits = named is not None and named.label_ in {*_INSTITUTIONS, *_SEATS, "Country"}
    return (named.start, named.end) if fits and named is not None else (-1, -1)


def _person_right_after(doc: Doc, phrase: Office) -> tuple[int, int] | None:
    """Read `…, UNDP Representative in Hanoi NAME`: no comma between, so not who stood before."""
    named = _name_starting(doc, phrase.end)
    capital = doc[phrase.head].text[:1].isupper()
    if named is None or named.label_ != "Person" or not capital or not phrase.end:
        return None
    return (named.start, named.end) if doc[phrase.end - 1].whitespace_ else None


def _person_in_apposition(doc: Doc, phrase: Office) -> tuple[int, int] | None:
    """Read `the Chilean Minister of Science, NAME` and `Ghana's Minister, NAME`."""
    before = doc[phrase.start - 1].lower_ if phrase.start else ""
    i = phrase.end
    if (
        before not in {"the", "its", "whose", "their"}
        and doc[phrase.start : phrase.head].text.find("'s") < 0
        and before not in {"'s", "’s"}
    ):
        return None
    if i + 1 < len(doc) and doc[i].text == ",":
        i += 1
        while i < len(doc) and (_is_title_at(doc, i) or _styles(doc, i)):
            i += 1
        named = _name_starting(doc, i)
        if named is not None and named.label_ == "Person":
            return named.start, named.end
    return None


def _styles(doc: Doc, i: int) -> bool:
    """Tell the office before a name that is its bearer's style: `the Mayor, Councillor X`."""
    if doc[i].text in {".", "Her", "His"}:
        return True
    return doc[i].text[:1].isupper() and doc[i].lower_ in offices()


def _person_after(doc: Doc, end: int) -> tuple[int, int] | None:
    i = end
    if i < len(doc) and doc[i].text in {",", "-", "–"} and _is_title_at(doc, i + 1):
        i += 1
    while i < len(doc) and (_is_title_at(doc, i) or (doc[i].text == "." and i > end)):
        i += 1
    named = _name_starting(doc, i)
    if named is None or named.label_ != "Person":
        return None
    slip = named.start == end and doc[end - 1].whitespace_ and not doc[end - 1].is_punct
    if slip or not doc[end - 1].is_sent_end:  # parsers break sentences before a name
        return named.start, named.end
    return None


def _is_title_at(doc: Doc, i: int) -> bool:
    return i < len(doc) and doc[i].lower_.rstrip(".") in titles()


def _person_before(doc: Doc, start: int, previous: Office | None) -> tuple[int, int] | None:
    i = start - 1
    while i >= 0 and doc[i].lower_ in {
        "the",
        "a",
        "an",
        "and",
        "also",
        *_FORMER,
        "is",
        "was",
        "as",
        *_SINCE_WHEN,
    }:
        i -= 1
    follows = previous is not None and previous.end == i + 1 and doc[i].text not in _SEPARATORS
    if follows and previous is not None and doc[i + 1].lower_ == "and":
        return previous.person
    if i < 0 or doc[i].text not in _SEPARATORS or doc[i].sent != doc[start].sent:
        return None
    while i >= 0 and (doc[i].text in _SEPARATORS or doc[i].text == ")"):
        i -= 1
    if previous is not None and i >= previous.end and _is_term(doc, previous.end, i + 1):
        i = previous.end - 1
    if previous is not None and previous.end in {i, i + 1} and previous.person[0] < previous.start:
        return previous.person
    named = _name_ending(doc, i + 1)
    if named is not None and named.label_ == "Person":
        return named.start, named.end
    return _before_parenthesis(doc, i + 1)


def _is_term(doc: Doc, start: int, end: int) -> bool:
    """Tell the years of an office: `director from 2014 to 2021`."""
    words = doc[start:end]
    return len(words) < 7 and all(
        t.lower_ in {"from", "to", "until", "till", "since", "in", "between", "and", "-", "–"}
        or t.is_digit
        or t.ent_type_ == "DATE"
        for t in words
    )


def _before_parenthesis(doc: Doc, end: int) -> tuple[int, int] | None:
    """Skip an aside: `Mr. NAME (middle) - Co-founder`."""
    if end > 0 and doc[end - 1].text != "(":
        opening = next((k for k in range(end - 1, max(0, end - 4), -1) if doc[k].text == "("), None)
        named = _name_ending(doc, opening) if opening is not None else None
        if named is not None and named.label_ == "Person":
            return named.start, named.end
    return None


def set_annotations(doc: Doc, found: list[Office]) -> None:
    """Write the phrases to `doc.user_data["offices"]` as plain dicts."""
    doc.user_data["offices"] = [asdict(office) for office in found]


@Language.component("kg_offices", requires=["doc.spans"])
def component(doc: Doc) -> Doc:
    """Find the offices of a document (a spaCy component)."""
    set_annotations(doc, match(doc))
    return doc


__all__ = ["Office", "component", "match", "set_annotations"]
