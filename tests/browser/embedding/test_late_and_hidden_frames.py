"""Frames get their height whatever the order, number and visibility of scripts and frames."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import ARTICLE, LONG_READ
from tests.browser.embedding.frames import eventually, fitting, height, height_changes, inside, press
from tests.browser.embedding.snippets import RECORDER, Snippets
from tests.browser.embedding.web import Host

ASK = "{ type: 'bantin:measure', v: 1 }"


@pytest.fixture
def chromium(whole_chromium: Browser) -> Browser:
    return whole_chromium


@pytest.mark.parametrize(
    ("order", "loading"),
    [
        ("frame script", "async"),
        ("frame script", "defer"),
        ("script frame", ""),
        ("script frame script", "async"),
        ("script script frame frame", ""),
    ],
)
def test_a_script_before_after_or_twice_makes_every_frame_fit(
    page: Page, ministry: Host, ours: Snippets, order: str, loading: str
) -> None:
    pieces = []
    for place, name in enumerate(order.split()):
        frame = ours.frame(ARTICLE, id=f"embed-{place}", height=150)
        pieces.append(frame if name == "frame" else ours.script.replace("async", loading))
    page.goto(ministry.add_page(RECORDER + "".join(pieces)))
    for place, name in enumerate(order.split()):
        if name == "frame":
            fitting(page, f"embed-{place}")


def test_frames_and_scripts_that_a_host_adds_later_fit(page: Page, ministry: Host, ours: Snippets) -> None:
    page.goto(ministry.add_page(RECORDER + '<div id="place"></div>'))
    page.evaluate("(html) => { place.innerHTML = html }", ours.frame(ARTICLE, height=150))
    inside(page)
    add = "(src) => document.body.append(Object.assign(document.createElement('script'), { src }))"
    page.evaluate(add, f"{ours.ours}/embed/v1.js")
    fitting(page)
    page.evaluate("(html) => { place.insertAdjacentHTML('beforeend', html) }", ours.frame(LONG_READ, id="second"))
    fitting(page, "second")
    page.evaluate(add, f"{ours.ours}/embed/v1.js")
    press(fitting(page), "larger", "110")
    fitting(page)
    assert height_changes(page) == []


def test_a_frame_that_gets_another_article_fits_that(page: Page, ministry: Host, ours: Snippets) -> None:
    page.goto(ministry.add_page(ours.whole(ARTICLE)))
    fitting(page)
    first = height(page)
    page.evaluate("(src) => { embed.src = src }", f"{ours.ours}/embed{LONG_READ}")
    eventually(page, f"embed.clientHeight > {first}")
    fitting(page)


def test_a_frame_that_was_moved_fits_again(page: Page, ministry: Host, ours: Snippets) -> None:
    page.goto(ministry.add_page(ours.whole(ARTICLE) + '<div id="aside" style="width: 300px"></div>'))
    fitting(page)
    wide = height(page)
    page.evaluate("aside.append(embed)")
    eventually(page, f"embed.clientHeight > {wide}")
    fitting(page)


@pytest.mark.parametrize("loading", ["eager", "lazy"])
@pytest.mark.parametrize("attributes", ["", 'sandbox="allow-scripts"'], ids=["frame", "sandboxed"])
def test_a_frame_in_a_hidden_tab_fits_once_it_is_shown(
    page: Page, ministry: Host, ours: Snippets, loading: str, attributes: str
) -> None:
    frame = ours.frame(ARTICLE, f'loading="{loading}" {attributes}', height=150)
    page.goto(ministry.add_page(f'{RECORDER}<div id="tab" style="display: none">{frame}</div>{ours.script}'))
    if loading == "eager":
        inside(page)
    page.evaluate("document.fonts.ready")
    page.evaluate(f"embed.contentWindow.postMessage({ASK}, '*')")
    assert page.evaluate("embed.style.height") == ""
    page.evaluate("tab.style.display = 'block'")
    fitting(page)
    shown = height(page)
    page.evaluate("tab.style.display = 'none'")
    page.evaluate("tab.style.display = 'block'")
    fitting(page)
    assert height(page) == shown
    assert page.evaluate("heard.filter(({ data }) => !data.height)") == []


def test_the_plain_link_goes_once_its_frame_answers(page: Page, ministry: Host, ours: Snippets) -> None:
    page.goto(ministry.add_page(ours.whole(ARTICLE)))
    eventually(page, "!plain.checkVisibility()")
    fitting(page)
    page.goto(ministry.add_page(ours.whole(ARTICLE).replace(ours.script, "")))
    inside(page)
    assert page.evaluate("plain.checkVisibility()")
