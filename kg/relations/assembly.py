"""From candidates to an extraction: classes settled, the ontology asked, doubles joined."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType

from spacy.tokens import Doc

from kg.datamodel import (
    Article,
    Entity,
    Evidence,
    Extraction,
    Mention,
    MentionKind,
    Observation,
    Qualifiers,
    Rejected,
    Statement,
)
from kg.ontology import load_ontology
from kg.relations.calibration import kinds_of, reading_of, shipped
from kg.relations.candidates import Candidate
from kg.relations.coercion import fits, settled
from kg.relations.times import is_eventful

_PLACED = frozenset({"headquarteredIn", "locatedIn"})


class Assembly:
    """The extraction of one document while it is being put together."""

    def __init__(self, doc: Doc, article: Article) -> None:
        """Start with the local entities that coreference left on the document."""
        self.doc = doc
        self.article = article
        self._entities = {
            e["id"]: Entity(e["id"], e["type"], e["name"], tuple(e["names"]))
            for e in doc.user_data["entities"]
        }
        self._spans = list(doc.spans["mentions"])
        names = [s for s in self._spans if s.id_ == "name"]
        self._named = {s.kb_id_ for s in names}
        self._weak = {s.kb_id_ for s in names if s.label_ == "Award"}
        heads = {(s.start, s.end) for s in doc.spans["names"] if not s.id_.startswith("model")}
        self._certain = {s.kb_id_ for s in self._spans if (s.start, s.end) in heads}
        self._extra: list[Mention] = []
        self._added: dict[tuple[str, str], str] = {}
        self._evidence: dict[tuple[int, int], tuple[int, int]] = {}

    def add(self, name: str, kind: str, start: int, end: int) -> str:
        """Add an entity that no mention covers, such as an item of a list; give its id."""
        key = (kind, name.casefold())
        if key not in self._added:
            identifier = f"x{len(self._added)}"
            self._added[key] = identifier
            self._entities[identifier] = Entity(identifier, kind, name, (name,))
        self._extra.append(
            Mention(
                start, end, self.article.text[start:end], "name", self._added[key], 0.9, "lists"
            )
        )
        return self._added[key]

    def extraction(
        self,
        found: Iterable[Candidate],
        quantities: Iterable[Observation] = (),
        days: Mapping[str, str] = MappingProxyType({}),
    ) -> Extraction:
        """Settle classes, refuse what the ontology refuses, join doubles; date the events.

        `days` gives the day or days (ISO 8601, `start/end`) of events by the id of their entity.
        """
        candidates = list(found)
        self._settle(candidates)
        kept, rejected = self._judge(candidates)
        statements = self._calibrated(_joined([self._statement(c) for c in kept]))
        self._date_events(statements, days)
        used = {s.subject for s in statements} | {s.object for s in statements}
        observed = sorted(set(quantities), key=lambda o: (o.evidence.object or (0, 0), o.about))
        used |= {o.about for o in observed}
        entities = [e for e in self._entities.values() if e.id in used or self._worth(e)]
        ids = {e.id for e in entities}
        mentions = [m for m in (*self._mentions, *self._extra) if m.entity in ids]
        return Extraction(
            article=self.article,
            entities=tuple(sorted(entities, key=lambda e: (e.id[0], int(e.id[1:])))),
            mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.entity))),
            statements=tuple(statements),
            observations=tuple(observed),
            rejected=tuple(
                sorted(set(rejected), key=lambda r: (r.start, r.property, r.subject, r.object))
            ),
        )

    def _worth(self, entity: Entity) -> bool:
        """Keep what is named, even if nothing is said of it; titles only where they are awarded."""
        return entity.id in self._named and entity.id not in self._weak

    def _settle(self, candidates: list[Candidate]) -> None:
        """Give each entity the class that its statements call for."""
        ontology = load_ontology()
        uses: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for c in candidates:
            prop = ontology.properties[c.property]
            uses[c.subject.entity].append(prop.domain)
            uses[c.object.entity].append(prop.range)
        for entity, wanted in uses.items():
            own = self._entities[entity]
            kind = settled(own.type, wanted, certain=entity in self._certain)
            self._entities[entity] = replace(own, type=kind)

    def _judge(self, candidates: list[Candidate]) -> tuple[list[Candidate], list[Rejected]]:
        ontology = load_ontology()
        kept, rejected = [], []
        for c in candidates:
            subject, obj = self._entities[c.subject.entity], self._entities[c.object.entity]
            reason = ontology.refusal(c.property, subject.type, obj.type)
            if reason is None and _conflated(subject, obj):
                reason = "Subject and object have the same name."
            if reason is None and c.property in _PLACED and _is_larger(subject, obj):
                reason = "No country lies in a city."
            if reason is None:
                kept.append(c)
            else:
                span = self.doc[c.start : c.end]
                rejected.append(
                    Rejected(
                        c.property,
                        subject.name,
                        obj.name,
                        reason,
                        span.start_char,
                        span.end_char,
                        c.extractor,
                    )
                )
        return kept, rejected

    def _statement(self, c: Candidate) -> Statement:
        start, end = self._trimmed(c.start, c.end)
        evidence = Evidence(
            start, end, self.article.text[start:end],
            self._place(c.subject.start, c.subject.end), self._place(c.object.start, c.object.end),
        )  # fmt: skip
        return Statement(
            c.subject.entity, c.property, c.object.entity, tuple(sorted(c.qualifiers)), evidence,
            round(min(c.confidence, 0.99), 4), c.extractor, c.stance,
        )  # fmt: skip

    def _calibrated(self, statements: list[Statement]) -> list[Statement]:
        """Replace what rows were given by hand, and doubles were chosen by, by what the gold counts."""
        kinds = kinds_of(self._mentions)
        table = shipped()
        return [
            replace(s, confidence=round(table.confidence(reading_of(s, kinds)), 4))
            for s in statements
        ]

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Give the characters of a sentence without the white space around it."""
        if (start, end) not in self._evidence:
            first, text = self.doc[start].idx, self.doc[start:end].text
            left = len(text) - len(text.lstrip())
            self._evidence[start, end] = first + left, first + len(text.rstrip())
        return self._evidence[start, end]

    def _place(self, start: int, end: int) -> tuple[int, int]:
        return self.doc[start].idx, self.doc[end - 1].idx + len(self.doc[end - 1])

    def _date_events(self, statements: list[Statement], days: Mapping[str, str]) -> None:
        """Give events the dates of what happened at them, the most exact and most often said."""
        dates: dict[str, Counter[Qualifiers]] = defaultdict(Counter)
        for s in statements:
            if s.stance != "asserted" or not is_eventful(s.property):
                continue
            event = s.subject if s.property == "heldAt" else s.object
            if fits(self._entities[event].type, ("Event",)):
                found = tuple(
                    ("startDate" if k == "date" else k, v)
                    for k, v in s.qualifiers
                    if k in {"date", "startDate", "endDate"}
                )
                if found:
                    dates[event][tuple(sorted(found))] += 1
        for event, day in days.items():
            vague = all(len(v) < len(day) for q in dates.get(event, ()) for _, v in q)
            if vague and fits(self._entities[event].type, ("Event",)):
                start, _, end = day.partition("/")
                ends = (("endDate", end),) if end else ()
                dates[event][(*ends, ("startDate", start))] += 1
        for event, counts in dates.items():
            best = min(counts, key=lambda q: (-max(len(v) for _, v in q), -counts[q], q))
            self._entities[event] = replace(self._entities[event], attributes=best)

    @cached_property
    def _mentions(self) -> list[Mention]:
        sources = {(s.start, s.end): s.id_ for s in self.doc.spans["names"]}
        found = []
        for span in self._spans:
            source, _, confidence = sources.get(
                (span.start, span.end), "coreference:0.8"
            ).partition(":")
            kind: MentionKind = span.id_
            found.append(
                Mention(
                    span.start_char,
                    span.end_char,
                    span.text,
                    kind,
                    span.kb_id_,
                    float(confidence),
                    f"names/{source}",
                )
            )
        return found


def _is_larger(subject: Entity, obj: Entity) -> bool:
    return subject.type == "Country" and obj.type == "City"


def _conflated(subject: Entity, obj: Entity) -> bool:
    return subject.name.casefold() == obj.name.casefold()


def _joined(statements: list[Statement]) -> list[Statement]:
    """Join statements of one triple: the better evidence stays, a vaguer one goes."""
    best: dict[tuple[str, str, str, Qualifiers, str], Statement] = {}
    for s in statements:
        key = (s.subject, s.property, s.object, s.qualifiers, s.stance)
        if key not in best or s.confidence > best[key].confidence:
            best[key] = s
    alike: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for s in best.values():
        alike[s.subject, s.property, s.object].append(s)
    return sorted(
        (s for group in alike.values() for s in group if not any(_covers(o, s) for o in group)),
        key=lambda s: (s.evidence.start, s.property, s.subject, s.object, s.qualifiers, s.stance),
    )


def _covers(other: Statement, s: Statement) -> bool:
    """Tell whether another statement of the same triple says the same and more."""
    return other.stance == s.stance and set(s.qualifiers) < set(other.qualifiers)
