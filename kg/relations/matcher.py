"""Match pattern rows against the frames of a document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from spacy.tokens import Doc, Token

from kg.datamodel import Qualifiers
from kg.nlp.aliases import family
from kg.nlp.bounds import sentence_of
from kg.nlp.office_words import BOARDS, is_profession
from kg.ontology import load_ontology
from kg.relations.arguments import Argument, Arguments
from kg.relations.candidates import Candidate
from kg.relations.coercion import coerced, fits
from kg.relations.frames import Frame, frame_of, lemma_of
from kg.relations.patterns import BACKWARD, Pattern, by_trigger
from kg.relations.predication import (
    agents,
    alike,
    has_left,
    is_gathering,
    is_replaced,
    is_said,
    next_to,
    path,
    said_of,
    slot_of,
    with_antecedents,
)
from kg.relations.stance import stance_of
from kg.relations.times import Times, When, nearest, qualifiers, years_of_honour
from kg.relations.trees import clause_head, deep, is_verb, whose
from kg.relations.years_beside import (
    dates_inside,
    is_beside_another,
    of_edition,
    rivals,
    years_beside,
)

_PREDICATES = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "ADV", "AUX", "NUM", "PRON"})
_COMITATIVE = ("together with", "along with", "jointly with", "alongside", "as well as")
_FOUNDING = frozenset("create endow establish found initiate institute introduce".split())
_OF_A_YEAR = 4  # digits
_PAST = frozenset(["earlier", "former", "past", "previous", "prior", "recent"])
_AUXILIARY = frozenset({"aux", "aux:pass", "cop"})
_BODIES = family("Organization")
_JOINT = frozenset(
    {"founderOf", "honoredIn", "chaired", "attended", "organized", "memberOf", "spokeAt", "visited"}
)


class Matcher:
    """Rows, indexed by trigger, ready for many documents."""

    def __init__(self, patterns: tuple[Pattern, ...]) -> None:
        """Index the rows."""
        self._rows = by_trigger(patterns)
        words = {trigger.split()[0] for trigger in self._rows}
        self._lemmas = words | {word.removeprefix("co-").removeprefix("re-") for word in words}

    def match(self, doc: Doc, arguments: Arguments, times: Times) -> list[Candidate]:
        """Give every candidate the rows find, in order of the text."""
        found = []
        held = {o["root"]: o["person"][0] >= 0 for o in doc.user_data.get("offices", [])}
        for token in doc:
            pos = token.pos_
            if pos not in _PREDICATES or token.dep_ in _AUXILIARY:
                continue  # an auxiliary has no arguments: half of all "be" would ask for a frame
            rows = self._called_by(token, arguments, held)
            if rows and not arguments.are_several(token):
                rows = [row for row in rows if row.reaches_back]
            pos = "VERB" if is_verb(token) else pos
            if rows := [row for row in rows if not row.pos or pos in row.pos]:
                reader = _Reader(frame_of(token), token, arguments, times)
                found += [c for row in rows if reader.admits(row) for c in reader.read(row)]
        return found

    def _called_by(
        self, token: Token, arguments: Arguments, held: dict[int, bool]
    ) -> list[Pattern]:
        """Give the rows that a word calls, or what it stands for; most words call none."""
        lemma, rows = token.lemma_.casefold(), []
        bare = lemma.removeprefix("co-").removeprefix("re-")
        if bare in self._lemmas:
            rows = (
                self._rows.get(lemma_of(token)) or self._rows.get(lemma) or self._rows.get(bare, [])
            )
        thing = arguments.stands_for(token.i)
        if thing is not None and (trigger := said_of(token, thing, arguments, held)):
            rows = self._rows.get(trigger, [])
            if trigger == "<holder>":  # "the keynote speaker was X": an office, and a part
                rows = [*rows, *self._rows.get("<person>", [])]
        if thing is not None and is_gathering(token, thing):
            rows = [*rows, *(row for row in self._rows["<gathering>"] if row not in rows)]
        if token.i in held:
            office = self._rows.get("<office>", [])
            return [*rows, *office] if is_said(token) else [] if held[token.i] else rows
        return rows


class _Reader:
    """Read rows against one frame."""

    def __init__(self, frame: Frame, token: Token, arguments: Arguments, times: Times) -> None:
        self.frame = frame
        self.token = token
        self.doc = token.doc
        self.arguments = arguments
        self.times = times
        self._slots: dict[str, list[int]] = {}
        self._ambiguous = any(name.endswith("~") for name in frame.slots)

    @cached_property
    def _plural(self) -> bool:
        """Whether the predicate is said of several."""
        return any(
            t.tag_ == "VBP" or t.lower_ in {"were", "both", "all"}
            for t in (self.token, *self.token.children)
            if t == self.token or t.dep_ in _AUXILIARY
        )

    def admits(self, row: Pattern) -> bool:
        if any(not self._holds(slot, lemmas) for slot, lemmas in row.requires.items()):
            return False
        return not any(self._holds(slot, lemmas) for slot, lemmas in row.forbids.items())

    def _holds(self, slot: str, lemmas: tuple[str, ...]) -> bool:
        heads = self._heads(slot)
        return any(
            not lemmas
            or self.doc[h].lemma_.casefold() in lemmas
            or self.doc[h].lower_ in lemmas
            or ("<year>" in lemmas and self.doc[h].is_digit and len(self.doc[h]) == _OF_A_YEAR)
            for h in heads
        )

    def _heads(self, slot: str, row: Pattern | None = None) -> list[int]:
        """Give the tokens in a slot or at the end of a path of slots; many rows ask for the same."""
        heads = self._slots.get(slot)
        if heads is None:
            heads = self._found(slot, row)
            if not slot.startswith(BACKWARD):
                self._slots[slot] = heads
        return heads

    def _found(self, slot: str, row: Pattern | None) -> list[int]:
        first, steps = path(slot)
        if first == "self":
            heads = [self.token.i]
        elif first == "head":
            heads = [self.token.head.i]
        elif first.startswith(BACKWARD):
            heads = self._last(first.removeprefix("last:").replace("here", "Event"), row)
        elif first == "group":
            heads = self.arguments.group_before(self.token.i)
        elif first == "body":
            held = (o for o in self.doc.user_data.get("offices", []) if o["root"] == self.token.i)
            heads = [o["body"][0] for o in held if o["body"][0] >= 0]
        elif first.startswith("deep:"):
            heads = deep(self.token, first.removeprefix("deep:"))
        else:
            heads = self.frame.get(first)
        for step in steps:
            if step == "head":
                heads = [self.doc[h].head.i for h in heads]
                continue
            if step == "subj":
                heads = [s for h in heads for s in agents(self.doc[h])]
                continue
            found = [c for h in heads for c in self.doc[h].children if slot_of(c) == step]
            heads = [whose(c) if c.lower_ == "whose" else c.i for c in found]
        return heads

    def _last(self, kind: str, row: Pattern | None) -> list[int]:
        """Give the thing of a class last spoken of, where the object names nothing itself.

        An object that names nothing blocks it too, unless the row asked for just that object.
        """
        asked = row is not None and ("obj" in row.subject or "obj" in row.requires)
        objects = [] if asked else self.frame.get("obj")
        strict = row is not None and not row.requires
        if strict and any(self.doc[h].pos_ != "PRON" for h in objects):
            return []
        own = [a for h in objects for a in self.arguments.at(h)]
        named = any(a.how != "pronoun" or not self.frame.passive for a in own)
        spoken = row is not None and row.property == "spokeAt"
        return [] if named else self.arguments.last_of(kind, self.token.i, spoken=spoken)

    def read(self, row: Pattern) -> Iterator[Candidate]:
        prop = load_ontology().properties[row.property]
        subjects, _ = self._fill(row.subject, prop.domain, row, only=row.subject_types)
        if not subjects:
            return
        if row.property in _JOINT:
            subjects = self._joint(subjects, prop.domain, row)
        taken = {s.entity for s in subjects}
        objects, _ = self._fill(row.object, prop.range, row, but=taken, only=row.object_types)
        if row.reciprocal and len(subjects) > 1 and not objects:
            yield from self._pairs(row, subjects)
        for obj in objects:
            for subject in subjects:
                if subject.entity != obj.entity:
                    yield from self._candidates(row, subject, obj)

    @cached_property
    def _sentence(self) -> tuple[int, int]:
        return sentence_of(self.token)

    @cached_property
    def _clause(self) -> list[When]:
        """The dates of the predicate's clause."""
        return self.times.of_clause(self.token)

    def _joint(
        self, subjects: list[Argument], wanted: tuple[str, ...], row: Pattern
    ) -> list[Argument]:
        """Add those who share the subject's part: `X, together with Y and Z, was …`."""
        taken = {s.entity for s in subjects}
        others, _ = self._fill(_COMITATIVE, wanted, row, but=taken)
        if not others and self.token.pos_ == "VERB":
            beside = [a for i in self._together_with() for a in self.arguments.at(i)]
            others = [
                a
                for a in beside
                if a.entity not in taken
                and family(a.kind) == family(subjects[0].kind)
                and self._may_be(a, wanted)
            ]
        return [*subjects, *others]

    def _together_with(self) -> list[int]:
        """Give the name right after `together with`, which parsers hang anywhere, in the clause."""
        for i in self.arguments.comitatives:
            if not self.token.i < i < self._sentence[1]:
                continue
            span = self.arguments.mention(i + 2)
            own = clause_head(self.doc[i]) == self.token
            return [span.root.i] if own and span is not None and span.id_ == "name" else []
        return []

    def _pairs(self, row: Pattern, subjects: list[Argument]) -> Iterator[Candidate]:
        for i, left in enumerate(subjects):
            for right in subjects[i + 1 :]:
                yield from self._candidates(row, left, right)

    def _fill(
        self,
        slots: tuple[str, ...],
        wanted: tuple[str, ...],
        row: Pattern,
        *,
        but: set[str] | None = None,
        only: tuple[str, ...] = (),
    ) -> tuple[list[Argument], str]:
        """Give the fitting entities of the first slot that has some."""
        named_another = False
        for slot in with_antecedents(slots) if self._ambiguous else slots:
            if named_another and slot.startswith(BACKWARD):
                break  # "the League, of which she was chairman": of no event spoken of before
            found: list[Argument] = []
            for head in self._heads(slot, row):
                named_another |= slot == "of" and self.doc[head].lower_ in BOARDS
                for named in self.arguments.at(
                    head,
                    delegates=row.delegates or row.envoys,
                    series=(not row.alone or self._plural) and not self._is_antecedent(head),
                    joined=self._spreads(slot, head, row),
                ):
                    named_another |= slot == "of" and family(named.kind) == _BODIES
                    argument = self._acting(named) if row.envoys else named
                    if only and not fits(argument.kind, only):
                        continue
                    if argument.entity not in (but or ()) and self._may_be(argument, wanted):
                        found.append(argument)
            if found:
                return (alike(found) if slot == "self" else found), slot
        return [], ""

    def _acting(self, argument: Argument) -> Argument:
        """Give the body for which somebody acts by office."""
        if argument.kind != "Person":
            return argument
        return self.arguments.sender(argument.entity) or argument

    def _may_be(self, argument: Argument, wanted: tuple[str, ...]) -> bool:
        """Tell whether an entity is, or with its class read more widely may be, one of those wanted."""
        if argument.kind in {"Association", "GovernmentBody"} and not self.arguments.may_meet(
            argument.entity
        ):
            return fits(argument.kind, wanted)
        certain = self.arguments.is_certain(argument.entity)
        return coerced(argument.kind, wanted, certain=certain) is not None

    def _is_antecedent(self, head: int) -> bool:
        """Tell a noun that this predicate describes in a relative clause or an apposition."""
        if self.token.dep_ == "appos":
            return self.token.tag_ == "NN"
        described = self.frame.get("obj" if self.frame.passive else "subj")
        clause = self.token.dep_ in {"acl:relcl", "acl"} and head < self.token.left_edge.i
        return clause and head in described

    def _spreads(self, slot: str, head: int, row: Pattern) -> bool:
        """Tell whether what is coordinated with an argument shares its part."""
        alone = slot == "self" and row.property not in _JOINT
        return not alone and (self._plural or not self._is_antecedent(head))

    def _candidates(self, row: Pattern, subject: Argument, obj: Argument) -> Iterator[Candidate]:
        clause = self._clause
        inner = dates_inside(subject if row.property == "grantedBy" else obj, self.times)
        if row.property == "memberOf":  # "of A in 2012 and of B in 2018"
            beside = [w for w in inner if obj.start <= self.doc[w.start].head.i < obj.end]
            clause = beside or clause
        if row.property == "honoredIn":
            others = rivals(obj, self.arguments, self._sentence)
            clause = [w for w in clause if not is_beside_another(w, subject, self.arguments)]
            clause = nearest(clause, (obj.start, obj.end), others, self.doc) if clause else []
            inner = [
                w
                for w in inner
                if nearest([w], (obj.start, obj.end), others, self.doc)
                and next_to(w, obj, self.doc)
            ]
            if clause and not self.token.left_edge.i <= obj.start <= self.token.right_edge.i:
                inner = []  # "winning it in 2021": what is said of the award elsewhere is not of this
        dated = any(w.exact for w in clause)
        stance = stance_of(self.token, prop=row.property, dated=dated)
        confidence = row.confidence * subject.certainty * obj.certainty
        if row.property == "honoredIn":
            beside = years_beside(subject, self.arguments, self.times)
            inner = beside or ([] if self._of_the_past() else inner)
            clause = clause or of_edition(obj, self.times)
        left = row.property == "holdsPositionIn" and is_replaced(self.token, subject)
        for told in self._qualifiers(row.property, inner, clause):
            pairs = (("former", "true"), *told) if left and ("former", "true") not in told else told
            yield Candidate(
                row.property, subject, obj, pairs, self._sentence[0],
                max(self._sentence[1], subject.end, obj.end),  # a list may follow the sentence
                round(confidence, 4), row.extractor, stance,
            )  # fmt: skip

    def _office(self) -> Qualifiers:
        """Give role and `former` of the office phrase that the predicate heads."""
        named = self._heads("obj>of") if self.token.pos_ == "VERB" else self.frame.get("subj")
        others = {*named, *self._heads("subj>of")}
        told = self.doc.user_data.get("offices", [])
        own = [office for office in told if office["root"] == self.token.i]
        found = own + [office for office in told if office["root"] in others]
        if len(found) > 1:  # "the physicist X was elected president"
            found.sort(key=lambda office: is_profession(self.doc[office["head"]]))
        if not found:
            over = any(c.lower_ == "had" and c.dep_ == "aux" for c in self.token.lefts)
            return (("former", "true"),) if over else ()  # "who had chaired the League"
        role = (("role", " ".join(found[0]["role"].split())),)
        former = found[0]["former"] or has_left(self.token, self.frame)
        return (("former", "true"), *role) if former else role

    def _of_the_past(self) -> bool:
        """Tell `earlier winners`: the award's year, told before, is not theirs."""
        told = [self.token, *(self.doc[i] for i in self.frame.get("subj"))]
        return any(c.lower_ in _PAST for t in told for c in t.children)

    def _year_of_news(self) -> list[str]:
        """Give the year of the article for an honour told as news: a main clause in the past tense."""
        past = any(t.tag_ == "VBD" for t in (self.token, *self.token.children))
        perfect = any(t.lemma_ == "have" and t.dep_ == "aux" for t in self.token.children)
        main = self.token.dep_ in {"ROOT", "conj", "parataxis", "ccomp"}
        told = past and not perfect and main and self.token.pos_ == "VERB"
        return [self.times.issued[:4]] if told and self.times.issued else []

    def _qualifiers(self, prop: str, inner: list[When], clause: list[When]) -> Iterator[Qualifiers]:
        if prop == "honoredIn":
            years = years_of_honour(inner, clause, self.times.issued) or self._year_of_news()
            yield from ((("year", year),) for year in years)
            if not years:
                yield ()
        elif prop == "grantedBy" and lemma_of(self.token) in _FOUNDING:
            yield ()  # "established in 2001": no year of the prize
        elif prop == "grantedBy":
            told = inner or [w for w in clause if not w.exact]
            years = years_of_honour([w for w in told if w.kind != "since"], [], "")
            yield (("year", years[0]),) if len(years) == 1 else ()
        elif prop in {
            "hasCriterion",
            "locatedIn",
            "inspiredBy",
            "founderOf",
            "partOf",
            "headquarteredIn",
        }:
            yield ()
        elif prop == "holdsPositionIn":
            yield self._office()
        else:
            own = [w for w in inner if w.kind == "since"]  # "of A since 2012 and of B since 2018"
            yield qualifiers(prop, own or clause or inner)
