"""The element <bantin-article src> becomes a frame; its content is the fallback."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import ARTICLE, LONG_READ
from tests.browser.embedding.frames import eventually, fitting, inside
from tests.browser.embedding.snippets import Snippets
from tests.browser.embedding.web import Host

FRAME_HEIGHT = "document.querySelector('bantin-article iframe').clientHeight"


def element(src: str, attributes: str = "") -> str:
    return f'<bantin-article id="element" src="{src}" {attributes}><a href="{src}">The article</a></bantin-article>'


def named(page: Page) -> None:
    """Gives the element's frame the name by which the tests know a frame."""
    eventually(page, "document.querySelector('bantin-article iframe') !== null")
    page.evaluate("document.querySelector('bantin-article iframe').id = 'embed'")


def test_it_makes_a_fitting_frame_with_the_articles_name(page: Page, ministry: Host, ours: Snippets) -> None:
    page.goto(ministry.add_page(element(ours.ours + ARTICLE) + ours.script))
    named(page)
    fitting(page)
    assert page.evaluate("embed.title") == "The article"
    assert page.evaluate("element.querySelector('a')") is None


def test_its_attributes_are_the_embedders_choice(page: Page, ministry: Host, ours: Snippets) -> None:
    chosen = 'text="125" theme="sepia" lang="en" level="3" accent="#0b4f3c"'
    page.goto(ministry.add_page(element(ours.ours + ARTICLE, chosen) + ours.script))
    named(page)
    frame = inside(page)
    root = frame.evaluate("({ ...document.documentElement.dataset, lang: document.documentElement.lang })")
    assert (root["text"], root["theme"], root["lang"]) == ("125", "sepia", "en")
    assert frame.locator("h3.br-title").count() == 1


def test_without_script_its_content_is_the_link(
    context: Callable[..., BrowserContext], ministry: Host, ours: Snippets
) -> None:
    page = context(java_script_enabled=False).new_page()
    page.goto(ministry.add_page(element(ours.ours + ARTICLE) + ours.script))
    assert page.get_by_role("link", name="The article").is_visible()


def test_one_added_later_becomes_a_frame_too_and_one_taken_away_does_no_harm(
    page: Page, ministry: Host, ours: Snippets
) -> None:
    page.goto(ministry.add_page('<div id="place"></div>' + ours.script))
    eventually(page, "customElements.get('bantin-article') !== undefined")
    page.evaluate("(html) => { place.innerHTML = html }", element(ours.ours + ARTICLE))
    named(page)
    fitting(page)
    page.evaluate("const moved = element; moved.remove(); place.append(moved)")
    eventually(page, "document.querySelectorAll('bantin-article iframe').length === 1")
    page.evaluate("document.querySelector('bantin-article iframe').id = 'embed'")
    fitting(page)
    page.evaluate("element.remove()")
    assert page.evaluate("document.querySelectorAll('iframe').length") == 0


def test_another_src_shows_another_article(page: Page, ministry: Host, ours: Snippets) -> None:
    page.goto(ministry.add_page(element(ours.ours + ARTICLE) + ours.script))
    named(page)
    fitting(page)
    first = page.evaluate(FRAME_HEIGHT)
    page.evaluate("(src) => element.setAttribute('src', src)", ours.ours + LONG_READ)
    eventually(page, f"{FRAME_HEIGHT} > {first}")
    named(page)
    fitting(page)


def refused(ours: str) -> list[str]:
    port = ours.rpartition(":")[2]
    return [
        f"https://third-party.localhost:{port}/articles/x",
        f"{ours}.third-party.localhost/articles/x",
        f"{ours}@third-party.localhost:{port}/articles/x",
        ours.replace("https:", "http:") + ARTICLE,
        ARTICLE,
        "javascript:alert(1)",
        "data:text/html,x",
        "",
    ]


def test_a_src_of_another_origin_makes_no_frame(page: Page, ministry: Host, ours: Snippets) -> None:
    sources = refused(ours.ours)
    page.goto(
        ministry.add_page("".join(map(element, sources)) + element(ours.ours + ARTICLE, "data-right") + ours.script)
    )
    eventually(page, "document.querySelector('[data-right] iframe') !== null")
    frames = page.evaluate("[...document.querySelectorAll('iframe')].map((one) => one.src)")
    assert frames == [f"{ours.ours}/embed{ARTICLE}"]
    assert page.locator("bantin-article > a").count() == len(sources)


@pytest.mark.parametrize(
    "path", ["/articles/../../preferences", "/preferences", "/embed/../preferences", "//third_party"]
)
def test_it_frames_nothing_of_ours_but_embeds(page: Page, ministry: Host, ours: Snippets, path: str) -> None:
    page.goto(ministry.add_page(element(ours.ours + path) + element(ours.ours + ARTICLE, "data-right") + ours.script))
    eventually(page, "document.querySelector('[data-right] iframe') !== null")
    frames = page.evaluate("[...document.querySelectorAll('iframe')].map((one) => one.src)")
    assert frames == [f"{ours.ours}/embed{ARTICLE}"]
