"""Copies of a site below a path of another site's host name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect
from playwright.sync_api import Error as PlaywrightError

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.browser.offline.conftest import cached, keep_button
from tests.browser.offline.site import StoppableSite
from tests.conftest import PORTAL_TEXT, land

MOUNT = "/doc-bao"


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[tuple[StoppableSite, str]]:
    """A site below MOUNT, and the address of its article."""
    site = StoppableSite(Flask("other"))
    settings = Settings(data=tmp_path / "var", public_url=site.url + MOUNT)
    [slug] = land(settings, PORTAL_TEXT)
    site.app = create_app(settings)
    yield site, f"{MOUNT}/articles/{slug}"
    if not site.is_stopped:
        site.stop()


def test_the_worker_answers_below_the_path_and_leaves_the_rest_of_the_host_alone(
    chromium: Browser, mounted: tuple[StoppableSite, str]
) -> None:
    site, article = mounted
    with chromium.new_context(base_url=site.url, locale="vi-VN") as context:
        page = context.new_page()
        page.goto(f"{MOUNT}/privacy")
        scope = page.evaluate("navigator.serviceWorker.ready.then(({ scope }) => scope)")
        assert scope == f"{site.url}{MOUNT}/"
        page.goto(article)
        button = keep_button(page)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        assert cached(page)["kept"] == [article]
        site.stop()
        page.goto(article)
        expect(page.locator(".br-copy")).to_be_visible()
        page.goto(f"{MOUNT}/")
        expect(page.locator("h1")).to_have_text("Bài đã lưu")
        with pytest.raises(PlaywrightError, match="ERR_CONNECTION_REFUSED"):
            page.goto("/")
