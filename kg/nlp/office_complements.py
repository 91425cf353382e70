"""What follows the noun of an office: its field, its board, the body it is held in."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from kg.gazetteer import demonyms, offices
from kg.nlp.classes import head_class
from kg.nlp.office_words import BOARDS, INSTITUTIONS, SEATS, is_envoy, is_time, name_starting


def complement(doc: Doc, head: int, limit: int) -> tuple[int, tuple[int, int], int]:
    """Read `of the Board of Directors of NAME`; give the end, the body, and the end of the board."""
    i, board = head + 1, 0
    while i < limit and (doc[i].lower_ in _LINKS or _with_body(doc, head, i, limit)):
        j = i + 1
        while j < limit and doc[j].lower_ in {"the", "a", "its", "’s"}:
            j += 1
        if doc[i].lower_ == "at" and doc[i + 1].lower_ == "our" and doc[i + 2].lower_ in _OFFICES:
            return i + 3, (i + 1, i + 2), board  # "manager at our office in Lima": ours
        if past := _within_role(doc, head, i, j, limit):
            i = board = past
            continue
        named = name_starting(doc, j)
        if named is not None and _is_subject(doc, head, i, named):
            i = board = named.end
            continue
        if named is not None and (past := _named_field(doc, head, i, named)):
            return past, (-1, -1), past
        j += named is None and _opens_board(doc, j, limit)
        if named is None or named.text.casefold() in demonyms():
            named = _name_after_modifier(doc, j, limit) or named
        if named is not None:
            return _of_name(doc, head, i, named, limit, board)
        if (nominal := _common_body(doc, j, limit)) and not board:
            outer = _around_unit(doc, nominal, limit)
            return outer or (_past_owned(doc, nominal, limit), (nominal - 1, nominal), board)
        if past := _past_board(doc, i, j, limit) or (0 if board else _field(doc, i, limit)):
            i = board = past
            continue
        end, body, past = _portfolio(doc, head, i, j, limit)
        return (board, body, board) if board > end else (end, body, past)
    return i, (-1, -1), board


def _within_role(doc: Doc, head: int, i: int, j: int, limit: int) -> int:
    """Give the end of what a body follows: `Minister of [State] for`, `vice president for [Asia] at`."""
    if doc[j : j + 1].text == "State" and doc[head].lower_ in {"minister", "secretary"}:
        return j + 1
    named = name_starting(doc, j) if doc[i].lower_ == "for" else None
    return named.end if named is not None and _posted_at(doc, named.end, limit) else 0


def _is_subject(doc: Doc, head: int, i: int, named: Span) -> bool:
    """Tell `Professor of [Transport Planning] at the University of Accra`: what is taught there."""
    at = doc[named.end : named.end + 1].text.lower() == "at"
    taught = doc[head].lower_ in _TEACHERS and doc[i].lower_ == "of"
    return at and taught and named.label_ not in INSTITUTIONS - {"Organization"}


_TEACHERS = frozenset({"fellow", "lecturer", "professor", "reader", "researcher"})


def _named_field(doc: Doc, head: int, i: int, named: Span) -> int:
    """Give the end of `Head of [Research]`, `Minister for [Arica and Pica Affairs]`: no bodies."""
    of = doc[i].lower_ in {"of", "for"}
    if of and len(named) == 1 and named.text.casefold() in _FIELDS:
        return named.end
    if not of or doc[head].lower_ not in {"minister", "secretary"} or named.start - i > 1:
        return 0
    run = named.start
    while run < len(doc) and (doc[run].text[:1].isupper() or doc[run].lower_ in {"and", "of"}):
        run += 1
    return run if run > named.start and doc[run - 1].text in {"Affairs", "Relations"} else 0


_FIELDS = frozenset(
    "admissions agriculture collections communication communications conservation culture customs"
    " development digital education engineering events exhibitions finance fisheries forestry"
    " fundraising health immigration innovation marketing mines operations outreach partnerships"
    " planning police policy prisons production programmes programming programs research roads"
    " sales science security strategy sustainability technology tourism training transport"
    " workshops".split()
)


def _of_name(
    doc: Doc, head: int, i: int, named: Span, limit: int, board: int
) -> tuple[int, tuple[int, int], int]:
    """Read the name behind an office: its body, the owner of it, or where an envoy is sent."""
    if is_envoy(doc, head) and doc[i].lower_ in {"to", "in"}:
        return named.end, (-1, -1), named.end
    if (firm := _firm_of(doc, named, limit)) is not None:
        return firm.end, (firm.start, firm.end), board
    if (branch := _branch_of(doc, named.end, limit)) is not None:
        return branch.end, (branch.start, branch.end), board
    if _owns_a_body(doc, named.end, limit):
        owned = name_starting(doc, named.end + 1)
        organ = doc[named.end + 1].lower_ in _ORGANS  # "director of the League's secretariat"
        owned = named if owned is None and organ else owned
        body = (owned.start, owned.end) if owned is not None else (-1, -1)
        return max(named.end, body[1]), body, board
    end = _past_country(doc, _past_posting(doc, head, named.end))
    return end, (named.start, named.end), board


def _firm_of(doc: Doc, place: Span, limit: int) -> Span | None:
    """Give the body in `founder of the Aeron Valley coach firm NAME`: where it is comes first."""
    i = place.end
    while i < min(limit, place.end + 3) and doc[i].is_lower and doc[i].pos_ == "NOUN":
        i += 1
    if place.label_ not in {"Place", *SEATS} or i == place.end:
        return None
    named = name_starting(doc, i) if head_class(doc[i - 1].text) in INSTITUTIONS else None
    return named if named is not None and named.label_ in INSTITUTIONS else None


def _branch_of(doc: Doc, end: int, limit: int) -> Span | None:
    """Give the body in `director of the Lima [office of NAME]`: where its branch is does not matter."""
    if end + 2 >= limit or doc[end].lower_ not in _OFFICES or doc[end + 1].lower_ != "of":
        return None
    return name_starting(doc, end + 2 + (doc[end + 2].lower_ == "the"))


def _past_country(doc: Doc, end: int) -> int:
    """Give the end of `mayor of Oruro [in Bolivia]` before the comma and its holder."""
    where = name_starting(doc, end + 1) if doc[end : end + 1].text == "in" else None
    closed = where is not None and doc[where.end : where.end + 1].text == ","
    return where.end if where is not None and closed and where.label_ == "Country" else end


def _past_board(doc: Doc, i: int, j: int, limit: int) -> int:
    """Give the end of `of the Board of Directors`, or nothing."""
    if j >= limit or doc[j].lower_ not in BOARDS or doc[i].lower_ != "of":
        return 0
    end = j + 1
    while end + 1 < limit and doc[end].lower_ == "of" and doc[end + 1].lower_ in BOARDS:
        end += 2
    return end


_ORGANS = frozenset({"board", "council", "headquarters", "presidium", "secretariat"})
_LINKS = frozenset(["at", "for", "in", "of", "to"])
_OFFICES = frozenset(["branch", "bureau", "headquarters", "office"])
_UNITS = frozenset(
    "centre center college department division faculty institute laboratory office school section"
    " unit".split()
)


def _with_body(doc: Doc, head: int, i: int, limit: int) -> bool:
    """Tell `a fellow with the Harbour Institute`."""
    if doc[i].lower_ != "with" or i + 2 >= limit:
        return False
    named = name_starting(doc, i + 1 + (doc[i + 1].lower_ == "the"))
    fits = named is not None and named.label_ in INSTITUTIONS
    return fits and offices().get(doc[head].lower_) in {"body", "profession"}


def _past_owned(doc: Doc, i: int, limit: int) -> int:
    """Give the end of `head of the academy['s glaciology department]`."""
    end = i + 1
    while end < limit and doc[end].is_lower and doc[end].pos_ in {"ADJ", "NOUN"}:
        end += 1
    return end if i < limit and doc[i].lower_ in {"'s", "’s"} else i


def _around_unit(doc: Doc, i: int, limit: int) -> tuple[int, tuple[int, int], int] | None:
    """Read on in `dean of the faculty [of engineering at Lagos University]`: the body is the whole."""
    if doc[i - 1].lower_ not in _UNITS:
        return None
    end = _field(doc, i, limit) or i
    j = end + 1 + (doc[end + 1 : end + 2].text == "the")
    if end + 1 >= limit or doc[end].lower_ not in {"at", "in", "of"}:
        return None
    named = name_starting(doc, j)
    fits = named is not None and named.label_ in INSTITUTIONS
    return (named.end, (named.start, named.end), end) if named is not None and fits else None


_BOARD_KINDS = frozenset(["advisory", "executive", "governing", "management", "supervisory"])


def _opens_board(doc: Doc, j: int, limit: int) -> bool:
    """Tell the adjective in `member of the supervisory board of X`."""
    return j + 1 < limit and doc[j].lower_ in _BOARD_KINDS and doc[j + 1].lower_ in BOARDS


def _past_posting(doc: Doc, head: int, end: int) -> int:
    """Give the end of `Ambassador of Rwanda [to Ghana]`."""
    if not is_envoy(doc, head) or doc[end : end + 1].text not in {"in", "to"}:
        return end
    where = name_starting(doc, end + 1)
    return where.end if where is not None and where.label_ != "Person" else end


def _common_body(doc: Doc, j: int, limit: int) -> int:
    """Give the end of `the university` in `President of the university`: coreference knows which."""
    if j >= limit or doc[j - 1].lower_ not in {"the", "its", "this"}:
        return 0
    if not doc[j].is_lower:  # "the Ministry", a name that needs no more
        alone = j + 1 >= limit or not doc[j + 1].text[:1].isalpha()
        return j + 1 if alone and head_class(doc[j].text) in INSTITUTIONS else 0
    end = j + 1
    if doc[j].lower_ in BOARDS and doc[j + 1 : j + 2].text == "of":
        return 0  # "member of the board of X"
    if end < limit and doc[end].pos_ in {"NOUN", "PROPN"} and doc[end].lower_ not in offices():
        end += 1
    return end if head_class(doc[end - 1].text) in {*INSTITUTIONS, *SEATS} else 0


def _owns_a_body(doc: Doc, end: int, limit: int) -> bool:
    """Tell `manager of Lagos's port authority`: the body is the authority, not Lagos."""
    if end + 1 >= limit or doc[end].lower_ not in {"'s", "’s"}:
        return False
    owned = name_starting(doc, end + 1)
    return doc[end + 1].is_lower or (owned is not None and owned.label_ in INSTITUTIONS)


def _field(doc: Doc, i: int, limit: int) -> int:
    """Give the end of a field in small letters that a body follows: `dean [of medicine] at X`."""
    if doc[i].lower_ not in {"of", "for"}:
        return 0
    end = i + 1
    while (
        end < min(limit, i + 6) and doc[end].is_lower and doc[end].pos_ in {"NOUN", "ADJ", "CCONJ"}
    ):
        end += 1
    follows = i + 1 < end < limit and doc[end].lower_ in {"at", "of", "for", "in"}
    return end if follows and doc[end - 1].pos_ == "NOUN" else 0


def _portfolio(doc: Doc, head: int, i: int, j: int, limit: int) -> tuple[int, tuple[int, int], int]:
    """Read `Minister of Foreign Affairs`: the portfolio belongs to the role."""
    end = j
    while end < limit and (doc[end].text[:1].isupper() or doc[end].lower_ in {"and", "of", "for"}):
        if (following := name_starting(doc, end)) and following.label_ == "Person":
            break
        if name_starting(doc, end) is not None and doc[end - 1].lower_ == "of":
            named = name_starting(doc, end)
            return (named.end, (named.start, named.end), end - 1) if named else (end, (-1, -1), end)
        end += 1
    while end > j and doc[end - 1].lower_ in {"and", "of", "for"}:
        end -= 1
    if end == j and (doc[i].lower_ == "for" or doc[head].lower_ in _OF_FIELDS):
        while end < limit and doc[end].is_lower and doc[end].pos_ in {"NOUN", "ADJ", "PROPN"}:
            end += 1
        if end > j and is_time(doc[end - 1]):
            end = j
    if end == j or doc[i].lower_ == "in":
        return head + 1, (-1, -1), 0
    return _posted_at(doc, end, limit) or (end, (-1, -1), end)


_OF_FIELDS = frozenset("chief director head lecturer minister professor secretary".split())


def _posted_at(doc: Doc, i: int, limit: int) -> tuple[int, tuple[int, int], int] | None:
    """Read on behind a field: `Dean of Engineering [at this University]`, `Head of Sales at Acme`."""
    if i + 1 >= limit or doc[i].lower_ not in {"at", "with"}:
        return None
    j = i + 1 + (doc[i + 1].lower_ in {"the", "this", "our"})
    named = name_starting(doc, j)
    if named is not None:
        return (named.end, (named.start, named.end), i) if named.label_ in INSTITUTIONS else None
    nominal = _common_body(doc, j, limit)
    return (nominal, (nominal - 1, nominal), i) if nominal else None


def _name_after_modifier(doc: Doc, j: int, limit: int) -> Span | None:
    """Skip modifiers before a name: `of the municipal Harbour Authority`, `the Dutch firm Acme`."""
    k = j
    while (
        k < min(limit, j + 5)
        and (doc[k].is_lower or doc[k].text in {"-", "'", "’"} or doc[k].lower_ in demonyms())
        and (
            doc[k].pos_ in {"ADJ", "NOUN", "PROPN", "PART", "PUNCT"}
            or _names_place(doc, k)
            or doc[k - 1].text == "-"  # "the Dutch start-up Acme"
        )
    ):
        k += 1
    return name_starting(doc, k) if j < k < limit else None


def _names_place(doc: Doc, i: int) -> bool:
    """Tell the `of` in `the Dutch city of Utrecht`."""
    return doc[i].lower_ == "of" and head_class(doc[i - 1].text) in {"City", "Region", "Country"}
