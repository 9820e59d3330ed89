"""Accessibility and layout of embeds on a host page, also in narrow frames and with large text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.checkers import AXE, Finding, module
from tests.browser.conftest import ARTICLE, LONG_READ, WITHDRAWN
from tests.browser.embedding.frames import fitting, inside
from tests.browser.embedding.snippets import Snippets
from tests.browser.embedding.web import Host
from tests.browser.layout_checker import layout_faults

EMBEDS = {
    "article": ARTICLE,
    "pictures": LONG_READ,
    "list": "/latest?count=3",
    "missing": "/articles/khong-co-bai-nay",
    "withdrawn": WITHDRAWN,
}
THEMES = ("auto", "light", "sepia", "dark", "contrast")
EVERY_RULE = """async () => {
  const rules = Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }]))
  const { violations } = await axe.run(document, { rules, resultTypes: ['violations'] })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => [id, `${node.target.flat().join(' ')} ${node.html}`, node.failureSummary]))
}"""


def axe(page: Page) -> list[str]:
    """axe-core with every rule on, in the page and through it in its frames: a heading's level depends on both."""
    for frame in page.frames:
        frame.evaluate(
            f"{module(AXE).read_text('utf-8')};axe.configure({{ allowedOrigins: ['<unsafe_all_origins>'] }})"
        )
    return [str(Finding("axe", *one)) for one in page.evaluate(EVERY_RULE)]


def show(page: Page, host: Host, ours: Snippets, query: str) -> None:
    """Every embed on one page, with the embedder's choice."""
    frames = [ours.frame(path + ("&" if "?" in path else "?") + query, id=name) for name, path in EMBEDS.items()]
    page.goto(host.add_page("".join(frames) + ours.script))
    for name in EMBEDS:
        fitting(page, name)


@pytest.mark.parametrize(("theme", "lang"), [*((theme, "vi") for theme in THEMES), ("light", "en"), ("contrast", "en")])
def test_axe_finds_nothing_in_any_embed_nor_in_its_host(
    page: Page, ministry: Host, ours: Snippets, theme: str, lang: str
) -> None:
    show(page, ministry, ours, f"theme={theme}&lang={lang}")
    assert axe(page) == []


@pytest.mark.parametrize("width", [320, 800])
def test_nothing_is_cut_at_three_hundred_per_cent(
    context: Callable[..., BrowserContext], ministry: Host, ours: Snippets, width: int
) -> None:
    page = context(viewport={"width": width, "height": 640}).new_page()
    show(page, ministry, ours, "text=300")
    faults = [fault for name in EMBEDS for fault in layout_faults(inside(page, name), name)]
    article = inside(page, "article")
    article.click("#toolbar-settings-name")
    assert [*faults, *layout_faults(article, "article with its themes open")] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_a_frame_cuts_would_be_seen(page: Page, ministry: Host, ours: Snippets) -> None:
    page.goto(ministry.add_page(ours.whole(ARTICLE)))
    frame = fitting(page)
    frame.evaluate("document.querySelector('.br-title').style.width = '2000px'")
    assert any("scrolls sideways" in fault for fault in layout_faults(frame, "article"))


def test_what_axe_refuses_in_a_frame_would_be_seen(page: Page, ministry: Host, ours: Snippets) -> None:
    page.goto(ministry.add_page(ours.whole(ARTICLE)))
    fitting(page).evaluate("document.querySelector('main').append(document.createElement('input'))")
    assert any("label" in fault and "#embed" in fault for fault in axe(page))
