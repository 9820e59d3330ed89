"""Chromium takes the scenarios' steps; and one whose profile has its own mind about third-party cookies."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Frame, Page, Playwright
from playwright.sync_api import Error as PlaywrightError

from tests.browser.conftest import CHROMIUM_FLAGS, chromium_path
from tests.browser.embedding.probe import PROBE, looks
from tests.browser.embedding.web import Web
from tests.browser.engine_scenarios import Run, Step

PATIENCE_SECONDS = 20


@contextmanager
def reader(playwright: Playwright, profile: Path, *, third_party_cookies: bool) -> Iterator[BrowserContext]:
    """A browser with a profile: its other windows, as Playwright opens them, block third-party cookies always."""
    preferences = profile / "Default" / "Preferences"
    preferences.parent.mkdir()
    preferences.write_text(json.dumps({"profile": {"cookie_controls_mode": 0 if third_party_cookies else 1}}))
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=chromium_path(),
        args=CHROMIUM_FLAGS,
        ignore_https_errors=True,
        viewport={"width": 800, "height": 740},
        locale="vi-VN",
    )
    context.set_default_timeout(PATIENCE_SECONDS * 1000)
    yield context
    context.close()


class Driver:
    """Takes steps (see engine_scenarios.py) and keeps the named values in `seen`."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._frame = ""
        self.seen: dict[str, Any] = {}

    def take(self, steps: Iterable[tuple[Any, ...]]) -> None:
        for verb, *details in steps:
            getattr(self, verb)(*details)

    def open(self, address: str) -> None:
        self.top()
        self._page.goto(address)

    def frame(self, selector: str) -> None:
        self._frame = selector

    def top(self) -> None:
        self._frame = ""

    def click(self, selector: str) -> None:
        self._here().click(selector)

    def key(self, name: str) -> None:
        self._page.keyboard.press(name)

    def reload(self) -> None:
        self._page.reload()

    def pause(self, seconds: float) -> None:
        self._page.wait_for_timeout(seconds * 1000)

    def eval(self, name: str, text: str) -> None:
        value = self._here().evaluate(f"(() => {{ {text} }})()")
        if name:
            self.seen[name] = value

    def until(self, text: str) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while not self._is(text):
            assert time.monotonic() < end, f"never true: {text}"
            self._page.wait_for_timeout(20)

    def _here(self) -> Frame:
        if not self._frame:
            return self._page.main_frame
        inner = self._page.locator(self._frame).element_handle().content_frame()
        assert inner, f"{self._frame} is no frame"
        return inner

    def _is(self, text: str) -> bool:
        try:
            return bool(self._here().evaluate(f"(() => {{ {text} }})()"))
        except PlaywrightError:  # a page on its way out refuses to answer
            return False


def runs(profile: BrowserContext, web: Web) -> Iterator[Run]:
    """`run` on a new page of a browser that forgot the cookies of the test before."""
    profile.clear_cookies()
    profile.add_init_script(PROBE)
    page = profile.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))

    def run(steps: list[Step]) -> dict[str, Any]:
        driver = Driver(page)
        driver.take(steps)
        assert [*looks(driver.seen), *broken] == []
        assert web.reports == []
        return driver.seen

    yield run
    page.close()
