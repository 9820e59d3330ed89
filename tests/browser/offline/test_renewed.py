"""A kept article whose text the newsroom changes: its copy gets the pictures that came since."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from bantin_reader.config.settings import Settings
from tests.browser.offline.conftest import cached, eventually, keep
from tests.browser.offline.site import StoppableSite
from tests.conftest import land

PATH = "/articles/tin-co-anh"
TEXT = "---\ntitle: Tin có ảnh\ndate: 2026-01-02\n---\n\n![Cầu](cau.png)\n\nMưa to.\n"
# So far below the first that the browser does not load it by itself.
LATER = TEXT + "\nNước lên.\n" * 900 + "\n![Đồi](doi.png)\n"
COMPLETE = "[...document.querySelectorAll('article img')].at(-1).complete"
NEW_TEXT = """caches.open('bantin / kept').then((cache) => cache.match(location.pathname))
  .then((copy) => copy.text()).then((html) => html.includes('Nước lên.'))"""
STEMS = """caches.open('bantin / files').then((cache) => cache.keys()).then((all) =>
  new Set(all.map(({ url }) => url).filter((url) => url.includes('/pictures/'))
    .map((url) => url.replace(/-\\d+\\.\\w+$/, ''))).size)"""


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for name, colour in (("cau", "navy"), ("doi", "darkgreen")):
        Image.new("RGB", (640, 400), colour).save(folder / f"{name}.png")
    return folder


@pytest.fixture(scope="module")
def paths(settings_of_site: Settings, articles: Path) -> list[str]:
    (articles / "tin.md").write_text(TEXT, "utf-8")
    return [f"/articles/{slug}" for slug in land(settings_of_site, articles)]


@pytest.mark.parametrize(("cookie", "pictures"), [("", 2), ("images=off", 1)])
def test_what_came_after_it_was_kept_is_there_without_a_network(
    reader: Page, cut: StoppableSite, settings_of_site: Settings, articles: Path, cookie: str, pictures: int
) -> None:
    """Who has switched pictures off gets no further ones."""
    (articles / "tin.md").write_text(TEXT, "utf-8")
    land(settings_of_site, articles)
    reader.wait_for_timeout(600)
    keep(reader, PATH)
    assert len([path for path in cached(reader)["files"] if path.startswith("/pictures/")]) == 1
    (articles / "tin.md").write_text(LATER, "utf-8")
    land(settings_of_site, articles)
    reader.wait_for_timeout(600)
    if cookie:
        reader.context.add_cookies([{"name": "bantin_prefs", "value": cookie, "url": cut.url}])
    reader.goto(PATH)
    expect(reader.locator("article")).to_contain_text("Nước lên.")
    eventually(reader, NEW_TEXT, True)
    eventually(reader, STEMS, pictures)
    if cookie:
        return
    assert not reader.evaluate(COMPLETE)
    cut.stop()
    reader.goto(PATH)
    expect(reader.locator(".br-copy")).to_be_visible()
    reader.locator("article img").last.scroll_into_view_if_needed()
    reader.wait_for_function("() => [...document.querySelectorAll('article img')].at(-1).naturalWidth > 0")
