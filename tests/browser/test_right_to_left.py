"""Articles in a language that is written from right to left, on pages whose interface is written from left to right."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.browser.checkers import IN_THE_PAGE
from tests.browser.conftest import OpenContext
from tests.browser.layout_checker import layout_faults
from tests.browser.site import LiveSite
from tests.conftest import land

DOTS_GAP = 16
VIETNAMESE = "---\ntitle: Lũ về trong đêm\ndate: 2026-11-19\ncategory: Đời sống\n---\nNước lên nhanh."
ARABIC = """---
title: فيضان في الليل
sapo: ارتفع منسوب المياه بسرعة في القرى الجبلية.
lang: ar
date: 2026-11-20
category: أخبار
byline: ليلى حسن
source: وكالة الأنباء
translation_of: vi.md
---
وصلت المياه إلى القرية عند الساعة 2:30 صباحا.

- القرية الأولى
- القرية الثانية

> قال أحد السكان: كانت ليلة طويلة.

| القرية | البيوت |
| --- | --- |
| الأولى | 12 |

    water_level = 4.2 (m)
"""


@pytest.fixture(scope="module")
def slugs() -> dict[str, str]:
    """Filled by `served`: the slug of each article by its language."""
    return {}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, slugs: dict[str, str]) -> Iterator[LiveSite]:
    folder = tmp_path_factory.mktemp("articles")
    for lang, text in (("vi", VIETNAMESE), ("ar", ARABIC)):
        (folder / f"{lang}.md").write_text(text, "utf-8")
    settings = Settings(data=tmp_path_factory.mktemp("site"))
    slugs |= dict(zip(("vi", "ar"), land(settings, folder / "vi.md", folder / "ar.md"), strict=True))
    site = LiveSite(create_app(settings))
    yield site
    site.stop()


def direction(page: Page, selector: str) -> str:
    found: str = page.locator(selector).first.evaluate("e => getComputedStyle(e).direction")
    return found


def lefts(page: Page) -> list[float]:
    """The left edges of the reading tools, in the order of the document."""
    script = "all => all.filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect().left)"
    found: list[float] = page.locator(".br-toolbar__button").evaluate_all(script)
    return found


@pytest.mark.parametrize("embed", ["", "/embed"])
def test_the_article_runs_from_right_to_left_and_its_interface_from_left_to_right(
    context: OpenContext, slugs: dict[str, str], embed: str
) -> None:
    page = context().new_page()
    page.goto(f"{embed}/articles/{slugs['vi']}")
    tools = lefts(page)
    page.goto(f"{embed}/articles/{slugs['ar']}")
    article = ("article", ".br-title, h1", ".sapo", ".br-article p", ".br-article li", ".br-article td", ".byline")
    assert [direction(page, selector) for selector in article] == ["rtl"] * len(article)
    interface = ("html", ".br-toolbar", ".br-credit span")
    assert [direction(page, selector) for selector in interface] == ["ltr"] * len(interface)
    assert lefts(page) == tools
    right = "e => { const range = document.createRange(); range.selectNodeContents(e);"
    right += " return innerWidth - range.getBoundingClientRect().right }"
    assert page.locator(".br-article li").first.evaluate(right) < 60


def test_the_breadcrumb_and_the_translations_keep_the_pages_order(context: OpenContext, slugs: dict[str, str]) -> None:
    page = context().new_page()
    page.goto(f"/articles/{slugs['ar']}")
    assert (direction(page, ".br-trail ol"), direction(page, ".br-trail [lang=ar]")) == ("ltr", "rtl")
    page.goto(f"/articles/{slugs['vi']}")
    assert (direction(page, ".br-translations"), direction(page, ".br-translations a")) == ("ltr", "rtl")


def test_the_dot_stands_between_the_section_and_the_date(context: OpenContext, slugs: dict[str, str]) -> None:
    page = context().new_page()
    page.goto(f"/articles/{slugs['ar']}")
    box = page.locator(".br-date").bounding_box()
    assert box
    before, after = (
        Image.open(BytesIO(page.screenshot(clip={**box, "x": x, "width": DOTS_GAP})))
        for x in (box["x"] - DOTS_GAP, box["x"] + box["width"])
    )
    assert [len(one.convert("L").getcolors() or []) > 1 for one in (before, after)] == [True, False]


@pytest.mark.parametrize("path", ["/archive/2026", "/embed/latest"])
def test_a_list_shows_each_article_in_its_own_direction(context: OpenContext, slugs: dict[str, str], path: str) -> None:
    page = context().new_page()
    page.goto(path)
    assert direction(page, "main") == "ltr"
    assert (direction(page, ".br-list__item[lang=ar]"), direction(page, ".br-list__item[lang=vi]")) == ("rtl", "ltr")


def test_code_in_the_article_runs_as_it_was_written(context: OpenContext, slugs: dict[str, str]) -> None:
    page = context().new_page()
    page.goto(f"/articles/{slugs['ar']}")
    script = """e => {
      const text = document.createTreeWalker(e, NodeFilter.SHOW_TEXT).nextNode()
      const left = (index) => {
        const range = document.createRange()
        range.setStart(text, index)
        range.setEnd(text, index + 1)
        return range.getBoundingClientRect().left
      }
      return [left(text.data.indexOf('w')), left(text.data.indexOf('(')), left(text.data.indexOf(')'))]
    }"""
    first, opening, closing = page.locator(".br-article pre").evaluate(script)
    assert first < opening < closing


@pytest.mark.parametrize("size", ["100", "300"])
def test_nothing_is_cut_on_a_narrow_screen(context: OpenContext, slugs: dict[str, str], size: str) -> None:
    page = context(cookie=f"text={size}", viewport={"width": 320, "height": 640}).new_page()
    article = f"/articles/{slugs['ar']}"
    for path in ("/", "/archive/2026", article, f"/embed{article}", "/embed/latest"):
        page.goto(f"{path}?text={size}")
        assert layout_faults(page, f"{path} at {size} %") == []


def test_the_checkers_find_no_error(context: OpenContext, slugs: dict[str, str]) -> None:
    page = context(bypass_csp=True).new_page()
    for path in (f"/articles/{slugs['ar']}", f"/articles/{slugs['vi']}", "/"):
        page.goto(path)
        assert [str(finding) for check in IN_THE_PAGE for finding in check(page) if not finding.allowed] == []
