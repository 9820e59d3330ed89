"""A release while readers have pages and copies of the build before."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTICLE, LONG_READ
from tests.browser.offline.conftest import cached, eventually, keep, update_worker
from tests.browser.offline.site import CutMidway, SecondBuild, StoppableSite
from tests.browser.reading import font_size

# Whether a worker is being installed, waits, is active.
STATES = """navigator.serviceWorker.getRegistration()
  .then(({ installing, waiting, active }) => [installing, waiting, active].map(Boolean).join(' '))"""
BUILT = re.compile(r"/static/(?:main|site)-(\w{8})\.(?:js|css)")


@pytest.fixture
def release(stoppable: StoppableSite) -> Iterator[StoppableSite]:
    first = stoppable.app
    assert isinstance(first, Flask)
    yield stoppable
    if stoppable.is_stopped:
        stoppable.start()
    stoppable.app = first


def builds(page: Page) -> set[str]:
    """The hashes of the script and the style sheet that the page names."""
    return {found[1] for found in BUILT.finditer(page.content())}


def test_a_copy_keeps_to_its_build_and_a_page_that_is_read_is_not_reloaded(
    reader: Page, release: StoppableSite
) -> None:
    keep(reader, LONG_READ)
    keep(reader, ARTICLE)
    first = builds(reader)
    reader.evaluate("window.unchanged = true")
    release.app = SecondBuild(release.app)
    update_worker(reader)
    assert reader.evaluate("window.unchanged")
    # The page that is read still loads what it needs of its own build.
    assert reader.evaluate("fetch(document.querySelector('link[rel=stylesheet]').href).then(({ ok }) => ok)")

    other = reader.context.new_page()
    other.goto(ARTICLE)
    assert builds(other) == {"SECOND00"}
    release.stop()
    reader.goto(LONG_READ)
    assert builds(reader) == first
    assert font_size(reader, ".br-article p") > 16
    other.goto(ARTICLE)
    assert builds(other) == {"SECOND00"}
    expect(other.locator(".br-copy")).to_be_visible()
    assert other.evaluate("getComputedStyle(document.querySelector('.br-skip')).position") == "absolute"


def test_an_update_that_is_cut_in_the_middle_leaves_the_former_build_whole(
    reader: Page, release: StoppableSite
) -> None:
    keep(reader, ARTICLE)
    first = builds(reader)
    second = CutMidway(SecondBuild(release.app))
    release.app = second
    reader.evaluate(
        "navigator.serviceWorker.getRegistration().then((one) => one.update()).then(() => true, () => true)"
    )
    eventually(reader, STATES, "false false true")
    assert second.cut > 0
    release.stop()
    for path, heading in ((ARTICLE, ""), ("/", "Bài đã lưu")):
        reader.goto(path)
        expect(reader.locator(".br-copy")).to_be_visible()
        expect(reader.locator("h1")).to_contain_text(heading)
        assert builds(reader) == first
        assert reader.evaluate("getComputedStyle(document.querySelector('.br-skip')).position") == "absolute"
    # The next visit with a network begins the update anew.
    second.is_whole = True
    release.start()
    update_worker(reader)


def test_the_next_visit_has_the_new_build_and_what_a_copy_needs_stays(reader: Page, release: StoppableSite) -> None:
    keep(reader, ARTICLE)
    first = builds(reader)
    release.app = SecondBuild(release.app)
    update_worker(reader)
    context = reader.context
    reader.close()
    page = context.new_page()
    page.goto("/saved")
    eventually(page, "navigator.serviceWorker.getRegistration().then((one) => Boolean(one.waiting))", False)
    assert all(any(name in path for path in cached(page)["build"]) for name in first)
    page.goto("/privacy")
    assert builds(page) == {"SECOND00"}
