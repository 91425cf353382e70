"""When an event was, from the clauses that it stands in.

`The mayors signed the pact on Monday at a meeting in Lagos. The meeting was chaired by …`: the day
is told once, in a clause that states nothing of the event itself, and holds for all that is said
of the event later.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from spacy.tokens import Doc, Span, Token

from kg.nlp.aliases import family
from kg.relations.stance import stance_of
from kg.relations.times import Times, When
from kg.relations.trees import clause_head, preposition

_EVENTS = family("Event")
_CERTAIN = frozenset({"asserted", "planned"})  # what is to come has its day, too
_AT = frozenset({"at", "during", "in", "on", "within"})
_FRAMES = frozenset(["framework", "margin", "margins", "occasion", "sideline", "sidelines"])


def event_dates(doc: Doc, mentions: list[Span], times: Times) -> Mapping[str, str]:
    """Give the days of events by the id of their entity: the day told most often, else first."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for span in mentions:
        if family(span.label_) == _EVENTS and span.id_ != "pronoun":
            for when in _days(doc, span, times):
                told[span.kb_id_][when.value] += 1
    days = {entity: counts.most_common(1)[0][0] for entity, counts in sorted(told.items())}
    return {**_carried(doc, mentions, times), **days}


def _carried(doc: Doc, mentions: list[Span], times: Times) -> Mapping[str, str]:
    """Give events without a day of their own the day of the sentence before, in its paragraph.

    `On 5 May a delegation came to the city. The mayor chaired the working session with it.`
    """
    days: dict[str, str] = {}
    for span in mentions:
        event = family(span.label_) == _EVENTS and span.id_ == "nominal"
        if not event or span.kb_id_ in days:
            continue
        sentence = span.sent
        dated = any(w.exact for w in times.within(sentence.start, sentence.end))
        if not dated and _is_past(span) and (before := _before(doc, sentence, times)) is not None:
            days[span.kb_id_] = before.value
    return days


def _is_past(span: Span) -> bool:
    predicate = clause_head(span.root)
    return any(t.tag_ == "VBD" for t in (predicate, *predicate.children))


def _before(doc: Doc, sentence: Span, times: Times) -> When | None:
    """Give the one day that the sentence before tells, unless a line ends between the two."""
    if not sentence.start or "\n" in doc[max(0, sentence.start - 2) : sentence.start].text:
        return None
    previous = doc[sentence.start - 1].sent
    exact = [
        w for w in times.within(previous.start, previous.end) if len(w.value) == len("2020-01-01")
    ]
    return exact[0] if len({w.value for w in exact}) == 1 else None


def _days(doc: Doc, span: Span, times: Times) -> list[When]:
    root = span.root
    inside = times.within(span.start, max(span.end, root.right_edge.i + 1))
    own = [w for w in inside if w.exact and doc[w.start : w.end].root.head == root]
    own = own or [  # "the Harbour Fair of 3-7 May", whatever parsers hang it on
        w for w in times.all
        if w.exact and w.start == span.end + 1 and doc[span.end].lower_ == "of"
    ]  # fmt: skip
    if own:
        return own[:1]
    setting = _setting(root)
    if setting is None or stance_of(setting, prop="attended", dated=True) not in _CERTAIN:
        return []
    return [w for w in times.of_clause(setting) if w.exact and "/" not in w.value][:1]


def _setting(root: Token) -> Token | None:
    """Give the predicate of the clause that an event frames: `met at the FAIR`, `during the WEEK`."""
    noun = root
    while noun.dep_ == "nmod" and noun.head.lemma_.casefold() in _FRAMES:
        noun = noun.head
    while noun.dep_ in {"conj", "flat", "compound", "appos"} and noun.head != noun:
        noun = noun.head
    if not noun.dep_.startswith("obl") or preposition(noun).split(" ")[0] not in _AT:
        return None
    predicate = clause_head(noun.head)
    return predicate if predicate.pos_ == "VERB" else None
