"""The colours of a chosen theme in a browser that darkens light pages (Chromium's automatic dark mode)."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Playwright

from bantin_reader.config.colours import PAPERS
from bantin_reader.model.preferences import COOKIE
from tests.browser.conftest import ARTICLE, CHROMIUM_FLAGS, chromium_path
from tests.browser.site import LiveSite


@pytest.fixture(scope="module")
def darkening(playwright: Playwright) -> Iterator[Browser]:
    flags = [*CHROMIUM_FLAGS, "--blink-settings=forceDarkModeEnabled=true"]
    browser = playwright.chromium.launch(executable_path=chromium_path(), args=flags)
    yield browser
    browser.close()


def open_page(browser: Browser, site: LiveSite, theme: str, path: str) -> Page:
    # Chromium lets a page decline only on a device that prefers dark, as automatic dark mode itself asks for.
    reader = browser.new_context(base_url=site.url, viewport={"width": 360, "height": 740}, color_scheme="dark")
    reader.add_cookies([{"name": COOKIE, "value": f"theme={theme}", "url": site.url}])
    page = reader.new_page()
    page.goto(f"{path}?theme={theme}")
    return page


def painted(page: Page, selector: str = "html") -> str:
    """The colour, as `#rrggbb`, that is painted three pixels inside the corner of an element."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    image = Image.open(BytesIO(page.screenshot())).convert("RGB")
    red, green, blue = image.getpixel((int(box["x"]) + 3, int(box["y"]) + 3))  # type: ignore[misc]
    return f"#{red:02x}{green:02x}{blue:02x}"


@pytest.mark.parametrize("path", [ARTICLE, f"/embed{ARTICLE}"])
@pytest.mark.parametrize("theme", PAPERS)
def test_a_chosen_theme_keeps_its_paper(darkening: Browser, site: LiveSite, theme: str, path: str) -> None:
    page = open_page(darkening, site, theme, path)
    assert painted(page, ".br-article p >> nth=0") == PAPERS[theme]
    page.context.close()


def test_each_theme_on_the_settings_page_is_shown_in_its_own_colours(darkening: Browser, site: LiveSite) -> None:
    page = open_page(darkening, site, "auto", "/preferences")
    page.locator(".br-choice[data-theme]").first.scroll_into_view_if_needed()
    shown = {theme: painted(page, f".br-choice[data-theme={theme}]") for theme in PAPERS}
    assert shown == PAPERS
    page.context.close()


def test_a_theme_that_lets_itself_be_darkened_is_found(darkening: Browser, site: LiveSite) -> None:
    page = open_page(darkening, site, "light", ARTICLE)
    page.evaluate("document.documentElement.style.colorScheme = 'light'")
    assert painted(page, ".br-article p >> nth=0") != PAPERS["light"]
    page.context.close()
