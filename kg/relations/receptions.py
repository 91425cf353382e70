"""Receptions: `At CITY HALL, the mayor received a delegation … Present at the reception were …`.

The lede of an official visit tells the place, the day and the host of an event that gets its noun
only in the next sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from kg.nlp.aliases import family
from kg.nlp.bounds import sentence_of
from kg.relations.arguments import Argument, Arguments
from kg.relations.candidates import Candidate
from kg.relations.coercion import fits
from kg.relations.frames import frame_of
from kg.relations.stance import stance_of
from kg.relations.times import Times, qualifiers

_RECEIVING = frozenset({"receive", "welcome", "host", "meet"})
_OCCASIONS = frozenset(["meeting", "reception", "session", "talks", "talk", "event"])
_EVENTS = family("Event")
_HOSTS = ("Person", "Organization")
_PLACES = ("Place",)


def receptions(doc: Doc, arguments: Arguments, times: Times) -> Iterator[Candidate]:
    """Give place and participants of each reception that a verb tells and a noun names after it."""
    for token in doc:
        if token.pos_ != "VERB" or token.lemma_.casefold() not in _RECEIVING:
            continue
        event = _named_after(token, arguments.mentions)
        if event is None or stance_of(token, prop="attended", dated=True) != "asserted":
            continue
        frame = frame_of(token)
        hosts = [a for h in frame.get("subj") for a in arguments.at(h) if fits(a.kind, _HOSTS)]
        guests = [a for h in frame.get("obj") for a in arguments.at(h) if fits(a.kind, _HOSTS)]
        venues = [a for h in frame.get("at") for a in arguments.at(h) if fits(a.kind, _PLACES)]
        if not hosts or not guests:
            continue
        when = qualifiers("attended", times.of_clause(token))
        what = Argument(event.kb_id_, event.label_, event.start, event.end, event.id_, 0.9)
        pairs = [("heldAt", what, venue) for venue in venues]
        pairs += [("attended", person, what) for person in (*hosts, *guests)]
        for prop, subject, obj in pairs:
            yield Candidate(
                prop, subject, obj, when, token.sent.start, token.sent.end, 0.75,
                f"relations/{prop}.reception",
            )  # fmt: skip


def _named_after(verb: Token, mentions: list[Span]) -> Span | None:
    """Give the event that the next sentences call `the reception`, and nothing before did."""
    doc = verb.doc
    end = here = sentence_of(verb)[1]
    for _ in range(3):
        if end < len(doc):
            end = sentence_of(doc[end])[1]
    later = [
        s
        for s in mentions
        if here <= s.start < end
        and s.id_ == "nominal"
        and family(s.label_) == _EVENTS
        and s.root.lemma_.casefold() in _OCCASIONS
        and s[0].lower_ == "the"
    ]
    known = {s.kb_id_ for s in mentions if s.start < here} if later else set()
    return next((s for s in later if s.kb_id_ not in known), None)
