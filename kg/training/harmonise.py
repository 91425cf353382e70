"""Bring the names of all sets to one set of labels, and say where a set keeps silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.training import gum
from kg.training.places import PlaceTypes
from kg.training.sentences import Name, Names, RawNames, Tree
from kg.training.wordlists import read_demonyms, read_word_lists

LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT", "DATE", "NORP", "MISC")
OWN = "own"
SILENT: dict[str, frozenset[str]] = {
    OWN: frozenset(),
    "redocred": frozenset(),
    "gum": frozenset({"DATE", "MISC"}),
    "wnut": frozenset({"DATE", "EVENT", "NORP", "MISC"}),
    "crossner": frozenset({"DATE"}),
    "conll": frozenset({"DATE", "EVENT", "FAC"}),
    "plo": frozenset({"DATE", "EVENT", "NORP", "MISC", "FAC"}),
}
_PERSON = frozenset({"person", "politician", "per"})
_SAME = {
    "organisation": "ORG", "organization": "ORG", "politicalparty": "ORG", "corporation": "ORG",
    "group": "ORG", "org": "ORG", "country": "GPE", "event": "EVENT", "election": "EVENT",
    "time": "DATE", "date": "DATE",
}  # fmt: skip
_PLACE = frozenset({"location", "place", "loc"})
_LISTS = read_word_lists()
_EVENT_HEADS = _LISTS["event_heads"]


class Harmoniser:
    """Turn a set's own spans into names with allowed labels."""

    def __init__(self, places: PlaceTypes, *, doubtful: bool = True) -> None:
        """Take the list of place types; the demonyms ship with the package.

        Args:
            places: which of GPE, LOC and FAC a place may be.
            doubtful: take proper nouns of GUM that stand in no span for unknown, not for no name:
                GUM marks whole phrases, and those that are more than a name were left out.
        """
        self._places = places
        self._doubtful = doubtful
        self._demonyms = read_demonyms()

    def names(self, raw: RawNames, style: str, tree: Tree | None = None) -> Names:
        """Return the names of one row of a set of the given style (a key of `SILENT`)."""
        words = raw.words
        if style == OWN:
            own = (Name(start, end, frozenset({label})) for start, end, label in raw.spans)
            return Names(tuple(own), SILENT[style])
        if style == "gum":
            spans = self._of_gum(raw, tree)
        else:
            spans = _resolve([name for span in raw.spans for name in self._plain(words, span)])
        return Names(self._with_demonyms(words, spans), SILENT[style])

    def _of_gum(self, raw: RawNames, tree: Tree | None) -> list[Name]:
        spans = [name for span in raw.spans for name in self._gum(raw, span, tree)]
        if tree is None:
            return _resolve(spans)
        if self._doubtful:
            spans += gum.unlisted(raw, tree)
        return gum.hide_parts(_resolve(spans), raw.words, tree)

    def _with_demonyms(self, words: Sequence[str], spans: list[Name]) -> tuple[Name, ...]:
        covered = {index for span in spans for index in range(span.start, span.end) if span.allowed}
        found = [
            Name(index, index + 1, frozenset({"NORP"}))
            for index, word in enumerate(words)
            if word in self._demonyms and index not in covered
        ]
        return tuple(sorted((*spans, *found), key=lambda name: (name.start, name.end)))

    def _plain(self, words: Sequence[str], span: tuple[int, int, str]) -> list[Name]:
        start, end, label = span[0], span[1], span[2].lower()
        if label == "person" and end - start == 1 and words[start] in self._demonyms:
            return [Name(start, end, frozenset({"NORP"}))]
        if label in _PERSON:
            return _person(words, start, end)
        if label == "num":
            return []
        start = _without_article(words, start, end)
        return [Name(start, end, self._allowed(words[start:end], label))]

    def _allowed(self, words: Sequence[str], label: str) -> frozenset[str]:
        if len(words) == 1 and words[0] in self._demonyms and label not in {"time", "date"}:
            return frozenset({"NORP"})
        if label in _PLACE:
            return self._places.allowed(words)
        if label in _SAME:
            return frozenset({_SAME[label]})
        return frozenset({"EVENT"}) if _is_event(words) else frozenset({"MISC"})

    def _gum(self, raw: RawNames, span: tuple[int, int, str], tree: Tree | None) -> list[Name]:
        name = gum.read_span(raw, span, tree)
        if name is None:
            return [Name(span[0], span[1], frozenset())]
        start, end, label = name
        names = self._plain(raw.words, name)
        if label != "organization":
            return names
        # Countries' governments and teams, museums: other sets take some for the place.
        place = self._places.allowed(raw.words[start:end])
        if place == {"FAC"} or self._places.is_country(raw.words[start:end]):
            return [replace(one, allowed=one.allowed | place) for one in names]
        return names


def _is_event(words: Sequence[str]) -> bool:
    lowered = [word.lower() for word in words]
    head = lowered[lowered.index("of") - 1] if "of" in lowered[1:] else lowered[-1]
    return head in _EVENT_HEADS or lowered[:2] == ["world", "war"]


def _person(words: Sequence[str], start: int, end: int) -> list[Name]:
    first = start
    while first < end and gum.is_title(words[first]):
        first += 1
        if first < end and words[first] == ".":
            first += 1
    if first == end:
        return [Name(start, end, frozenset())]
    return [Name(first, end, frozenset({"PERSON"}))]


def _without_article(words: Sequence[str], start: int, end: int) -> int:
    return start + 1 if words[start] == "the" and end - start > 1 else start


def _resolve(spans: list[Name]) -> list[Name]:
    """Keep outermost known spans, then what is known inside unknown ones."""
    order = sorted(spans, key=lambda name: (not name.allowed, name.start - name.end, name.start))
    taken: set[int] = set()
    kept: list[Name] = []
    for name in order:
        inside = range(name.start, name.end)
        if not name.allowed:
            free = [index for index in inside if index not in taken]
            kept.extend(Name(index, index + 1, frozenset()) for index in free)
            taken.update(free)
        elif not taken.intersection(inside):
            kept.append(name)
            taken.update(inside)
    return kept
