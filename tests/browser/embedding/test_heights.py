"""A frame has the height of its text, also after the text has changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import ARTICLE, LONG_READ
from tests.browser.embedding.frames import eventually, fitting, height, height_changes, inside, press
from tests.browser.embedding.snippets import RECORDER, Snippets
from tests.browser.embedding.web import Host
from tests.browser.layout_checker import layout_faults


def test_the_frame_is_as_high_as_its_text(page: Page, ministry: Host, ours: Snippets) -> None:
    page.goto(ministry.add_page(RECORDER + ours.whole(ARTICLE)))
    frame = fitting(page)
    press(frame, "larger", "110")
    fitting(page)
    press(frame, "smaller", "100")
    fitting(page)
    assert height_changes(page) == []


def test_it_follows_a_host_that_gets_narrower_and_wider(page: Page, ministry: Host, ours: Snippets) -> None:
    page.goto(ministry.add_page(RECORDER + ours.whole(ARTICLE)))
    fitting(page)
    wide = height(page)
    page.set_viewport_size({"width": 360, "height": 740})
    eventually(page, f"embed.clientHeight > {wide}")
    fitting(page)
    assert height_changes(page) == []
    page.set_viewport_size({"width": 800, "height": 740})
    eventually(page, f"embed.clientHeight === {wide}")
    fitting(page)


@pytest.mark.parametrize("path", [ARTICLE, "/latest?count=1", "/latest?category=none"], ids=["article", "one", "empty"])
def test_the_open_panel_needs_no_scrolling_in_a_short_embed_either(
    context: Callable[..., BrowserContext], ministry: Host, ours: Snippets, path: str
) -> None:
    page = context(viewport={"width": 320, "height": 640}).new_page()
    page.goto(ministry.add_page(ours.whole(path + ("&" if "?" in path else "?") + "text=175")))
    press(fitting(page), "larger", "200")
    frame = fitting(page)
    frame.click("#toolbar-settings-name")
    eventually(frame, "document.documentElement.scrollHeight <= innerHeight + 1")
    assert frame.evaluate(
        "document.querySelector('#toolbar-spacing-widest').getBoundingClientRect().bottom < innerHeight"
    )


@pytest.mark.parametrize("scale", [1, 1.5, 2.625])
def test_three_hundred_per_cent_on_a_phone_settles_at_every_pixel_ratio_and_cuts_nothing(
    context: Callable[..., BrowserContext], ministry: Host, ours: Snippets, scale: float
) -> None:
    phone = context(viewport={"width": 320, "height": 640}, device_scale_factor=scale, is_mobile=True, has_touch=True)
    page = phone.new_page()
    page.goto(ministry.add_page(RECORDER + ours.whole(LONG_READ + "?text=250")))
    frame = fitting(page)
    press(frame, "larger", "300")
    frame = fitting(page)
    assert len(height_changes(page)) <= 2
    assert frame.evaluate("innerWidth") >= 300
    assert layout_faults(frame, "the embed") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_host_that_strips_styles_and_draws_borders_gets_a_fitting_frame_too(
    page: Page, ministry: Host, ours: Snippets
) -> None:
    sheet = "<style>* { box-sizing: border-box } iframe { border: 3px solid; padding: 5px; height: auto }</style>"
    bare = ours.frame(ARTICLE).replace('style="border:0"', "")
    page.goto(ministry.add_page(RECORDER + sheet + bare + ours.script))
    fitting(page)
    assert height_changes(page) == []


def test_without_the_hosts_script_the_frame_keeps_its_height_and_scrolls(
    page: Page, ministry: Host, ours: Snippets
) -> None:
    page.goto(ministry.add_page(ours.frame(ARTICLE, height=300)))
    frame = inside(page)
    assert height(page) == 300
    page.hover("#embed")
    page.mouse.wheel(0, 200)
    eventually(frame, "scrollY === 200")
    press(frame, "larger", "110")
    assert height(page) == 300


def test_each_frame_of_a_page_has_its_own_height(page: Page, ministry: Host, ours: Snippets) -> None:
    frames = ours.frame(ARTICLE) + ours.frame("/latest?count=1", id="news") + ours.frame(LONG_READ, id="long")
    page.goto(ministry.add_page(frames + ours.script))
    for name in ("embed", "news", "long"):
        fitting(page, name)
    others = height(page, "news"), height(page, "long")
    press(inside(page), "larger", "110")
    fitting(page)
    assert (height(page, "news"), height(page, "long")) == others
