"""Bring the names of all sets to one set of labels, and say where a set keeps silent."""

from __future__ import annotations

from collections.abc import Sequence

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
_TITLES = _LISTS["titles"]
_EVENT_HEADS = _LISTS["event_heads"]
_SMALL = _LISTS["small_words"]


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
        convert = self._gum if style == "gum" else self._plain
        spans = [name for span in raw.spans for name in convert(words, span, style, tree)]
        if style == "gum" and tree and self._doubtful:
            spans += _unlisted(raw, tree)
        return Names(self._with_demonyms(words, _resolve(spans, style)), SILENT[style])

    def _with_demonyms(self, words: Sequence[str], spans: list[Name]) -> tuple[Name, ...]:
        covered = {index for span in spans for index in range(span.start, span.end) if span.allowed}
        found = [
            Name(index, index + 1, frozenset({"NORP"}))
            for index, word in enumerate(words)
            if word in self._demonyms and index not in covered
        ]
        return tuple(sorted((*spans, *found), key=lambda name: (name.start, name.end)))

    def _plain(
        self, words: Sequence[str], span: tuple[int, int, str], style: str, tree: Tree | None
    ) -> list[Name]:
        start, end, label = span[0], span[1], span[2].lower()
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

    def _gum(
        self, words: Sequence[str], span: tuple[int, int, str], style: str, tree: Tree | None
    ) -> list[Name]:
        start, end, label = span
        kind = label.lower()
        if not _is_name(words[start:end], kind, tree.upos[start:end] if tree else ()):
            return [Name(start, end, frozenset())]
        if kind == "person":
            return _gum_person(words, start, end, tree, self._demonyms)
        if kind in {"abstract", "object", "substance", "animal", "plant"}:
            return [Name(start, end, frozenset())]
        return self._plain(words, span, style, tree)


def _unlisted(raw: RawNames, tree: Tree) -> list[Name]:
    covered = {index for start, end, _ in raw.spans for index in range(start, end)}
    proper = (index for index, tag in enumerate(tree.upos) if tag == "PROPN")
    return [Name(i, i + 1, frozenset()) for i in proper if i not in covered]


def _is_event(words: Sequence[str]) -> bool:
    lowered = [word.lower() for word in words]
    head = lowered[lowered.index("of") - 1] if "of" in lowered[1:] else lowered[-1]
    return head in _EVENT_HEADS or lowered[:2] == ["world", "war"]


def _is_name(words: Sequence[str], kind: str, upos: Sequence[str]) -> bool:
    if kind == "time":
        return len(words) <= 6 and not set(upos) & {"VERB", "AUX", "PRON", "ADP", "SCONJ"}
    bad = {"VERB", "AUX", "PRON", "SCONJ", "INTJ"}
    tagged = zip(words, upos, strict=False)
    if len(words) > 9 or any(tag in bad and not word[:1].isupper() for word, tag in tagged):
        return False
    if kind == "place" and "," in words:
        return False
    return all(word[:1].isupper() or word[:1].isdigit() or word in _SMALL for word in words)


def _gum_person(
    words: Sequence[str], start: int, end: int, tree: Tree | None, demonyms: frozenset[str]
) -> list[Name]:
    if end - start == 1 and words[start] in demonyms:
        return [Name(start, end, frozenset({"NORP"}))]
    names = _person(words, start, end)
    if tree is None:
        return names
    plain = {"PROPN", "PUNCT", "ADP", "DET"}
    for name in names:
        inside = range(name.start, name.end)
        if any(tree.upos[i] not in plain or words[i] == "of" for i in inside):
            return [Name(start, end, frozenset())]
    return names


def _person(words: Sequence[str], start: int, end: int) -> list[Name]:
    first = start
    while first < end and words[first].lower().rstrip(".") in _TITLES:
        first += 1
        if first < end and words[first] == ".":
            first += 1
    if first == end:
        return [Name(start, end, frozenset())]
    return [Name(first, end, frozenset({"PERSON"}))]


def _without_article(words: Sequence[str], start: int, end: int) -> int:
    return start + 1 if words[start] == "the" and end - start > 1 else start


def _resolve(spans: list[Name], style: str) -> list[Name]:
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
