"""Nothing shifts when a reader's typeface comes late, and it shows from the next page on; one that is chosen on a page
shows there."""

from __future__ import annotations

from itertools import cycle, product

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from bantin_reader.model.preferences import FACE, WEIGHT
from tests.browser.conftest import LONG_READ, OpenContext
from tests.browser.test_bounds import SHIFTS

FACES = FACE.options[1:]
PARAGRAPH = ".br-article p"
PAINTED = "() => new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve), 600))"


def shows_a_font_of_the_site(page: Page) -> bool:
    """Whether the first paragraph is drawn in a font that was downloaded (CSS.getPlatformFontsForNode)."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": PARAGRAPH})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return any(font["isCustomFont"] for font in fonts)


def held_fonts(reader: BrowserContext) -> list[Route]:
    """The requests for fonts from now on, which wait until they are continued."""
    held: list[Route] = []
    reader.route("**/*.woff2", lambda route: held.append(route))
    return held


def release(reader: BrowserContext, held: list[Route]) -> None:
    for route in held:
        route.continue_()
    reader.unroute("**/*.woff2")


@pytest.mark.parametrize(
    ("face", "weight", "size"),
    [
        (*one, size)
        for one, size in zip(product(FACES, WEIGHT.options), cycle(["100", "300", "300", "100"]), strict=False)
    ],
)
def test_a_slow_typeface_shifts_nothing_and_shows_from_the_next_page_on(
    context: OpenContext, face: str, weight: str, size: str
) -> None:
    reader = context(cookie=f"text={size}&face={face}&weight={weight}", viewport={"width": 1280, "height": 740})
    page = reader.new_page()
    held = held_fonts(reader)
    page.goto(LONG_READ, wait_until="domcontentloaded")
    page.evaluate(PAINTED)
    requested = {route.request.url for route in held}
    release(reader, held)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SHIFTS) == 0
    assert not shows_a_font_of_the_site(page)
    expect(page.locator("h1")).to_be_visible()
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    page.goto(LONG_READ, wait_until="networkidle")
    assert shows_a_font_of_the_site(page)
    assert page.evaluate(SHIFTS) == 0
    assert {url for url in asked if url.endswith(".woff2")} <= requested
    assert len(requested) in (1, 2, 3)


def test_the_devices_typeface_loads_no_font(context: OpenContext) -> None:
    reader = context(cookie="text=300&weight=strong")
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    page = reader.new_page()
    page.goto(LONG_READ, wait_until="networkidle")
    assert asked
    assert not [url for url in asked if url.endswith(".woff2")]


@pytest.mark.parametrize("face", FACES)
def test_a_typeface_that_is_chosen_shows_on_that_page_and_the_text_keeps_its_place(
    context: OpenContext, face: str
) -> None:
    reader = context(viewport={"width": 1280, "height": 740})
    page = reader.new_page()
    page.goto(LONG_READ, wait_until="networkidle")
    page.evaluate("scrollTo(0, 1500)")
    held = held_fonts(reader)
    page.locator("#toolbar-settings-name").click()
    page.locator(f"#toolbar-face-{face}").click()
    expect(page.locator("html")).to_have_attribute("data-face", face)
    page.evaluate(PAINTED)
    assert not shows_a_font_of_the_site(page)
    place = """() => [...document.querySelectorAll('.br-article p')].map((one) => one.getBoundingClientRect().top)
      .find((top) => top > document.querySelector('#toolbar').getBoundingClientRect().bottom)"""
    before = page.evaluate(place)
    release(reader, held)
    page.wait_for_load_state("networkidle")
    page.evaluate(PAINTED)
    assert shows_a_font_of_the_site(page)
    # The block at the upper edge keeps its place; those below it move by less than a line.
    assert page.evaluate(place) == pytest.approx(before, abs=33)


@pytest.mark.parametrize("saves", [False, True])
def test_the_panel_shows_each_typeface_in_its_own_letters_when_it_is_opened(context: OpenContext, saves: bool) -> None:
    reader = context()
    page = reader.new_page()
    if saves:
        page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url) if request.url.endswith(".woff2") else None)
    page.goto(LONG_READ, wait_until="networkidle")
    assert asked == []
    held = held_fonts(reader)
    page.locator("#toolbar-settings-name").click()
    page.evaluate(PAINTED)
    box = page.locator("#toolbar-face-lexend").bounding_box()
    release(reader, held)
    page.wait_for_load_state("networkidle")
    page.evaluate(PAINTED)
    loaded = "[...new Set([...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family))]"
    assert len(page.evaluate(loaded)) == (0 if saves else len(FACES))
    sample = page.locator("#toolbar-face-lexend").evaluate("e => getComputedStyle(e, '::after').content")
    assert ("Ẫ ộ ữ đ" in sample) != saves
    # The letters take no other room when their fonts come.
    assert page.locator("#toolbar-face-lexend").bounding_box() == box
    # The letters themselves differ.
    assert page.evaluate(SHIFTS) < 0.001


def test_without_pictures_the_panel_loads_no_font(context: OpenContext) -> None:
    reader = context(cookie="images=off")
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url) if request.url.endswith(".woff2") else None)
    page = reader.new_page()
    page.goto(LONG_READ, wait_until="networkidle")
    page.locator("#toolbar-settings-name").click()
    page.wait_for_timeout(300)
    assert asked == []
