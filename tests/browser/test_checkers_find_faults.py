"""Each accessibility checker, and the validator, reports a fault that is planted in a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.checker_rules import ALL, COLOURS, SIZES
from tests.browser.checkers import IN_THE_PAGE, Checker, alfa, axe, html_codesniffer, ibm
from tests.browser.conftest import ARTICLE, OpenContext
from tests.browser.nu import nu
from tests.browser.themes import PLAIN

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


@pytest.mark.parametrize(
    ("check", "scope"), [*((check, COLOURS) for check in IN_THE_PAGE), (axe, SIZES), (html_codesniffer, SIZES)]
)
def test_the_rules_of_colour_alone_report_contrast_and_nothing_else(
    planted: Callable[[str], Page], check: Checker, scope: str
) -> None:
    grey = '<p style="background:#ffffff;color:#999999">Grey</p>'
    found = check(planted(f'{grey}<img src="data:," width="9">'), scope=scope)
    assert found
    assert all(("Grey" in one.element or "999999" in one.element) for one in found), found


@pytest.mark.parametrize(("check", "element"), [(axe, "<button"), (ibm, "<button"), (alfa, "<p>")])
def test_the_rules_of_size_report_small_targets_or_lines(
    planted: Callable[[str], Page], check: Checker, element: str
) -> None:
    page = planted("".join(f'<button type="button" style="width:9px;height:9px">{name}</button>' for name in "AB"))
    assert [one for one in check(page, scope=SIZES) if element in one.element]
    assert not check(page, scope=COLOURS)


def test_a_page_is_checked_with_all_rules_after_some(planted: Callable[[str], Page]) -> None:
    page = planted('<img src="data:," width="9">')
    for check in IN_THE_PAGE:
        assert not check(page, scope=COLOURS)
        assert check(page, scope=ALL)


def test_a_contrast_that_fails_in_another_theme_alone_is_reported(planted: Callable[[str], Page]) -> None:
    style = "<style>p { color: #000; background: #fff } [data-theme=sepia] p { color: #999 }</style>"
    told = [one for one in PLAIN.errors(planted(style)) if "contrast" in one]
    assert told
    assert all("changed to sepia" in one for one in told)


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
