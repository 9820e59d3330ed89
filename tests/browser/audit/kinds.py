"""What the audit looks at: a page of every kind, and what opens on one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTICLE, LONG_READ, TWO_PICTURES
from tests.browser.offline.conftest import wait_until_read
from tests.browser.pages import PAGES
from tests.browser.passage_story import COMMA, SELECT
from tests.browser.test_resume import read_and_leave
from tests.browser.voices import VOICES

STORY, FOOTNOTES = "/articles/lu-ve-ban", "/articles/su-lieu-ve-dinh-co"
ARABIC, TRANSLATED = "/articles/fydn-fy-llyl", "/articles/lu-ve-trong-dem"
RECORDED = "/articles/tin-loa-xa"
EMBED = "/embed"


@dataclass(frozen=True)
class Kind:
    """A page's path, the preferences beside those of a state, and what is done before the page is checked.

    `scripts` run before the page's own; `keeps` says that the page has a service worker; `covers`, that what was opened
    lies over links of the page.
    """

    path: str
    prepare: Callable[[Page], None] | None = None
    cookie: str = ""
    scripts: str = ""
    keeps: bool = False
    covers: bool = False

    @property
    def is_embed(self) -> bool:
        return self.path.startswith(EMBED)


def open_settings(page: Page) -> None:
    page.locator("#toolbar-settings > summary").click()
    expect(page.locator("#toolbar-theme-sepia")).to_be_visible()


def open_sections(page: Page) -> None:
    """The disclosure of a narrow page, whatever the width is just then."""
    page.locator("#menu").evaluate("menu => { menu.open = true }")


def open_contents(page: Page) -> None:
    page.locator(".br-contents summary").click()


def open_ways_to_share(page: Page) -> None:
    page.locator("#take-along > summary").click()


def open_passage(page: Page) -> None:
    page.evaluate(SELECT, [COMMA, COMMA])
    page.wait_for_selector("#passage:not([hidden])", state="attached")
    open_ways_to_share(page)
    expect(page.locator("#passage-link")).to_be_visible()


def refuse_a_copy(page: Page) -> None:
    open_passage(page)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }")
    page.locator("#passage-quote").click()
    page.wait_for_selector("#status[data-problem]")


def open_abbreviation(page: Page) -> None:
    page.locator(".br-abbr").first.click()
    page.locator(".br-abbr-note").wait_for()


def open_player(page: Page) -> None:
    page.locator("#listen").click()
    page.locator("#player").wait_for()


def play_recording(page: Page) -> None:
    page.locator("#audio > summary").click()
    open_player(page)
    page.wait_for_function("() => document.getElementById('audio-element').currentTime > 0")
    page.locator("#player-play").click()


def open_shortcuts(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def open_suggestions(page: Page) -> None:
    with page.expect_response("**/static/search-suggestions-*.js"):
        page.locator("#search-query").focus()
    expect(page.locator("#search-query")).to_have_attribute("role", "combobox")
    page.keyboard.type("van son")
    expect(page.locator("#search-suggestions")).to_be_visible()
    page.keyboard.press("ArrowDown")


def offer_the_place(page: Page) -> None:
    read_and_leave(page)
    page.goto(LONG_READ)
    expect(page.locator(".br-resume")).to_be_visible()


def load_more(page: Page) -> None:
    before = page.locator("#list > li").count()
    page.locator("#older").click()
    page.wait_for_function("(before) => document.querySelectorAll('#list > li').length > before", arg=before)


def show_the_ruler(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo(0, 1800)")
    expect(page.locator(".br-ruler")).to_be_attached()


def open_another_device(page: Page) -> None:
    page.locator("#device > summary").click()
    page.locator("#device-enter > summary").click()
    expect(page.locator("#device-picture img")).to_be_visible()


def keep_articles(page: Page) -> None:
    """One article by its button, one by reading it, then the page that lists both."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto(TWO_PICTURES)
    page.locator("#save > summary").click()
    page.locator("#keep").click()
    expect(page.locator("#keep")).to_have_attribute("aria-pressed", "true")
    page.goto(ARTICLE)
    wait_until_read(page, 1)
    page.goto("/saved")
    expect(page.locator("#saved-kept-list li")).to_have_count(1)
    expect(page.locator("#saved-read-list li")).to_have_count(1)


def open_book_of_saved(page: Page) -> None:
    keep_articles(page)
    page.locator("#saved-book > summary").click()
    expect(page.locator("#saved-book-articles input")).to_have_count(1)


def lose_the_network(page: Page) -> None:
    """The front page without a network: the list of saved articles."""
    keep_articles(page)
    page.context.set_offline(True)
    page.goto("/")
    expect(page.locator(".br-copy")).to_be_visible()
    expect(page.locator("#saved-kept-list li")).to_have_count(1)


MORE_PAGES = {
    "article of middle length": "/articles/mua-lon-don-dap-van-son-canh-bao-lu-tren-song-nam-lam-va-nguy-co-sat-lo-dat",
    "article in English": "/articles/village-patrols-keep-the-chainsaws-out-of-khuoi-may-s-old-forest",
    "article from right to left": ARABIC,
    "article with translations": TRANSLATED,
    "article with footnotes": FOOTNOTES,
    "embedded article": f"{EMBED}{ARTICLE}",
    "embedded article with pictures": f"{EMBED}{LONG_READ}",
    "embedded list": f"{EMBED}/latest?count=3",
    "embedded article that is not found": f"{EMBED}/articles/khong-co-bai-nay",
    "embedded article that was withdrawn": f"{EMBED}{PAGES['withdrawn']}",
}
SHORTCUTS_ON = "localStorage.setItem('bantin-shortcuts', '{\"on\": true}')"
KINDS = {
    **{name: Kind(path) for name, path in (PAGES | MORE_PAGES).items()},
    "front page, sections open": Kind("/", open_sections),
    "article, reading settings open": Kind(ARTICLE, open_settings, covers=True),
    "list, reading settings open": Kind(PAGES["category"], open_settings, covers=True),
    "embedded article, reading settings open": Kind(f"{EMBED}{ARTICLE}", open_settings, covers=True),
    "article, contents open": Kind(LONG_READ, open_contents),
    "article, ways to share open": Kind(LONG_READ, open_ways_to_share, covers=True),
    "article, passage selected": Kind(STORY, open_passage, covers=True),
    "article, copy refused": Kind(STORY, refuse_a_copy, covers=True),
    "article, abbreviation explained": Kind(LONG_READ, open_abbreviation),
    "article, player open": Kind(LONG_READ, open_player, scripts=VOICES),
    "article, recording played": Kind(RECORDED, play_recording, scripts=VOICES, covers=True),
    "article, shortcuts open": Kind(ARTICLE, open_shortcuts, scripts=SHORTCUTS_ON),
    "article, place offered": Kind(LONG_READ, offer_the_place),
    "article, ruler on": Kind(LONG_READ, show_the_ruler, cookie="&ruler=three"),
    "article, pictures off": Kind(TWO_PICTURES, cookie="&images=off"),
    "article, widest spacing": Kind(LONG_READ, cookie="&face=dyslexic&line=loose&spacing=widest&weight=strong"),
    # Scrolled to what was loaded: the reading tools, which stay in view, lie over a headline.
    "list, more articles loaded": Kind("/categories/tin-van", load_more, covers=True),
    "search, suggestions open": Kind("/search", open_suggestions, covers=True),
    "reading settings, another device": Kind("/preferences", open_another_device, cookie="&face=serif"),
    "saved articles, two kept": Kind("/saved", keep_articles, scripts=VOICES, keeps=True),
    "saved articles, book open": Kind("/saved", open_book_of_saved, scripts=VOICES, keeps=True),
    "saved articles, without a network": Kind("/saved", lose_the_network, scripts=VOICES, keeps=True),
}
