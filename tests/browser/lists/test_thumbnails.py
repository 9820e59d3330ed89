"""Pictures beside the entries of a list: where there is room for them, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.model.preferences import SIZES
from tests.browser.conftest import OpenContext
from tests.browser.site import LiveSite
from tests.browser.test_bounds import SHIFTS
from tests.conftest import SAMPLES, land

LIST = "/archive/2026"
THUMBNAILS = ".br-list__thumbnail img"
# Of each entry: the width of its picture, and how far its headline's block ends before the column does.
ENTRIES = """() => [...document.querySelectorAll('.br-list__item')].map((one) => [
  one.querySelector('img')?.getBoundingClientRect().width ?? 0,
  Math.round(one.getBoundingClientRect().right - one.querySelector('h2').getBoundingClientRect().right)
])"""
# The column in em of the reader's size, and whether its pictures show.
ROOM = """() => {
  const { fontSize } = getComputedStyle(document.querySelector('.br-list__sapo'))
  const em = parseFloat(fontSize) / 0.95
  const shown = [...document.querySelectorAll('.br-list__thumbnail')].some((one) => one.checkVisibility())
  return [document.querySelector('.br-list').clientWidth / em, shown]
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    settings = Settings(data=tmp_path_factory.mktemp("thumbnails"))
    land(settings, SAMPLES)
    site = LiveSite(create_app(settings))
    yield site
    site.stop()


@pytest.fixture
def site(served: LiveSite) -> LiveSite:
    served.reset()
    return served


@pytest.fixture
def chromium(whole_chromium: Browser) -> Browser:
    return whole_chromium


def asked(page: Page) -> list[str]:
    """The pictures that the page asks for from now on."""
    requests: list[str] = []
    page.on("request", lambda one: requests.append(one.url) if "/pictures/" in one.url else None)
    return requests


def read_to_the_end(page: Page, path: str = LIST) -> None:
    page.goto(path, wait_until="networkidle")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")


def test_a_wide_page_has_small_pictures_that_move_nothing(context: OpenContext) -> None:
    page = context(viewport={"width": 1280, "height": 900}, device_scale_factor=2).new_page()
    requests = asked(page)
    read_to_the_end(page)
    assert page.evaluate(SHIFTS) == 0
    entries = page.evaluate(ENTRIES)
    widths = [width for width, _ in entries]
    assert {0, 120} == {round(width) for width in widths}
    assert all((width > 0) == (gap > 120) for width, gap in entries), "an entry without a picture has the whole column"
    assert requests
    assert all(url.endswith("-480.avif") for url in requests)


def test_a_picture_is_decoration_and_no_stop_of_the_tab_key(context: OpenContext) -> None:
    page = context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(LIST)
    facts = page.locator(THUMBNAILS).evaluate_all(
        "all => all.map((one) => [one.alt, one.loading, one.width > 0, one.height > 0, one.closest('a, [tabindex]')])"
    )
    assert facts
    assert {tuple(one) for one in facts} == {("", "lazy", True, True, None)}


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", [360, 600])
def test_a_phone_asks_for_no_picture(context: OpenContext, width: int, has_script: bool) -> None:
    page = context(script=has_script, viewport={"width": width, "height": 740}).new_page()
    requests = asked(page)
    page.goto(LIST, wait_until="networkidle")
    for _ in range(10):
        page.mouse.wheel(0, 1500)
    page.wait_for_load_state("networkidle")
    assert page.locator(THUMBNAILS).count() > 0
    assert page.locator(THUMBNAILS).first.is_hidden()
    assert requests == []


@pytest.mark.parametrize("width", [768, 1024, 1280, 1920])
def test_pictures_show_where_the_column_holds_26_em(context: OpenContext, width: int) -> None:
    page = context(viewport={"width": width, "height": 740}).new_page()
    page.goto(LIST)
    seen = set()
    for size in SIZES:
        page.evaluate("(size) => { document.documentElement.dataset.text = size }", size)
        room, shown = page.evaluate(ROOM)
        assert shown == (room >= 26), f"{size} %: the column holds {room} em"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        seen.add(shown)
    assert seen == {True, False}


def test_with_pictures_off_there_are_none(context: OpenContext) -> None:
    page = context(cookie="images=off", viewport={"width": 1280, "height": 900}).new_page()
    requests = asked(page)
    read_to_the_end(page)
    assert page.locator(".br-list__item").count() > 1
    assert page.locator(".br-list picture").count() == 0
    assert requests == []
