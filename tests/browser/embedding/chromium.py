"""Chromium as a driver of scenarios, with a profile that allows or blocks third-party cookies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Frame, Page, Playwright
from playwright.sync_api import Error as PlaywrightError

from tests.browser.conftest import CHROMIUM_FLAGS, chromium_path
from tests.browser.embedding.probe import PROBE, script_errors
from tests.browser.embedding.web import Web
from tests.browser.engine_scenarios import Run, Step
from tests.browser.step_driver import StepDriver

PATIENCE_SECONDS = 20


@contextmanager
def open_profile(playwright: Playwright, profile: Path, *, third_party_cookies: bool) -> Iterator[BrowserContext]:
    """A browser with a profile; contexts that Playwright opens without one always block third-party cookies."""
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


class Driver(StepDriver):
    """Executes steps on a page."""

    patience_seconds = PATIENCE_SECONDS
    leaving_errors = PlaywrightError

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page

    def open(self, address: str) -> None:
        self.top()
        self._page.goto(address)

    def top(self) -> None:
        self._frame = ""

    def click(self, selector: str) -> None:
        self._current_frame().click(selector)

    def key(self, name: str) -> None:
        self._page.keyboard.press(name)

    def reload(self) -> None:
        self._page.reload()

    def pause(self, seconds: float) -> None:
        self._page.wait_for_timeout(seconds * 1000)

    def _evaluate(self, text: str) -> Any:
        return self._current_frame().evaluate(f"(() => {{ {text} }})()")

    def _current_frame(self) -> Frame:
        if not self._frame:
            return self._page.main_frame
        inner = self._page.locator(self._frame).element_handle().content_frame()
        assert inner, f"{self._frame} is no frame"
        return inner


def runs(profile: BrowserContext, web: Web) -> Iterator[Run]:
    """`run` on a new page, after the cookies of the previous test have been cleared."""
    profile.clear_cookies()
    profile.add_init_script(PROBE)
    page = profile.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))

    def run(steps: list[Step]) -> dict[str, Any]:
        driver = Driver(page)
        driver.take(steps)
        assert [*script_errors(driver.seen), *broken] == []
        assert web.reports == []
        return driver.seen

    yield run
    page.close()
