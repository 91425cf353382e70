"""Web addresses, against a real server on the loopback."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.errors import InputError
from kg.ingest import find, load
from kg.ingest.web import fetch

PAGE = "<html><h1>Pont rouvert</h1><p>Le pont a été rouvert lundi par la maire.</p></html>"


class Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path
        if path == "/slow":
            time.sleep(1)
        if path in {"/gone", "/loop", "/file"}:
            self.send_response(404 if path == "/gone" else 302)
            self.send_header("Location", {"/file": "file:///etc/hostname"}.get(path, path))
            self.end_headers()
            return
        self.send_response(200)
        kind = {"/logo": "image/png", "/text": "text/plain"}.get(path, "text/html; charset=cp1252")
        self.send_header("Content-Type", kind)
        self.end_headers()
        big = b"<p>" + b"word " * 4000
        with suppress(ConnectionError):  # a client that has lost patience is part of the tests
            self.wfile.write(big if path == "/big" else PAGE.encode("cp1252"))

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_a_page_is_read_in_the_encoding_its_server_names(site: str) -> None:
    source = find([f"{site}/2024/05/06/pont.html"])[0]
    article = load(source)[0]
    assert article.text == "Pont rouvert\n\nLe pont a été rouvert lundi par la maire."
    assert (article.id, article.issued, article.source) == ("pont", "2024-05-06", str(source))


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/gone", "answered 404"),
        ("/logo", "sent image/png"),
        ("/loop", "answered 302"),
        ("/file", "answered 302"),
    ],
)
def test_what_is_no_article_is_refused_in_one_sentence(site: str, path: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as told:
        load(site + path)
    assert str(told.value).startswith(site + path)
    assert "\n" not in str(told.value).strip()


def test_size_and_time_are_limited(site: str) -> None:
    with pytest.raises(InputError, match="larger than the 10,000 bytes"):
        fetch(f"{site}/big", most_bytes=10_000)
    with pytest.raises(InputError, match="no answer within"):
        fetch(f"{site}/slow", most_bytes=10_000, seconds=0.2)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/a", "http://[bad/a", "https://a b/", "http://"]
)
def test_an_address_that_leads_nowhere_is_told(url: str) -> None:
    with pytest.raises(InputError) as told:
        load(url)
    assert "\n" not in str(told.value)
