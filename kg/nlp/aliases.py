"""Which names of one document are names of one thing.

Names are compared folded: without case, diacritics, articles and courtesy titles. Beyond equality
there are four ways to be one: `Full Name (ACRONYM)`, a name and its legal or geographic form, a
person's short form, and a company's or body's name cut short.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from spacy.tokens import Doc, Span

from kg.gazetteer import demonyms, surnames, titles
from kg.gazetteer.tables import CountryRow, table
from kg.nlp.lexicon import LEGAL_FORMS

_PLACE_WORDS = frozenset(
    ["city", "county", "district", "province", "region", "state", "town", "municipality", "ward"]
)
_PROJECT_WORDS = frozenset({"initiative", "program", "programme", "project", "scheme"})
_SMALL = frozenset(["a", "an", "and", "for", "in", "of", "on", "the"])
RANKING = re.compile(r"[A-Za-z]+[ -]?\d{1,3}\b")
_WORD = re.compile(r"[^\W_]+")
_FAMILIES = (
    frozenset({"Person"}),
    frozenset({"GeopoliticalEntity", "Country", "Region", "City", "Place"}),
    frozenset(
        "Organization Company GovernmentBody Association Institution University Facility".split()
    ),
    frozenset({"Event", "Conference", "Meeting", "Ceremony", "PressConference", "Visit"}),
    frozenset({"Award"}),
    frozenset({"Project", "Model"}),
)
_FAMILY = {kind: number for number, kinds in enumerate(_FAMILIES) for kind in kinds}
_SEATED = frozenset({"Facility", "Institution", "University"})


@lru_cache(maxsize=1 << 15)
def fold(name: str) -> tuple[str, ...]:
    """Give the comparable words of a name."""
    plain = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"['’]s\b", "s", plain)
    words = _WORD.findall(plain)
    while words and (words[0] in titles() or words[0] in _SMALL):
        words = words[1:]
    return tuple(words)


def key_of(name: str, kind: str) -> tuple[str, ...]:
    """Give the words by which a name of a class is looked up: without forms that come and go."""
    words = fold(name)
    if kind == "Country":
        return fold(country_of(name) or name)
    if kind == "Award":
        return _ranking_key(words)
    if family(kind) == 1 and len(words) > 1:
        words = _bare_place(words)
    if kind != "Person" and len(words) > 1 and words[-1] in LEGAL_FORMS:
        words = words[:-1]
    if kind == "Project" and len(words) > 2 and words[-1] in _PROJECT_WORDS:
        words = words[:-1]
    return words


def _bare_place(words: tuple[str, ...]) -> tuple[str, ...]:
    if words[0] in _PLACE_WORDS and words[1] == "of":
        words = words[2:]
    if len(words) > 1 and words[-1] in _PLACE_WORDS and words[-2] not in {"new", "smart"}:
        words = words[:-1]
    return words or ("",)


def _ranking_key(words: tuple[str, ...]) -> tuple[str, ...]:
    """Read `Top 7 Communities`, `TOP7` and `Top 7` as one."""
    joined = (
        "".join(words[:2]) if len(words) > 1 and words[1].isdigit() else (words[0] if words else "")
    )
    if re.fullmatch(r"[a-z]+\d+", joined):
        return (joined,)
    return words


@lru_cache(maxsize=1 << 15)
def country_of(adjective: str) -> str:
    """Give the country that an adjective of nation belongs to: `Dutch` → `Netherlands`."""
    code = demonyms().get(" ".join(fold(adjective)))
    return _countries().get(code, "") if code else ""


@cache
def _countries() -> dict[str, str]:
    return {row.iso2: row.names[0] for row in table("countries.tsv", CountryRow)}


def family(kind: str) -> int:
    """Give the number of the family of classes between which a name may be shared; -1 for none."""
    return _FAMILY.get(kind, -1)


def clusters(doc: Doc, names: list[Span]) -> list[list[int]]:
    """Group the names of a document by the thing named; gives lists of indices into `names`."""
    parent = list(range(len(names)))
    keys = [key_of(span.text, span.label_) for span in names]
    _join_equal(parent, names, keys)
    _join_acronyms(parent, doc, names)
    _join_short_people(parent, names, keys)
    _join_short_bodies(parent, names, keys)
    grouped: dict[int, list[int]] = defaultdict(list)
    for i in range(len(names)):
        grouped[_root(parent, i)].append(i)
    return sorted(grouped.values())


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        i = parent[i]
    return i


def _join(parent: list[int], a: int, b: int) -> None:
    low, high = sorted((_root(parent, a), _root(parent, b)))
    parent[high] = low


def _join_equal(parent: list[int], names: list[Span], keys: list[tuple[str, ...]]) -> None:
    first: dict[tuple[tuple[str, ...], int], int] = {}
    for i, span in enumerate(names):
        fam = family(span.label_)
        slot = (keys[i], fam if fam >= 0 else hash_free(span.label_))
        if slot in first:
            _join(parent, first[slot], i)
        else:
            first[slot] = i


def hash_free(label: str) -> int:
    """Give classes without a family a number of their own, the same in every process."""
    return -10 - sum((i + 1) * ord(c) for i, c in enumerate(label))


def _join_acronyms(parent: list[int], doc: Doc, names: list[Span]) -> None:
    """Join `Full Name (ACR)` and `ACR (Full Name)`, and later uses of either."""
    for i, left in enumerate(names[:-1]):
        right = names[i + 1]
        closed = right.end < len(doc) and doc[right.end].text == ")"
        if not closed or doc[left.end : right.start].text.strip() != "(":
            continue
        same_ranking = left.label_ == right.label_ == "Award"
        bodies = family(left.label_) == family(right.label_) == 2 and len(right) == 1
        if (
            (bodies and _is_blend(right.text, left.text))
            or same_ranking
            or is_acronym(right.text, left.text)
            or is_acronym(left.text, right.text)
        ):
            _join(parent, i, i + 1)


def is_acronym(short: str, full: str) -> bool:
    """Tell whether capitals in order make the short form: all its letters, most of the words."""
    letters = re.sub(r"[^A-Za-z0-9]", "", short)
    if not 2 <= len(letters) <= 10 or sum(c.isupper() for c in letters) < 2 or len(fold(full)) < 2:
        return False
    words = [w for w in fold(full) if w not in _SMALL]
    initials = "".join(w[0] for w in words)
    target = letters.casefold()
    return target == initials or (target[0] == initials[0] and _subsequence(target, "".join(words)))


def _is_blend(short: str, full: str) -> bool:
    """Tell `Norad` for `Norwegian Agency for Development`: parts of several of its words."""
    words = fold(full)
    letters = "".join(fold(short))
    joined = "".join(words)
    opens = len(words) > 1 and letters[:2] == joined[:2] and not words[0].startswith(letters)
    return opens and _subsequence(letters, joined)


def _subsequence(short: str, full: str) -> bool:
    rest = iter(full)
    return all(c in rest for c in short)


def _join_short_people(parent: list[int], names: list[Span], keys: list[tuple[str, ...]]) -> None:
    people = [i for i, s in enumerate(names) if s.label_ == "Person"]
    full = [i for i in people if len(keys[i]) > 1]
    for i in people:
        fitting = {_root(parent, j) for j in full if j != i and _short_form(keys[i], keys[j])}
        if len(fitting) == 1:
            _join(parent, i, fitting.pop())
        elif len(fitting) > 1:
            earlier = [j for j in full if j < i and _root(parent, j) in fitting]
            if earlier:
                _join(parent, i, earlier[-1])


def _short_form(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell a last name, or the given name where the family name stands first."""
    if not short or len(short) >= len(full):
        return False
    if short == full[-len(short) :]:
        return True
    if len(short) > 1 and short[0] == full[0] and short[-1] == full[-1]:
        return True
    return (
        len(short) == 1 and full[0] == short[0] and not surnames().get(full[0]) and len(full[0]) > 2
    )


def _join_short_bodies(parent: list[int], names: list[Span], keys: list[tuple[str, ...]]) -> None:
    bodies = [i for i, s in enumerate(names) if family(s.label_) == 2]
    for i in bodies:
        fitting = {
            _root(parent, j)
            for j in bodies
            if len(keys[j]) > len(keys[i]) and _cut_short(keys[i], keys[j], names[i], names[j])
        }
        if len(fitting) == 1:
            _join(parent, i, fitting.pop())


def _cut_short(
    short: tuple[str, ...], full: tuple[str, ...], short_span: Span, full_span: Span
) -> bool:
    """Tell `Becker` for `Becker Tools Corp`, `Provincial Party` for `Provincial Party Committee`.

    So, too, `the Kendra` for `Mahila Kala Kendra`: what it is, in its own language.
    """
    if short == full[-1:] and full_span.start < short_span.start:
        return short_span.start > 0 and short_span.doc[short_span.start - 1].lower_ == "the"
    if full[: len(short)] != short or short_span.label_ in _SEATED:
        return False
    if full_span.label_ in _SEATED:
        return False
    rest = full[len(short) :]
    return (
        rest[0] in LEGAL_FORMS | {"committee", "group", "holdings", "authority"} or len(short) > 2
    )


def best_name(spans: Iterable[Span]) -> str:
    """Choose the name to show: the most complete of the frequent ones, no acronym if avoidable."""
    counts = Counter(country_of(s.text) or clean(s.text) for s in spans)
    return min(counts, key=lambda n: (n.isupper() and len(n) < 8, -len(fold(n)), -counts[n], n))


@lru_cache(maxsize=1 << 15)
def clean(text: str) -> str:
    """Give a name on one line, without the possessive mark at its end."""
    return re.sub(r"['’]s?$", "", " ".join(text.split())) if not text.endswith("s'") else text
