"""Five accessibility checkers find no error in any kind of page, in any theme, in either language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from bantin_reader.model.preferences import COOKIE, THEME
from tests.browser.checkers import IN_THE_PAGE, LOCALES, PAGES, Checker, Finding, alfa, axe, html_codesniffer, ibm
from tests.browser.conftest import ARTICLE, TWO_PICTURES, OpenContext
from tests.browser.nu import nu
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
    for theme in THEME.options:
        prefer(reader, site, f"theme={theme}&lang={locale}")
        page.goto(PAGES[kind])
        assert page.locator("html").get_attribute("data-theme") == theme
        assert page.locator("html").get_attribute("lang") == locale
        for check in IN_THE_PAGE:
            found += errors(check(page), f"{kind}, {theme}, {locale}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("theme", THEME.options)
def test_the_open_theme_choices_are_without_error(context: OpenContext, theme: str) -> None:
    # Alfa takes the choices that are scrolled out of the panel for shown. In a longer text no link lies below them.
    page = context(cookie=f"theme={theme}&text=200", bypass_csp=True).new_page()
    page.goto(ARTICLE)
    page.locator("#toolbar-settings > summary").click()
    assert page.locator("#toolbar-theme-sepia").is_visible()
    found = errors((one for check in IN_THE_PAGE for one in check(page)), f"open theme choices, {theme}, vi")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("locale", LOCALES)
def test_placeholders_of_pictures_are_without_error(context: OpenContext, site: LiveSite, locale: str) -> None:
    reader = context(bypass_csp=True)
    page = reader.new_page()
    found: list[str] = []
    for theme in THEME.options:
        prefer(reader, site, f"images=off&theme={theme}&lang={locale}")
        page.goto(TWO_PICTURES)
        for check in IN_THE_PAGE:
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


# Each guard can fail.

FAULTY = """<!doctype html><html lang="en"><head><title>Planted</title></head><body><main><h1>Planted</h1>
<p>Text</p>{}</main></body></html>"""


@pytest.fixture
def planted(chromium: Browser) -> Iterable[Callable[[str], Page]]:
    reader = chromium.new_context()
    page = reader.new_page()

    def plant(fault: str) -> Page:
        page.set_content(FAULTY.format(fault))
        return page

    yield plant
    reader.close()


@pytest.mark.parametrize("check", IN_THE_PAGE)
def test_a_picture_without_alternative_and_a_nameless_button_are_reported(
    planted: Callable[[str], Page], check: Checker
) -> None:
    for fault, name in (
        ('<img src="data:," width="9">', "<img"),
        ('<button type="button"></button>', "<button"),
    ):
        assert [one for one in check(planted(fault)) if name in one.element], f"{check.__name__} misses {fault}"


@pytest.mark.parametrize(
    ("check", "rule"), [(axe, "color-contrast-enhanced"), (html_codesniffer, "1_4_6"), (alfa, "sia-r66")]
)
def test_contrast_under_seven_to_one_is_reported_although_axe_leaves_that_rule_off(
    planted: Callable[[str], Page], check: Checker, rule: str
) -> None:
    grey = planted('<p style="background:#ffffff;color:#707070">Grey on white has 4.95:1.</p>')
    assert [one for one in check(grey) if rule in one.rule]


def test_contrast_in_a_style_sheet_of_the_site_is_reported_by_alfa(context: OpenContext) -> None:
    page = context(bypass_csp=True).new_page()

    def add_grey(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text() + ".sapo { color: #707070 !important }")

    page.route("**/*.css", add_grey)
    page.goto(ARTICLE)
    assert {"sia-r66", "sia-r69"} >= {one.rule for one in alfa(page)} >= {"sia-r66"}


def test_an_experimental_rule_of_alfa_reports_what_a_person_must_decide_only_when_asked(
    planted: Callable[[str], Page],
) -> None:
    page = planted("<h2>More</h2><p>Text</p>")
    assert {one.outcome for one in alfa(page)} <= {"failed"}
    assert [one for one in alfa(page, undecided=True) if (one.rule, one.outcome) == ("sia-r115", "cantTell")]


def test_text_outside_every_landmark_is_reported_by_ibm(planted: Callable[[str], Page]) -> None:
    outside = planted("</main><p>Outside</p><main>")
    assert [one for one in ibm(outside) if one.rule.startswith("aria_content_in_landmark") and "<p>" in one.element]


def test_a_role_without_its_state_is_reported_by_ibm(planted: Callable[[str], Page]) -> None:
    assert [one for one in ibm(planted('<div role="checkbox" tabindex="0">On</div>')) if "checkbox" in one.element]


@pytest.mark.parametrize("fault", ["<p><div></p></div>", '<p hx-get="/">Text</p>', '<p id="a b">Text</p>'])
def test_invalid_html_is_reported_by_the_nu_checker(tmp_path: Path, fault: str) -> None:
    file = tmp_path / "planted.html"
    file.write_text(FAULTY.format(fault), "utf-8")
    assert nu([file])


def test_invalid_css_is_reported_by_the_nu_checker(tmp_path: Path) -> None:
    file = tmp_path / "planted.css"
    file.write_text("p { colour: red }", "utf-8")
    assert nu([file])
