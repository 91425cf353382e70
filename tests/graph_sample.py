"""A small set of extractions made by hand, for the tests of the graph's side.

Three documents: a report, an agency story, and a copy of the story on another site.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.datamodel import (
    Article,
    Entity,
    Evidence,
    Extraction,
    Observation,
    Qualifiers,
    Resolution,
    ResolvedEntity,
    Stance,
    Statement,
)

_FOLDERS = {
    "City": "region",
    "Country": "region",
    "Region": "region",
    "Conference": "event",
    "Ceremony": "event",
}


@dataclass
class Writer:
    """Writes an extraction sentence by sentence, so that every offset is exact."""

    id: str
    title: str
    metadata: dict[str, object] = field(default_factory=dict)
    text: str = ""
    entities: dict[str, Entity] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text = self.title + "\n"

    def entity(self, id_: str, type_: str, name: str, *names: str, **attributes: str) -> str:
        self.entities[id_] = Entity(id_, type_, name, names, tuple(sorted(attributes.items())))
        return id_

    def sentence(self, words: str) -> tuple[int, int]:
        self.text += "\n" + words
        return len(self.text) - len(words), len(self.text)

    def say(
        self,
        span: tuple[int, int],
        triple: str,
        *,
        words: tuple[str, str] = ("", ""),
        confidence: float = 0.9,
        stance: Stance = "asserted",
        **qualifiers: str,
    ) -> None:
        subject, prop, object_ = triple.split()
        self.statements.append(
            Statement(
                subject,
                prop,
                object_,
                tuple(sorted(qualifiers.items())),
                self._evidence(span, words),
                confidence,
                f"relations/{prop}.by-hand",
                stance,
            )
        )

    def count(self, span: tuple[int, int], about: str, measure: str, value: str, **more: str):
        self.observations.append(
            Observation(
                about,
                measure,
                value,
                more.get("unit", ""),
                more.get("as_of", ""),
                self._evidence(span, ("", "")),
                0.8,
                "relations/quantity.by-hand",
            )
        )

    def _evidence(self, span: tuple[int, int], words: tuple[str, str]) -> Evidence:
        exact = self.text[slice(*span)]
        places = [
            (span[0] + exact.index(w), span[0] + exact.index(w) + len(w)) if w else None
            for w in words
        ]
        return Evidence(*span, exact, *places)

    def done(self) -> Extraction:
        article = Article(id=self.id, text=self.text, title=self.title, **self.metadata)
        return Extraction(
            article,
            tuple(self.entities.values()),
            (),
            tuple(self.statements),
            tuple(self.observations),
        )


def report() -> Extraction:
    w = Writer(
        "101-harbour-forum-2021-05-04",
        "Turku opens the Harbour Forum",
        {
            "issued": "2021-05-04",
            "source": "harbour.txt",
            "agency": "Harbour News",
            "reporters": ("Aino Laine",),
            "translators": ("Tom Byrne",),
        },
    )
    w.entity("laine", "Person", "Kaisa Virta", "Virta", "Mayor Virta")
    w.entity("forum", "Conference", "Harbour Forum", startDate="2021-05-03", endDate="2021-05-04")
    w.entity("turku", "City", "Turku", "Åbo", "the city")
    w.entity("finland", "Country", "Finland")
    w.entity("riga", "City", "Riga")
    w.entity("council", "GovernmentBody", "Turku City Council")
    w.entity("hall", "Facility", "Logomo Hall")
    w.entity("prize", "Award", "Baltic Port of the Year")
    w.entity("league", "Association", "Baltic Ports League", "BPL")
    w.entity("tram", "Project", "Harbour Tram")
    span = w.sentence("Kaisa Virta chaired the Harbour Forum at Logomo Hall on 3 and 4 May.")
    w.say(span, "laine chaired forum", words=("Kaisa Virta", "Harbour Forum"), date="2021-05-03")
    w.say(span, "forum heldAt hall", words=("Harbour Forum", "Logomo Hall"))
    span = w.sentence("Logomo Hall is in Turku, and Turku is in Finland.")
    w.say(span, "hall locatedIn turku", confidence=1.0)
    w.say(span, "turku locatedIn finland", confidence=1.0)
    span = w.sentence("Virta is vice chair of the Turku City Council and once led its planning.")
    w.say(span, "laine holdsPositionIn council", role="Vice Chair")
    w.say(span, "laine led council", former="true", confidence=0.6)
    span = w.sentence(
        "The Baltic Ports League named Turku Baltic Port of the Year in 2019 and 2020."
    )
    w.say(span, "turku honoredIn prize", words=("Turku", "Baltic Port of the Year"), year="2019")
    w.say(span, "turku honoredIn prize", words=("Turku", "Baltic Port of the Year"), year="2020")
    w.say(span, "prize grantedBy league")
    span = w.sentence("Turku works with Riga.")
    w.say(span, "turku cooperatesWith riga", words=("Turku", "Riga"), confidence=0.8)
    span = w.sentence("Turku plans to build the Harbour Tram with Riga.")
    w.say(span, "turku implements tram", stance="planned")
    span = w.sentence("Turku has been a member of the BPL since 1999.")
    w.say(span, "turku memberOf league", since="1999")
    span = w.sentence("The port handled 2.5 million tonnes in 2020.")
    w.count(span, "turku", "cargo handled", "2500000", unit="t", as_of="2020")
    return w.done()


def story(identifier: str = "102-riga-story-2021-06-01") -> Extraction:
    w = Writer(identifier, "Riga and Turku tie the knot", {"issued": "2021-06"})
    w.entity("e1", "City", "Riga")
    w.entity("e2", "City", "Turku")
    w.entity("e3", "Project", "Harbour Tram")
    w.entity("e4", "Person", "Janis Ozols")
    w.entity("e5", "Association", "Baltic Ports League")
    span = w.sentence("Riga has long worked together with Turku.")
    w.say(span, "e1 cooperatesWith e2", words=("Riga", "Turku"), confidence=0.7)
    span = w.sentence("Turku will not build the Harbour Tram.")
    w.say(span, "e2 implements e3", stance="negated")
    span = w.sentence("Critics say Turku runs the Harbour Tram already.")
    w.say(span, "e2 implements e3", stance="attributed", confidence=0.5)
    span = w.sentence("Janis Ozols founded the Baltic Ports League in 1991.")
    w.say(span, "e4 founderOf e5", year="1991")
    return w.done()


def copied_story() -> Extraction:
    copy = story("103-copied-story")
    return replace(copy, article=replace(copy.article, source="https://example.org/story"))


def sample() -> list[Extraction]:
    return [report(), story(), copied_story()]


def resolved(extractions: Sequence[Extraction]) -> Resolution:
    """Make entities of one type and name one; enough for what is written here by hand."""
    found: dict[str, ResolvedEntity] = {}
    for extraction in sorted(extractions, key=lambda e: e.article.id):
        for entity in extraction.entities:
            slug = "-".join(entity.name.lower().split())
            iri = f"{_FOLDERS.get(entity.type, entity.type.lower())}/{slug}"
            old = found.get(iri) or ResolvedEntity(iri, entity.type, entity.name)
            names = {*old.names, entity.name, *entity.names}
            attributes: Qualifiers = tuple(sorted({*old.attributes, *entity.attributes}))
            members = (*old.members, (extraction.article.id, entity.id))
            found[iri] = replace(
                old, names=tuple(sorted(names)), attributes=attributes, members=members
            )
    return Resolution(tuple(found[iri] for iri in sorted(found)))
