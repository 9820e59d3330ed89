"""Fixtures: WordPress, our site by HTTPS under another name, and an author and readers in Chromium."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.services.withdrawal import Withdrawal
from bantin_reader.source_factory import create_withdrawal
from tests.browser.conftest import LONG_READ
from tests.browser.site import LiveSite
from tests.browser.tls import self_made_tls
from tests.browser.wordpress.people import PATIENCE_MS, Author, Post, Reader
from tests.browser.wordpress.server import WordPress, missing
from tests.conftest import PORTAL_TEXT, SAMPLES, land

WRITTEN = [
    "truong-ban-tru-ta-lung-thuong.md",
    "ban-phieng-weaving-cooperative.md",
    "canh-bao-lu-sat-lo-song-nam-lam.md",
]
FLOOD_WARNING = "/articles/mua-lon-don-dap-van-son-canh-bao-lu-tren-song-nam-lam-va-nguy-co-sat-lo-dat"


@pytest.fixture(scope="package", autouse=True)
def _patience() -> Iterator[None]:
    expect.set_options(timeout=PATIENCE_MS)
    yield
    expect.set_options(timeout=5_000)  # Playwright's own


@pytest.fixture(scope="session")
def wordpress() -> Iterator[WordPress]:
    if lacks := missing():
        pytest.skip(f"WordPress cannot run on this machine without {', '.join(lacks)} (`make test-wordpress` as root)")
    with tempfile.TemporaryDirectory(prefix="wp-") as folder:
        server = WordPress(Path(folder))
        yield server
        server.stop()


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(data=tmp_path_factory.mktemp("site"))
    land(settings, PORTAL_TEXT, *(SAMPLES / name for name in WRITTEN))
    return settings


@pytest.fixture(scope="session")
def withdrawing(settings: Settings) -> Withdrawal:
    return create_withdrawal(settings)


@pytest.fixture(scope="session")
def site(settings: Settings) -> Iterator[LiveSite]:
    """Ours is localhost and HTTPS, WordPress 127.0.0.1 and plain: another site, of another scheme."""
    site = LiveSite(create_app(settings), self_made_tls("localhost"))
    site.url = site.url.replace("127.0.0.1", "localhost")
    yield site
    site.stop()


@pytest.fixture(scope="session")
def author(whole_chromium: Browser, wordpress: WordPress) -> Iterator[Author]:
    context = open_context(whole_chromium, wordpress)
    yield Author(context)
    context.close()


@pytest.fixture(scope="session")
def post(author: Author, site: LiveSite) -> Post:
    """A post with a long article of ours."""
    editor = author.paste("Một bài dài", site.url + LONG_READ)
    editor.preview.wait_for()
    return author.publish(editor)


Read = Callable[..., Reader]


@pytest.fixture
def read(chromium: Browser, wordpress: WordPress, site: LiveSite) -> Iterator[Read]:
    """Opens a post: `read(post, script=False)`. Fails the test when a script throws, a frame breaks its policy or
    something of our site does not come."""
    readers: list[Reader] = []

    def read(post: Post, *, script: bool = True) -> Reader:
        readers.append(Reader(open_context(chromium, wordpress, script=script), post, site.url))
        return readers[-1]

    yield read
    for reader in readers:
        reader.page.context.close()
    assert [reader.troubles for reader in readers if reader.troubles] == []


def open_context(chromium: Browser, wordpress: WordPress, *, script: bool = True) -> BrowserContext:
    context = chromium.new_context(
        base_url=wordpress.url,
        ignore_https_errors=True,
        java_script_enabled=script,
        viewport={"width": 1000, "height": 1300},
        locale="vi-VN",
        service_workers="block",  # its script is loaded by the browser itself, which refuses the tests' certificate
    )
    context.set_default_timeout(PATIENCE_MS)
    return context
