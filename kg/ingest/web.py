"""Fetch a page from a web address, with limits of time, size and kind."""

from __future__ import annotations

import http.client
import socket
from dataclasses import dataclass
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from kg.errors import InputError
from kg.ingest.names import is_url

_SECONDS = 20
_FORMATS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "text",
    "application/pdf": "pdf",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
    "application/x-jsonlines": "jsonl",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What a server sent: the bytes, the name of their format, the encoding it declares."""

    data: bytes
    format: str
    charset: str


class _SameKindRedirects(HTTPRedirectHandler):
    """Follow redirects to other web addresses, never to files or other schemes."""

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> Request | None:
        """Refuse what is no web address."""
        if not is_url(newurl):
            raise URLError(f"it redirects to {newurl[:80]!r}, which is no web address")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(url: str, *, most_bytes: int, seconds: float = _SECONDS) -> Page:
    """Fetch one page.

    Raises:
        InputError: the address is wrong, the server fails or is too slow, or what it sends is too
            large or no article.
    """
    request = _request(url)
    try:
        with build_opener(_SameKindRedirects).open(request, timeout=seconds) as answer:
            kind = answer.headers.get_content_type()
            if kind not in _FORMATS:
                allowed = "HTML, text, JSON lines, PDF or DOCX"
                raise InputError(f"{url}: the server sent {kind}; {allowed} was expected")
            data = answer.read(most_bytes + 1)
            charset = answer.headers.get_content_charset() or ""
    except HTTPError as error:
        raise InputError(
            f"{url}: the server answered {error.code} {_first_line(error.reason)}"
        ) from error
    except (URLError, http.client.HTTPException, ValueError, OSError) as error:
        raise _unreachable(url, error, seconds) from error
    if len(data) > most_bytes:
        raise InputError(f"{url}: the page is larger than the {most_bytes:,} bytes allowed")
    return Page(data, _FORMATS[kind], charset)


def _request(url: str) -> Request:
    try:
        return Request(url, headers={"User-Agent": "kg-news", "Accept": ", ".join(_FORMATS)})  # noqa: S310
    except ValueError as error:
        raise InputError(f"{url}: this is no web address") from error


def _unreachable(url: str, error: Exception, seconds: float) -> InputError:
    if isinstance(error, InputError):
        return error
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError | socket.timeout):
        return InputError(f"{url}: no answer within {seconds:g} seconds")
    return InputError(f"{url}: cannot be fetched ({_first_line(reason) or type(reason).__name__})")


def _first_line(reason: object) -> str:
    return str(reason).split("\n", maxsplit=1)[0]
