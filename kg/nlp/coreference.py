"""Which names, nouns and pronouns of a document speak of one thing: its local entities.

Names first (`kg.nlp.aliases`); then definite nouns point back to the most fitting entity before
them, event nouns and groups become entities of their own, and pronouns point to what
`kg.nlp.pronouns` ranks first. A pointer without a fitting antecedent stays unresolved: a missed
link costs a statement, a wrong one costs trust.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg.gazetteer import national_names, places
from kg.nlp import pairs
from kg.nlp.aliases import best_name, clean, clusters, family, fold
from kg.nlp.anaphora import PRONOUNS, Candidate, gender_word, reach_of
from kg.nlp.classes import class_of_place, head_class
from kg.nlp.event_links import event
from kg.nlp.first_person import FIRST_PLURAL, first_person
from kg.nlp.gender import UNKNOWN, gender_of
from kg.nlp.local_entities import LocalEntity, is_guest, of_nation, recent
from kg.nlp.nominals import GROUPS
from kg.nlp.owners import barred_from, possessor
from kg.nlp.phrases import (
    core_of,
    names_model,
    names_next,
    relative_of,
    says_which,
    says_which_place,
    shorter,
    voted_class,
    without_article,
)
from kg.nlp.pronouns import resolve_pronoun, twin_of

_HONOURS = frozenset(
    [
        "accolade",
        "award",
        "distinction",
        "group",
        "honour",
        "honor",
        "list",
        "prize",
        "ranking",
        "title",
    ]
)
_GENERIC = frozenset(
    "agency association award body charity club cluster college company corporation enterprise firm"
    " foundation initiative institute institution laboratory list museum network organisation"
    " organization prize program programme project ranking scheme school start-up startup station"
    " title university".split()
)  # what may stand for a thing without the word in its name; `the council` is of that word only
_UNITS = frozenset(  # `the province` is no district
    "canton commune county district municipality prefecture province state ward".split()
)
_CLEARLY = 2  # times as often named
_FAR = 40  # tokens: some two sentences
_OFTEN = 3  # names that tell which region an article is about
_EVENT_FAMILY = 3
_PLACE_FAMILY = 1
_BODY_FAMILY = 2


class Resolver:
    """Put together the entities of one document."""

    def __init__(self, doc: Doc) -> None:
        """Start with the names."""
        self.doc = doc
        self.entities: list[LocalEntity] = []
        self.mentions: list[tuple[int, int, str, str]] = []
        self._names = list(doc.spans["names"])
        for group in clusters(doc, self._names):
            self._add_named([self._names[i] for i in group])
        self._named_ids = {e.id for e in self.entities}
        self.pairs: list[dict[str, object]] = []
        self.home = self._home()

    def _add_named(self, spans: list[Span]) -> None:
        kind, name = voted_class(spans), best_name(spans)
        if kind == "Person" and (relative := relative_of(spans)) is not None:
            name = f"{name} {relative[-1].text}"
        entity = LocalEntity(f"e{len(self.entities)}", kind, name)
        entity.names = sorted({name, *(clean(s.text) for s in spans), *shorter(spans)})
        entity.heads = {word for s in spans for word in fold(s.text)}
        entity.gender = gender_of(spans) if entity.kind == "Person" else UNKNOWN
        for span in spans:
            self._mention(entity, span.start, span.end, "name")
        self.entities.append(entity)

    def _mention(self, entity: LocalEntity, start: int, end: int, how: str) -> None:
        entity.places.append(start)
        entity.places.sort()
        self.mentions.append((start, end, entity.id, how))

    def _home(self) -> LocalEntity | None:
        """Give the place a document is about: the most often named region or city."""
        places = [
            e
            for e in self.entities
            if e.kind in {"Region", "City", "GeopoliticalEntity"}
            and e.name not in national_names()
            and (e.kind != "GeopoliticalEntity" or class_of_place(e.name) or len(e.places) > 2)
        ]
        return max(places, key=lambda e: (len(e.places), -e.places[0]), default=None)

    def run(self) -> None:
        """Resolve nominals and pronouns in order of the text."""
        pointers: list[tuple[int, Span | Token]] = [
            (s.start, s) for s in self.doc.spans["nominals"]
        ]
        openers: list[Token] = []
        plural: list[Token] = []
        for token in self.doc:
            word = token.lower_
            if word in PRONOUNS and token.pos_ in {"PRON", "DET"}:
                pointers.append((token.i, token))
            elif word in pairs.OPENERS:
                openers.append(token)
            elif word in FIRST_PLURAL and not token.is_upper:
                plural.append(token)
        self._speak_of_publisher(plural)
        for _, pointer in sorted(pointers, key=lambda p: p[0]):
            if isinstance(pointer, Span):
                self._nominal(pointer)
            else:
                self._pronoun(pointer)
        self.pairs = list(self._pairs(openers)) if openers else []

    def _speak_of_publisher(self, plural: list[Token]) -> None:
        """Let `we` and `our` of an institution's own text speak of it."""
        known = {e.id: e for e in self.entities}
        bodies = [m[2] for m in self.mentions if family(known[m[2]].kind) == _BODY_FAMILY]
        for token, entity in first_person(self.doc, plural, bodies):
            self._mention(known[entity], token.i, token.i + 1, "pronoun")

    def _pairs(self, openers: list[Token]) -> Iterator[dict[str, object]]:
        """Resolve plurals such as `both cities`; they are no mention of one thing."""
        kinds = {e.id: e.kind for e in self.entities}
        named = [
            pairs.Named(start, end, entity, kinds[entity])
            for start, end, entity, how in sorted(self.mentions)
            if how == "name" or (how == "nominal" and entity in self._named_ids)
        ]
        for noun in pairs.heads(openers):
            if two := pairs.pointed(noun, named):
                yield {"head": noun.i, "entities": list(two)}

    def _nominal(self, span: Span) -> None:
        head, definite = (int(x) for x in span.id_.split(":"))
        token = self.doc[head]
        kind = span.label_
        entity: LocalEntity | None
        if definite and family(kind) != _EVENT_FAMILY and names_next(token):
            return
        placed = family(kind) == _PLACE_FAMILY
        named = self._of_that_name(token, kind) if definite and not placed else None
        if named is not None:
            entity = named
        elif family(kind) == _EVENT_FAMILY:
            entity = event(token, span, self.entities, self.mentions, definite=bool(definite))
        elif (definite or token.dep_ == "appos") and (award := self._award(token)) is not None:
            entity = award
        elif token.lemma_.casefold() in GROUPS:
            entity = self._group(token, definite=bool(definite), span=span)
        elif (said := self._said_of(token)) is not None:
            self._learn(said, token, kind)
            return
        elif definite:
            entity = self._place_of(token, kind) or self._pointed(token, kind)
        else:
            return
        if entity is None:
            if not (family(kind) == _EVENT_FAMILY or names_model(token, kind)) and (
                token.lemma_.casefold() not in GROUPS
            ):
                return
            entity = self._new(span, kind)
        self._mention(entity, span.start, span.end, "nominal")
        if family(kind) == _EVENT_FAMILY and not definite:
            entity.heads.add(token.lemma_.casefold())

    def _of_that_name(self, token: Token, kind: str) -> LocalEntity | None:
        """Find the body or gathering with the word in its name: `the forum`, `the assembly`."""
        lemma = token.lemma_.casefold()
        modifiers = (c for c in token.children if c.dep_ in {"nmod", "compound", "amod"})
        if any(c.lower_ != "based" for c in modifiers):
            return None
        named = (e for e in self.entities if e.id in self._named_ids)
        before = [e for e in named if family(e.kind) in {2, _EVENT_FAMILY} and lemma in e.nouns]
        if family(kind) == _EVENT_FAMILY:  # no conference is a Conference Center
            before = [e for e in before if e.kind not in {"Company", "Facility", "Institution"}]
        before = [e for e in before if recent(e, token.i) >= 0]
        if token.text[:1].isupper():  # "the University": whose text it is, named before all others
            return min(before, key=lambda e: e.places[0], default=None)
        latest = max(before, key=lambda e: recent(e, token.i), default=None)
        topic = max(before, key=lambda e: len(e.places), default=None)
        if latest is None or topic is None or token.i - recent(latest, token.i) < _FAR:
            return latest
        return topic if len(topic.places) > _CLEARLY * len(latest.places) else latest

    def _award(self, token: Token) -> LocalEntity | None:
        """Find the honour that `this list`, `the title`, `this group` points back to."""
        described = (c for c in token.children if c.dep_ == "nmod" and not c.is_digit)
        if token.lemma_.casefold() not in _HONOURS or any(described):
            return None
        before = [
            e for e in self.entities if e.kind == "Award" and token.i - recent(e, token.i) < 80
        ]
        before = [e for e in before if recent(e, token.i) >= 0]
        return max(before, key=lambda e: recent(e, token.i), default=None)

    def _said_of(self, token: Token) -> LocalEntity | None:
        """Give the entity of which a noun is said: `Acme, a local association`, `X is a city`."""
        if token.dep_ == "appos":
            places = [token.head.i]
        elif any(c.dep_ == "cop" for c in token.children):
            places = [c.i for c in token.children if c.dep_ == "nsubj"]
        else:
            return None
        named = {m[2] for m in self.mentions for i in places if m[0] <= i < m[1] and m[3] == "name"}
        return next((e for e in self.entities if e.id in named), None)

    def _learn(self, entity: LocalEntity, token: Token, kind: str) -> None:
        """Take what a noun says of an entity as its class, where the class was a guess."""
        if family(entity.kind) == family(kind):
            entity.heads.add(token.lemma_.casefold())
            if entity.kind in {"Organization", "GeopoliticalEntity", "Place", "Event"} or (
                (entity.kind, kind) == ("Facility", "Institution")
            ):
                entity.kind = kind

    def _new(self, span: Span, kind: str) -> LocalEntity:
        head = int(span.id_.split(":")[0])
        text = without_article(span)
        core = core_of(self.doc[head])
        entity = LocalEntity(f"e{len(self.entities)}", kind, text, sorted({text, core}))
        entity.heads = {self.doc[head].lemma_.casefold(), *fold(text)}
        self.entities.append(entity)
        return entity

    def _group(self, token: Token, *, definite: bool, span: Span) -> LocalEntity | None:
        lemma = token.lemma_.casefold()
        if not definite or any(c.dep_ == "nmod" for c in token.children):
            return None
        before = [e for e in self.entities if e.kind == "Organization" and lemma in e.heads]
        told = {c.lower_ for c in token.children if c.dep_ == "compound"} - {"member", "person"}
        before = [e for e in before if e.places[0] < token.i and told <= e.heads]
        return max(before, key=lambda e: e.last, default=None)

    def _place_of(self, token: Token, kind: str) -> LocalEntity | None:
        """Read `the city of Ghent` as Ghent; `a city of Belgium` is none of Belgium's names."""
        if family(kind) != _PLACE_FAMILY:
            return None
        for child in token.children:
            of = child.dep_ == "nmod" and any(c.lower_ == "of" for c in child.children)
            for entity in self.entities if of else ():
                spans = [m for m in self.mentions if m[2] == entity.id and m[0] <= child.i < m[1]]
                if spans and family(entity.kind) == _PLACE_FAMILY and entity.kind != "Country":
                    return entity
        return None

    def _pointed(self, token: Token, kind: str) -> LocalEntity | None:
        """Find what `the province`, `the forum` points back to."""
        lemma = token.lemma_.casefold()
        if says_which(token):
            return None
        before = [e for e in self.entities if e.places and e.places[0] < token.i]
        if placed := family(kind) == _PLACE_FAMILY:
            if says_which_place(token):
                return None
            before = of_nation(token, before)
        by_word = [e for e in before if lemma in e.heads and family(e.kind) == family(kind)]
        if by_word:
            told = {c.lower_ for c in token.lefts if c.dep_ == "compound"}
            closest = [e for e in by_word if told and told <= {*fold(e.name)}]
            by_word = closest or by_word  # "the county library", of two that are libraries
            latest = max(by_word, key=lambda e: (recent(e, token.i), len(e.places)))
            return self._own(latest, by_word, kind, before) if placed else latest
        if placed:
            others = _UNITS - {lemma} if lemma in _UNITS else frozenset()
            return self._place(kind, [e for e in before if others.isdisjoint(e.nouns)])
        if lemma not in _GENERIC:
            return None
        kinds = {kind, "Facility", "Organization"} if kind == "Institution" else {kind}
        if kind == "Company":
            unsaid = (e for e in before if not any(map(head_class, e.nouns)))
            fitting = [e for e in before if e.kind == kind]
            fitting += [e for e in unsaid if e.kind == "Organization"]
            fitting = [e for e in fitting if e.id in self._named_ids]
            return max(fitting, key=lambda e: (len(e.places), e.last), default=None)
        fitting = [e for e in before if e.kind in kinds]
        return max(fitting, key=lambda e: recent(e, token.i), default=None)

    def _own(
        self, latest: LocalEntity, by_word: list[LocalEntity], kind: str, before: list[LocalEntity]
    ) -> LocalEntity:
        """Prefer the place that an article is about to a guest's, whatever either is called."""
        home = self.home
        if home is None or home in by_word or home not in before or kind == "Country":
            return latest
        known = {p.type for p in places().lookup(home.name)}
        fits = home.kind == kind or kind in known
        often = len(home.places) > _CLEARLY * len(latest.places)
        return home if fits and (often or is_guest(latest, self.mentions, self.doc)) else latest

    def _place(self, kind: str, before: list[LocalEntity]) -> LocalEntity | None:
        fitting = [
            e
            for e in before
            if e.kind == kind and (kind == "Country" or e.name not in national_names())
        ]
        if fitting:
            return max(fitting, key=lambda e: (len(e.places), e.last))
        home = self.home
        general = kind in {"GeopoliticalEntity", "Region"} and home in before
        if general and home is not None and ("City" not in {kind, home.kind}):
            return home
        return self._implied(kind)

    def _implied(self, kind: str) -> LocalEntity | None:
        """Find the region that only longer names tell: `the province` after `Lagos State Museum`."""
        if kind not in {"Region", "City"}:
            return None
        found: Counter[str] = Counter()
        for span in self._names:
            cuts = (span[:i].text for i in range(len(span) - 1, 0, -1))
            name = next((cut for cut in cuts if class_of_place(cut) == kind), "")
            found[name] += bool(name)
        name = max(found, key=lambda n: (found[n], n), default="")
        if found[name] < _OFTEN:
            return None
        entity = LocalEntity(f"e{len(self.entities)}", kind, name, [name])
        self.entities.append(entity)
        return entity

    def _pronoun(self, token: Token) -> None:
        if (twin := twin_of(token)) is not None:
            found = next((e for start, _, e, _ in self.mentions if start == twin.i), None)
        else:
            found = possessor(token, self.mentions) or resolve_pronoun(
                token, self.candidates(token)
            )
        entity = next((e for e in self.entities if e.id == found), None)
        if entity is not None:
            self.point(token, entity)

    def point(self, token: Token, entity: LocalEntity) -> None:
        """Let a pronoun speak of an entity, so that later pronouns may follow it."""
        self._mention(entity, token.i, token.i + 1, "pronoun")
        entity.pronouns.add(gender_word(token.lower_))

    def candidates(self, token: Token) -> list[Candidate]:
        """Give the entities within reach as a pronoun sees them."""
        first, last = reach_of(token)
        places: dict[str, list[tuple[Span, str]]] = defaultdict(list)
        for start, end, entity, how in self.mentions:
            if first <= start < last:
                places[entity].append((Span(self.doc, start, end), how))
        barred = barred_from(token, [e.kind for e in self.entities if e.id in places])
        return [
            Candidate(
                e.id, e.kind, e.gender, places[e.id], bisect_left(e.places, token.i), e.pronouns
            )
            for e in self.entities
            if e.id in places and family(e.kind) not in barred
        ]


def set_annotations(doc: Doc, resolver: Resolver) -> None:
    """Write `doc.user_data["entities"]` (plain dicts) and `doc.spans["mentions"]`."""
    doc.user_data["entities"] = [
        {"id": e.id, "type": e.kind, "name": e.name, "names": sorted(set(e.names))}
        for e in resolver.entities
    ]
    doc.user_data["pairs"] = resolver.pairs
    kinds = {e.id: e.kind for e in resolver.entities}
    doc.spans["mentions"] = [
        Span(doc, start, end, label=kinds[entity], kb_id=entity, span_id=how)
        for start, end, entity, how in sorted(resolver.mentions)
    ]


@Language.component("kg_coreference", assigns=["doc.spans"], requires=["doc.spans", "token.dep"])
def component(doc: Doc) -> Doc:
    """Put together the entities of a document (a spaCy component)."""
    resolver = Resolver(doc)
    resolver.run()
    set_annotations(doc, resolver)
    return doc
