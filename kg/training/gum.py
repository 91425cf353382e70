"""Names in GUM, where they must be found in phrases.

GUM marks phrases, nested in one another, by the kind of thing they speak of: a person's span holds
the titles and the place the person is in, a span of two bodies holds both. What of a phrase is a
name shows in its tree: titles hang on a name as `nmod:desc`, and a name inside a longer one hangs
on a proper noun of that.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.training.sentences import Name, RawNames, Tree
from kg.training.wordlists import read_demonyms, read_word_lists

Span = tuple[int, int, str]
_LISTS = read_word_lists()
_TITLES = _LISTS["titles"]
_SMALL = _LISTS["small_words"]
_WHERE = frozenset({"in", "near", "from", "on", "at"})
_PARTS = frozenset({"compound", "flat", "amod"})
_NO_NAMES = frozenset({"abstract", "object", "substance", "animal", "plant"})


def is_title(word: str) -> bool:
    """Return whether a word is one of the usual titles of persons."""
    return word.lower().rstrip(".") in _TITLES


def read_span(raw: RawNames, span: Span, tree: Tree | None) -> Span | None:
    """Return the name in a phrase, or None where it is no name, or more than one."""
    if _holds_two(raw, span):
        return None
    start, label = span[0], span[2].lower()
    end = _before_place(raw, start, span[1], label)
    if label == "person":
        start, end = _person(raw.words, start, end, tree)
    upos = tree.upos[start:end] if tree else ()
    if label in _NO_NAMES or not _is_name(raw.words[start:end], label, upos):
        return None
    if label == "person" and not _is_person(raw.words, start, end, tree):
        return None
    return start, end, label


def hide_parts(names: Sequence[Name], words: Sequence[str], tree: Tree) -> list[Name]:
    """Take for unknown each name that is part of a longer one which is not among the names."""
    known = {i for name in names if name.allowed for i in range(name.start, name.end)}
    return [
        Name(name.start, name.end, frozenset())
        if name.allowed and _is_part(name, words, tree, known)
        else name
        for name in names
    ]


def unlisted(raw: RawNames, tree: Tree) -> list[Name]:
    """Return the proper nouns that stand in no phrase of the set, as unknown."""
    covered = {index for start, end, _ in raw.spans for index in range(start, end)}
    proper = (index for index, tag in enumerate(tree.upos) if tag == "PROPN")
    return [Name(i, i + 1, frozenset()) for i in proper if i not in covered]


def _holds_two(raw: RawNames, span: Span) -> bool:
    """Return whether a phrase joins things of its own kind, the first a phrase of its own."""
    start, end, kind = span
    firsts = (b for a, b, label in raw.spans if a == start and b < end and label == kind)
    return any(raw.words[b] in {"and", "or", "&"} for b in firsts)


def _before_place(raw: RawNames, start: int, end: int, label: str) -> int:
    """Return where a phrase ends without the place it is in or the body it belongs to."""
    inner = {a: kind for a, b, kind in raw.spans if start < a and b <= end}
    for index in range(start + 1, end - 1):
        word = raw.words[index]
        after = index + 1 + (raw.words[index + 1] == "the")
        kind = inner.get(after)
        if word not in _WHERE or kind is None:
            continue
        # `University of North Carolina at Greensboro` is one name.
        if word != "at" or kind == "organization" or label == "person":
            return index - (raw.words[index - 1] == ",")
    return end


def _person(words: Sequence[str], start: int, end: int, tree: Tree | None) -> tuple[int, int]:
    """Return a person's span without what stands before titles and after a comma."""
    comma = next((i for i in range(start + 1, end) if words[i] == ","), end)
    if comma < end and all(word.isupper() for word in words[comma + 1 : end]):
        end = comma
    titles = [
        i
        for i in range(start, end - 1)
        if is_title(words[i]) or (tree and tree.labels[i] == "nmod:desc" and tree.heads[i] > i + 1)
    ]
    return (titles[-1] + 1 if titles else start), end


def _is_name(words: Sequence[str], kind: str, upos: Sequence[str]) -> bool:
    if kind == "time":
        return len(words) <= 6 and not set(upos) & {"VERB", "AUX", "PRON", "ADP", "SCONJ"}
    bad = {"VERB", "AUX", "PRON", "SCONJ", "INTJ"}
    tagged = zip(words, upos, strict=False)
    if len(words) > 9 or any(tag in bad and not word[:1].isupper() for word, tag in tagged):
        return False
    if kind in {"place", "person"} and "," in words:
        return False
    return all(word[:1].isupper() or word[:1].isdigit() or word in _SMALL for word in words)


def _is_person(words: Sequence[str], start: int, end: int, tree: Tree | None) -> bool:
    if end - start == 1 and words[start] in read_demonyms():
        return True
    if is_title(words[end - 1]) or words[start] in _SMALL:
        return False
    if tree is None:
        return True
    inside = range(start, end)
    plain = {"PROPN", "PUNCT", "ADP", "DET"}
    if any(tree.upos[i] not in plain or words[i] == "of" for i in inside):
        return False
    # Plurals are groups: `Senators`, `Hebrews`.
    return not any(tree.xpos[i] == "NNPS" for i in inside)


def _is_part(name: Name, words: Sequence[str], tree: Tree, known: set[int]) -> bool:
    inside = range(name.start, name.end)

    def is_open(index: int) -> bool:
        return (
            index >= 0
            and index not in inside
            and index not in known
            and tree.upos[index] == "PROPN"
            and not is_title(words[index])
            and tree.labels[index] != "nmod:desc"
        )

    below = [i for i in range(len(words)) if i not in inside and tree.heads[i] - 1 in inside]
    if any(
        i in {name.start - 1, name.end} and tree.labels[i] in _PARTS for i in filter(is_open, below)
    ):
        return True
    if "PERSON" not in name.allowed and words[name.end : name.end + 1] == ("of",):
        # `University` where a longer phrase is no name: `University of Basel's school`.
        return any(tree.labels[i] == "nmod" and tree.upos[i] == "PROPN" for i in below)
    head = next((i for i in inside if tree.heads[i] - 1 not in inside), name.start)
    before = name.start - 1 - (words[name.start - 1] == "the")
    joined = tree.labels[head] == "nmod" and before >= 0 and words[before] == "of"
    return is_open(tree.heads[head] - 1) and (tree.labels[head] in _PARTS or joined)
