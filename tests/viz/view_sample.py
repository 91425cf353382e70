"""A small view made by hand: people, offices, an event, honours over years, every stance."""

from __future__ import annotations

from kg.viz.model import Edge, Fact, GraphView, Node, Quote, Source, date_edges

R = "https://w3id.org/kg/resource/"
D = "https://w3id.org/kg/document/"
S = "https://w3id.org/kg/statement/"

REPORT = Source(
    D + "501-harbour-forum", "Turku opens the Harbour Forum", "2021-05-04", "harbour.txt"
)
STORY = Source(D + "502-baltic-ports", "Baltic ports tie the knot", "2023-06-11", "ports.html")


def quote(exact: str, subject: str = "", object_: str = "", document: Source = REPORT) -> Quote:
    return Quote(document.iri, exact, _span(exact, subject), _span(exact, object_))


def _span(exact: str, name: str) -> tuple[int, int] | None:
    return (exact.index(name), exact.index(name) + len(name)) if name else None


NODES = (
    Node(R + "award/port-of-the-year", "Baltic Port of the Year", "Award"),
    Node(R + "city/riga", "Riga", "City", ("Rīga",)),
    Node(
        R + "city/turku",
        "Turku",
        "City",
        ("Åbo",),
        ("https://www.wikidata.org/entity/Q38511", "javascript:alert(1)"),
        (),
        (
            Fact(
                "cargo handled",
                "2500000",
                "t",
                "2020",
                0.8,
                (quote("The port handled 2.5 million tonnes."),),
            ),
        ),
    ),
    Node(R + "country/finland", "Finland", "Country"),
    Node(
        R + "event/harbour-forum",
        "Harbour Forum",
        "Conference",
        attributes=(("endDate", "2021-05-04"), ("startDate", "2021-05-03")),
    ),
    Node(R + "facility/logomo", "Logomo Hall", "Facility"),
    Node(R + "organization/council", "Turku City Council", "GovernmentBody"),
    Node(R + "organization/league", "Baltic Ports League", "Association", ("BPL",)),
    Node(R + "person/virta", "Kaisa Virta", "Person", ("Mayor Virta", "Virta")),
    Node(R + "person/ozols", "Jānis Ozols", "Person"),
    Node(R + "project/tram", "Harbour Tram", "Project"),
)

_HONOUR = "The Baltic Ports League named Turku Baltic Port of the Year in 2019, 2020 and 2022."
_HONOURS = tuple(
    Edge(
        f"{S}honour{year}",
        R + "city/turku",
        R + "award/port-of-the-year",
        "honoredIn",
        qualifiers=(("year", str(year)),),
        confidence=0.9,
        quotes=(quote(_HONOUR, "Turku", "Baltic Port of the Year", STORY),),
    )
    for year in (2019, 2020, 2022)
)

EDGES = (
    *_HONOURS,
    Edge(
        S + "chaired",
        R + "person/virta",
        R + "event/harbour-forum",
        "chaired",
        confidence=0.95,
        quotes=(
            quote("Kaisa Virta chaired the Harbour Forum in May.", "Kaisa Virta", "Harbour Forum"),
        ),
    ),
    Edge(
        S + "office",
        R + "person/virta",
        R + "organization/council",
        "holdsPositionIn",
        qualifiers=(("role", "Vice Chair"),),
        confidence=0.85,
        quotes=(
            quote("Virta is vice chair of the Turku City Council.", "Virta", "Turku City Council"),
        ),
    ),
    Edge(
        S + "former",
        R + "person/ozols",
        R + "organization/league",
        "holdsPositionIn",
        qualifiers=(("former", "true"), ("role", "Director")),
        confidence=0.7,
        quotes=(
            quote("Jānis Ozols, former director of the BPL, came.", "Jānis Ozols", "BPL", STORY),
        ),
    ),
    Edge(
        S + "held",
        R + "event/harbour-forum",
        R + "facility/logomo",
        "heldAt",
        confidence=0.9,
        quotes=(quote("The Harbour Forum met at Logomo Hall.", "Harbour Forum", "Logomo Hall"),),
    ),
    Edge(
        S + "hall",
        R + "facility/logomo",
        R + "city/turku",
        "locatedIn",
        quotes=(quote("Logomo Hall is in Turku.", "Logomo Hall", "Turku"),),
    ),
    Edge(
        S + "turku",
        R + "city/turku",
        R + "country/finland",
        "locatedIn",
        quotes=(quote("Turku, in Finland, has a port.", "Turku", "Finland", STORY),),
    ),
    Edge(
        S + "inferred",
        R + "facility/logomo",
        R + "country/finland",
        "locatedIn",
        inferred=True,
        premises=(S + "hall", S + "turku"),
    ),
    Edge(
        S + "cooperates",
        R + "city/riga",
        R + "city/turku",
        "cooperatesWith",
        confidence=0.94,
        quotes=(
            quote("Turku works with Riga.", "Riga", "Turku"),
            quote("Riga has long worked together with Turku.", "Riga", "Turku", STORY),
        ),
    ),
    Edge(
        S + "member",
        R + "city/turku",
        R + "organization/league",
        "memberOf",
        qualifiers=(("since", "1999"),),
        confidence=0.6,
        quotes=(quote("Turku has been a member of the BPL since 1999.", "Turku", "BPL"),),
    ),
    Edge(
        S + "tram",
        R + "city/turku",
        R + "project/tram",
        "implements",
        stance="planned",
        confidence=0.5,
        quotes=(quote("Turku hopes to build the Harbour Tram.", "Turku", "Harbour Tram"),),
    ),
)


def sample_view() -> GraphView:
    return GraphView(NODES, date_edges(NODES, EDGES), (REPORT, STORY))
