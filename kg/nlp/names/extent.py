"""How far a capitalised run reaches: through joiners, particles and lists, and where a name ends."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.gazetteer import common_words, offices
from kg.nlp.classes import class_of_place, head_class
from kg.nlp.lexicon import LEGAL_FORMS
from kg.nlp.names.tokens import is_title, opens_royal, prefixes_office

JOINERS = frozenset({"of", "for", "on"})
ELECTRONIC = frozenset({"e", "i", "m"})


_ROMANCE = frozenset("aux da das de degli dei del della delle di do dos du es".split())
_POSSESSORS = frozenset(
    "artists children citizens farmers fathers fishermen king men mothers people peoples queen"
    " students teachers veterans women workers writers youth".split()
)
_GATHERINGS = frozenset({"Conference", "Event", "Meeting"})


_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def _capital(token: Token) -> bool:
    if not token.text[:1].isupper() or token.pos_ in {"ADP", "CCONJ", "SCONJ"}:
        return False
    if token.pos_ == "DET" and not (token.text == "All" and token.ent_type_):
        return False  # but `All India Council`
    if token.pos_ == "PRON" and not token.ent_type_:
        return False  # but `My Tho Market`
    if token.pos_ == "AUX" and not token.ent_type_:
        return False
    if token.ent_type_ == "DATE" and token.lower_ in _WEEKDAYS:
        return False  # "On Friday Lagos University"
    if (is_title(token) and not opens_royal(token)) or prefixes_office(token):
        return False
    return token.lower_ not in offices()


def _past_capitals(doc: Doc, start: int, limit: int) -> int:
    """Give the end of the capitalised words that begin at a token."""
    end = start
    while end < limit and _capital(doc[end]):
        end += 1
    return end


def _is_electronic(doc: Doc, i: int) -> bool:
    """Tell the small letter that opens `e-Health`, `i-Voting`."""
    return (
        i + 2 < len(doc)
        and doc[i].text in ELECTRONIC
        and doc[i + 1].text == "-"
        and not doc[i].whitespace_
        and _capital(doc[i + 2])
    )


def run_end(doc: Doc, start: int, limit: int) -> int:
    """Give the end of the capitalised run at `start`, through the joiners that names allow."""
    if not (_capital(doc[start]) or _is_electronic(doc, start)):
        return start
    end = start + (1 if _capital(doc[start]) else 3)
    while end < limit:
        step = _next_part(doc, start, end, limit)
        if step <= end:  # less: a portfolio that ended before another name was joined to it
            return step
        end = step
    return end


def _are_people(doc: Doc, start: int, end: int) -> bool:
    """Tell a plural that owns what follows by name: `European Dockers' Training Council`."""
    plural = doc[end].text in {"'", "’"} and doc[end - 1].tag_ in {"NNS", "NNPS"}
    if class_of_place(doc[end + 1].text):
        return False  # `the Institute of Architects' Minnesota chapter`
    named = doc[end - 1].ent_type_ in {"GPE", "PERSON"} or class_of_place(doc[start:end].text)
    return plural and not named


def _is_hyphenated(doc: Doc, hyphen: int, limit: int) -> bool:
    """Tell a hyphen that binds a place to its river or land: `Île-de-France`, `Stoke-on-Trent`."""
    if hyphen + 3 >= limit or doc[hyphen + 2].text != "-" or not doc[hyphen + 1].is_lower:
        return False
    return _capital(doc[hyphen + 3]) and not any(t.whitespace_ for t in doc[hyphen : hyphen + 3])


def _next_part(doc: Doc, start: int, end: int, limit: int) -> int:
    """Give the end of the run with its next part, or the same end where the name is over."""
    token = doc[end]
    if _capital(token):
        return end + 1
    if _is_electronic(doc, end):
        return end + 3
    if end + 1 >= limit:
        return end
    if token.lower_ in {"'s", "’s", "'", "’"}:
        owners = doc[end - 1].lower_ in _POSSESSORS or _are_people(doc, start, end)
        joined = owners or _opens_award(doc, end + 1, limit)
        return end + 2 if joined and _capital(doc[end + 1]) else end
    if token.text == "-" and _is_hyphenated(doc, end, limit):
        return end + 4
    if token.text in {"&", "-"} or token.lower_ in _ROMANCE:
        return end + 2 if _binds(doc, end) else end
    if token.text == ",":
        return _after_comma(doc, start, end, limit)
    if token.lower_ == "and":
        return _after_and(doc, start, end, limit)
    if token.lower_ in JOINERS and head_class(doc[end - 1].text):
        return _after_joiner(doc, start, end, limit)
    if token.lower_ == "to" and _ends_title(doc, end + 1, limit):
        return end + 2  # "the Dunes to Data Prize", "the Right to Repair League"
    return end


def _ends_title(doc: Doc, i: int, limit: int) -> bool:
    """Tell capitalised words behind `to` that end as the names of awards, projects and unions do."""
    if doc[i - 2].ent_type_ in {"DATE", "GPE", "LOC", "PERSON"}:
        return False
    end = _past_capitals(doc, i, limit)
    return end > i + 1 and head_class(doc[end - 1].text) in {"Association", "Award", "Project"}


def _after_comma(doc: Doc, start: int, end: int, limit: int) -> int:
    """Take in the rest of a portfolio: `Department of Culture[, Sports and Tourism]`."""
    of = next((i for i in range(start + 1, end) if doc[i].lower_ in {"of", "for"}), 0)
    if not of or head_class(doc[of - 1].text) != "GovernmentBody":
        return end
    first = of + 1
    while True:
        i = first
        while i < limit and _capital(doc[i]) and _is_field(doc[i]):
            i += 1
        if i > first and doc[first - 1].lower_ in {"and", "&"}:
            return i
        if i == first or i + 1 >= limit:
            return end
        first = i + (doc[i].text == ",")
        first += doc[first].lower_ in {"and", "&"}


def _is_field(token: Token) -> bool:
    """Tell a word for what an office is about: a common one, or one inside of a longer name."""
    return token.lower_ in common_words() or token.ent_iob_ == "I"


def _opens_award(doc: Doc, i: int, limit: int) -> bool:
    """Tell `Forecaster's Award`, where the possessor is no place or body that gives it."""
    owner = doc[i - 2]
    common = owner.ent_type_ == "PERSON" and i > 2 and doc[i - 3].lower_ == "the"
    if (owner.ent_type_ in {"GPE", "LOC", "ORG", "PERSON"} and not common) or owner.is_upper:
        return False
    end = _past_capitals(doc, i, limit)
    return end > i and head_class(doc[end - 1].text) == "Award"


def _binds(doc: Doc, i: int) -> bool:
    """Tell the link of `Lee & Sons`, `Lagos-Accra`, `Korea - Vietnam`, `Mall del Rio`."""
    if not _capital(doc[i + 1]):
        return False
    if doc[i].text == "-" and doc[i].whitespace_:
        inside = doc[i].ent_iob_ == doc[i + 1].ent_iob_ == "I"
        if inside and doc[i].ent_type_ in {"FAC", "GPE", "LOC"}:
            return True  # "Phong Nha - Ke Bang National Park"
        return all(class_of_place(t.text) == "Country" for t in (doc[i - 1], doc[i + 1]))
    if doc[i].text in {"&", "-"}:
        return doc[i].whitespace_ == doc[i - 1].whitespace_
    return doc[i].is_lower


def _after_joiner(doc: Doc, start: int, end: int, limit: int) -> int:
    """Take in what `of`, `for` or `on` ties to a head noun, unless it is a name of its own."""
    word, following = doc[end].lower_, end + 1
    dated = word == "on" and doc[following].ent_type_ == "DATE"
    apart = word == "of" and (
        _is_settlement(doc, start, end)  # "Harbour City of Lagoon Province": a place in another
        or _is_gathering_of_body(doc, end, following, limit)  # "the Congress of the League"
        or _is_of_university(doc, start, end, limit)  # "Harbour Laboratory of the University of X"
        or is_named_university(doc, start, end, limit)  # "Turku University of Finland"
        or _is_firm_of_city(doc, start, end, limit)  # "Harbour Trading Corporation of Lagos"
        or _is_of_address(doc, start, end, limit)  # "Harbour Club of Ghent, Belgium"
    )
    if dated or apart or (word != "for" and head_class(doc[end - 1].text) == "Award"):
        return end  # whose award it is, is said apart
    if doc[following].lower_ == "the":
        following += 1
        if word == "for":
            return end
    described = [t.pos_ for t in doc[following : following + 2]] == ["ADJ", "NOUN"]
    if described and doc[following + 1].is_lower:
        return end  # "the Harbour Group of European universities"
    named = following < limit and _capital(doc[following]) and not _ends_person(doc, following)
    return following + 1 if named else end


def _is_settlement(doc: Doc, start: int, end: int) -> bool:
    return end - start > 1 and head_class(doc[end - 1].text) in {"City", "Region"}


def _is_gathering_of_body(doc: Doc, of: int, following: int, limit: int) -> bool:
    if doc[of - 1].lower_ not in _ASSEMBLIES or doc[following].lower_ != "the":
        return False
    end = _past_capitals(doc, following + 1, limit)
    return head_class(doc[end - 1].text) in _BODIES


def _is_of_university(doc: Doc, start: int, of: int, limit: int) -> bool:
    """Tell a named laboratory or centre from the university that it belongs to."""
    inner = head_class(doc[of - 1].text) in {"Institution", "Facility"} and of - start > 1
    i = of + 1 + (doc[of + 1].lower_ == "the")
    if not inner or i == of + 1:
        return False
    while i < limit and _capital(doc[i]):
        if head_class(doc[i].text) == "University":
            return True
        i += 1
    return False


def is_named_university(doc: Doc, start: int, of: int, limit: int) -> bool:
    """Tell the country of a university that a place already names from one in its name."""
    placed = head_class(doc[of - 1].text) == "University" and of - start > 1
    end = _past_capitals(doc, of + 1, limit)
    abroad = placed and class_of_place(doc[of + 1 : end].text) == "Country"
    return abroad and class_of_place(doc[start : of - 1].text) in {"City", "Region"}


def _is_firm_of_city(doc: Doc, start: int, of: int, limit: int) -> bool:
    """Tell where a company with a name of its own is from, which `Bank of Lagos` has not."""
    firm = head_class(doc[of - 1].text) == "Company" and doc[of - 1].lower_ not in _NATIONAL
    end = _past_capitals(doc, of + 1, limit)
    place = class_of_place(doc[of + 1 : end].text)
    return (firm and place in {"Country", "Region"}) or (
        head_class(doc[of - 1].text) == "Company" and of - start > 2 and place == "City"
    )


def _is_of_address(doc: Doc, start: int, of: int, limit: int) -> bool:
    """Tell where a body with a name of its own is, told with the country: `of Ghent, Belgium`."""
    end = _past_capitals(doc, of + 1, limit)
    last = _past_capitals(doc, end + 1, limit)
    own = of - start > 1 and head_class(doc[of - 1].text) in _WITH_SEATS
    known = class_of_place(doc[end + 1 : last].text) in {"Country", "Region"}
    word = any(t.lower_ in common_words() for t in doc[of + 1 : end])
    return own and of + 1 < end < limit and doc[end].text == "," and known and not word


_WITH_SEATS = frozenset({"Association", "Company", "Facility", "Institution", "Organization"})
_NATIONAL = frozenset(["airlines", "bank", "company", "corporation", "enterprise", "services"])


_ASSEMBLIES = frozenset(["assembly", "conference", "congress", "meeting", "session", "summit"])
_BODIES = frozenset(["Association", "Company", "GovernmentBody", "Organization", "University"])


def _ends_person(doc: Doc, i: int) -> bool:
    return doc[i].ent_type_ == "PERSON"


def _after_and(doc: Doc, start: int, end: int, limit: int) -> int:
    """Join `Convention and Exhibition Center`, `Ministry of Science and Technology`; not two names."""
    right = _past_capitals(doc, end + 1, limit)
    if right == end + 1:
        return end
    before = doc[start:end]
    firm = doc[right - 1].lower_.rstrip(".") in LEGAL_FORMS
    if _two_bodies(doc, start, end, right) or (firm and any(head_class(t.text) for t in before)):
        return end  # "the Port of Lagos and Acme Ltd"
    if doc[end].ent_iob_ == "I" and doc[end + 1].ent_iob_ == "I":
        return right
    if doc[end + 1].lower_ in {"area", "county", "district", "districts", "region"}:
        return right  # "the Stratford and District Chamber"
    if any(t.ent_type_ in {"PERSON", "GPE"} for t in (doc[end - 1], doc[end + 1])):
        return end
    left, right_head = head_class(doc[end - 1].text), head_class(doc[right - 1].text)
    if (
        left in _GATHERINGS
        and right_head in {"Facility", "Institution"}
        and doc[end + 1].tag_ not in {"NNS", "NNPS"}
    ):
        return right
    has_head = any(head_class(t.text) for t in before)
    inside_of = any(t.lower_ in {"of", "for"} for t in before)
    if inside_of and not head_class(doc[right - 1].text):
        return right
    if not has_head and head_class(doc[right - 1].text):
        return right
    return end


def _two_bodies(doc: Doc, start: int, end: int, right: int) -> bool:
    """Tell `Acme and Lagos City Council`, `the IFLA and Kisumu University` from one long name."""
    if not head_class(doc[right - 1].text):
        return False
    if {head_class(doc[start].text), head_class(doc[right - 1].text)} == {"University"}:
        return True  # "the University of Ghent and Makerere University"
    if any(t.lower_ in common_words() or t.is_lower for t in doc[start:end]):
        return False
    acronym = doc[end - 1].is_upper and len(doc[end - 1]) > 1
    placed = any(class_of_place(doc[end + 1 : k].text) for k in range(end + 2, right))
    return acronym or placed or right - end > 3
