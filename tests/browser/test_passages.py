"""A selected passage, copied with its source or as a link that leads back to it, in Chromium, by the keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.browser.checkers import IN_THE_PAGE
from tests.browser.conftest import OpenContext
from tests.browser.passage_story import COMMA, IN_VIEW, LONG, SELECT, STORY, TWICE, is_lit
from tests.browser.site import LiveSite
from tests.conftest import land

QUOTE, LINK = "#passage-quote", "#passage-link"


@pytest.fixture(scope="module")
def paths() -> list[str]:
    """Filled by `served`: the path of the story."""
    return []


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, paths: list[str]) -> Iterator[LiveSite]:
    story = tmp_path_factory.mktemp("articles") / "story.md"
    story.write_text(STORY, "utf-8")
    settings = Settings(data=tmp_path_factory.mktemp("site"))
    paths.extend(f"/articles/{slug}" for slug in land(settings, story))
    site = LiveSite(create_app(settings))
    yield site
    site.stop()


@pytest.fixture
def path(site: LiveSite, paths: list[str]) -> str:
    return paths[0]


def opened(context: OpenContext, path: str, *, cookie: str = "", width: int = 360) -> Page:
    allowed = ["clipboard-read", "clipboard-write"]
    page = context(cookie=cookie, permissions=allowed, viewport={"width": width, "height": 740}).new_page()
    page.goto(path)
    return page


def select(page: Page, first: str, last: str) -> None:
    page.evaluate(SELECT, [first, last])
    page.wait_for_selector("#passage:not([hidden])", state="attached")


def copied(page: Page, button: str) -> str:
    """The clipboard's text after the panel was opened and `button` pressed, by the keyboard."""
    page.locator("#take-along > summary").focus()
    page.keyboard.press("Enter")
    for _ in range(2 if button == LINK else 1):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == button[1:]
    page.keyboard.press("Enter")
    page.wait_for_function("(button) => document.querySelector(button).textContent === 'Đã chép'", arg=button)
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_a_passage_is_copied_with_title_site_date_and_address(context: OpenContext, site: LiveSite, path: str) -> None:
    page = opened(context, path)
    select(page, COMMA, COMMA)
    name = page.locator(".br-masthead__name").inner_text().strip()
    assert copied(page, QUOTE).splitlines() == [COMMA, "", "Lũ về bản", f"{name}, 20/11/2026", site.url + path]
    assert page.locator("#status").inner_text() == "Đã chép đoạn văn kèm nguồn"
    page.wait_for_function("() => document.querySelector('#passage-quote').textContent === 'Chép kèm nguồn'")


@pytest.mark.parametrize(
    ("first", "last", "directive"),
    [
        (COMMA, COMMA, "tr%C6%B0%E1%BB%9Bc%20m%E1%BA%B7t%20l%C3%A0%20ru%E1%BB%99ng%2C%20sau%20"),
        # The selection begins and ends within a word.
        ("ước mặt là ruộng, ", "là rừ", "text=tr%C6%B0%E1%BB%9Bc%20m%E1%BA%B7t"),
        ("VID-19", "1.234", "text=COVID%2D19%2C%20gi%C3%A1%201.234%2C5"),
        ("đồng & ", "“chợ – đêm” 100%", "%20%26%20%E2%80%9Cch%E1%BB%A3%20%E2%80%93%20"),
        ("điện - có", "có chợ", "%20%2D%20"),
        # Two paragraphs; a long passage of one.
        ("Hết đoạn hai", "những chữ này", "text=H%E1%BA%BFt%20%C4%91o%E1%BA%A1n%20hai%20%E1%BB%9F,b%E1%BA%B1ng%20"),
        (*LONG, "text=%C4%90o%E1%BA%A1n%20ba%20b%E1%BA%AFt%20%C4%91%E1%BA%A7u,"),
    ],
)
def test_a_link_leads_to_the_passage(context: OpenContext, path: str, first: str, last: str, directive: str) -> None:
    page = opened(context, path)
    select(page, first, last)
    link = copied(page, LINK)
    assert link.startswith(f"{page.url}#:~:text=")
    assert directive in link.partition("#:~:")[2]
    visitor = context()
    assert is_lit_in_view(visitor, link, first)
    # The whole link is what is found: a wrong word in it leads nowhere.
    assert not is_lit_in_view(visitor, link.replace("text=", "text=khongco%20", 1), first)


def is_lit_in_view(visitor: BrowserContext, link: str, words: str) -> bool:
    """Whether a visitor who opens `link` sees `words`, on the colour of a mark, once the page stands still."""
    page = visitor.new_page()
    page.goto(link, wait_until="networkidle")
    place = -1.0
    while place != (now := page.evaluate("scrollY")):
        place = now
        page.wait_for_timeout(200)
    lit = bool(page.evaluate(IN_VIEW, words)) and is_lit(page, words)
    page.close()
    return lit


def test_a_repeated_phrase_is_told_by_the_words_before_it(context: OpenContext, path: str) -> None:
    page = opened(context, path)
    select(page, f"{TWICE} hơn", f"{TWICE} hơn")
    page.evaluate("() => { const s = getSelection(); s.extend(s.focusNode, s.focusOffset - ' hơn'.length) }")
    link = copied(page, LINK)
    assert "-,N%C6%B0%E1%BB%9Bc%20" in link
    assert is_lit_in_view(context(), link, f"{TWICE} hơn")


def test_words_that_no_link_leads_to_are_not_lit(context: OpenContext, path: str) -> None:
    page = opened(context, path)
    page.evaluate("document.querySelector('.br-article').scrollIntoView()")
    assert not is_lit(page, TWICE)


def test_a_refused_copy_selects_the_passage_and_says_so(context: OpenContext, path: str) -> None:
    page = opened(context, path)
    select(page, COMMA, COMMA)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }")
    page.locator("#take-along > summary").click()
    page.locator(QUOTE).click()
    page.wait_for_selector("main #status[data-problem]")
    assert page.evaluate("getSelection().toString()") == COMMA


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_passage_is_named_and_fits_at_320_px_and_300_percent(context: OpenContext, path: str, lang: str) -> None:
    page = opened(context, path, cookie=f"text=300&lang={lang}", width=320)
    select(page, *LONG)
    page.locator("#take-along > summary").click()
    assert page.locator("#passage-text").inner_text().startswith("Đoạn ba bắt đầu bằng")
    assert page.locator(QUOTE).get_attribute("aria-describedby") == "passage-text"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for button in (QUOTE, LINK):
        box = page.locator(button).bounding_box()
        assert box is not None
        assert (box["height"] >= 44, box["x"] >= 0, box["x"] + box["width"] <= 320) == (True, True, True)


def test_the_checkers_find_nothing_in_the_panel(context: OpenContext, path: str) -> None:
    page = context(bypass_csp=True).new_page()
    page.goto(path)
    select(page, COMMA, COMMA)
    page.locator("#take-along > summary").click()
    assert page.locator(LINK).is_visible()
    assert [str(finding) for check in IN_THE_PAGE for finding in check(page) if not finding.allowed] == []


def test_the_script_is_loaded_by_a_selection_in_the_article_alone(context: OpenContext, path: str) -> None:
    page = context().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path, wait_until="networkidle")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('footer'))")
    page.wait_for_timeout(300)
    assert not [url for url in asked if "passages" in url]
    select(page, COMMA, COMMA)
    assert [url for url in asked if "passages" in url]


def test_a_paragraph_that_three_clicks_selected_is_a_passage_without_the_next_one(
    context: OpenContext, path: str
) -> None:
    page = opened(context, path)
    page.get_by_text("Bà nói").click(click_count=3)
    page.wait_for_selector("#passage:not([hidden])", state="attached")
    assert copied(page, LINK).endswith("%20hai%20%E1%BB%9F%20%C4%91%C3%A2y.")


def test_an_ordinary_copy_holds_the_passage_alone(context: OpenContext, path: str) -> None:
    page = opened(context, path)
    select(page, COMMA, COMMA)
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()") == COMMA


@pytest.mark.parametrize("script", [True, False])
def test_nothing_is_offered_without_a_selection_or_without_script(
    context: OpenContext, path: str, script: bool
) -> None:
    page = context(script=script).new_page()
    page.goto(path)
    page.locator("#take-along > summary").click()
    assert page.locator("#take-along h2").first.is_hidden()
    assert page.locator("#passage").is_hidden()
