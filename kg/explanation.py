"""Why a graph says what it says: sentences, documents, extractors and merges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import pyoxigraph as ox

from kg.datamodel import Article, Decision, Extraction, Resolution, ResolvedEntity, Statement
from kg.errors import QueryError
from kg.ontology import load_ontology
from kg.rdf.claims import Claim, find_claims
from kg.rdf.corroboration import combined_confidence, independent_sources
from kg.rdf.namespaces import KG, KGR, shorten
from kg.rdf.namespaces import entity as entity_iri
from kg.rdf.store import Store

_LINKS = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a document that makes a statement."""

    article: Article
    statement: Statement

    @property
    def marked(self) -> str:
        """Give the sentence on one line, with the two names in brackets."""
        evidence = self.statement.evidence
        spans = [span for span in (evidence.subject, evidence.object) if span]
        edges = [(start, "[") for start, _ in spans] + [(end, "]") for _, end in spans]
        text, offset = evidence.exact, evidence.start
        for position, bracket in sorted(edges, key=lambda edge: (edge[0], edge[1] == "["))[::-1]:
            if 0 <= position - offset <= len(evidence.exact):
                text = text[: position - offset] + bracket + text[position - offset :]
        return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Reason:
    """A statement between two entities, and every place that makes it."""

    claim: Claim
    subject: ResolvedEntity
    object: ResolvedEntity
    places: tuple[Place, ...]

    @property
    def confidence(self) -> float:
        """Give the confidence over independent documents that state it as a fact."""
        asserted = [a for a in self.claim.attestations if a.statement.stance == "asserted"]
        return combined_confidence(independent_sources(asserted or self.claim.attestations))


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A triple that no document states: the rule it follows by, and what it follows from."""

    triple: str
    rule: str
    premises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was asked for, and how its subject came to be one thing."""

    subjects: tuple[ResolvedEntity, ...]
    reasons: tuple[Reason, ...]
    decisions: tuple[Decision, ...]
    conclusions: tuple[Conclusion, ...] = ()


def explain(
    extractions: Sequence[Extraction],
    resolution: Resolution,
    subject: str,
    prop: str | None = None,
    thing: str | None = None,
    *,
    store: Store | None = None,
) -> Explanation:
    """Say why the graph connects things; each is named by a name, an IRI, or the end of one.

    Without `prop` and `thing`, every statement that the subject takes part in is explained.
    With the graph's `store`, so is what follows from statements.

    Raises:
        QueryError: nothing has such a name, or the ontology has no such property.
    """
    left = find_entities(resolution, subject)
    right = find_entities(resolution, thing) if thing else ()
    properties = _properties(prop) if prop else frozenset()
    entities = {entity.iri: entity for entity in resolution.entities}
    articles = {extraction.article.id: extraction.article for extraction in extractions}
    reasons = [
        _reason(claim, entities, articles)
        for claim in find_claims(extractions, resolution).accepted
        if _joins(claim, left, right) and (not properties or claim.predicate in properties)
    ]
    followed = _conclusions(resolution, store, left, properties, right) if store else []
    return Explanation(left, tuple(reasons), tuple(_decisions(resolution, left)), tuple(followed))


def find_entities(resolution: Resolution, name: str) -> tuple[ResolvedEntity, ...]:
    """Find entities by IRI, then by label, then by any name, whatever the case.

    Raises:
        QueryError: nothing has this name; the message offers the nearest ones.
    """
    wanted = name.strip().casefold()
    iri = wanted.removeprefix(KGR).removeprefix("kgr:")
    for found in (
        [entity for entity in resolution.entities if entity.iri.casefold() == iri],
        [entity for entity in resolution.entities if entity.label.casefold() == wanted],
        [e for e in resolution.entities if wanted in {name.casefold() for name in e.names}],
    ):
        if found:
            return tuple(found)
    known = {name.casefold(): name for e in resolution.entities for name in (e.label, *e.names)}
    close = [known[hit] for hit in get_close_matches(wanted, known, n=_LINKS, cutoff=0.6)]
    hint = f"; did you mean {' or '.join(close)}?" if close else ""
    raise QueryError(f"nothing in the graph is called {name!r}{hint}")


def _properties(name: str) -> frozenset[str]:
    """Give a property, named with or without prefix, and all that are narrower."""
    ontology = load_ontology()
    local = name.removeprefix(KG).removeprefix("kg:")
    if local not in ontology.properties:
        close = get_close_matches(local, ontology.properties, n=_LINKS, cutoff=0.5)
        hint = f"; did you mean {' or '.join(close)}?" if close else ""
        raise QueryError(f"the ontology has no property {name!r}{hint}")
    return frozenset({local, *ontology.descendants(local)})


def _joins(claim: Claim, left: Iterable[ResolvedEntity], right: Iterable[ResolvedEntity]) -> bool:
    """Say whether a claim is about what was asked; without an object, either end will do."""
    lefts, rights = {e.iri for e in left}, {e.iri for e in right}
    ends = claim.subject, claim.object
    if not rights:
        return not lefts.isdisjoint(ends)
    straight = claim.subject in lefts and claim.object in rights
    symmetric = load_ontology().properties[claim.predicate].symmetric
    return straight or (symmetric and claim.subject in rights and claim.object in lefts)


def _reason(
    claim: Claim, entities: dict[str, ResolvedEntity], articles: dict[str, Article]
) -> Reason:
    places = tuple(Place(articles[a.document], a.statement) for a in claim.attestations)
    return Reason(claim, entities[claim.subject], entities[claim.object], places)


def _decisions(resolution: Resolution, subjects: Iterable[ResolvedEntity]) -> Iterator[Decision]:
    """Give the decisions that speak of an entity, by its IRI, its members or its names."""
    keys = {
        key
        for entity in subjects
        for key in (entity.iri, entity.label, *entity.names, *map("#".join, entity.members))
    }
    for decision in resolution.decisions:
        if decision.left in keys or decision.right in keys:
            yield decision


_INFERENCES = """
SELECT ?inference ?rule ?s ?p ?o ?premise ?ps ?pp ?po {
  GRAPH kgg:inferred {
    ?inference a kg:Inference ; kg:rule ?rule ; kg:premise ?premise ;
      rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }
  OPTIONAL { GRAPH ?graph { ?premise rdf:subject ?ps ; rdf:predicate ?pp ; rdf:object ?po } }
}
"""


def _conclusions(
    resolution: Resolution,
    store: Store,
    left: Iterable[ResolvedEntity],
    properties: frozenset[str],
    right: Sequence[ResolvedEntity],
) -> list[Conclusion]:
    """Give what follows about the subjects; that a city is a place goes without saying."""
    labels = {entity_iri(entity.iri).value: entity.label for entity in resolution.entities}
    things = {entity_iri(entity.iri).value for entity in right}
    found: dict[str, tuple[str, str, set[str]]] = {}
    for row in (row for entity in left for row in _inferences(store, entity)):
        wanted = not properties or row["p"].removeprefix(KG) in properties
        if row["rule"] == "superclass" or not wanted or (things and row["o"] not in things):
            continue
        triple, premise = (
            " ".join(labels.get(row[key]) or shorten(row[key]) for key in keys if row[key])
            for keys in ("spo", ("ps", "pp", "po") if row["ps"] else ("premise",))
        )
        found.setdefault(row["inference"], (triple, row["rule"], set()))[2].add(premise)
    conclusions = [Conclusion(t, rule, tuple(sorted(of))) for t, rule, of in found.values()]
    return sorted(conclusions, key=lambda c: (c.triple, c.rule, c.premises))


def _inferences(store: Store, subject: ResolvedEntity) -> Iterator[dict[str, str]]:
    solutions = store.query(_INFERENCES, values={"s": entity_iri(subject.iri)})
    if isinstance(solutions, ox.QuerySolutions):
        names = [variable.value for variable in solutions.variables]
        for solution in solutions:
            terms = zip(names, solution, strict=True)
            yield {name: getattr(term, "value", "") for name, term in terms}
