"""The things of one document while they are being put together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Doc, Token

from kg.gazetteer import demonyms, places
from kg.nlp.gender import UNKNOWN, Gender
from kg.nlp.nominals import GROUPS


@dataclass(slots=True)
class LocalEntity:
    """An entity of one document while it is being put together."""

    id: str
    kind: str
    name: str
    names: list[str] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    gender: Gender = UNKNOWN
    pronouns: set[str] = field(default_factory=set)

    @property
    def nouns(self) -> set[str]:
        """The nouns that say what it is: of `Assembly of the Harbour Network`, only `assembly`."""
        return {noun for name in self.names if (noun := _noun_of(name))}

    @property
    def last(self) -> int:
        """The token where it was last spoken of."""
        return self.places[-1] if self.places else -1


def recent(entity: LocalEntity, before: int) -> int:
    """Give the token where an entity was last spoken of before another; -1 for nowhere."""
    return max((p for p in entity.places if p < before), default=-1)


def of_nation(token: Token, among: list[LocalEntity]) -> list[LocalEntity]:
    """Keep the places that `the Canadian city` may be: those known to lie in Canada, if any are."""
    code = next((demonyms()[c.lower_] for c in token.children if c.lower_ in demonyms()), "")
    if not code:
        return among
    lying = [e for e in among if any(p.country == code for p in places().lookup(e.name)[:1])]
    return lying or among


def is_guest(place: LocalEntity, mentions: Iterable[tuple[int, int, str, str]], doc: Doc) -> bool:
    """Tell a place of which the text only names a delegation: it is no `the province` here."""
    named = (doc[a:b].root for a, b, entity, how in mentions if (entity, how) == (place.id, "name"))
    return all(root.head.lemma_.casefold() in GROUPS for root in named)


@lru_cache(maxsize=4096)
def _noun_of(name: str) -> str:
    words = re.split(r"\b(?:of|for|on)\b", name.casefold(), maxsplit=1)[0].split()
    return words[-1] if words else ""
