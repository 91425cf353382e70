"""Find the names of a text and the class of thing each one names.

Three readings are laid over one another: what the language model found, capitalised runs whose
head noun says what they are ("Ministry of Science and Technology", "Harbour Smart City Project"),
and shapes of titles and rankings ("Top 7", "Player of the Year"). Where they overlap, the longer
reading with a head noun wins, because a head noun is evidence and a label is a guess.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg.gazetteer import demonyms, offices, titles
from kg.nlp.classes import class_of_place, head_class, model_class

_JOINERS = frozenset({"of", "for", "on"})
_POSSESSORS = frozenset(
    "artists children citizens farmers fathers fishermen king men mothers people peoples queen "
    "students teachers veterans women workers writers youth".split()
)
_RANKING = re.compile(r"\b(?:top|smart|best|global|elite|leading)[ -]?\d{1,3}\b", re.IGNORECASE)
_GLUED_RANKING = re.compile(r"\b[A-Z][A-Za-z]{2,}\d{1,3}\b")
_OF_THE_YEAR = re.compile(r"\b(?:[A-Z][\w’'-]+ )+[Oo]f the (?:Year|Decade|Century)\b")
_OF_YEAR = re.compile(r"\b(?:[A-Z][\w’'-]+ ){2,}of (?=(?:19|20)\d\d\b)")
_DIGITS_ONLY = re.compile(r"[\d\W]+")
_PLAIN_LOWER = frozenset({"city", "province", "county", "district", "ward", "town", "state", "model"})


_GUESSES = frozenset({"model", "demonym", "repeated"})
_PLACES = frozenset({"City", "Region", "Country", "Place", "GeopoliticalEntity"})
_GATHERINGS = frozenset({"Conference", "Event", "Meeting"})
_PARTICLES = frozenset("van von de der den del della di da dos al el bin ibn ter ten".split())


@dataclass(frozen=True, slots=True)
class Name:
    """A name in tokens `[start, end)`, its class, and who says so."""

    start: int
    end: int
    kind: str
    source: str
    confidence: float

    @property
    def rank(self) -> tuple[int, int, int]:
        """Order of preference where names overlap: source, then length, then place."""
        order = {"ranking": 3, "head": 2, "title": 2, "model": 1, "demonym": 0, "repeated": 0}
        return (-order[self.source], self.start - self.end, self.start)


def match(doc: Doc) -> list[Name]:
    """Find the names of a document, without overlaps, in order of the text."""
    found = [*_rankings(doc), *_titled(doc), *_seats(doc), *_quoted(doc), *_runs(doc), *_from_model(doc), *_demonyms(doc)]
    found = _without_overlap(n for n in found if not _is_portfolio(doc, n))
    found = _without_overlap([*found, *_repeated(doc, found)])
    return _harmonised(doc, sorted(found, key=lambda n: n.start))


def _repeated(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """Find further places of a name that was recognised once: what is a name stays a name."""
    known: dict[tuple[str, ...], Name] = {}
    for name in names:
        words = tuple(t.text for t in doc[name.start : name.end])
        telling = len(words) > 1 or (words[0].isupper() and len(words[0]) > 2)
        if telling and name.source != "demonym":
            known.setdefault(words, name)
    lengths = sorted({len(w) for w in known}, reverse=True)
    for i in range(len(doc)):
        for length in lengths:
            name = known.get(tuple(t.text for t in doc[i : i + length]))
            if name is not None and i + length <= len(doc):
                yield Name(i, i + length, name.kind, "repeated", name.confidence * 0.9)
                break


def _harmonised(doc: Doc, names: list[Name]) -> list[Name]:
    """Give every name of one spelling the class that its mentions, weighed together, speak for."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        known = class_of_place(doc[name.start : name.end].text)
        weight = name.confidence if name.source in _GUESSES else 3.0
        votes[_spelling(doc, name)][name.kind] += round(1000 * weight)
        if known == "City" and name.end - name.start == 1:
            votes[_spelling(doc, name)][known] += 400  # a city's name may be a person's too
        if known in {"Country", "Region"} or (known and name.end - name.start > 1):
            votes[_spelling(doc, name)][known] += 2000
    best = {key: min(v, key=lambda k: (-v[k], k)) for key, v in votes.items()}
    return [replace(n, kind=best[_spelling(doc, n)]) for n in names]


def _demonyms(doc: Doc) -> Iterator[Name]:
    """Read an adjective of nation as its country: `the Peruvian delegation`; not `the Peruvians`."""
    known = demonyms()
    for token in doc:
        if token.text[:1].isupper() and token.tag_ not in {"NNS", "NNPS"} and token.lower_ in known:
            yield Name(token.i, token.i + 1, "Country", "demonym", 0.7)
        elif token.text[:1].isupper() and token.ent_type_ == "" and class_of_place(token.text) == "Country":
            yield Name(token.i, token.i + 1, "Country", "demonym", 0.7)


def _quoted(doc: Doc) -> Iterator[Name]:
    """Read `the "Blue Port" project`, `a programme called Bright Harbours`, `project "Blue Port"`."""
    for hit in _QUOTED.finditer(doc.text):
        span = doc.char_span(*hit.span("name"), alignment_mode="contract")
        if span is None or not 1 <= len(span) <= 10:
            continue
        beside = [doc[i] for i in (span.end + 1, span.start - 2) if 0 <= i < len(doc)]
        kinds = [k for t in beside if (k := head_class(t.text)) in _TITLED]
        if kinds:
            yield Name(span.start, span.end, kinds[0], "head", 0.8)
    for token in doc[:-2]:
        kind = head_class(token.text)
        if kind in _TITLED and token.nbor().lower_ in {"called", "named", "dubbed", "titled", "entitled"}:
            end = start = token.i + 2
            while end < len(doc) and doc[end].text[:1].isupper() and not doc[end].is_sent_start:
                end += 1
            if end > start:
                yield Name(start, end, kind, "head", 0.8)


_QUOTED = re.compile(r"[\"“](?P<name>[A-Z][^\"“”\n]{2,60}?)[,.]?[\"”]")
_TITLED = frozenset({"Project", "Conference", "Event", "Award", "Model", "Meeting", "Ceremony"})


def _seats(doc: Doc) -> Iterator[Name]:
    """Read the place before or after an office that is held over one: `Tartu Mayor`, `Mayor of X`."""
    for token in doc:
        if token.lower_ not in _SEATED:
            continue
        start = token.i
        while start > token.sent.start and _seat_word(doc[start - 1]):
            start -= 1
        if start < token.i:
            yield Name(start, token.i, _seat_class(doc, start, token.i), "head", 0.8)
        end = first = token.i + 2
        if first < len(doc) and doc[token.i + 1].lower_ == "of":
            while end < token.sent.end and _seat_word(doc[end]) and doc[end].ent_type_ != "PERSON":
                end += 1
            if end > first:
                yield Name(first, end, _seat_class(doc, first, end), "head", 0.8)


_SEATED = frozenset("mayor mayoress governor".split())
_NO_SEAT = frozenset("vice deputy lord former first acting lieutenant ex state federal mr the his her our".split())


def _seat_word(token: Token) -> bool:
    known = token.lower_ in _NO_SEAT or _is_title(token) or token.lower_ in demonyms()
    return token.text[:1].isupper() and token.is_alpha and not known and token.pos_ in {"PROPN", "NOUN", "ADJ"} and (
        token.lower_ not in offices()
    )


def _seat_class(doc: Doc, start: int, end: int) -> str:
    return class_of_place(doc[start:end].text) or "City"


def _is_portfolio(doc: Doc, name: Name) -> bool:
    """Tell the portfolio of an office from a body: `Minister for [Digital Affairs]`."""
    before = doc[max(0, name.start - 2) : name.start]
    if len(before) < 2 or before[1].lower_ not in {"of", "for"} or name.source == "head":
        return False
    return before[0].lower_ in {"minister", "secretary"} and name.kind in {"Organization", "Event", "Project"}


def _spelling(doc: Doc, name: Name) -> str:
    return " ".join(doc[name.start : name.end].text.casefold().split())


def _without_overlap(found: Iterable[Name]) -> list[Name]:
    taken: set[int] = set()
    kept = []
    for name in sorted(found, key=lambda n: n.rank):
        tokens = set(range(name.start, name.end))
        if tokens and not tokens & taken:
            taken |= tokens
            kept.append(name)
    return kept


def _from_model(doc: Doc) -> Iterator[Name]:
    for ent in doc.ents:
        start, end = _trim(doc, ent.start, ent.end)
        if start >= end or _DIGITS_ONLY.fullmatch(doc[start:end].text):
            continue
        if ent.label_ == "PERSON":
            start = _without_acronym(doc, start, end)
        span = doc[start:end]
        if len(span) == 1 and head_class(span.text):
            continue  # "the Government": a head noun alone names nothing
        if (of := _place_of(doc, start, end)) is not None:
            yield Name(of + 1, end, "Country", "model", 0.9)
            end, span = of, doc[start:of]
        if ent.label_ == "ORG" and (cut := _two_names(doc, start, end)):
            yield Name(start, cut, "Organization", "model", 0.7)
            start, span = cut + 1, doc[cut + 1 : end]
        kind = model_class(ent.label_, span.text)
        if kind and _looks_like_name(span):
            yield Name(start, end, kind, "model", _probability(doc, ent))


def _place_of(doc: Doc, start: int, end: int) -> int | None:
    """Give the `of` in `Gaborone of Botswana`, two places read as one name."""
    for i in range(start + 1, end - 1):
        if doc[i].lower_ == "of" and class_of_place(doc[i + 1 : end].text) == "Country":
            return None if head_class(doc[i - 1].text) else i
    return None


def _two_names(doc: Doc, start: int, end: int) -> int:
    """Give the `and` between two bodies read as one: the left stands elsewhere without the right."""
    for i in range(start + 1, end - 1):
        if doc[i].lower_ == "and":
            left = doc[start:i].text
            alone = doc.text.count(left) - doc.text.count(left + " and ")
            if alone > 0 and len(left) > 3:
                return i
    return 0


def _without_acronym(doc: Doc, start: int, end: int) -> int:
    """Leave the body before a name outside of it: `HPC` in `Director of the HPC Lena Berg`."""
    rest = doc[start + 1 : end]
    body = 2 <= len(doc[start]) <= 5 and doc[start].text.isupper() and doc[start].text.isalpha()
    return start + 1 if body and len(rest) > 1 and not any(t.text.isupper() for t in rest) else start


def _probability(doc: Doc, ent: Span) -> float:
    probabilities = doc.user_data.get("entity_probabilities", {})
    return float(probabilities.get(f"{ent.start}:{ent.end}", 0.5))


def _looks_like_name(span: Span) -> bool:
    return any(t.text[:1].isupper() for t in span) and span[-1].lower_ not in _PLAIN_LOWER | {"'s"} or (
        span[0].text[:1].isupper() and span[-1].lower_ in _PLAIN_LOWER
    )


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Cut articles, courtesy titles, possessive marks and stray punctuation off a span."""
    while start < end and (_is_title(doc[start]) or doc[start].lower_ in {"the", "a", "an", ".", "-"}):
        start += 1
    while end > start and (_prefixes_office(doc[end - 1]) or doc[end - 1].lower_ in {"'s", "’s", "’", "'"} or _loose_punct(doc[end - 1])):
        end -= 1
    return start, end


def _loose_punct(token: Token) -> bool:
    return token.is_punct and token.text not in {")", "."} or token.text == "." and len(token) == 1


def _is_title(token: Token) -> bool:
    return token.lower_.rstrip(".") in titles() and token.text[:1].isupper()


# --- rankings and titles of the year -------------------------------------------------------------


def _rankings(doc: Doc) -> Iterator[Name]:
    for pattern in (_RANKING, _GLUED_RANKING):
        for hit in pattern.finditer(doc.text):
            span = doc.char_span(*hit.span(), alignment_mode="contract")
            if span is not None and span[0].text[:1].isupper():
                yield Name(span.start, _after_ranking(doc, span.end), "Award", "ranking", 0.8)
    for pattern in (_OF_THE_YEAR, _OF_YEAR):
        for hit in pattern.finditer(doc.text):
            span = doc.char_span(hit.start(), hit.end(), alignment_mode="contract")
            if span is not None:
                start, end = _without_giver(doc, span.start, span.end)
                if doc[end - 1].lower_ == "of":
                    end -= 1
                if end - start > 1 or pattern is _OF_THE_YEAR:
                    yield Name(start, end, "Award", "ranking", 0.8)


def _after_ranking(doc: Doc, end: int) -> int:
    """Take in what a ranking ranks: `Top 7` in `Top 7 Intelligent Communities`."""
    limit = end
    while limit < len(doc) and doc[limit].text[:1].isupper() and doc[limit].is_alpha:
        if doc[limit].is_sent_start or doc[limit].text.isupper():
            break
        limit += 1
    plural = limit > end and (doc[limit - 1].tag_ in {"NNS", "NNPS"} or doc[limit - 1].lower_.endswith("s"))
    if limit > end and (plural or doc[limit - 1].lower_ in {"community", "city", "list"}):
        return limit
    return end


def _without_giver(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Leave an acronym or a determiner before the title of an award outside of it."""
    while start < end - 1 and (
        doc[start].lower_ in {"the", "a", "an"} or (doc[start].text.isupper() and len(doc[start]) > 1)
    ):
        start += 1
    return start, end


# --- people after a courtesy title or an office --------------------------------------------------


def _titled(doc: Doc) -> Iterator[Name]:
    for token in doc:
        office = token.lower_ in offices() and token.text[:1].isupper() and token.dep_ in {"nmod:desc", "compound"}
        if not (_is_title(token) or office) or token.i + 1 >= len(doc):
            continue
        start = token.i + 1
        if office and doc[start].ent_type_ not in {"", "PERSON"}:
            continue
        if doc[start].text == ".":
            start += 1
        while start < len(doc) and _is_title(doc[start]):
            start += 1
        end = start
        while end < len(doc) and _part_of_person(doc[end], first=end == start):
            end += 1
        if end > start:
            if not office or 2 <= end - start <= 4:
                yield Name(start, end, "Person", "title", 0.9)


def _part_of_person(token: Token, *, first: bool) -> bool:
    if not first and (token.is_sent_start or token.lower_ in offices()):
        return False
    if token.text[:1].isupper() and (token.is_alpha or "-" in token.text or token.text.endswith(".")):
        return True
    if token.text == "-":
        tight = not first and not token.whitespace_ and not token.nbor(-1).whitespace_
        return tight and token.nbor().text[:1].isalpha()
    if not first and token.nbor(-1).text == "-" and token.is_alpha:
        return True
    return not first and token.lower_ in _PARTICLES


# --- capitalised runs with a head noun -----------------------------------------------------------


def _runs(doc: Doc) -> Iterator[Name]:
    for sentence in doc.sents:
        if _is_headline_case(sentence):
            continue
        i = sentence.start
        while i < sentence.end:
            end = _run_end(doc, i, sentence.end)
            if end > i:
                yield from _named_run(doc, i, end, sentence.end)
            i = max(end, i + 1)


def _is_headline_case(sentence: Span) -> bool:
    words = [t for t in sentence if t.is_alpha]
    raised = sum(t.text[0].isupper() for t in words)
    return len(words) > 5 and raised > 0.75 * len(words)


def _capital(token: Token) -> bool:
    if not token.text[:1].isupper() or token.pos_ in {"PRON", "DET", "ADP", "CCONJ", "SCONJ"}:
        return False
    if token.pos_ == "AUX" and not token.ent_type_:
        return False
    if _is_title(token) or _prefixes_office(token):
        return False
    return token.lower_ not in offices()


def _prefixes_office(token: Token) -> bool:
    """Tell the `Co` of `Co-founder`, which is no `Co.` of a company."""
    if token.lower_ not in {"co", "ex", "vice"} or token.i + 2 >= len(token.doc):
        return False
    return token.nbor().text == "-" and token.nbor(2).lower_ in offices()


def _run_end(doc: Doc, start: int, limit: int) -> int:
    """Give the end of the capitalised run at `start`, through the joiners that names allow."""
    if not _capital(doc[start]):
        return start
    end = start + 1
    while end < limit:
        step = _next_part(doc, start, end, limit)
        if step == end:
            break
        end = step
    return end


def _next_part(doc: Doc, start: int, end: int, limit: int) -> int:
    token = doc[end]
    if _capital(token):
        return end + 1
    following = end + 1
    if following >= limit:
        return end
    if token.lower_ in {"'s", "’s", "'", "’"}:
        joined = doc[end - 1].lower_ in _POSSESSORS and _capital(doc[following])
        return following + 1 if joined else end
    if token.lower_ in {"&", "-"} and _capital(doc[following]) and token.whitespace_ == doc[end - 1].whitespace_:
        return following + 1 if token.text == "&" or not token.whitespace_ else end
    if token.lower_ == "and":
        return _after_and(doc, start, end, limit)
    if token.lower_ == "on" and doc[following].ent_type_ == "DATE":
        return end
    if head_class(doc[end - 1].text) == "Award" and token.lower_ in _JOINERS:
        return end  # whose award it is, is said apart
    if token.lower_ in _JOINERS and head_class(doc[end - 1].text):
        if doc[following].lower_ == "the" and token.lower_ == "for":
            return end
        if doc[following].lower_ == "the":
            following += 1
        if following < limit and _capital(doc[following]) and not _ends_person(doc, following):
            return following + 1
    return end


def _ends_person(doc: Doc, i: int) -> bool:
    return doc[i].ent_type_ == "PERSON"


def _after_and(doc: Doc, start: int, end: int, limit: int) -> int:
    """Join `Convention and Exhibition Center`, `Ministry of Science and Technology`; not two names."""
    right = end + 1
    while right < limit and _capital(doc[right]):
        right += 1
    if right == end + 1:
        return end
    before = doc[start:end]
    if doc[end].ent_iob_ == "I" and doc[end + 1].ent_iob_ == "I":
        return right
    if any(t.ent_type_ in {"PERSON", "GPE"} for t in (doc[end - 1], doc[end + 1])):
        return end
    left, right_head = head_class(doc[end - 1].text), head_class(doc[right - 1].text)
    if left in _GATHERINGS and right_head == "Facility" and doc[end + 1].tag_ not in {"NNS", "NNPS"}:
        return right
    has_head = any(head_class(t.text) for t in before)
    inside_of = any(t.lower_ in {"of", "for"} for t in before)
    if inside_of and not head_class(doc[right - 1].text):
        return right
    if not has_head and head_class(doc[right - 1].text):
        return right
    return end


def _named_run(doc: Doc, start: int, end: int, limit: int) -> Iterator[Name]:
    start, end = _trim(doc, start, end)
    if start >= end:
        return
    if _is_person(doc, start, end):
        return
    if end < limit and doc[end].lower_ in offices() and _part_of_office(doc, start, end):
        return
    if end - start == 1 and doc[start].is_sent_start and doc[start].pos_ in {"ADJ", "ADV", "NUM"}:
        return
    head = _head_of_run(doc, start, end)
    kind = head_class(doc[head].text) if head is not None else None
    adjective = all(t.lower_ in demonyms() for t in doc[start:end])
    if end < limit and doc[end].is_lower and not adjective and (tail := _lower_tail(doc, end, limit)):
        if not any(t.lower_ in _JOINERS for t in doc[start:end]):
            kind = head_class(doc[tail - 1].text)
        end = tail
    elif kind and end - start == 1 and not _in_list(doc, start):
        return  # a head noun alone names nothing
    if kind:
        yield Name(start, end, class_of_place(doc[start:end].text) or kind, "head", 0.85)


def _in_list(doc: Doc, i: int) -> bool:
    """Tell a capitalised noun that stands in a list as the names around it do."""
    before = doc[i - 1].lower_ if i else ""
    after = doc[i + 1].lower_ if i + 1 < len(doc) else ""
    tag = doc[i].tag_ not in {"NNS", "NNPS"}
    return tag and before in {",", ";", "and", "as"} and after in {",", ";", "and", "etc", "."}


def _is_person(doc: Doc, start: int, end: int) -> bool:
    """Tell `Lee Park`: the model sees a person, or an office stands right before two words."""
    if all(t.ent_type_ == "PERSON" for t in doc[start:end]):
        return True
    return start > 0 and end - start == 2 and doc[start - 1].lower_ in offices() and doc[start - 1].text[:1].isupper()


def _part_of_office(doc: Doc, start: int, end: int) -> bool:
    """Tell `Health Cabinet` Secretary, `Deputy County` Executive, from `Ghent University` Rector."""
    return doc[end - 1].lower_ in {"cabinet", "county", "city", "state", "district"} and not any(
        class_of_place(doc[start:k].text) for k in range(start + 1, end)
    )


def _head_of_run(doc: Doc, start: int, end: int) -> int | None:
    """Give the head noun: the last word before the first `of`, or before a closing acronym."""
    stop = next((i for i in range(start, end) if doc[i].lower_ in _JOINERS), end)
    inner = _inner_head(doc, start, stop)
    if inner is not None:
        return inner
    for i in range(stop - 1, start - 1, -1):
        if head_class(doc[i].text):
            return i
        if not (doc[i].text.isupper() or doc[i].text[-1:].isdigit() or doc[i].lower_ in LEGAL):
            return None
    return None


LEGAL = frozenset({"corp", "corp.", "inc", "inc.", "ltd", "ltd.", "llc", "plc"})


def _inner_head(doc: Doc, start: int, stop: int) -> int | None:
    """Allow a head followed by a place: `World Trade Center Rotterdam`."""
    for i in range(stop - 2, start, -1):
        rest = doc[i + 1 : stop]
        kind = head_class(doc[i].text)
        if kind and kind not in _PLACES and _is_place(rest):
            return i
    return None


def _is_place(span: Span) -> bool:
    """Tell the name of a known place, or a part of one: `Rotterdam`, `Rotterdam New Town`."""
    if class_of_place(span.text):
        return True
    known = any(class_of_place(span[:k].text) for k in range(1, len(span)))
    return known and head_class(span[-1].text) in _PLACES


def _lower_tail(doc: Doc, end: int, limit: int) -> int:
    """Take in a lower-case head right after a capitalised run: `Harbour district`, `Quay model`."""
    tail = end
    while tail < min(limit, end + 2) and doc[tail].is_lower and doc[tail].pos_ in {"NOUN", "PROPN", "ADJ"}:
        tail += 1
        if head_class(doc[tail - 1].text) in {"Project", "Model", "City", "Region", "Award"}:
            nxt = doc[tail] if tail < limit else None
            if nxt is None or head_class(nxt.text) not in {"Project"}:
                return tail
    return 0


def set_annotations(doc: Doc, names: Iterable[Name]) -> None:
    """Write the names to `doc.spans["names"]`; the span's id holds source and confidence."""
    doc.spans["names"] = [
        Span(doc, n.start, n.end, label=n.kind, span_id=f"{n.source}:{n.confidence:.3f}") for n in names
    ]


@Language.component(
    "kg_names", assigns=["doc.spans"], requires=["token.pos", "doc.ents", "doc.sents"]
)
def names(doc: Doc) -> Doc:
    """Find the names of a document (a spaCy component)."""
    set_annotations(doc, match(doc))
    return doc


__all__ = ["Name", "match", "names", "set_annotations"]
