"""Measured bounds: touch targets, lines, layout shift, requests to other hosts, bytes of a first load."""

from __future__ import annotations

import re
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from urllib.request import Request, urlopen

import brotli
import pytest
from playwright.sync_api import Page

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.model.preferences import SIZES, THEME
from tests.browser.conftest import ARTICLE, LONG_READ, OpenContext
from tests.browser.pages import PAGES
from tests.browser.site import LiveSite
from tests.browser.themes import SET_THEME
from tests.conftest import land

# Everything that is pressed, save links in a sentence (WCAG 2.2, 2.5.5: the exception for inline targets).
TARGETS = """() => [...document.querySelectorAll('a, button, summary, .br-choice')].flatMap((one) => {
  const sentence = one.closest('p, li, dd, td')
  const inline = one.tagName === 'A' && sentence && sentence.innerText.trim() !== one.innerText.trim() &&
    getComputedStyle(one).display === 'inline'
  const { width, height, bottom } = one.getBoundingClientRect()
  const shown = one.checkVisibility() && bottom + scrollY > 0
  return shown && !inline && (width < 44 || height < 44) ? [`${one.innerText} ${width} × ${height}`] : []
})"""

# The number of characters on every line of a block of text, the last line of each block apart.
LINES = """all => all.map((one) => {
  const lines = new Map()
  const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    for (const { 0: word, index } of texts.currentNode.data.matchAll(/\\S+/g)) {
      const range = document.createRange()
      range.setStart(texts.currentNode, index)
      range.setEnd(texts.currentNode, index + word.length)
      for (const { bottom } of [...range.getClientRects()].slice(0, 1)) {
        const line = Math.round(bottom)
        lines.set(line, lines.has(line) ? `${lines.get(line)} ${word}` : word)
      }
    }
  }
  return [...lines.values()].map((line) => [...line].length)
})"""
TEXT_BLOCKS = ".br-article :is(p, li, dd), :is(h1, h2, h3, h4), .sapo, figcaption, .byline, .br-list p"

SHIFTS = """() => new Promise((resolve) => {
  let sum = 0
  const add = (list) => list.getEntries().forEach(({ value }) => { sum += value })
  new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => resolve(sum), 200)
})"""


def too_small(page: Page, kind: str) -> list[str]:
    return [f"{kind}: {target}" for target in page.evaluate(TARGETS)]


def test_everything_that_is_pressed_is_44_px_or_more_in_every_theme(context: OpenContext) -> None:
    page = context().new_page()
    small: list[str] = []
    for kind, path in PAGES.items():
        page.goto(path)
        page.locator("#toolbar-settings").evaluate_all("all => all.forEach((one) => { one.open = true })")
        # A title may be one short line.
        page.locator(".br-list :is(h2, h3) a").evaluate_all("all => all.forEach((one) => { one.textContent = 'Tin' })")
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 740})
            for theme in THEME.options:
                page.evaluate(SET_THEME, theme)
                small += too_small(page, f"{kind}, {theme}, {width} px")
        page.locator(".br-skip").focus()
        small += too_small(page, kind)
    assert not small, "\n".join(small)


def test_no_line_is_longer_than_80_characters(context: OpenContext) -> None:
    """WCAG 2.2, 1.4.8."""
    page = context().new_page()
    for path in (ARTICLE, LONG_READ, "/", "/accessibility"):
        page.goto(path)
        for width in (360, 768, 1280):
            page.set_viewport_size({"width": width, "height": 740})
            assert too_long(page) == [], (path, width)


def too_long(page: Page) -> list[tuple[int, str]]:
    blocks = page.locator(TEXT_BLOCKS).filter(visible=True)
    longest = zip(map(max, blocks.evaluate_all(LINES)), blocks.all_inner_texts(), strict=True)
    return [(characters, text[:50]) for characters, text in longest if characters > 80]


def test_a_small_target_and_a_long_line_are_found(context: OpenContext) -> None:
    page = context(bypass_csp=True, viewport={"width": 1280, "height": 740}).new_page()
    page.goto(ARTICLE)
    page.add_style_tag(content="#toolbar-smaller { min-inline-size: 0 } .br-page__text { max-inline-size: none }")
    assert [target for target in too_small(page, "article") if "A−" in target]
    assert too_long(page)


def test_a_line_is_comfortably_long_on_a_wide_screen(context: OpenContext) -> None:
    page = context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(LONG_READ)
    full = [line for block in page.locator(".br-article p").evaluate_all(LINES) for line in block[:-1]]
    assert len(full) > 50
    assert median(full) >= 55


def test_lines_stand_one_and_a_half_apart_and_those_of_headings_never_closer_than_13(context: OpenContext) -> None:
    page = context().new_page()
    script = """all => all.map((one) => getComputedStyle(one))
      .map(({ lineHeight, fontSize }) => parseFloat(lineHeight) / parseFloat(fontSize))"""
    for path in (LONG_READ, "/", "/privacy", "/preferences"):
        page.goto(path)
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 740})
            assert min(page.locator("h1, h2, h3, h4, legend").evaluate_all(script)) >= 1.3 - 0.001, (path, width)
            assert min(page.locator("main :is(p, li, dd, figcaption)").evaluate_all(script)) >= 1.499, (path, width)


@pytest.mark.parametrize(("size", "theme"), list(zip(SIZES, islice(cycle(THEME.options), len(SIZES)), strict=True)))
def test_nothing_shifts_whatever_is_set(context: OpenContext, size: str, theme: str) -> None:
    page = context(cookie=f"text={size}&theme={theme}").new_page()
    page.goto(LONG_READ, wait_until="networkidle")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SHIFTS) == 0


def test_a_shift_is_found(context: OpenContext) -> None:
    page = context(bypass_csp=True).new_page()
    page.goto(LONG_READ)
    page.wait_for_timeout(200)
    page.add_style_tag(content="h1 { margin-block-start: 5rem }")
    assert page.evaluate(SHIFTS) > 0


def test_no_page_asks_another_host_for_anything(context: OpenContext, site: LiveSite) -> None:
    reader = context()
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    page = reader.new_page()
    for path in PAGES.values():
        page.goto(path, wait_until="networkidle")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert len(asked) > len(PAGES)
    assert [url for url in asked if not url.startswith(f"{site.url}/")] == []


def test_html_and_css_of_an_article_fit_in_14_kilobytes(served: LiveSite) -> None:
    assert html_and_css(served.url, ARTICLE) <= 14 * 1024


def test_html_and_css_of_the_seeds_article_fit_in_14_kilobytes(tmp_path: Path) -> None:
    seed = Path(__file__).parents[3] / "shared" / "seed"
    if not seed.is_dir():
        pytest.skip("the seed folder is absent")
    settings = Settings(data=tmp_path)
    slugs = land(settings, seed)
    site = LiveSite(create_app(settings))
    try:
        assert slugs
        assert max(html_and_css(site.url, f"/articles/{slug}") for slug in slugs) <= 14 * 1024
    finally:
        site.stop()


def test_the_script_of_a_first_load_fits_in_20_kilobytes(served: LiveSite) -> None:
    html = fetched(served.url + ARTICLE).decode()
    external = re.findall(r'<script[^>]* src="([^"]+)"', html)
    inline = re.findall(r"<script(?![^>]* (?:src|type)=)[^>]*>(.+?)</script>", html, re.DOTALL)
    assert (len(external), len(inline)) == (1, 2)
    as_served = sum(len(fetched(served.url + path, encoding="br")) for path in external)
    assert as_served + sum(len(compressed(text.encode())) for text in inline) <= 20 * 1024


def html_and_css(url: str, path: str) -> int:
    """Bytes of a page's HTML and its style sheets at Brotli's quality 11."""
    html = fetched(url + path)
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', html.decode())
    assert sheets
    return len(compressed(html)) + sum(len(compressed(fetched(url + sheet))) for sheet in sheets)


def compressed(text: bytes) -> bytes:
    return bytes(brotli.compress(text, quality=11))


def fetched(url: str, *, encoding: str = "identity") -> bytes:
    """The body as it is sent, in the encoding asked for."""
    with urlopen(Request(url, headers={"Accept-Encoding": encoding})) as answer:
        assert answer.headers.get("Content-Encoding", "identity") == encoding
        body: bytes = answer.read()
    return body
