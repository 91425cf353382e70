"""For whom people act by office, and who is in office elsewhere as somebody is here."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Span

from kg.nlp.aliases import family
from kg.nlp.kinds import PLACES

_REACH = 25  # tokens back to the office of whoever was named before


def senders(doc: Doc, names: Sequence[Span], at: Mapping[int, Span]) -> Mapping[str, Span | None]:
    """Give the body or place that each person acts for, by entity; nothing where there are several.

    Args:
        doc: the document, with its offices.
        names: the names of the document in order of the text.
        at: the mention that each token belongs to.
    """
    found: dict[str, Span | None] = {}
    held = [
        (at.get(office["person"][0]), at.get(office["body"][0]))
        for office in doc.user_data.get("offices", [])
        if not office["former"]
    ]
    for person, body in [*held, *counterparts(doc, names)]:
        if person is None or body is None:
            continue
        known = found.setdefault(person.kb_id_, body)
        if known is not None and known.kb_id_ != body.kb_id_:
            found[person.kb_id_] = None
    return found


def counterparts(doc: Doc, names: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Read `and his Botswanan counterpart, NAME`: give each counterpart, and the place."""
    for place, person in itertools.pairwise(names):
        if person.label_ != "Person" or not 0 < person.start - place.end <= 2:
            continue
        between = [doc[i].lower_ for i in range(place.end, person.start)]
        told = between in (["counterpart"], ["counterpart", ","])
        if told and _same_kind_held(doc, place):
            yield person, place


def _same_kind_held(doc: Doc, place: Span) -> bool:
    """Tell that somebody named shortly before holds an office in a place of this kind."""
    for office in reversed(doc.user_data.get("offices", [])):
        if place.start - _REACH < office["end"] <= place.start:
            where = next((s for s in doc.spans["names"] if s.start == office["body"][0]), None)
            held = where is not None and family(where.label_) == family(place.label_)
            return held and place.label_ in PLACES and office["person"][0] >= 0
    return False
