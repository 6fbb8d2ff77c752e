"""A headless Chromium, driven through its driver as the W3C WebDriver recommendation says."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest

# https://www.w3.org/TR/webdriver2/#elements and #keyboard-actions
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "End": "\ue010",
    "Home": "\ue011",
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
}
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
]


def browser_or_skip() -> None:
    """Leave the test where there is no browser, saying what to type."""
    names = [name for name in ("chromium", "chromedriver") if shutil.which(name) is None]
    if names:
        absent(f"no {' and no '.join(names)}: ./run services browser")


def absent(said: str) -> NoReturn:
    """Skip the test for want of something, or fail it if ``THREADHOP_REQUIRE`` names `browser`."""
    if "browser" in os.environ.get("THREADHOP_REQUIRE", "").split(","):
        pytest.fail(said)
    pytest.skip(said)


class Browser:
    """One session of a browser; every command raises `RuntimeError` with what the driver says."""

    def __init__(self, driver: str, profile: str, *, script: bool) -> None:
        self._driver = driver
        options = {
            "binary": shutil.which("chromium"),
            "args": [*_FLAGS, f"--user-data-dir={profile}"],
            "prefs": {} if script else {"profile.managed_default_content_settings.javascript": 2},
        }
        capabilities = {
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }
        made = self._call("POST", "/session", {"capabilities": {"alwaysMatch": capabilities}})
        self._session = f"/session/{made['sessionId']}"

    def _call(self, method: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._driver + path, data, method=method)
        request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            with error:
                raise RuntimeError(json.load(error)["value"]["message"]) from None

    def _post(self, path: str, **body: object) -> Any:
        return self._call("POST", self._session + path, body)

    def open(self, url: str) -> None:
        """Go to an address and wait until it is loaded."""
        self._post("/url", url=url)

    def run(self, script: str, *arguments: object) -> Any:
        """What a function body returns in the page, given ``arguments``; promises are awaited."""
        return self._post("/execute/sync", script=script, args=list(arguments))

    def press(self, *keys: str) -> None:
        """Type keys, by name (`KEYS`) or as characters, where the focus is."""
        codes = [KEYS.get(key, key) for key in keys]
        strokes = [{"type": kind, "value": c} for c in codes for kind in ("keyDown", "keyUp")]
        self._post("/actions", actions=[{"type": "key", "id": "keys", "actions": strokes}])

    def click(self, selector: str) -> None:
        """Click the first element that a CSS selector finds."""
        found = self._post("/element", using="css selector", value=selector)
        self._post(f"/element/{found[_ELEMENT]}/click")

    def size(self, width: int, height: int, *, dark: bool = False) -> None:
        """Show pages in a window of so many CSS pixels, to somebody who likes it dark or light."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.devtools("Emulation.setDeviceMetricsOverride", **metrics)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.devtools("Emulation.setEmulatedMedia", features=[scheme])

    def devtools(self, command: str, **parameters: object) -> Any:
        """A command of the DevTools protocol."""
        return self._post("/goog/cdp/execute", cmd=command, params=parameters)

    def picture(self) -> bytes:
        """What the window shows, as PNG."""
        return base64.b64decode(self._call("GET", f"{self._session}/screenshot"))

    def paper(self) -> bytes:
        """What is printed, as PDF, on paper of the sizes that the page asks for."""
        printed = self.devtools("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(printed["data"])

    def console(self) -> list[str]:
        """What was said on the console since the last time: errors, warnings, violations."""
        return [entry["message"] for entry in self._post("/se/log", type="browser")]

    def requests(self) -> list[str]:
        """The addresses that were asked for since the last time."""
        entries = self._post("/se/log", type="performance")
        events = [json.loads(entry["message"])["message"] for entry in entries]
        sent = [e for e in events if e["method"] == "Network.requestWillBeSent"]
        return [event["params"]["request"]["url"] for event in sent]

    def close(self) -> None:
        """End the session and the browser."""
        self._call("DELETE", self._session)


@contextmanager
def browser(*, script: bool = True) -> Iterator[Browser]:
    """A browser with an empty profile; ``script`` says whether pages may run theirs."""
    with tempfile.TemporaryDirectory(prefix="threadhop-browser-") as profile:
        driver = subprocess.Popen(
            ["chromedriver", "--port=0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert driver.stdout is not None
        try:
            session = Browser(_address(driver.stdout), str(Path(profile) / "p"), script=script)
            try:
                yield session
            finally:
                session.close()
        finally:
            driver.terminate()
            driver.wait(timeout=30)
            driver.stdout.close()


def _address(said: Iterator[str]) -> str:
    """Where the driver listens, from what it says when it starts."""
    for line in said:
        if found := re.search(r"started successfully on port (\d+)", line):
            return f"http://127.0.0.1:{found[1]}"
    raise RuntimeError("chromedriver did not start")
