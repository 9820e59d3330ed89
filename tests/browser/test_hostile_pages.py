"""Hostile saved pages, imported and opened in Chromium: nothing in them runs, loads, covers the page or changes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.browser.article_markup import LIST_ELEMENTS, PAGE_STATE, changed_state, unexpected_markup
from tests.browser.hostile import MARKER, MonitoredPage, UnprotectedApp, raw_body
from tests.browser.site import LiveSite
from tests.conftest import DATA, land

HOSTILE = sorted((DATA / "hostile").glob("*.html"))
POLICIES = ("with the policy", "without the policy")
FRAME = (DATA / "hostile" / "unclosed-comment.html").read_text("utf-8").partition("<!-- ")[0]
SCRIPT = b"\xc0\xbcscript>pwned()\xc0\xbc/script> <script>pwned()</script><img src=x onerror=pwned()>"
BYTES = {
    "overlong": FRAME.replace('charset="utf-8"', 'charset="windows-1252"').encode("cp1252", "ignore") + SCRIPT,
    "utf-16": FRAME.encode("utf-16") + SCRIPT[2:].decode("latin-1").encode("utf-16-le"),
}
PRESS_EVERYWHERE = """() => {
  const kinds = `pointerover pointerenter mouseover mouseenter mousemove pointerdown mousedown focus focusin mouseup
    dblclick auxclick contextmenu keydown keyup input change submit load error toggle animationstart transitionend
    scroll wheel dragstart drop copy paste beforeinput mouseleave blur htmx:load`.split(/\\s+/)
  for (const element of document.querySelectorAll('.br-article, .br-article *')) {
    element.focus?.({ preventScroll: true })
    for (const kind of kinds) element.dispatchEvent(new Event(kind, { bubbles: kind !== 'submit', cancelable: true }))
    // MathML elements have no method for a click.
    if (!element.closest('button')) element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
    element.blur?.()
  }
}"""
STAY = """() => addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]')
  if (link && /^(https?|mailto|tel):$/.test(link.protocol)) event.preventDefault()
}, true)"""
PARSED_AGAIN = """(listed) => {
  const list = eval(listed)
  const html = document.querySelector('.br-article').innerHTML
  const detached = document.createElement('div')
  detached.innerHTML = html
  const live = document.body.appendChild(document.createElement('div'))
  live.innerHTML = html
  const template = document.createElement('template')
  template.innerHTML = html
  const whole = new DOMParser().parseFromString(html, 'text/html').body
  const twice = document.createElement('div')
  twice.innerHTML = detached.innerHTML
  return [detached, live, template.content, whole, twice].map((one) => list(one))
}"""


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, dict[str, str]]:
    """A store with the hostile pages; the slug of each by its file's name."""
    settings = Settings(data=tmp_path_factory.mktemp("hostile"))
    odd = tmp_path_factory.mktemp("odd")
    files = list(HOSTILE)
    for name, content in BYTES.items():
        files.append(odd / f"{name}.html")
        files[-1].write_bytes(content)
    return settings, dict(zip([file.stem for file in files], land(settings, *files), strict=True))


@pytest.fixture(scope="module")
def sites(imported: tuple[Settings, dict[str, str]]) -> Iterator[dict[str, tuple[LiveSite, UnprotectedApp]]]:
    apps = [UnprotectedApp(create_app(imported[0]), policy=policy == POLICIES[0]) for policy in POLICIES]
    both = {policy: (LiveSite(app), app) for policy, app in zip(POLICIES, apps, strict=True)}
    yield both
    for site, _ in both.values():
        site.stop()


@pytest.fixture
def open_article(
    chromium: Browser, imported: tuple[Settings, dict[str, str]], sites: dict[str, tuple[LiveSite, UnprotectedApp]]
) -> Iterator[Callable[..., MonitoredPage]]:
    opened = []

    def open_one(name: str, policy: str, cookie: str = "", raw: str = "") -> MonitoredPage:
        site, app = sites[policy]
        own, app.raw = site.url, raw
        # The site's own service worker would be one more request.
        context = chromium.new_context(
            base_url=own, viewport={"width": 1000, "height": 800}, locale="vi-VN", service_workers="block"
        )
        context.set_default_timeout(10_000)
        opened.append(context)
        if cookie:
            context.add_cookies([{"name": "bantin_prefs", "value": cookie, "url": own}])
        monitored = MonitoredPage(context, own)
        monitored.open(f"/articles/{imported[1][name]}")
        return monitored

    yield open_one
    for context in opened:
        context.close()


def elements(monitored: MonitoredPage) -> list[Any]:
    return monitored.page.locator(".br-article").first.evaluate(LIST_ELEMENTS)


def problems(monitored: MonitoredPage) -> list[Any]:
    """What an opened article has done, contains or has changed that no article may."""
    monitored.page.wait_for_timeout(100)
    state = changed_state(monitored.page.evaluate(PAGE_STATE))
    return [*monitored.violations, *unexpected_markup(elements(monitored)), *([state] if state else [])]


def lost_text(monitored: MonitoredPage, file: Path) -> list[str]:
    """The words of a hostile page that a reader must see, and does not."""
    article = monitored.page.locator("article")
    alts = [image.get_attribute("alt") or "" for image in article.locator("img").all()]
    shown = " ".join([article.inner_text(), *alts])
    return [marker for marker in MARKER.findall(file.read_text("utf-8")) if marker not in shown]


def use_everything(monitored: MonitoredPage) -> None:
    page = monitored.page
    page.evaluate(PRESS_EVERYWHERE)
    page.locator("#toolbar-larger").click()
    expect(page.locator("html")).to_have_attribute("data-text", "110")
    expect(page.locator(".br-article > [style]")).to_have_count(0)  # text far from view has one for a frame


@pytest.mark.parametrize("name", [*(page.stem for page in HOSTILE), *BYTES])
def test_nothing_in_a_hostile_page_runs_whatever_the_reader_does_and_harmless_text_is_shown(
    open_article: Callable[..., MonitoredPage], name: str
) -> None:
    monitored = open_article(name, POLICIES[0])
    assert problems(monitored) == []
    file = DATA / "hostile" / f"{name}.html"
    assert name in BYTES or lost_text(monitored, file) == []
    monitored.page.evaluate(STAY)
    for link in monitored.page.locator(".br-article a[href]").all():
        link.click(no_wait_after=True)
    use_everything(monitored)
    assert [one for one in problems(monitored) if "/preferences" not in str(one)] == []


@pytest.mark.parametrize("name", [*(page.stem for page in HOSTILE), *BYTES])
def test_without_the_policy_nothing_runs_either_nor_when_the_article_is_parsed_again(
    open_article: Callable[..., MonitoredPage], name: str
) -> None:
    monitored = open_article(name, POLICIES[1])
    assert problems(monitored) == []
    monitored.page.evaluate(STAY)
    use_everything(monitored)
    assert [one for one in problems(monitored) if "/preferences" not in str(one)] == []
    before = elements(monitored)
    for after in monitored.page.evaluate(PARSED_AGAIN, LIST_ELEMENTS):
        assert after == before
    monitored.page.wait_for_timeout(100)
    assert [one for one in monitored.violations if "/preferences" not in str(one)] == []


@pytest.mark.parametrize("policy", POLICIES)
def test_placeholders_of_hostile_pictures_contain_only_our_markup(
    open_article: Callable[..., MonitoredPage], policy: str
) -> None:
    monitored = open_article("fields", policy, cookie="images=off")
    assert unexpected_markup(elements(monitored), placeholders=True) == []
    for _ in range(monitored.page.locator(".br-placeholder").count()):
        monitored.page.locator(".br-placeholder button").first.click()
    expect(monitored.page.locator(".br-placeholder")).to_have_count(0)
    assert unexpected_markup(elements(monitored), placeholders=True) == []
    assert monitored.violations == []


@pytest.mark.parametrize("file", HOSTILE, ids=lambda page: page.stem)
def test_the_checks_find_every_hostile_page_without_sanitizing(
    open_article: Callable[..., MonitoredPage], file: Path
) -> None:
    monitored = open_article("unclosed-comment", POLICIES[1], raw=raw_body(file))
    monitored.page.wait_for_timeout(100)
    if monitored.page.locator(".br-article").count():
        assert unexpected_markup(elements(monitored))
    ran = [what for what in monitored.violations if what == "ran" or what.startswith("asked for")]
    assert ran or changed_state(monitored.page.evaluate(PAGE_STATE))


def test_the_checks_find_scripts_that_only_the_policy_blocks(open_article: Callable[..., MonitoredPage]) -> None:
    monitored = open_article("unclosed-comment", POLICIES[0], raw=raw_body(DATA / "hostile" / "scripts.html"))
    assert "ran" not in monitored.violations
    assert [what for what in problems(monitored) if "Content Security Policy" in str(what)]
