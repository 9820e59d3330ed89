"""Five accessibility checkers find no error in any kind of page, in either language, with small and with large text.

themes.py says which rules run in which theme; `make audit-accessibility` has every page in every state.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, product
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from bantin_reader.model.preferences import COOKIE, THEME
from tests.browser.checkers import axe
from tests.browser.conftest import ARTICLE, TWO_PICTURES, OpenContext
from tests.browser.nu import nu
from tests.browser.pages import LOCALES, PAGES
from tests.browser.site import LiveSite
from tests.browser.themes import LOOKS, PLAIN, errors
from tests.conftest import ROOT

STYLES = ROOT / "static" / "dist"


def prefer(reader: BrowserContext, site: LiveSite, cookie: str) -> None:
    reader.add_cookies([{"name": COOKIE, "value": cookie, "url": site.url}])


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_without_error_in_every_theme(context: OpenContext, kind: str, locale: str) -> None:
    look = LOOKS[(list(PAGES).index(kind) + LOCALES.index(locale)) % len(LOOKS)]
    # The checkers make elements from strings, which the site's own policy rightly forbids.
    page = context(cookie=f"{look.cookie}&lang={locale}", bypass_csp=True, viewport=look.viewport).new_page()
    page.goto(PAGES[kind])
    assert page.locator("html").get_attribute("data-theme") == look.theme
    assert page.locator("html").get_attribute("data-text") == look.text
    assert page.locator("html").get_attribute("lang") == locale
    found = look.errors(page)
    assert not found, "\n".join(found)


def test_the_open_theme_choices_are_without_error(context: OpenContext) -> None:
    # Alfa takes the choices that are scrolled out of the panel for shown. In a longer text no link lies below them.
    look = replace(PLAIN, text="200")
    page = context(cookie=look.cookie, bypass_csp=True).new_page()
    page.goto(ARTICLE)
    page.locator("#toolbar-settings > summary").click()
    assert page.locator("#toolbar-theme-sepia").is_visible()
    found = look.errors(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("locale", LOCALES)
def test_placeholders_of_pictures_are_without_error(context: OpenContext, locale: str) -> None:
    page = context(cookie=f"images=off&{PLAIN.cookie}&lang={locale}", bypass_csp=True).new_page()
    page.goto(TWO_PICTURES)
    found = PLAIN.errors(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", ["dark", "no-preference"])
def test_the_automatic_theme_is_without_error_on_a_device_that_asks_for_dark_or_more_contrast(
    context: OpenContext, scheme: str
) -> None:
    dark = scheme == "dark"
    page = context(bypass_csp=True, color_scheme="dark" if dark else "light").new_page()
    if not dark:
        page.emulate_media(contrast="more")
    page.goto(ARTICLE)
    found = errors(axe(page), f"article, auto on a device that asks for {'dark' if dark else 'more contrast'}")
    assert not found, "\n".join(found)


def test_every_page_is_valid_html_and_the_style_sheet_is_valid_css(
    context: OpenContext, site: LiveSite, tmp_path: Path
) -> None:
    reader = context()
    files = [*STYLES.glob("site-*.css"), *STYLES.glob("icon-*.svg")]
    assert len(files) == 2
    for (kind, locale), theme in zip(product(PAGES, LOCALES), cycle(THEME.options), strict=False):
        prefer(reader, site, f"theme={theme}&lang={locale}")
        files.append(tmp_path / f"{kind}, {theme}, {locale}.html")
        files[-1].write_bytes(reader.request.get(PAGES[kind]).body())
    found = errors(nu(files), "saved page or style sheet")
    assert not found, "\n".join(found)
