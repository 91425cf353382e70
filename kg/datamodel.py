"""The records that pass between the stages: frozen, slotted, picklable, one JSON line each.

Offsets are code points into `Article.text`, half open: `text[start:end]`. Everything before an
`Extraction` is language work; everything after it is a pure function of the set of extractions.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, Literal, Self

BlockKind = Literal["title", "heading", "paragraph", "caption", "list"]
MentionKind = Literal["name", "nominal", "pronoun"]
Stance = Literal["asserted", "attributed", "planned", "hedged", "negated"]
Qualifiers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an article's layout."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Article:
    """The text of one document with the page's frame removed.

    `text` begins with the title, where there is one; blocks are separated by blank lines.
    `issued` is an ISO 8601 date (`2022-06-19`, `2022-06` or `2022`) or empty.
    `id` is the file stem, made unique: the local name of the document's IRI.
    """

    id: str
    text: str
    title: str = ""
    issued: str = ""
    source: str = ""
    agency: str = ""
    reporters: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The characters that say so, and within them the names that stand for subject and object."""

    start: int
    end: int
    exact: str
    subject: tuple[int, int] | None = None
    object: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place of the text that speaks of an entity."""

    start: int
    end: int
    text: str
    kind: MentionKind
    entity: str
    confidence: float = 1.0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what one document speaks of; `id` is unique in the document only.

    `type` is a class of the ontology. `name` is the best name met, `names` holds all of them.
    `attributes` holds literals by property, such as `startDate` of an event.
    """

    id: str
    type: str
    name: str
    names: tuple[str, ...] = ()
    attributes: Qualifiers = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A relation between two entities of the document, as the text makes it."""

    subject: str
    property: str
    object: str
    qualifiers: Qualifiers
    evidence: Evidence
    confidence: float
    extractor: str
    stance: Stance = "asserted"


@dataclass(frozen=True, slots=True)
class Observation:
    """A quantity that the text gives about an entity; `value` is a decimal numeral."""

    about: str
    measure: str
    value: str
    unit: str
    as_of: str
    evidence: Evidence
    confidence: float
    extractor: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A candidate statement that was refused, and why."""

    property: str
    subject: str
    object: str
    reason: str
    start: int
    end: int
    extractor: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one article."""

    article: Article
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    observations: tuple[Observation, ...] = ()
    rejected: tuple[Rejected, ...] = ()

    def to_json(self) -> str:
        """Write the record as one line of JSON with sorted keys."""
        return json.dumps(
            self, default=plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )

    @classmethod
    def from_json(cls, line: str) -> Self:
        """Read a line that `to_json` wrote.

        Raises:
            KeyError, TypeError, ValueError: the line is not such a record.
        """
        raw = json.loads(line)
        article = raw["article"]
        article["blocks"] = tuple(Block(**b) for b in article["blocks"])
        for key in ("reporters", "translators"):
            article[key] = tuple(article[key])
        return cls(
            article=Article(**article),
            entities=tuple(_entity(e) for e in raw["entities"]),
            mentions=tuple(Mention(**m) for m in raw["mentions"]),
            statements=tuple(_statement(s) for s in raw["statements"]),
            observations=tuple(Observation(**_evidenced(o)) for o in raw["observations"]),
            rejected=tuple(Rejected(**r) for r in raw["rejected"]),
        )


def plain(record: object) -> dict[str, Any]:
    """Give the fields of a record by name: what `json.dumps` needs as its `default`."""
    kind: Any = type(record)
    return {name: getattr(record, name) for name in _field_names(kind)}


@cache
def _field_names(kind: Any) -> tuple[str, ...]:
    return tuple(found.name for found in fields(kind))


def _entity(raw: dict[str, Any]) -> Entity:
    return Entity(**{**raw, "names": tuple(raw["names"]), "attributes": _pairs(raw["attributes"])})


def _statement(raw: dict[str, Any]) -> Statement:
    return Statement(**{**_evidenced(raw), "qualifiers": _pairs(raw["qualifiers"])})


def _evidenced(raw: dict[str, Any]) -> dict[str, Any]:
    evidence: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in raw["evidence"].items()
    }
    return {**raw, "evidence": Evidence(**evidence)}


def _pairs(raw: list[list[str]]) -> Qualifiers:
    return tuple((key, value) for key, value in raw)


@dataclass(frozen=True, slots=True)
class Decision:
    """Why two local entities, or two names, were made one or kept apart."""

    left: str
    right: str
    merged: bool
    reason: str


@dataclass(frozen=True, slots=True)
class ResolvedEntity:
    """One thing of the graph.

    `iri` is its local name under `kgr:` (`person/mai-hung-dung`). `members` are the pairs of
    document id and local entity id that were made one. `same_as` and `exact_match` hold IRIs.
    """

    iri: str
    type: str
    label: str
    names: tuple[str, ...] = ()
    attributes: Qualifiers = ()
    members: tuple[tuple[str, str], ...] = ()
    same_as: tuple[str, ...] = ()
    exact_match: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which local entities are one thing, and the decisions that led there."""

    entities: tuple[ResolvedEntity, ...] = ()
    decisions: tuple[Decision, ...] = ()
    _index: dict[tuple[str, str], str] = field(default_factory=dict, repr=False, compare=False)

    def iri(self, document: str, entity: str) -> str:
        """Give the local IRI name of a document's entity.

        Raises:
            KeyError: the entity was not part of what was resolved.
        """
        if not self._index:
            for resolved in self.entities:
                for member in resolved.members:
                    self._index[member] = resolved.iri
        return self._index[document, entity]
