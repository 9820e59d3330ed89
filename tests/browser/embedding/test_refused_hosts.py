"""BANTIN_EMBED_ALLOW: all sites, named sites or none may embed; elsewhere the browser shows its own error."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import ARTICLE, WITHDRAWN
from tests.browser.embedding.chromium import PATIENCE_SECONDS
from tests.browser.embedding.frames import fitting
from tests.browser.embedding.probe import PROBE
from tests.browser.embedding.snippets import Snippets
from tests.browser.embedding.steps import INSIDE, look, opened
from tests.browser.embedding.web import Host, Web
from tests.browser.firefox import Firefox

GONE = [ARTICLE, "/latest", "/articles/khong-co-bai-nay", WITHDRAWN]


@pytest.fixture
def restricted(web: Web) -> Snippets:
    """A site of ours that the ministry alone may embed."""
    return Snippets(web.origin("restricted"))


@pytest.fixture
def bare(context: Callable[..., BrowserContext]) -> Page:
    return context().new_page()


def refused(page: Page, web: Web, origin: str, frames: int = 1) -> None:
    """Waits until that many frames show the browser's error, and the browser tells that the policy is why."""
    end = time.monotonic() + PATIENCE_SECONDS
    while origin not in web.refused or sum(one.url.startswith("chrome-error:") for one in page.frames) < frames:
        assert time.monotonic() < end, (web.refused, page.frames)
        page.wait_for_timeout(20)


def test_chromium_shows_its_error_on_a_host_that_is_not_allowed(
    web: Web, bare: Page, commune: Host, restricted: Snippets
) -> None:
    frames = "".join(restricted.frame(path, id=f"embed-{place}") for place, path in enumerate(GONE))
    bare.goto(commune.add_page(restricted.whole(ARTICLE).replace('id="embed"', 'id="copied"') + frames))
    refused(bare, web, restricted.ours, frames=5)
    assert bare.evaluate("plain.checkVisibility()")


def test_firefox_shows_its_error_on_a_host_that_is_not_allowed(
    web: Web, firefox: Firefox, commune: Host, restricted: Snippets
) -> None:
    page = commune.add_page(restricted.whole(ARTICLE))
    refused = ("until", "return document.documentURI.startsWith('about:') && document.title !== ''")
    looks = [("eval", "error", "return { uri: document.documentURI }"), ("top",)]
    plain = ("eval", "plain", "return { shown: plain.checkVisibility() }")
    seen = firefox.take([("open", page), INSIDE, refused, *looks, plain], PROBE)
    assert seen["error"]["uri"].startswith("about:neterror?e=cspBlocked")
    assert seen["plain"]["shown"]


def test_both_show_the_embed_on_a_host_that_is_allowed(
    page: Page, firefox: Firefox, ministry: Host, restricted: Snippets
) -> None:
    address = ministry.add_page(restricted.whole(ARTICLE))
    page.goto(address)
    fitting(page)
    seen = firefox.take([*opened(address), look("embed")], PROBE)
    assert (seen["embed"]["text"], seen["embed"]["troubles"]) == ("100", [])


def test_a_host_inside_a_page_that_is_not_allowed_shows_nothing(
    web: Web, bare: Page, ministry: Host, commune: Host, restricted: Snippets
) -> None:
    inner = ministry.add_page(restricted.frame(ARTICLE))
    bare.goto(commune.add_page(f'<iframe src="{inner}" title="Host"></iframe>'))
    refused(bare, web, restricted.ours)


def test_a_site_that_allows_none_is_in_nobodys_frame(web: Web, bare: Page, ministry: Host) -> None:
    bare.goto(ministry.add_page(Snippets(web.origin("never-framed")).frame(ARTICLE)))
    refused(bare, web, web.origin("never-framed"))


@pytest.mark.parametrize("path", ["/", ARTICLE, "/preferences", "/no-such-page"])
def test_the_sites_own_pages_are_in_nobodys_frame(
    web: Web, bare: Page, ministry: Host, ours: Snippets, path: str
) -> None:
    bare.goto(ministry.add_page(f'<iframe src="{ours.ours}{path}" title="Page"></iframe>'))
    refused(bare, web, ours.ours)
