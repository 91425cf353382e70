"""Read JSON lines: one article a line, faults collected and told together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from kg.datamodel import Article
from kg.errors import Fault, FaultsError, InputError
from kg.ingest.blocks import Metadata
from kg.ingest.characters import clean, squeeze
from kg.ingest.dates import find_date
from kg.ingest.encoding import decode
from kg.ingest.names import safe_name
from kg.ingest.plaintext import text_article

_PARTIAL_DATE = re.compile(r"\d{4}(?:-\d\d)?")
_MOST_CHARACTERS = 10_000_000


def _as_text(value: object) -> object:
    """Let numbers stand for names, and nothing for an empty text."""
    if value is None:
        return ""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _as_names(value: object) -> object:
    """Let one name stand for a list of one; `A; B` and `A, B` are two."""
    if value is None:
        return []
    return (
        [name for name in re.split(r"\s*[;,]\s*", value) if name]
        if isinstance(value, str)
        else value
    )


_Text = Annotated[str, BeforeValidator(_as_text)]


class Record(BaseModel):
    """One line. Keys of other tools are passed over."""

    model_config = ConfigDict(extra="ignore", strict=True)

    text: str = Field(min_length=1, max_length=_MOST_CHARACTERS)
    id: _Text = ""
    title: _Text = ""
    issued: _Text = Field("", validation_alias=AliasChoices("issued", "date", "published"))
    source: _Text = Field("", validation_alias=AliasChoices("source", "url"))
    agency: _Text = ""
    author: Annotated[list[str], BeforeValidator(_as_names)] = Field(
        default_factory=list, validation_alias=AliasChoices("author", "authors", "reporters")
    )
    translators: Annotated[list[str], BeforeValidator(_as_names)] = Field(default_factory=list)


def read_json_lines(data: bytes, *, name: str, source: str) -> list[Article]:
    """Give the articles of the lines, in their order; a line without `id` is named by its number.

    Raises:
        InputError: the bytes are empty or binary.
        FaultsError: some lines are no articles; all of them are named.
    """
    articles: list[Article] = []
    faults: list[Fault] = []
    first_lines: dict[str, int] = {}
    for number, line in _lines(decode(data, place=source)):
        try:
            article = _article(line, name=f"{name}-{number}", source=source)
            if (first := first_lines.setdefault(article.id, number)) != number:
                raise InputError(f"the id {article.id!r} is already that of line {first}")
            articles.append(article)
        except (ValueError, RecursionError) as error:
            faults.append(Fault(source, number, _reason(error)))
    if faults:
        raise FaultsError(faults)
    return articles


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line


def _article(line: str, *, name: str, source: str) -> Article:
    raw: Any = json.loads(line)
    if not isinstance(raw, dict):
        raise InputError(f"an object with the key 'text' was expected, not {type(raw).__name__}")
    record = Record.model_validate({key: _sound(value) for key, value in raw.items()})
    meta = Metadata()
    meta.learn(
        title=squeeze(record.title),
        issued=_date(record.issued),
        agency=squeeze(record.agency),
        reporters=[squeeze(author) for author in record.author],
        translators=[squeeze(translator) for translator in record.translators],
    )
    return text_article(
        record.text,
        meta,
        name=safe_name(record.id) if record.id else name,
        source=record.source or source,
        place="the text",
    )


def _sound(value: Any) -> Any:
    """Clean texts, also in lists: JSON can hold characters that no file can."""
    if isinstance(value, list):
        return [clean(item) if isinstance(item, str) else item for item in value]
    return clean(value) if isinstance(value, str) else value


def _date(text: str) -> str:
    if _PARTIAL_DATE.fullmatch(text):
        return text
    found = find_date(text)
    if text and found is None:
        raise InputError(f"the date {text[:40]!r} is not understood; write 2022-06-19")
    return found[0] if found else ""


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        told = error.errors(include_url=False)[0]
        return f"{'.'.join(map(str, told['loc']))}: {told['msg'].lower()}"
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON at column {error.colno} ({error.msg.lower()})"
    return str(error) or "nested too deeply"
