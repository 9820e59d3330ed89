"""The host script changes nothing else on a host page."""

from __future__ import annotations

import base64
import hashlib

import brotli
import pytest
from playwright.sync_api import Page

from bantin_reader.web.templating.assets import Assets
from tests.browser.conftest import ARTICLE
from tests.browser.embedding.frames import eventually, fitting, height
from tests.browser.embedding.snippets import Snippets
from tests.browser.embedding.web import Host, Web
from tests.conftest import ROOT

# Frames by their number are the page's own.
GLOBALS = "Object.getOwnPropertyNames(window).filter((name) => isNaN(name))"


@pytest.fixture
def hashed(ours: Snippets) -> str:
    return f"{ours.ours}/static/{Assets.load(ROOT / 'static' / 'dist').names['host-script.js']}"


def fetched(page: Page, host: Host, address: str) -> bytes:
    """The script as another site's page reads it."""
    page.goto(host.add_page(""))
    text: str = page.evaluate("async (address) => (await fetch(address)).text()", address)
    return text.encode()


def test_it_is_at_most_two_kilobytes_and_the_same_under_both_names(
    page: Page, ministry: Host, ours: Snippets, hashed: str
) -> None:
    body = fetched(page, ministry, f"{ours.ours}/embed/v1.js")
    assert b"bantin-article" in body
    assert len(brotli.compress(body)) <= 2048
    assert fetched(page, ministry, hashed) == body


def test_it_leaves_at_most_one_global(page: Page, ministry: Host, ours: Snippets) -> None:
    embed = ours.frame(ARTICLE) + f'<bantin-article src="{ours.ours}{ARTICLE}" id="other">The article</bantin-article>'
    page.goto(ministry.add_page(embed))
    without = set(page.evaluate(GLOBALS))
    page.goto(ministry.add_page(embed + ours.script + ours.script))
    fitting(page)
    assert len(set(page.evaluate(GLOBALS)) - without) <= 1


def test_the_copy_with_a_hash_runs_under_its_integrity(page: Page, ministry: Host, ours: Snippets, hashed: str) -> None:
    digest = base64.b64encode(hashlib.sha384(fetched(page, ministry, hashed)).digest()).decode()
    sure = f'<script async src="{hashed}" integrity="sha384-{digest}" crossorigin></script>'
    page.goto(ministry.add_page(ours.frame(ARTICLE, height=150) + sure))
    fitting(page)
    wrong = sure.replace(digest, base64.b64encode(bytes(48)).decode())
    page.goto(ministry.add_page(ours.frame(ARTICLE, height=150) + wrong))
    eventually(page, "document.readyState === 'complete'")
    assert height(page) == 150


def test_a_host_with_a_strict_policy_of_its_own_can_take_it(page: Page, ministry: Host, ours: Snippets) -> None:
    policy = f"default-src 'none'; script-src {ours.ours}; frame-src {ours.ours}; style-src 'unsafe-inline'"
    page.goto(ministry.add_page(ours.frame(ARTICLE, height=150) + ours.script, Content_Security_Policy=policy))
    fitting(page)


def test_a_host_needs_no_unsafe_style_for_the_height(page: Page, ministry: Host, ours: Snippets) -> None:
    policy = f"default-src 'none'; script-src {ours.ours}; frame-src {ours.ours}; require-trusted-types-for 'script'"
    page.goto(ministry.add_page(ours.frame(ARTICLE, height=150) + ours.script, Content_Security_Policy=policy))
    fitting(page)


def test_it_asks_nothing_of_anyone_but_the_frames_themselves(
    web: Web, page: Page, ministry: Host, ours: Snippets
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(ministry.add_page(ours.whole(ARTICLE)))
    fitting(page)
    page.wait_for_load_state("networkidle")
    assert {url.split("/")[2] for url in asked} == {ours.ours.split("/")[2], ministry.origin.split("/")[2]}
    assert all(one.cookie == "" and one.set_cookie == () for one in web.exchanges)
