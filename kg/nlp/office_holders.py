"""Who holds an office: the person that its phrase stands beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from kg.gazetteer import offices
from kg.nlp.office_phrases import Office
from kg.nlp.office_words import (
    FORMER,
    INSTITUTIONS,
    RANKS,
    SEATS,
    is_owned,
    is_profession,
    is_title_at,
    name_ending,
    name_starting,
)

_SINCE_WHEN = frozenset(
    ["currently", "herself", "himself", "later", "now", "once", "previously", "today"]
)


_SEPARATORS = frozenset({",", "-", "–", "—", "("})
_CREDENTIALS = frozenset("CBE FRS KC MBE MD MEP MP MSc OBE PhD QC".split())
_JOINED = (["and"], ["cum"], ["and", "concurrently"])
_BETWEEN = frozenset(
    ["a", "also", "an", "and", "appointed", "as", "both", "chosen", "elected", "is", "named", "newly",
     "recently", "the", "was", *FORMER, *_SINCE_WHEN]
)  # fmt: skip


def chairs(doc: Doc) -> Iterator[Office]:
    """Read `Professor NAME of the University of X`: the title is the office."""
    for token in doc:
        if token.lower_ not in {"prof", "prof.", "professor"}:
            continue
        i = token.i + 1
        while i < len(doc) and (is_title_at(doc, i) or doc[i].text == "."):
            i += 1
        person = name_starting(doc, i)
        if person is None or person.label_ != "Person" or person.end + 1 >= len(doc):
            continue
        at = person.end + 1 + (doc[person.end + 1].lower_ == "the")
        body = name_starting(doc, at) if doc[person.end].lower_ in {"of", "from", "at"} else None
        if body is not None and body.label_ in INSTITUTIONS:
            yield Office(
                token.i, token.i + 1, token.i, token.text, former=False,
                body=(body.start, body.end), person=(person.start, person.end),
            )  # fmt: skip


def with_holders(doc: Doc, phrases: list[Office]) -> Iterator[Office]:
    """Give each phrase the person it stands beside; phrases in a row share theirs."""
    previous: Office | None = None
    for phrase in phrases:
        person = (
            _person_right_after(doc, phrase)
            or _person_in_apposition(doc, phrase)
            or _next_of_list(doc, phrase, previous)
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


def shared(doc: Doc, held: list[Office]) -> list[Office]:
    """Give `CEO` the holder of `founder` in `Acme CEO and founder NAME`, and that of an aside.

    In `its secretary, the Kenyan economist NAME` one person holds both.
    """
    found = list(held)
    for i in range(len(found) - 2, -1, -1):
        left, right = found[i], found[i + 1]
        if left.person != (-1, -1) or right.person != (right.end, right.person[1]):
            continue
        between = [t.lower_ for t in doc[left.end : right.start]]
        if between in _JOINED or (_is_aside(doc, left, right) and between in ([","], [",", "the"])):
            found[i] = replace(left, person=right.person)
            if between in _JOINED and right.body == (-1, -1):
                found[i + 1] = replace(right, body=left.body)
    return found


def _is_aside(doc: Doc, left: Office, right: Office) -> bool:
    """Tell an office that says of its holder what he or she is besides: an economist."""
    if is_owned(doc, left.start):
        return True
    definite = left.body != (-1, -1) and doc[left.head].is_lower
    return definite and is_profession(doc[right.head])


def _body_after(doc: Doc, phrase: Office, person: tuple[int, int]) -> tuple[int, int]:
    """Read `Mayor NAME of Austin`: the body of an office may stand behind its holder."""
    end = person[1]
    if person[1] <= phrase.start and doc[phrase.start - 1].text in _SEPARATORS:
        return _body_set_off(doc, phrase.end)
    if doc[phrase.end].text == ":" and phrase.end < person[0]:
        return _body_set_off(doc, end)
    if person[0] < phrase.end or end + 1 >= len(doc) or doc[end].lower_ not in {"of", "from"}:
        return (-1, -1)
    named = name_starting(doc, end + 1 + (doc[end + 1].lower_ == "the"))
    fits = named is not None and named.label_ in {*INSTITUTIONS, *SEATS, "Country"}
    return (named.start, named.end) if fits and named is not None else (-1, -1)


def _body_set_off(doc: Doc, end: int) -> tuple[int, int]:
    """Read `NAME, Permanent Secretary, Ministry of Water`, as programmes and signatures have it."""
    if doc[end : end + 1].text == "(":  # "Deputy Director (Research), Harbour Institute"
        end = next((t.i + 1 for t in doc[end : end + 6] if t.text == ")"), end)
    if end + 1 >= len(doc) or doc[end].text != ",":
        return (-1, -1)
    named = name_starting(doc, end + 1 + (doc[end + 1].lower_ == "the"))
    if named is None or named.label_ not in INSTITUTIONS:
        return (-1, -1)
    closed = named.end >= len(doc) or not doc[named.end].text[:1].isalnum()
    return (named.start, named.end) if closed and doc[named.end - 1].text != "'s" else (-1, -1)


def _person_right_after(doc: Doc, phrase: Office) -> tuple[int, int] | None:
    """Read `…, UNDP Representative in Hanoi NAME`: no comma between, so not who stood before."""
    end = _past_acronym(doc, phrase.end)
    while _continues(doc, end) and is_title_at(doc, end) and doc[end].lower_ not in offices():
        end += 1  # "Director of the Health Department Dr NAME"
    named = name_starting(doc, end)
    capital = doc[phrase.head].text[:1].isupper() or phrase.end == phrase.head + 1
    if named is None or named.label_ != "Person" or not capital or not phrase.end:
        return None
    return (named.start, named.end) if doc[end - 1].whitespace_ else None


def _continues(doc: Doc, i: int) -> bool:
    """Tell that a sentence goes on here, though parsers see no end after `Corp.`."""
    return i < len(doc) and not doc[i].is_sent_start and not doc[i - 1].text.endswith(".")


def _past_acronym(doc: Doc, i: int) -> int:
    """Give the token after `(ACR)`, where a body's short form stands before a name."""
    acronym = doc[i : i + 3]
    if len(acronym) < 3 or acronym[0].text != "(" or acronym[2].text != ")":
        return i
    return i + 3 if acronym[1].text[:1].isupper() else i  # "(Namport)", too


def _person_in_apposition(doc: Doc, phrase: Office) -> tuple[int, int] | None:
    """Read `the Chilean Minister of Science, NAME` and `Ghana's Minister, NAME`."""
    start = phrase.start
    while start and doc[start - 1].lower_ in FORMER:
        start -= 1
    before = doc[start - 1].lower_ if start else ""
    opening = before in {"a", "an"} and doc[start - 1].is_sent_start  # "A former mayor of X, NAME"
    opening = opening or (doc[start].is_sent_start and phrase.head == start < phrase.body[0])
    i = _past_acronym(doc, phrase.end)
    if (
        not opening
        and not (before == "as" and _opens_clause(doc, start - 1))
        and before not in {"the", "its", "whose", "their", "his", "her"}
        and all(t.tag_ != "POS" for t in doc[phrase.start : phrase.head])
        and before not in {"'s", "’s"}
    ):
        return None
    if i + 1 < len(doc) and doc[i].text == ",":
        i += 1
        while i < len(doc) and (is_title_at(doc, i) or _styles(doc, i)):
            i += 1
        named = name_starting(doc, i)
        if named is not None and named.label_ == "Person":
            return named.start, named.end
    return None


def _next_of_list(doc: Doc, phrase: Office, previous: Office | None) -> tuple[int, int] | None:
    """Read `the Consul of India, NAME, and Director of the Bank, NAME`: offices come first here."""
    if previous is None or not previous.end <= previous.person[0] < phrase.start:
        return None
    if [t.lower_ for t in doc[previous.person[1] : phrase.start]] not in ([",", "and"], [","]):
        return None
    i = phrase.end + 1
    if phrase.end >= len(doc) or doc[phrase.end].text != ",":
        return None
    while i < len(doc) and is_title_at(doc, i):
        i += 1
    named = name_starting(doc, i)
    return (named.start, named.end) if named is not None and named.label_ == "Person" else None


def _opens_clause(doc: Doc, i: int) -> bool:
    """Tell `As head of X, NAME …` and `in her capacity as head of X, NAME …`."""
    return doc[i].is_sent_start or doc[i - 1].lower_ in {"capacity", "function", "role"}


def _styles(doc: Doc, i: int) -> bool:
    """Tell the office before a name that is its bearer's style: `the Mayor, Councillor X`."""
    ranked = doc[i].lower_ in RANKS and doc[i + 1 : i + 2].text.casefold() in offices()
    called = doc[i].tag_ == "NN" and doc[i + 1].text[0].isupper()
    if ranked or called or doc[i].text in {".", "Her", "His"}:
        return True
    return doc[i].text[:1].isupper() and doc[i].lower_ in offices()


def _person_after(doc: Doc, end: int) -> tuple[int, int] | None:
    i = end
    if i < len(doc) and doc[i].text in {",", "-", "–"} and is_title_at(doc, i + 1):
        i += 1
    elif doc[i : i + 1].text == ":":
        i += 1  # "President of the Harbour League: NAME"
    while i < len(doc) and (is_title_at(doc, i) or (doc[i].text == "." and i > end)):
        i += 1
    named = name_starting(doc, i)
    if named is None or named.label_ != "Person":
        return None
    slip = named.start == end and doc[end - 1].whitespace_ and not doc[end - 1].is_punct
    if slip or not doc[end - 1].is_sent_end:  # parsers break sentences before a name
        return named.start, named.end
    return None


def _person_before(doc: Doc, start: int, previous: Office | None) -> tuple[int, int] | None:
    i = _past_modifiers(doc, _past_owner(doc, start - 1))
    while i >= 0 and doc[i].lower_ in _BETWEEN:
        i -= 1
    if i > 2 and doc[i].lower_ in {"decades", "terms", "years"} and doc[i - 2].lower_ == "for":
        i -= 3  # "NAME, for many years rector of X"
    if i > 1 and doc[i - 1].lower_ in {"last", "this"} and doc[i - 2].lower_ in {"since", "until"}:
        i -= 3  # "NAME, until last year director of X"
    follows = previous is not None and previous.end == i + 1 and doc[i].text not in _SEPARATORS
    if follows and previous is not None and doc[i + 1].lower_ == "and":
        return previous.person
    joined = doc[i].text == ";" and doc[i + 1].lower_ == "also"
    if i < 0 or not (joined or doc[i].text in _SEPARATORS) or doc[i].sent != doc[start].sent:
        return None
    while i >= 0 and (doc[i].text in _SEPARATORS or doc[i].text in {")", ";"}):
        i -= 1
    beside = (len(doc[i]) == 2 and doc[i].is_digit) or doc[i].text.rstrip(".") in _CREDENTIALS
    if i > 1 and beside and doc[i - 1].text in _SEPARATORS:
        i -= 2  # "NAME, 45, director of X", "NAME, PhD, director of X"
    if previous is not None and i >= previous.end and _is_term(doc, previous.end, i + 1):
        i = previous.end - 1
    if previous is not None and previous.end in {i, i + 1} and previous.person[0] < previous.start:
        return previous.person
    named = name_ending(doc, i + 1)
    if named is not None and named.label_ == "Person":
        return named.start, named.end
    return _before_parenthesis(doc, i + 1)


def _past_owner(doc: Doc, i: int) -> int:
    """Step over whose office it is, in `NAME, the city's mayor` and `NAME, its mayor`."""
    if i > 1 and doc[i].lower_ in {"its", "their"} and doc[i - 1].text in _SEPARATORS:
        return i - 1
    if i < 2 or doc[i].lower_ not in {"'s", "’s"} or not doc[i - 1].is_lower:
        return i
    k = i - 1
    while k > max(0, i - 4) and doc[k].is_lower and doc[k].pos_ in {"ADJ", "NOUN"}:
        k -= 1
    return k if doc[k].lower_ in {"the", "this"} else i


def _past_modifiers(doc: Doc, i: int) -> int:
    """Step over `long-serving` and `outspoken` to the article or separator before them."""
    k = i
    while k > max(0, i - 5) and (
        (doc[k].text == "-" and not doc[k].whitespace_)
        or (doc[k].is_lower and doc[k].dep_ in {"advmod", "amod", "compound"})
    ):
        k -= 1
    return k if doc[k].text in {"a", "an", "the"} else i


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
        named = name_ending(doc, opening) if opening is not None else None
        if named is not None and named.label_ == "Person":
            return named.start, named.end
    return None
