"""Tables and preformatted text that are wider than the page: how the keyboard reaches and scrolls them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checkers import IN_THE_PAGE
from tests.browser.conftest import OpenContext
from tests.browser.layout_checker import layout_faults
from tests.browser.single_article import serve_file
from tests.browser.site import LiveSite
from tests.browser.test_bounds import SHIFTS

WIDE = " ".join(f"muc_nuoc_{number}" for number in range(30))
COLUMNS = range(20)
TABLE = "\n".join(
    [
        "| " + " | ".join(f"Cột {number}" for number in COLUMNS) + " |",
        "|" + " --- |" * len(COLUMNS),
        "| " + " | ".join(str(number) for number in COLUMNS) + " |",
    ]
)
BODY = f"""---
title: Mực nước các sông
---
Đoạn mở đầu.

    {WIDE}

{TABLE}

Đoạn giữa.

    ngắn

| Sông | Mực nước |
| --- | --- |
| Nậm Lam | 4 |
"""
NAMES = ["Văn bản nguyên dạng 1", "Bảng 1", "Văn bản nguyên dạng 2", "Bảng 2"]
# Elements that scroll sideways and that the Tab key does not reach, or that have no name.
UNREACHABLE = """() => [...document.querySelectorAll('body *')].filter((one) =>
  one.checkVisibility() && one.scrollWidth > one.clientWidth &&
  ['auto', 'scroll'].includes(getComputedStyle(one).overflowX) &&
  !(one.tabIndex >= 0 && (one.ariaLabel || one.labels?.length))).map((one) => one.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    yield from serve_file(tmp_path_factory, "muc-nuoc.md", BODY)


def stops(page: Page) -> list[str]:
    """The names of the regions that the Tab key reaches."""
    names: list[str] = page.locator("[role=region][tabindex='0']").evaluate_all(
        "all => all.map((one) => one.ariaLabel)"
    )
    return names


@pytest.mark.parametrize("path", ["/articles/muc-nuoc-cac-song", "/embed/articles/muc-nuoc-cac-song"])
def test_every_wide_block_is_a_named_region_that_arrow_keys_scroll(context: OpenContext, path: str) -> None:
    page = context().new_page()
    page.goto(path)
    assert page.evaluate(UNREACHABLE) == []
    for name in NAMES[:2]:
        region = page.get_by_role("region", name=name, exact=True)
        region.focus()
        expect(region).to_be_focused()
        page.keyboard.press("ArrowRight")
        expect(region).not_to_have_js_property("scrollLeft", 0)
    assert layout_faults(page, path) == []


def test_without_script_the_tab_key_reaches_every_region(context: OpenContext) -> None:
    page = context(script=False).new_page()
    page.goto("/articles/muc-nuoc-cac-song")
    assert stops(page) == NAMES


@pytest.mark.parametrize("path", ["/articles/muc-nuoc-cac-song", "/embed/articles/muc-nuoc-cac-song"])
def test_with_script_it_stops_only_where_something_is_out_of_view(context: OpenContext, path: str) -> None:
    page = context().new_page()
    page.goto(path)
    expect(page.locator("[role=region][tabindex='0']")).to_have_count(2)
    assert stops(page) == NAMES[:2]
    for _ in range(7):
        page.locator("#toolbar-larger").click()
    expect(page.locator("html")).to_have_attribute("data-text", "300")
    expect(page.locator("[role=region][tabindex='0']")).to_have_count(3)
    assert stops(page) == [*NAMES[:2], NAMES[3]]


@pytest.mark.parametrize("script", [True, False])
def test_the_checkers_find_no_error(context: OpenContext, script: bool) -> None:
    page = context(bypass_csp=True).new_page()
    page.route("**/main-*.js", lambda route: route.continue_() if script else route.abort())
    page.goto("/articles/muc-nuoc-cac-song")
    assert [str(finding) for check in IN_THE_PAGE for finding in check(page) if not finding.allowed] == []


def test_a_block_that_scrolls_without_a_stop_is_found(context: OpenContext) -> None:
    page = context(bypass_csp=True).new_page()
    page.goto("/articles/muc-nuoc-cac-song")
    page.evaluate("document.querySelector('.br-scrollable').removeAttribute('tabindex')")
    assert len(page.evaluate(UNREACHABLE)) == 1


HINT = """(name) => {
  const region = document.querySelector(`[role=region][aria-label="${name}"]`)
  return getComputedStyle(region, '::before').content.startsWith('"Bảng rộng – vuốt ngang"')
}"""
STICKY = """(one) => {
  const cell = one.querySelector('td').getBoundingClientRect()
  return { left: cell.left - one.getBoundingClientRect().left, share: cell.width / one.clientWidth }
}"""


@pytest.mark.parametrize("text", ["100", "300"])
def test_a_table_says_that_it_is_wide_only_where_it_is(context: OpenContext, text: str) -> None:
    page = context(cookie=f"text={text}").new_page()
    page.goto("/articles/muc-nuoc-cac-song")
    expect(page.locator(".br-scrollable--overflows").first).to_be_attached()
    assert page.evaluate(HINT, "Bảng 1")
    assert page.evaluate(HINT, "Bảng 2") == (text == "300")
    assert page.evaluate(SHIFTS) == 0


def test_numbers_stand_at_the_right_of_their_column(context: OpenContext) -> None:
    page = context().new_page()
    page.goto("/articles/muc-nuoc-cac-song")
    align = "one => getComputedStyle(one).textAlign"
    last = page.get_by_role("region", name="Bảng 2", exact=True)
    assert [last.locator(cell).last.evaluate(align) for cell in ("th", "td")] == ["end", "end"]
    assert [last.locator(cell).first.evaluate(align) for cell in ("th", "td")] == ["start", "start"]


def test_the_first_column_of_a_wide_table_stays_in_view(context: OpenContext) -> None:
    page = context().new_page()
    page.goto("/articles/muc-nuoc-cac-song")
    region = page.get_by_role("region", name="Bảng 1", exact=True)
    region.evaluate("one => { one.scrollLeft = 400 }")
    expect(region).to_have_js_property("scrollLeft", 400)
    place = region.evaluate(STICKY)
    assert place["left"] == pytest.approx(0, abs=1)
    assert place["share"] <= 0.45
