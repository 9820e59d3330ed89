"""Lists of an article: no indent takes the line of large text, no marker leaves the screen, in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import product

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import OpenContext
from tests.browser.layout_checker import layout_faults
from tests.browser.single_article import serve_file
from tests.browser.site import LiveSite

ITEM = "<li>Khảo sát thực địa</li>"
BODY = f"""<ul>{ITEM}<li>Tập huấn:
<ul>{ITEM}<li>Sơ cứu người bị nạn:<ul><li>Băng bó vết thương nghiêng.</li></ul></li></ul></li></ul>
<ol start="8">{ITEM * 3}</ol><ol start="98">{ITEM * 3}</ol><ol type="i">{ITEM * 8}</ol><ol start="2024">{ITEM}</ol>
<blockquote><ul>{ITEM}</ul><blockquote><ol>{ITEM}</ol></blockquote></blockquote>
<table><caption>Số hộ phải di dời trong mùa mưa</caption><tr><th>Xã</th><th>Số hộ phải di dời</th></tr>
<tr><td>Trường Nghiêng</td><td>1.208</td></tr></table>"""
PAGE = f"""<html lang="vi"><head><meta charset="utf-8"></head><body><h1 data-role="title">Kế hoạch mùa mưa</h1>
<div data-role="content">{BODY}</div></body></html>"""
PATH = "/articles/ke-hoach-mua-mua"
SET_DIRECTION = "(direction) => { document.querySelector('.br-article').dir = direction }"
# The words that are divided, and the share of the line that the narrowest item has.
WORDS_AND_WIDTH = """() => {
  const article = document.querySelector('.br-article')
  const items = [...article.querySelectorAll('li')]
  const divided = items.flatMap((one) => {
    const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT)
    const found = []
    while (texts.nextNode()) {
      for (const { 0: word, index } of texts.currentNode.data.matchAll(/\\S+/g)) {
        const range = document.createRange()
        range.setStart(texts.currentNode, index)
        range.setEnd(texts.currentNode, index + word.length)
        if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) found.push(word)
      }
    }
    return found
  })
  const own = items.filter((one) => !one.closest('blockquote')).map((one) => one.getBoundingClientRect().width)
  return { divided, share: Math.min(...own) / article.getBoundingClientRect().width }
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    yield from serve_file(tmp_path_factory, "ke-hoach.html", PAGE)


def edges_are_empty(page: Page) -> bool:
    """Whether nothing of the article, such as a cut marker, touches the sides of the screen."""
    box = page.locator(".br-article").bounding_box()
    assert box
    width = page.viewport_size["width"] if page.viewport_size else 0
    picture = Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB")
    top, bottom = int(box["y"]) + 1, int(box["y"] + box["height"])
    columns = [picture.crop((x, top, x + 1, bottom)).getcolors() or [] for x in (0, 1, width - 2, width - 1)]
    return all(len(colours) == 1 for colours in columns)


@pytest.mark.parametrize("size", ["100", "150", "200", "300"])
def test_no_marker_leaves_the_screen_and_no_word_is_divided(context: OpenContext, size: str) -> None:
    page = context(cookie=f"text={size}", viewport={"width": 320, "height": 740}).new_page()
    page.goto(PATH)
    for width, direction in product((320, 360, 768, 1280), ("ltr", "rtl")):
        where = f"{width} px, {direction}"
        page.set_viewport_size({"width": width, "height": 740})
        page.evaluate(SET_DIRECTION, direction)
        assert edges_are_empty(page), where
        assert layout_faults(page, where) == []
        found = page.evaluate(WORDS_AND_WIDTH)
        assert found["divided"] == [], where
        assert found["share"] > (0.85 if size in ("200", "300") and width < 400 else 0.6), where


@pytest.mark.parametrize("size", ["100", "300"])
def test_a_tables_name_fits_the_screen_and_its_columns_do_not_overlap(context: OpenContext, size: str) -> None:
    page = context(cookie=f"text={size}", viewport={"width": 320, "height": 740}).new_page()
    page.goto(PATH)
    name, first, second = page.evaluate("""() => ['caption', 'td:first-child', 'td + td'].map((selector) => {
      const words = document.createRange()
      words.selectNodeContents(document.querySelector(selector))
      return words.getBoundingClientRect()
    })""")
    assert name["right"] <= 320
    assert first["right"] <= second["left"]
