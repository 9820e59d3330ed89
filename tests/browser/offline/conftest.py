"""A reader's browser that may have a service worker, and a site of its own for each module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.browser.offline.site import StoppableSite
from tests.conftest import PORTAL_TEXT, SAMPLES, land

# What the caches of the page's origin hold: paths, by the last word of the cache's name.
CACHED = """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async (name) => [
  name.split(' ').slice(2).join(' '),
  (await (await caches.open(name)).keys()).map(({ url }) => url.slice(location.origin.length))
])))"""


@pytest.fixture(scope="module")
def settings_of_site(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data=tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def paths(settings_of_site: Settings, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The addresses of the site's articles: more than twenty."""
    folder = tmp_path_factory.mktemp("short")
    for number in range(12):
        text = f"---\ntitle: Tin vắn số {number}\ndate: 2026-01-02\n---\n\nNội dung của tin.\n"
        (folder / f"tin-{number}.md").write_text(text, "utf-8")
    return [f"/articles/{slug}" for slug in land(settings_of_site, SAMPLES, PORTAL_TEXT, folder)]


@pytest.fixture(scope="module")
def stoppable(settings_of_site: Settings, paths: list[str]) -> Iterator[StoppableSite]:
    site = StoppableSite(create_app(settings_of_site))
    yield site
    site.stop()


@pytest.fixture
def newcomer(chromium: Browser, stoppable: StoppableSite) -> Iterator[Page]:
    """A page of a phone with scripts. Fails the test when the page breaks the policy or a script throws."""
    context = chromium.new_context(base_url=stoppable.url, viewport={"width": 360, "height": 740}, locale="vi-VN")
    context.set_default_timeout(15_000)
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda message: broken.append(message.text) if "Security Policy" in message.text else None)
    yield page
    context.close()
    assert broken == []


@pytest.fixture
def reader(newcomer: Page) -> Page:
    """The same, after the service worker has been installed."""
    newcomer.goto("/privacy")
    newcomer.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return newcomer


@pytest.fixture
def cut(stoppable: StoppableSite) -> Iterator[StoppableSite]:
    """Its `stop` cuts the network; it is there again after the test."""
    yield stoppable
    if stoppable.is_stopped:
        stoppable.start()


def keep(page: Page, path: str) -> None:
    """Open an article and press the button that keeps it."""
    page.goto(path)
    button = keep_button(page)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def keep_button(page: Page) -> Locator:
    """The button that keeps the article of the page, in its opened panel."""
    page.locator("#save:not([open]) > summary").click()
    return page.get_by_role("button", name="Để đọc sau")


def cached(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = page.evaluate(CACHED)
    return found


def eventually(page: Page, expression: str, expected: object) -> None:
    """Wait until an asynchronous expression has this value; Playwright takes a promise for a true value."""
    for _ in range(100):
        found = page.evaluate(expression)
        if found == expected:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{found} is not {expected}")


def wait_until_read(page: Page, number: int) -> None:
    """Wait until the copies of the articles read last are so many: they are stored after the page has been shown."""
    eventually(page, "caches.open('bantin / read').then((cache) => cache.keys()).then((keys) => keys.length)", number)


def update_worker(page: Page) -> None:
    """Let the browser ask for the service worker again, and wait until the new one waits for its turn."""
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update()).then(() => true)")
    eventually(page, "navigator.serviceWorker.getRegistration().then((one) => Boolean(one.waiting))", True)
