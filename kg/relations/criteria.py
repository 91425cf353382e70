"""Candidates from lists of criteria: whose criteria they are, and what they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span, Token

from kg.nlp.lexicon import DELEGATES
from kg.relations.arguments import Argument, Arguments
from kg.relations.candidates import Candidate
from kg.relations.lists import criteria_lists

if TYPE_CHECKING:
    from kg.relations.assembly import Assembly

_BODIES = frozenset(
    ["Organization", "Association", "GovernmentBody", "Company", "University", "Institution"]
)


def criteria(doc: Doc, arguments: Arguments, assembly: Assembly) -> Iterator[Candidate]:
    """Give a `hasCriterion` candidate for each item of each list that has an owner."""
    text = assembly.article.text
    for found in criteria_lists(doc):
        owner = _owner(doc[found.noun], arguments, found.items[0][0])
        if owner is None:
            continue
        sentence = doc[found.noun].sent
        for start, end in found.items:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is None or span.kb_id_ == owner.entity:
                continue
            entity = assembly.add(text[start:end], "Criterion", start, end)
            item = Argument(entity, "Criterion", span.start, span.end, "name", 0.95)
            yield Candidate(
                "hasCriterion", owner, item, (), sentence.start, sentence.end, 0.85,
                "lists/hasCriterion.criteria",
            )  # fmt: skip


def _owner(noun: Token, arguments: Arguments, items: int) -> Argument | None:
    """Find whose criteria they are: `X's criteria`, `criteria of X`, else who uses them.

    Where the sentence names nobody, they are of the body that the text before names most.
    """
    sentence = noun.sent
    after = [*range(noun.i + 1, min(noun.i + 5, sentence.end))]
    inside = [*range(noun.i - 1, sentence.start - 1, -1)]
    far = [*range(sentence.start - 1, -1, -1)]
    of = next((c for c in noun.children if c.dep_ == "nmod" and c.i > noun.i), noun)
    award = arguments.mention(of.i)
    if award is not None and award.label_ == "Award" and award.end_char <= items:
        return Argument(award.kb_id_, award.label_, award.start, award.end, award.id_, 0.95)
    for places in ([*after, *inside], far):
        for wanted in (_BODIES, frozenset({"Award"})):
            fitting = [
                span
                for i in places
                if (span := arguments.mention(i)) is not None
                and span.label_ in wanted
                and span.end_char <= items
                and not _acts_for_another(span)
            ]
            if fitting:
                often = Counter(s.kb_id_ for s in arguments.names)
                span = max(fitting, key=lambda s: often[s.kb_id_]) if places is far else fitting[0]
                return Argument(span.kb_id_, span.label_, span.start, span.end, span.id_, 0.95)
    return None


def _acts_for_another(span: Span) -> bool:
    """Tell a team or jury: the criteria are those of the body it comes from."""
    return span[-1].lower_ in DELEGATES or span.root.lemma_.casefold() in DELEGATES
