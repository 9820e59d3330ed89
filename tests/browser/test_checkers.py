"""Five accessibility checkers find no error in any kind of page, in any theme, in either language.

Each page has all checkers in one theme, another from page to page; `make audit-accessibility` has all in every theme.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from bantin_reader.model.preferences import COOKIE, THEME
from tests.browser.checkers import Finding, axe, checkers_of
from tests.browser.conftest import ARTICLE, TWO_PICTURES, OpenContext
from tests.browser.nu import nu
from tests.browser.pages import LOCALES, PAGES
from tests.browser.site import LiveSite
from tests.conftest import ROOT

STYLES = ROOT / "static" / "dist"


def prefer(reader: BrowserContext, site: LiveSite, cookie: str) -> None:
    reader.add_cookies([{"name": COOKIE, "value": cookie, "url": site.url}])


def errors(findings: Iterable[Finding], where: str) -> list[str]:
    return [f"{where}: {finding}" for finding in findings if not finding.allowed]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_without_error_in_every_theme(context: OpenContext, site: LiveSite, kind: str, locale: str) -> None:
    # The checkers make elements from strings, which the site's own policy rightly forbids.
    reader = context(bypass_csp=True)
    page = reader.new_page()
    found: list[str] = []
    number = list(PAGES).index(kind) + LOCALES.index(locale)
    for theme in THEME.options:
        prefer(reader, site, f"theme={theme}&lang={locale}")
        page.goto(PAGES[kind])
        assert page.locator("html").get_attribute("data-theme") == theme
        assert page.locator("html").get_attribute("lang") == locale
        for check in checkers_of(theme, number):
            found += errors(check(page), f"{kind}, {theme}, {locale}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("theme", THEME.options)
def test_the_open_theme_choices_are_without_error(context: OpenContext, theme: str) -> None:
    # Alfa takes the choices that are scrolled out of the panel for shown. In a longer text no link lies below them.
    page = context(cookie=f"theme={theme}&text=200", bypass_csp=True).new_page()
    page.goto(ARTICLE)
    page.locator("#toolbar-settings > summary").click()
    assert page.locator("#toolbar-theme-sepia").is_visible()
    found = errors((one for check in checkers_of(theme, 0) for one in check(page)), f"open theme choices, {theme}, vi")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("locale", LOCALES)
def test_placeholders_of_pictures_are_without_error(context: OpenContext, site: LiveSite, locale: str) -> None:
    reader = context(bypass_csp=True)
    page = reader.new_page()
    found: list[str] = []
    for theme in THEME.options:
        prefer(reader, site, f"images=off&theme={theme}&lang={locale}")
        page.goto(TWO_PICTURES)
        for check in checkers_of(theme, LOCALES.index(locale)):
            found += errors(check(page), f"placeholders, {theme}, {locale}")
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


@pytest.mark.parametrize("kind", ["home", "article", "article with a table", "reading settings"])
def test_the_largest_text_on_the_narrowest_screen_is_without_error(context: OpenContext, kind: str) -> None:
    viewport = {"width": 320, "height": 640}
    page = context(cookie="text=300", bypass_csp=True, viewport=viewport).new_page()
    page.goto(PAGES[kind])
    found = errors(axe(page), f"{kind} at 300 %, 320 px, auto, vi")
    assert not found, "\n".join(found)


def test_every_page_is_valid_html_and_the_style_sheet_is_valid_css(
    context: OpenContext, site: LiveSite, tmp_path: Path
) -> None:
    reader = context()
    files = [*STYLES.glob("site-*.css"), *STYLES.glob("icon-*.svg")]
    assert len(files) == 2
    for locale in LOCALES:
        for theme in THEME.options:
            prefer(reader, site, f"theme={theme}&lang={locale}")
            for kind, path in PAGES.items():
                file = tmp_path / f"{kind}, {theme}, {locale}.html"
                file.write_bytes(reader.request.get(path).body())
                files.append(file)
    found = errors(nu(files), "saved page or style sheet")
    assert not found, "\n".join(found)
