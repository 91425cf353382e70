"""A distribution's Firefox, driven by Marionette: JSON over a socket, so that nothing is installed."""

from __future__ import annotations

import base64
import json
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Self

_PREFERENCES: Mapping[str, bool | int | str] = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.aboutwelcome.enabled": False,
    "browser.download.folderList": 2,
    "browser.download.always_ask_before_handling_new_types": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "marionette.port": 0,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    # No request gets anywhere: nothing listens there.
    "network.proxy.socks": "127.0.0.1",
    "network.proxy.socks_port": 9,
    "network.proxy.type": 1,
    "toolkit.startup.max_resumed_crashes": -1,
}
_WATCH = """
Services.console.reset();
globalThis.kgRequests = [];
Services.obs.addObserver({ observe(subject) {
  const channel = subject.QueryInterface(Ci.nsIChannel);
  if (channel.loadInfo.triggeringPrincipal.isContentPrincipal) kgRequests.push(channel.URI.spec);
} }, "http-on-modify-request");
"""
_FAULTS = """
const errors = Services.console.getMessageArray().flatMap((message) => {
  if (!(message instanceof Ci.nsIScriptError)) return [];
  const fault = !(message.flags & Ci.nsIScriptError.warningFlag) || message.category === "CSP";
  return fault && message.sourceName.startsWith("file:") ? [message.errorMessage] : [];
});
return [...errors, ...kgRequests];
"""
_SPECIAL = {"Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004", "ArrowRight": "\ue014"}


class Firefox:
    """A headless Firefox with one page and no network."""

    def __init__(self, binary: str, folder: Path) -> None:
        self._downloads = folder / "downloads"
        self._downloads.mkdir(parents=True)
        chosen = {**_PREFERENCES, "browser.download.dir": str(self._downloads)}
        lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in chosen.items())
        (folder / "user.js").write_text("".join(lines), encoding="utf-8")
        options = ("--headless", "--no-remote", "--marionette", "--remote-allow-system-access")
        self._process = subprocess.Popen(
            [binary, *options, "--profile", str(folder)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._rest, self._number = b"", 0
        self._socket = _connected(folder / "MarionetteActivePort")
        self._receive()
        self.send("WebDriver:NewSession")
        self.chrome(_WATCH)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()
        self._process.terminate()
        self._process.wait(30)

    def open(self, address: str) -> None:
        """Open a page of ours and wait until it is drawn."""
        self.send("WebDriver:Navigate", {"url": address})
        assert self.until("document.body.dataset.ready") == "true"

    def script(self, body: str) -> Any:
        """Run a function's body in the page, beside its policy, and give what it returns."""
        return self.send("WebDriver:ExecuteScript", {"script": body, "args": []})["value"]

    def chrome(self, body: str) -> Any:
        """Run a function's body in the browser itself."""
        self.send("Marionette:SetContext", {"value": "chrome"})
        try:
            task = {"script": body, "args": [], "sandbox": "system"}
            return self.send("WebDriver:ExecuteScript", task)["value"]
        finally:
            self.send("Marionette:SetContext", {"value": "content"})

    def until(self, expression: str) -> Any:
        """Wait for an expression of the page to be something, and give it."""
        return _soon(lambda: self.script(f"return {expression}"), expression)

    def keys(self, *keys: str) -> None:
        """Press keys, one by one, where the focus is."""
        pressed = [_SPECIAL.get(key, key) for key in keys]
        actions = [{"type": t, "value": k} for k in pressed for t in ("keyDown", "keyUp")]
        self._perform({"type": "key", "id": "keyboard", "actions": actions})

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Drag the mouse from one point of the window to another."""
        way = [
            {"type": "pointerMove", "x": start[0], "y": start[1]},
            {"type": "pointerDown", "button": 0},
            *({"type": "pointerMove", "x": x, "y": y, "duration": 60} for x, y in (start, end)),
            {"type": "pointerUp", "button": 0},
        ]
        self._perform({"type": "pointer", "id": "mouse", "actions": way})

    def downloaded(self, name: str) -> bytes:
        """Wait for a download and give its bytes."""
        path = self._downloads / name
        return _soon(lambda: path.read_bytes() if path.exists() else b"", name)

    def screenshot(self) -> bytes:
        """Give the window as PNG."""
        return base64.b64decode(self.send("WebDriver:TakeScreenshot", {"full": False})["value"])

    @property
    def faults(self) -> list[str]:
        """Give the errors of pages so far, and the addresses that they asked for."""
        return list(self.chrome(_FAULTS))

    def send(self, command: str, parameters: dict[str, Any] | None = None) -> Any:
        self._number += 1
        text = json.dumps([0, self._number, command, parameters or {}]).encode()
        self._socket.sendall(b"%d:%s" % (len(text), text))
        _, _, error, result = self._receive()
        if error:
            raise RuntimeError(f"{command}: {error['error']}: {error['message']}")
        return result

    def _perform(self, source: dict[str, Any]) -> None:
        self.send("WebDriver:PerformActions", {"actions": [source]})

    def _receive(self) -> Any:
        while b":" not in self._rest:
            self._rest += self._more()
        length, _, self._rest = self._rest.partition(b":")
        while len(self._rest) < int(length):
            self._rest += self._more()
        text, self._rest = self._rest[: int(length)], self._rest[int(length) :]
        return json.loads(text)

    def _more(self) -> bytes:
        data = self._socket.recv(1 << 16)
        if not data:
            raise ConnectionError("Firefox has gone")
        return data


def _connected(port_file: Path) -> socket.socket:
    def connect() -> socket.socket | None:
        try:
            port = int(port_file.read_text(encoding="ascii"))
            return socket.create_connection(("127.0.0.1", port), timeout=60)
        except (OSError, ValueError):
            return None

    return _soon(connect, "Marionette")


def _soon(ask: Callable[[], Any], what: str, *, limit_s: float = 60) -> Any:
    end = time.monotonic() + limit_s
    while not (found := ask()):
        if time.monotonic() > end:
            raise TimeoutError(f"nothing came of {what} in {limit_s:g} s")
        time.sleep(0.03)
    return found
