"""Who is in office elsewhere as somebody is here: `and his Botswanan counterpart, NAME`."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from kg.nlp.aliases import family
from kg.nlp.kinds import PLACES

_REACH = 25  # tokens back to the office of whoever was named before


def counterparts(doc: Doc, names: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Give each counterpart of somebody in office, and the place that he or she acts for."""
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
