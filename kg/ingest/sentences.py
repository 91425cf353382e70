"""Put back the space that a page lost between two sentences."""

from __future__ import annotations

import re

from kg.ingest.characters import words

_STARTERS = words(
    """
    A About According Accordingly After All Also Although Among An And Another As At Because
    Before Besides Both But By Despite During Each For From Furthermore He Her His However I If In
    It Its Many Meanwhile Moreover Most My Next No On Once One Our Over She Since So Some That The
    Their Then There Therefore These They This Those Through Thus To Today Two Under Until We What
    When Where While Who Why With You Yet
    """
)
_ABBREVIATIONS = words(
    """
    adm approx apr art asst aug ave bldg blvd brig bros capt cmdr col corp cpl dec dept dist drs
    est etc feb fig fri gen gov hon hwy inc ing inst intl jan jul jun lic lieut ltd maj mar messrs
    min mon mrs msgr mss nov oct op pres prof prov pty pvt ref rep rev sat sen sep sept ser sgt
    sra srta ste sun supt tel thu tue univ vol wed
    """
)
# What follows the dot in names of sites, products and files: Booking.Com, ASP.Net, Agenda.Pdf.
_SUFFIXES = words(
    """
    ai app asia biz ch cn co com csv de doc docx edu eu exe fr gov html htm info int io
    jp jpeg jpg js kr mil mp3 mp4 net nl org pdf ph php png ppt pptx py ru sg th
    tv txt uk vn xls xlsx xml zip
    """
)
_WORD_SUFFIXES = words("be id in is it me my name news us")  # words, too: only after a capital
_SHORT_WORDS = words("am as at be by do go he hi if in is it me my no oh ok on or so to up us we")
_ADDRESS = re.compile(r"://|@|\bwww\.|\w\.\w+/", re.IGNORECASE)
_CLOSE = re.compile(r"[.!?…][”’»\")\]]*[“‘«(\[\"]?[^\W\d_]")  # a stop, and a letter close by
_CLOSING = r")\]”’»%\""
_JOINT = re.compile(
    rf"(?P<left>(?<![^\W\d_])[^\W\d_]++|(?<!\d)\d++)?(?P<closing>(?<![{_CLOSING}])[{_CLOSING}]++)?"
    r"(?P<stop>(?<![.!?…])[.!?…]++)(?P<quote>[”’»\")\]]*+)"
    r"(?=(?P<opening>[“‘«(\[\"]?)(?P<right>[^\W\d_]++)(?P<next>.?))"
)


def unglue(paragraph: str) -> str:
    """Set a space where one sentence ends and the next begins without one.

    `June 21.The forum` becomes `June 21. The forum`; names such as `U.S.A`, `Booking.com`,
    `v2.Beta` and `St.Louis`, addresses of sites and e-mail stay whole.
    """
    if not _CLOSE.search(paragraph):
        return paragraph
    pieces = re.split(r"(\s+)", paragraph)
    quotes = 0
    for index, word in enumerate(pieces):
        if _CLOSE.search(word) and not _ADDRESS.search(word):
            pieces[index] = _split_word(word, quotes_before=quotes)
        quotes += word.count('"')
    return "".join(pieces)


def _split_word(word: str, *, quotes_before: int) -> str:
    pieces: list[str] = []
    done = counted = 0
    for joint in _JOINT.finditer(word):
        stop = joint.end("stop")
        quotes_before += word.count('"', counted, stop)
        counted = stop
        if _ends_sentence(joint):
            place = _place(joint, quoting=quotes_before % 2 == 1)
            pieces.append(word[done:place])
            done = place
    pieces.append(word[done:])
    return " ".join(filter(None, pieces))


def _place(joint: re.Match[str], *, quoting: bool) -> int:
    """Put the space after a closing straight quote, and before an opening one."""
    if joint["quote"].endswith('"') and not quoting:
        return joint.end("stop")
    return joint.end()


def _ends_sentence(joint: re.Match[str]) -> bool:
    left, right = joint["left"] or "", joint["right"]
    if not right[0].isupper() or _is_initial(joint):
        return False
    if joint["closing"] or joint["quote"][-1:] in {")", "]"}:
        return True
    if right in _STARTERS:
        return not _part_of_code(joint) if left.isdigit() else _before_starter(joint)
    if len(right) == 1 or _is_suffix(left, right):
        return False
    if left.isdigit() or left.isupper():
        beginning = right[1:].islower() and len(right) > 2 and not _part_of_code(joint)
        return beginning and (left.isdigit() or len(left) > 1)
    return left[1:].islower() and left.lower() not in _ABBREVIATIONS and _is_word(left)


def _is_initial(joint: re.Match[str]) -> bool:
    """Tell the letter of `J.K.` from the word of `year.I'm`."""
    letter = len(joint["right"]) == 1 and joint["next"] in {".", "'", "’"} and bool(joint["next"])
    return letter and (joint["right"] != "I" or joint["next"] == ".")


def _is_suffix(left: str, right: str) -> bool:
    return right.lower() in _SUFFIXES or (left[:1].isupper() and right.lower() in _WORD_SUFFIXES)


def _is_word(left: str) -> bool:
    return len(left) > 2 or left.lower() in _SHORT_WORDS


def _before_starter(joint: re.Match[str]) -> bool:
    """Tell `year.The`, `D.C.The` and `at 9 a.m.The` from `U.S.A`."""
    left = joint["left"] or ""
    dotted = len(joint["right"]) > 1 and joint.string.endswith(".", 0, joint.start())
    return len(left) > 1 or (len(left) == 1 and dotted)


def _part_of_code(joint: re.Match[str]) -> bool:
    """Tell `v2.Beta` and `A21.Bis` from `June 21.The`."""
    return joint.start() > 0 and joint.string[joint.start() - 1].isalnum()
