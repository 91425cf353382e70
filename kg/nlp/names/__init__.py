"""Find the names of a text and the class of thing each one names.

Three readings are laid over one another: what the language model found, capitalised runs whose
head noun says what they are ("Ministry of Science and Technology", "Harbour Smart City Project"),
and shapes of titles and rankings ("Top 7", "Player of the Year"). Where they overlap, the longer
reading with a head noun wins, because a head noun is evidence and a label is a guess.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.gazetteer import common_words, demonyms, offices, places
from kg.nlp.classes import class_of_place, head_class
from kg.nlp.kinds import PLACES
from kg.nlp.names.beside import namesake, told, works
from kg.nlp.names.foreign import headed
from kg.nlp.names.labels import from_model
from kg.nlp.names.owned import owned
from kg.nlp.names.rankings import rankings
from kg.nlp.names.runs import runs
from kg.nlp.names.shapes import (
    defined,
    described,
    joint_countries,
    nationalities,
    quoted,
    seats,
    titled,
)
from kg.nlp.names.tokens import Name, words_of

_BOARD = re.compile(
    r"(?:(?:Advisory|Executive|Governing|Management|Supervisory) Board"
    r"|Board of (?:Directors|Governors|Management|Overseers|Regents|Trustees)) of(?: the)?\b"
)
_TOLD = 2500  # what the words beside a name are worth: some three labels of the model
_BESTOWED = 3 * _TOLD  # nobody is honoured with a person
_RENAMED = 6 * _TOLD  # later mentions of the firm speak for the town
_LARGE = 100_000  # inhabitants
_GUESSES = frozenset({"model", "demonym", "repeated"})
_LIKENED = frozenset(  # `Silent Quay`, a scheme; `Clean City`, an award
    {"City", "Facility", "Institution", "Place", "University"}
)
_SURE = frozenset({"Award", "Conference", "Project"})
_HEADED = frozenset({"Award", "Project"})
_ADDRESSED = frozenset({"Company", "Facility", "Institution", "University"})
_GUESSED = frozenset({"Organization", "GeopoliticalEntity", "Place"})


def match(doc: Doc) -> list[Name]:
    """Find the names of a document, without overlaps, in order of the text."""
    found = [
        *rankings(doc),
        *titled(doc),
        *seats(doc),
        *quoted(doc),
        *described(doc),
        *defined(doc),
        *joint_countries(doc),
        *headed(doc),
        *owned(doc),
        *runs(doc),
        *from_model(doc),
        *nationalities(doc),
    ]
    found = [_without_field(doc, n) for n in found]
    found = [cut for n in found if (cut := _without_board(doc, n)) is not None]
    found = [n for n in found if not _is_any_such(doc, n)]
    found = _without_overlap(n for n in found if not _is_portfolio(doc, n))
    found = [n for n in found if not _is_part_of_award(doc, n, found)]
    found = _without_overlap([*found, *_repeated(doc, found)])
    return _harmonised(doc, sorted(found, key=lambda n: n.start))


def _without_board(doc: Doc, name: Name) -> Name | None:
    """Leave the board of a body outside of its name: `chairman of the Board of Directors of NAME`."""
    hit = _BOARD.match(" ".join(words_of(doc)[name.start : min(name.end + 1, len(doc))]))
    if hit is None or name.kind == "Person":
        return name
    start = name.start + len(hit[0].split())
    if start >= name.end:
        return None
    kind = class_of_place(doc[start : name.end].text) or head_class(doc[name.end - 1].text)
    if kind == "Facility" or kind in PLACES:
        return name  # `Management Board of the Harbour Industrial Zones`, a body of its own
    return replace(name, start=start, kind=kind or "Organization")


def _without_field(doc: Doc, name: Name) -> Name:
    """Leave a minister's field outside of the name: `Minister of [Local Government of] Kenya`."""
    if name.start < 2 or doc[name.start - 2].lower_ not in {"minister", "secretary"}:
        return name
    last = next((i for i in range(name.end - 2, name.start, -1) if doc[i].lower_ == "of"), None)
    if last is None or doc[name.start - 1].lower_ != "of":
        return name
    start = last + 1 + (doc[last + 1].lower_ == "the")
    kind = class_of_place(doc[start : name.end].text)
    return name if kind is None else replace(name, start=start, kind=kind)


def _is_any_such(doc: Doc, name: Name) -> bool:
    """Tell bodies of a kind from a body: `the Ministries`, `Central Committees and Branches`."""
    return name.end - name.start < 3 and doc[name.end - 1].lower_ in _KINDS_OF_BODIES


_KINDS_OF_BODIES = frozenset(
    "agencies authorities branches committees councils departments enterprises localities"
    " ministries sectors".split()
)


def _repeated(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """Find further places of a name that was recognised once: what is a name stays a name."""
    words = words_of(doc)
    known: dict[tuple[str, ...], Name] = {}
    for name in names:
        form = words[name.start : name.end]
        telling = len(form) > 1 or (form[0].isupper() and len(form[0]) > 2)
        if telling and name.source != "demonym":
            known.setdefault(form, name)
        if name.kind in _HEADED and len(form) > 2 and form[-1].islower():
            known.setdefault(form[:-1], name)  # "Lake Books", of the Lake Books project
    opened: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for form in sorted(known, key=len, reverse=True):
        opened[form[0]].append(form)
    for i, word in enumerate(words):
        for form in opened.get(word, ()):
            if form == words[i : i + len(form)]:
                again = known[form]
                yield Name(i, i + len(form), again.kind, "repeated", again.confidence * 0.9)
                break


def _harmonised(doc: Doc, names: list[Name]) -> list[Name]:
    """Give every name of one spelling the class that its mentions, weighed together, speak for.

    Single words come last: `Chiba` may be Hideo Chiba, `Marlow` the firm of Marlow Campus.
    """
    texts = {name: doc[name.start : name.end].text for name in names}
    headed = {  # "Blue Port", of the Blue Port programme
        texts[name].rpartition(" ")[0]: name.kind
        for name in names
        if name.source == "head" and name.kind in _HEADED
    }
    long = [name for name in names if name.end - name.start > 1]
    best = _elected(doc, long, texts, headed)
    alone = headed
    for name in long:
        if best[_spelling(texts[name])] == "Person":
            alone |= dict.fromkeys(texts[name].split(), "Person")
        elif name.source == "head" and name.kind in _ADDRESSED and name.end - name.start == 2:
            alone.setdefault(doc[name.start].text, name.kind)
    best |= _elected(doc, [n for n in names if n.end - n.start == 1], texts, alone)
    return [replace(name, kind=best[_spelling(texts[name])]) for name in names]


def _spelling(text: str) -> str:
    return " ".join(text.casefold().split())


def _elected(
    doc: Doc, names: Iterable[Name], texts: Mapping[Name, str], alone: Mapping[str, str]
) -> dict[str, str]:
    """Give each spelling the class with most votes; `alone` tells of which class a part of a name is."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        text = texts[name]
        known = class_of_place(text)
        weight = name.confidence if name.source in _GUESSES else 3.0
        cast = votes[_spelling(text)]
        cast[name.kind] += round(1000 * weight)
        if name.source == "model":
            cast.update(_worth(told(doc, name)))
            if firm := namesake(doc, name):
                cast[firm] += _RENAMED
        elif name.source == "head" and name.kind in _LIKENED | {"Association", "GovernmentBody"}:
            cast.update(_worth(works(doc, name)))
        whole = alone.get(text) if name.source in _GUESSES else None
        if known == "City" and name.end - name.start == 1:
            cast[known] += _for_city(text, whole)
            if whole == "Person":
                cast["City" if _is_where(doc, name.start) else "Person"] += _TOLD
        elif whole == "Person" and name.kind in _GUESSED:
            cast["Person"] += _TOLD  # the family name of somebody named in full
        elif whole is not None and (name.kind == "Person" or whole in _HEADED):
            cast[whole] += _TOLD
        if known in {"Country", "Region"} or (known and name.end - name.start > 1):
            cast[known] += 2000
    return {key: min(v, key=lambda k: (-v[k], k)) for key, v in votes.items()}


def _worth(kinds: Iterable[str]) -> dict[str, int]:
    """Weigh what stands beside a name; who is called a scheme or an award is nothing else."""
    return {kind: _BESTOWED if kind in _SURE else _TOLD for kind in kinds}


def _is_where(doc: Doc, start: int) -> bool:
    """Tell `in Chiba`, a town, from `Chiba said`, who has its name."""
    return start > 0 and doc[start - 1].lower_ in {"at", "from", "in", "near", "to"}


def _for_city(word: str, whole: str | None) -> int:
    """Weigh a word for the city of that name, against a person's: large cities go before."""
    large = any(place.population >= _LARGE for place in places().lookup(word))
    return 1100 if large and whole != "Person" else 400


def _is_portfolio(doc: Doc, name: Name) -> bool:
    """Tell the portfolio of an office from a body: `Minister for [Digital Affairs]`."""
    if name.source in {"head", "model"} and _names_field(doc, name):
        return True
    if name.start < 2 or doc[name.start - 1].lower_ not in {"of", "for"}:
        return False
    office, joiner = doc[name.start - 2].lower_, doc[name.start - 1].lower_
    fields = doc[name.start].tag_ in {"NNS", "NNPS"} and doc[name.start + 1].lower_ == "of"
    if name.source == "head" and not fields:
        return False
    held = office in {"minister", "secretary"} or (joiner == "for" and office in offices())
    return held and name.kind in {
        "Organization",
        "Event",
        "Project",
    }


def _names_field(doc: Doc, name: Name) -> bool:
    """Tell `Climate Change` in `Climate Change Minister X`: words for a field, no body."""
    if name.end >= len(doc) or doc[name.end].lower_ not in _OF_FIELDS:
        return False
    words = [doc[i] for i in range(name.start, name.end)]
    before = doc[name.start - 1].lower_ if name.start else ""
    nation = before in demonyms() or before in {"'s", "’s"}
    plain = nation and not any(w.is_upper for w in words)
    return (plain and name.kind == "Organization") or all(w.lower_ in common_words() for w in words)


_OF_FIELDS = frozenset({"commissioner", "minister", "officer", "secretary"})


def _is_part_of_award(doc: Doc, name: Name, names: list[Name]) -> bool:
    """Tell the `Top 10` in `the Top 10 of the Green Campus Award`."""
    if name.source != "ranking":
        return False
    after = [t.lower_ for t in doc[name.end : name.end + 2]]
    return after in (["of", "the"], ["in", "the"], ["for", "the"]) and any(
        n.kind == "Award" and n.start == name.end + 2 for n in names
    )


def _without_overlap(found: Iterable[Name]) -> list[Name]:
    taken: set[int] = set()
    kept = []
    for name in sorted(found, key=lambda n: n.rank):
        tokens = set(range(name.start, name.end))
        if tokens and not tokens & taken:
            taken |= tokens
            kept.append(name)
    return kept


def set_annotations(doc: Doc, names: Iterable[Name]) -> None:
    """Write the names to `doc.spans["names"]`; the span's id holds source and confidence."""
    doc.spans["names"] = [
        Span(doc, n.start, n.end, label=n.kind, span_id=f"{n.source}:{n.confidence:.3f}")
        for n in names
    ]


@Language.component(
    "kg_names", assigns=["doc.spans"], requires=["token.pos", "doc.ents", "doc.sents"]
)
def names(doc: Doc) -> Doc:
    """Find the names of a document (a spaCy component)."""
    set_annotations(doc, match(doc))
    return doc


__all__ = ["Name", "match", "names", "set_annotations"]
