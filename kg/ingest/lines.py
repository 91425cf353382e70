"""Split plain text into lines, and join the lines that only a margin broke."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.datamodel import BlockKind
from kg.ingest.blocks import RawBlock
from kg.ingest.characters import squeeze

_BULLET = re.compile(r"^(?:[•‣▪●◦■□➢➤·]\s*|[-–—+*]\s+)(?=\S)")
_NUMBERED = re.compile(r"^(?:\(?\d{1,2}[.)]|[a-z]\))\s+\S")
_MARKDOWN_HEADING = re.compile(r"^#{1,6}\s+(?=[^\s#])")
_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"”’»)\]]*$")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)(.{1,200}?)(?<=[^\s*])\1(?![\w*])")
_PUNCTUATION = '.,;:!?)”"'
_DIVIDED = re.compile(r"[^\W\d_]-$")
_ORNAMENT = re.compile(r"[-*_=~—–·•.\s]+")
_WIDEST_MARGIN = 120
_NARROWEST_MARGIN = 40


def split_lines(text: str, *, ragged: bool = False) -> list[RawBlock]:
    """Give the paragraphs of a cleaned text, one block each.

    Lines broken by a margin are joined where the text shows one: lines without a blank line
    between them, each as full as its margin allows. `ragged` allows for margins measured in
    print (PDF) instead of characters.
    """
    return reflow(_lines(text), ragged=ragged)


def reflow(lines: Sequence[RawBlock], *, ragged: bool = False) -> list[RawBlock]:
    """Join the lines of hard-wrapped paragraphs; a text without a margin stays as it is."""
    margin = _margin(lines)
    if not margin:
        return [_marked(line) for line in lines]
    least = margin * (0.85 if ragged else 1)
    paragraphs: list[list[RawBlock]] = []
    for line in lines:
        if paragraphs and _continues(paragraphs[-1], line, margin=margin, least=least):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    vocabulary = {word.rstrip(_PUNCTUATION) for line in lines for word in line.text.split()}
    return [_marked(_joined(lines, vocabulary, keep_hyphen=not ragged)) for lines in paragraphs]


def _lines(text: str) -> list[RawBlock]:
    lines: list[RawBlock] = []
    gap = 0
    for raw in text.split("\n"):
        line = squeeze(raw)
        if line and not _ORNAMENT.fullmatch(line):
            lines.append(RawBlock(line, gap))
            gap = 0
        else:
            gap += 1
    return lines


def _margin(lines: Sequence[RawBlock]) -> int:
    """Give the width at which the text was wrapped, or 0 where it was not."""
    inner = [a for a, b in pairwise(lines) if _adjacent(a, b)]
    widths = sorted(len(line.text) for line in inner if len(line.text) <= _WIDEST_MARGIN)
    if len(widths) < 2 or len(inner) - len(widths) > len(inner) // 20:
        return 0
    margin = widths[-1]
    pairs = [(a, b) for a, b in pairwise(lines) if _adjacent(a, b) and len(a.text) >= 0.75 * margin]
    broken = sum(b.text[0].islower() and not _ENDS_SENTENCE.search(a.text) for a, b in pairs)
    full = sum(_fills(a, b, margin) for a, b in pairs)
    wrapped = 4 * broken >= len(pairs) or (broken and 2 * full >= len(pairs))
    return margin if margin >= _NARROWEST_MARGIN and pairs and wrapped else 0


def _fills(line: RawBlock, following: RawBlock, margin: float) -> bool:
    """Tell whether the next line's first word would have gone past the margin."""
    return len(line.text) + 1 + len(following.text.split(" ", 1)[0]) > margin


def _adjacent(line: RawBlock, following: RawBlock) -> bool:
    return following.gap == 0 and line.kind is None and following.kind is None


def _continues(
    paragraph: Sequence[RawBlock], following: RawBlock, *, margin: int, least: float
) -> bool:
    line = paragraph[-1]
    if not _adjacent(line, following):
        return False
    stopped = bool(_ENDS_SENTENCE.search(line.text))
    full = _fills(line, following, max(least, 0.96 * margin) if stopped else least)
    if _starts_item(following.text):  # a dash within a sentence may come first in its line too
        return full and not stopped and not _starts_item(paragraph[0].text)
    broken = following.text[0].islower() and not stopped
    divided = broken and bool(_DIVIDED.search(line.text))
    return full or divided or (broken and len(line.text) > 0.6 * least)


def _joined(lines: Sequence[RawBlock], vocabulary: set[str], *, keep_hyphen: bool) -> RawBlock:
    text = lines[0].text
    for line in lines[1:]:
        text = _join(text, line.text, vocabulary, keep_hyphen=keep_hyphen)
    return RawBlock(text, lines[0].gap, lines[0].kind)


def _join(left: str, right: str, vocabulary: set[str], *, keep_hyphen: bool) -> str:
    """Join two lines; a word divided at the line's end is made whole as the text writes it."""
    head, tail = left.rsplit(" ", 1)[-1], right.split(" ", 1)[0].rstrip(_PUNCTUATION)
    if not _DIVIDED.search(head):
        return f"{left} {right}"
    whole = head[:-1] + tail
    divided = not right[0].isupper() and (whole in vocabulary or not keep_hyphen)
    if divided and head + tail not in vocabulary:
        return left[:-1] + right
    return left + right


def _starts_item(text: str) -> bool:
    return bool(_BULLET.match(text) or _NUMBERED.match(text) or _MARKDOWN_HEADING.match(text))


def _marked(line: RawBlock) -> RawBlock:
    """Name list items and Markdown headings by their marks, and take bullets and marks off."""
    if line.kind is not None:
        return line
    kind: BlockKind | None = None
    text = line.text
    for pattern, meaning in ((_BULLET, "list"), (_MARKDOWN_HEADING, "heading")):
        if match := pattern.match(text):
            text, kind = text[match.end() :], meaning  # type: ignore[assignment]
            break
    else:
        kind = "list" if _NUMBERED.match(text) else None
    return RawBlock(_EMPHASIS.sub(r"\2", text), line.gap, kind)
