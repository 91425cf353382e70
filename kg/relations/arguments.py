"""From argument tokens to entities: coordination, lists, transparent nouns, delegates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from kg.nlp.lexicon import DELEGATES, LIST_OPENERS, TRANSPARENT
from kg.relations.frames import conjuncts, preposition

_DEPTH = 4


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


class Arguments:
    """The mentions of one document, by token."""

    def __init__(self, doc: Doc) -> None:
        """Index the mentions; a name outranks a nominal, a nominal a pronoun."""
        self.doc = doc
        order = {"name": 2, "nominal": 1, "pronoun": 0}
        self._at: dict[int, Span] = {}
        for span in sorted(doc.spans["mentions"], key=lambda s: (order[s.id_], -len(s))):
            for i in _tokens_of(span):
                self._at[i] = span

        self._certain = {
            span.kb_id_
            for span in doc.spans["mentions"]
            for name in doc.spans["names"]
            if (name.start, name.end) == (span.start, span.end) and not name.id_.startswith("model")
        }

    def is_certain(self, entity: str) -> bool:
        """Tell whether a head noun, not only the model's label, announced the class of an entity."""
        return entity in self._certain

    def mention(self, i: int) -> Span | None:
        """Give the mention that covers a token."""
        return self._at.get(i)

    def at(self, i: int, *, delegates: bool = False) -> list[Argument]:
        """Give the entities an argument token stands for, with everything coordinated with it."""
        found: dict[str, Argument] = {}
        for token in conjuncts(self.doc[i]):
            for argument in self._single(token, delegates=delegates, depth=0):
                found.setdefault(argument.entity, argument)
        return list(found.values())

    def _single(self, token: Token, *, delegates: bool, depth: int) -> Iterator[Argument]:
        span = self._at.get(token.i)
        listed = list(self._listed(token, delegates=delegates, depth=depth))
        if span is not None:
            if not (listed and span.id_ == "nominal"):
                yield self._argument(span)
            if listed:
                yield from listed
            if span.id_ != "nominal":
                return
        elif listed:
            yield from listed
            return
        if depth >= _DEPTH:
            return
        yield from self._through(token, delegates=delegates, depth=depth)

    def _argument(self, span: Span) -> Argument:
        return Argument(
            span.kb_id_, span.label_, span.start, span.end, span.id_, _CERTAINTY[span.id_]
        )

    def _through(self, token: Token, *, delegates: bool, depth: int) -> Iterator[Argument]:
        """Step through nouns that stand for what they are followed by."""
        lemma = token.lemma_.casefold()
        acting = delegates and lemma in DELEGATES
        for child in token.children:
            dep = child.dep_
            if dep == "appos" or (dep in {"flat", "flat:name"}) or self._open(token, child, acting=acting):
                for inner in conjuncts(child):
                    yield from self._single(inner, delegates=delegates, depth=depth + 1)

    def _open(self, token: Token, child: Token, *, acting: bool) -> bool:
        lemma = token.lemma_.casefold()
        transparent = acting or lemma in TRANSPARENT or token.like_num or lemma in {"one", "each"}
        if not transparent:
            return False
        if child.dep_ in {"compound", "nmod:poss"}:
            return self._at.get(child.i) is not None
        return child.dep_ == "nmod" and preposition(child) in {"of", "in", "from", "among"}

    def _listed(self, token: Token, *, delegates: bool, depth: int) -> Iterator[Argument]:
        """Read `events such as A, B and C`."""
        if depth >= _DEPTH:
            return
        for child in token.children:
            if child.dep_.startswith("nmod") and preposition(child) in LIST_OPENERS:
                for inner in conjuncts(child):
                    yield from self._single(inner, delegates=delegates, depth=depth + 1)


def _tokens_of(span: Span) -> Iterator[int]:
    """Give the tokens that stand for a mention: all of a name, only the head of a longer nominal."""
    if span.id_ == "nominal" and len(span) > 1:
        root = span.root
        yield root.i
    else:
        yield from range(span.start, span.end)
