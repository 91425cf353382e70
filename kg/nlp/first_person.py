"""`We` and `our` of an institution's own texts: a newsletter, an `about us`, a report.

Outside of quotation marks only the publisher says `we`. Where the text names one body more often
than all others, that body is the publisher; where somebody says `I`, too, it must also be the first
that is named. Inside of quotation marks, and in other texts, `we` stays unresolved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

FIRST_PLURAL = frozenset({"we", "our", "ours", "us"})
_FEWEST = 2  # of such words in a text that speaks for itself
_OFTEN = 3  # names of its publisher in such a text
_OPENING, _CLOSING = frozenset("“«„"), frozenset("”»")


def _own(doc: Doc, words: Sequence[Token]) -> list[Token]:
    """Give those of the words, in order of the text, that no quotation marks enclose."""
    if len(words) < _FEWEST:
        return []
    quoted = _quoted(doc)
    own = [t for t in words if t.i not in quoted]
    return own if len(own) >= _FEWEST else []


def _answers(doc: Doc, i: int) -> bool:
    """Tell the block of an interview that `A:` or `Q:` opens: who is asked speaks."""
    return i + 1 < len(doc) and doc[i].text in {"A", "Q"} and doc[i + 1].text == ":"


def _quoted(doc: Doc) -> set[int]:
    """Give the tokens between quotation marks; a new block closes what was left open."""
    found: set[int] = set()
    inside = False
    for token in doc:
        text = token.text
        if token.is_space and text.count("\n") > 1:
            inside = _answers(doc, token.i + 1)
        elif text == '"':
            inside = not inside
        elif text in _OPENING or text in _CLOSING:
            inside = text in _OPENING
        elif inside:
            found.add(token.i)
    return found


def _publisher(bodies: Sequence[str]) -> str:
    """Give the body that a text names more often than any other, or nothing."""
    best = Counter(bodies).most_common(2)
    if not best or best[0][1] < _OFTEN:
        return ""
    return best[0][0] if len(best) == 1 or best[0][1] > best[1][1] else ""


def first_person(
    doc: Doc, words: Sequence[Token], bodies: Sequence[str]
) -> Iterator[tuple[Token, str]]:
    """Give each `we` and `our` of the publisher's own, with the publisher's id.

    Args:
        doc: the document.
        words: its first persons plural, in order of the text.
        bodies: the id of the body that each name of one names.
    """
    own = _own(doc, words)
    entity = _publisher(bodies) if own else ""
    if not entity or (entity != bodies[0] and any(t.text == "I" for t in doc)):
        return
    for token in own:
        yield token, entity
