"""From argument tokens to entities: coordination, lists, transparent nouns, delegates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from kg.gazetteer import offices
from kg.nlp.aliases import family
from kg.nlp.bounds import sentence_of, share_sentence
from kg.nlp.classes import head_class
from kg.nlp.lexicon import DELEGATES, LIST_OPENERS, TRANSPARENT
from kg.nlp.nominals import GROUPS
from kg.relations.described import described
from kg.relations.enumerations import after_colon
from kg.relations.envoys import senders
from kg.relations.series import series_of_people, winners_of_titles
from kg.relations.trees import conjuncts, preposition

_COMITATIVE = re.compile(r"\b(?:together|along) with\b")
_DEPTH = 4
_BODIES = family("Organization")
_EVENTS = family("Event")
_PLACES = family("City")
_EVENT_REACH = 150  # tokens: some five sentences
_SPEECH_REACH = 220  # of who speaks in an article, most speak at what it is about
_AWARD_REACH = 120
_ASSEMBLIES = frozenset(["assembly", "conference", "congress", "convention", "forum", "summit"])
_HOLDING = frozenset("co-host convene hold host open organise organize stage".split())
_REACH = 40  # tokens: the sentence before
_KINDS = frozenset("city country county nation province region state town university".split())
_WIDE = frozenset({"Country", "Region"})
_SEATS = _WIDE | {"City", "GeopoliticalEntity", "Place"}
_GOVERNING = frozenset({"government", "ministry"})
_PLACED = frozenset(["program", "programme", "project", "scheme", "system", "work"])


@dataclass(frozen=True, slots=True)
class Argument:
    """An entity in an argument place: its id and class, the mention's tokens, and how it was reached."""

    entity: str
    kind: str
    start: int
    end: int
    how: str
    certainty: float


_CERTAINTY = {"name": 1.0, "nominal": 0.9, "pronoun": 0.8}


def _alike(one: Span, other: Span) -> bool:
    """Tell two bodies, or two things of one class."""
    bodies = family(one.label_) == family(other.label_) == _BODIES
    return one.label_ == other.label_ or bodies


class Arguments:
    """The mentions of one document, by token."""

    def __init__(self, doc: Doc) -> None:
        """Index the mentions; a name outranks a nominal, a nominal a pronoun."""
        self.doc = doc
        order = {"name": 2, "nominal": 1, "pronoun": 0}
        self.mentions = mentions = list(doc.spans["mentions"])
        self.names = [s for s in mentions if s.id_ == "name"]
        self._at: dict[int, Span] = {}
        self._found: dict[tuple[int, bool, bool, bool], list[Argument]] = {}
        for span in sorted(mentions, key=lambda s: (order[s.id_], -len(s))):
            for i in _tokens_of(span):
                self._at[i] = span

        self._series = series_of_people(doc, self.names)
        self._stands_for = winners_of_titles(doc, self.names)
        self._pairs = _pairs(doc)
        self._holders = self._of_offices()
        announced = {(s.start, s.end) for s in doc.spans["names"] if not s.id_.startswith("model")}
        self._certain = {s.kb_id_ for s in mentions if (s.start, s.end) in announced}

    def _of_offices(self) -> dict[int, Span]:
        """Let the words of an office stand for its holder; unnamed, for who held it before."""
        holders: dict[int, Span] = {}
        known: dict[tuple[str, str], Span] = {}
        for office in self.doc.user_data.get("offices", []):
            body = self._at.get(office["body"][0])
            key = (office["role"].casefold(), body.kb_id_ if body is not None else "")
            person = self._at.get(office["person"][0]) if office["person"][0] >= 0 else None
            if person is None:
                person = known.get(key)
            if person is None:
                continue
            known.setdefault(key, person)
            for i in range(office["start"], office["end"]):
                holders.setdefault(i, person)
        return holders

    def sender(self, person: str) -> Argument | None:
        """Give the body or place that a person acts for: the only one with an office of theirs."""
        body = self._sender(person)
        return self._argument(body) if body is not None else None

    def _sender(self, person: str) -> Span | None:
        return self._senders.get(person)

    @cached_property
    def _senders(self) -> Mapping[str, Span | None]:
        return senders(self.doc, self.names, self._at)

    def are_several(self, token: Token) -> bool:
        """Tell whether the sentence of a token speaks of two things or more."""
        return len(self._company[sentence_of(token)]) > 1

    @cached_property
    def _company(self) -> dict[tuple[int, int], set[str]]:
        """The entities that each sentence speaks of."""
        found: dict[tuple[int, int], set[str]] = defaultdict(set)
        for i, span in (*self._holders.items(), *self._at.items()):
            found[sentence_of(self.doc[i])].add(span.kb_id_)
        for i, both in self._pairs.items():
            found[sentence_of(self.doc[i])].update(one.entity for one in both)
        return found

    @cached_property
    def comitatives(self) -> list[int]:
        """The first words of `together with` and `along with`, in order."""
        found = (self.doc.char_span(*hit.span()) for hit in _COMITATIVE.finditer(self.doc.text))
        return [span.start for span in found if span is not None]

    def last_of(self, kind: str, before: int, *, spoken: bool = False) -> list[int]:
        """Give the head of the thing of a class, or an event, last spoken of before a token."""
        events = kind == "Event"
        found: list[Span] = []
        far = _SPEECH_REACH if spoken else _EVENT_REACH
        far = far if events else _AWARD_REACH if kind == "Award" else _REACH
        for i in range(before - 1, max(-1, before - far), -1):
            span = self._at.get(i)
            if span is None:
                continue
            if found and not share_sentence(span, found[0]):
                continue
            if self._is_gathering(span) if events else span.label_ == kind:
                found.append(span)
        subject = next((s for s in found if s.root.dep_.startswith("nsubj")), None)
        best = subject or (found[0] if found else None)
        return [best.root.i] if best is not None else []

    def _is_gathering(self, span: Span) -> bool:
        """Tell an event that people attend and speak at, which a trip is not; a forum that is held."""
        if family(span.label_) == _EVENTS:
            return span.label_ != "Visit"
        held = span.root.dep_ in {"obj", "nsubj:pass"} and span.root.head.lemma_ in _HOLDING
        return held and self.may_meet(span.kb_id_)

    def group_before(self, before: int) -> list[int]:
        """Give the delegation, team or jury named shortly before a token of the same sentence."""
        start = max(sentence_of(self.doc[before])[0], before - 12)
        heads = [t.i for t in self.doc[start:before] if t.lemma_.casefold() in GROUPS]
        return heads[-1:]

    def is_certain(self, entity: str) -> bool:
        """Tell whether a head noun, not only the model's label, announced the class of an entity."""
        return entity in self._certain

    def may_meet(self, entity: str) -> bool:
        """Tell a body that is also called by its gathering, as a forum or a congress is."""
        return entity in self._assemblies

    @cached_property
    def _assemblies(self) -> set[str]:
        return {s.kb_id_ for s in self.names if any(t.lower_ in _ASSEMBLIES for t in s)}

    def stands_for(self, i: int) -> Span | None:
        """Give the mention that covers a token, or the person whose office it names."""
        return self._at.get(i) or self._holders.get(i)

    def mention(self, i: int) -> Span | None:
        """Give the mention that covers a token."""
        return self._at.get(i)

    def at(
        self, i: int, *, delegates: bool = False, series: bool = True, joined: bool = True
    ) -> list[Argument]:
        """Give the entities an argument token stands for, with everything coordinated with it.

        `series` adds the people listed beside a person, `joined` what a conjunction joins.
        """
        key = (i, delegates, series, joined)
        if key not in self._found:
            self._found[key] = self._find(i, delegates=delegates, series=series, joined=joined)
        return self._found[key]

    def _find(self, i: int, *, delegates: bool, series: bool, joined: bool) -> list[Argument]:
        found: dict[str, Argument] = {}
        for token in self._joined(self.doc[i]) if joined else [self.doc[i]]:
            if token.i != i and not series and self._is_name_of_person(token.i):
                continue
            if token.i != i and self.doc[max(0, token.left_edge.i - 1)].text == "(":
                continue  # a parser's slip: what stands in parentheses is beside the point
            if self.ends_address(token.i, alone=token.i == i):
                continue
            for argument in self._single(token, delegates=delegates, depth=0):
                for one in (argument, *(self._beside(argument) if series else ())):
                    found.setdefault(one.entity, one)
        outside = [a for a in found.values() if self.doc[max(0, a.start - 1)].text != "("]
        return outside or list(found.values())

    def _joined(self, token: Token) -> list[Token]:
        """Give what is coordinated with a token; the second of `A, B and C` may hang as apposition."""
        found = conjuncts(token)
        own = self._at.get(token.i)
        if len(found) < 2 or own is None or own.id_ != "name":
            return found
        for child in token.children:
            beside = self._at.get(child.i) if child.dep_ == "appos" else None
            listed = beside is not None and beside.id_ == "name" and _alike(beside, own)
            if listed and own.end < child.i < found[-1].i and self.doc[own.end].text == ",":
                found = [*found, child]
        return found

    def ends_address(self, i: int, *, alone: bool = False) -> bool:
        """Tell the state in `Superior, Wisconsin, and Thunder Bay, Ontario,`, which are two cities."""
        place, doc = self._at.get(i), self.doc
        if place is None or place.label_ not in _SEATS or place.start < 3:
            return False
        comma = place.start - 1 - (doc[place.start - 1].lower_ == "the")
        if doc[comma].text != "," or place.id_ != "name":
            return False
        before = self._at.get(comma - 1 - (doc[comma - 1].text == ")"))
        closed = place.end >= len(doc) or doc[place.end].text in {",", "."}
        if place.label_ in _WIDE:
            sited = before is not None and before.label_ in {"City", "Place", "University"}
            return sited and closed and not alone
        after = doc[min(place.end + closed, len(doc) - 1)].pos_
        sited = before is not None and before.label_ in {"Institution", "University"}
        return sited and after in {"VERB", "AUX"}  # "Harbour University, Lagos, signed …"

    def _is_name_of_person(self, i: int) -> bool:
        span = self._at.get(i)
        return span is not None and span.label_ == "Person"

    def _beside(self, argument: Argument) -> Iterator[Argument]:
        """Give the others of a series of people, and the winner a title stands for."""
        for span in self._series.get((argument.start, argument.end), ()):
            yield self._argument(span)
        winner = self._stands_for.get((argument.start, argument.end))
        if winner is not None:
            yield self._argument(winner)

    def _single(self, token: Token, *, delegates: bool, depth: int) -> Iterator[Argument]:
        if token.i in self._pairs:
            yield from self._pairs[token.i]
            return
        span = self.stands_for(token.i) or described(token, self._at, self._sender)
        span = self._placed(span) if span is not None else None
        listed = list(self._listed(token, delegates=delegates, depth=depth))
        if span is not None:
            if not (listed and span.id_ == "nominal"):
                yield self._argument(span)
            if listed and span.id_ == "nominal":
                yield from listed
            if span.id_ != "nominal":
                return
        elif listed:
            yield from listed
            return
        if depth >= _DEPTH:
            return
        yield from self._through(token, delegates=delegates, depth=depth)

    def _placed(self, span: Span) -> Span:
        """Step from `Binh Duong province` to what lies in it: `Thuan An City of Binh Duong province`."""
        if span.id_ != "name" or span.start < 2 or self.doc[span.start - 1].lower_ != "of":
            return span
        before = self._at.get(span.start - 2)
        place = before is not None and family(before.label_) == family(span.label_) == _PLACES
        hung = place and before is not None and before.root.head.i in range(span.start, span.end)
        return before if hung and before is not None else span

    def _argument(self, span: Span) -> Argument:
        return Argument(
            span.kb_id_, span.label_, span.start, span.end, span.id_, _CERTAINTY[span.id_]
        )

    def _through(self, token: Token, *, delegates: bool, depth: int) -> Iterator[Argument]:
        """Step through nouns that stand for what they are followed by."""
        lemma = token.lemma_.casefold()
        many = token.tag_ == "NNS" and lemma in offices()  # "the mayors of Lagos and Accra"
        acting = delegates and (lemma in DELEGATES or many)
        for child in token.children:
            dep = child.dep_
            if (
                dep == "appos"
                or (dep in {"flat", "flat:name"})
                or (dep == "nmod" and self._is_set_beside(child))
                or self._open(token, child, acting=acting)
            ):
                for inner in conjuncts(child):
                    if inner == child or not self.ends_address(inner.i):
                        yield from self._single(inner, delegates=delegates, depth=depth + 1)

    def _is_set_beside(self, child: Token) -> bool:
        """Tell a name that a parser hung on `Two residents, Ann Lee and Jan Aho`, a comma before."""
        before = child.left_edge.i - 1
        bare = before > 0 and preposition(child) == "bare" and self.doc[before].text == ","
        return bare and self._is_name_of_person(child.i)

    def _open(self, token: Token, child: Token, *, acting: bool) -> bool:
        lemma = token.lemma_.casefold()
        if token.lower_ == "them":  # "71 operators, among them A and B"
            return child.i > token.i and child.dep_ in {"appos", "nsubj", "obj"}
        if lemma in _GOVERNING and child.dep_ in {"amod", "compound", "nmod:poss"}:
            place = self._at.get(child.i)  # "the Danish government", "Germany's foreign ministry"
            return place is not None and place.label_ in _SEATS
        if lemma == "government" and child.dep_ == "nmod" and preposition(child) == "of":
            place = self._at.get(child.i)
            return place is not None and place.label_ in _SEATS
        transparent = acting or lemma in TRANSPARENT or token.like_num or lemma in {"one", "each"}
        transparent |= lemma in _KINDS and token.tag_ == "NNS" and self._is_of_kind(child, lemma)
        if not transparent:
            return False
        if child.dep_ in {"compound", "nmod:poss"}:
            return self._at.get(child.i) is not None
        inside = () if lemma in _PLACED else ("in",)
        return child.dep_ == "nmod" and preposition(child) in {"of", "from", "among", *inside}

    def _is_of_kind(self, child: Token, kind: str) -> bool:
        """Tell `the cities of Lagos and Accra` from `cities of Brazil`."""
        place = self._at.get(child.i)
        return place is not None and place.label_ in {head_class(kind), "GeopoliticalEntity"}

    def _listed(self, token: Token, *, delegates: bool, depth: int) -> Iterator[Argument]:
        """Read `events such as A, B and C`."""
        if depth >= _DEPTH:
            return
        for span in after_colon(token, self.names) if token.i not in self._at else ():
            yield self._argument(span)
        for child in token.children:
            if child.dep_.startswith("nmod") and preposition(child) in LIST_OPENERS:
                for inner in conjuncts(child):
                    yield from self._single(inner, delegates=delegates, depth=depth + 1)


def _pairs(doc: Doc) -> dict[int, list[Argument]]:
    """Give the two things that each plural such as `both cities` stands for, by its head."""
    kinds = {e["id"]: e["type"] for e in doc.user_data["entities"]}
    return {
        pair["head"]: [
            Argument(e, kinds[e], pair["head"], pair["head"] + 1, "nominal", _CERTAINTY["nominal"])
            for e in pair["entities"]
        ]
        for pair in doc.user_data.get("pairs", [])
    }


def _tokens_of(span: Span) -> Iterator[int]:
    """Give the tokens that stand for a mention: all of a name, only the head of a longer nominal."""
    if span.id_ == "nominal" and len(span) > 1:
        root = span.root
        yield root.i
    else:
        yield from range(span.start, span.end)
