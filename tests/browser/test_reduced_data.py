"""A device that asks for reduced data (`prefers-reduced-data`) is sent a chosen typeface, and no samples of the others.

The media feature is an experiment of Chromium's, which a switch of its engine turns on.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from tests.browser.conftest import CHROMIUM_FLAGS, LONG_READ, OpenContext, headless_path

PAINTED = "() => new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve), 600))"


@pytest.fixture(scope="module")
def switched_chromium(playwright: Playwright) -> Iterator[Browser]:
    flags = [*CHROMIUM_FLAGS, "--enable-blink-features=PrefersReducedData"]
    launched = playwright.chromium.launch(executable_path=headless_path(), args=flags)
    yield launched
    launched.close()


@pytest.fixture
def chromium(switched_chromium: Browser) -> Browser:
    return switched_chromium


def opened(reader: BrowserContext, value: str) -> tuple[Page, list[str]]:
    """A long article on a device with this value of `prefers-reduced-data`, and the fonts that are asked for."""
    page = reader.new_page()
    feature = {"name": "prefers-reduced-data", "value": value}
    reader.new_cdp_session(page).send("Emulation.setEmulatedMedia", {"features": [feature]})
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url) if request.url.endswith(".woff2") else None)
    page.goto(LONG_READ, wait_until="networkidle")
    assert page.evaluate("value => matchMedia(`(prefers-reduced-data: ${value})`).matches", value)
    return page, asked


@pytest.mark.parametrize(("value", "samples"), [("reduce", False), ("no-preference", True)])
def test_the_panel_loads_samples_of_typefaces_unless_data_is_to_be_reduced(
    context: OpenContext, value: str, samples: bool
) -> None:
    page, asked = opened(context(), value)
    assert asked == []
    page.locator("#toolbar-settings-name").click()
    page.evaluate(PAINTED)
    assert bool(asked) is samples
    shown = page.locator("#toolbar-face-lexend").evaluate("e => getComputedStyle(e, '::after').content")
    assert ("Ẫ ộ ữ đ" in shown) is samples


def test_a_typeface_that_the_reader_chose_is_loaded_all_the_same(context: OpenContext) -> None:
    page, asked = opened(context(cookie="face=lexend"), "reduce")
    assert asked
    assert all("lexend" in url for url in asked)
    page.locator("#toolbar-settings-name").click()
    page.evaluate(PAINTED)
    assert all("lexend" in url for url in asked)
