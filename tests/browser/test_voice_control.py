"""Voice control: what a control shows is in its name, so that saying it works the control (WCAG 2.2, 2.5.3)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ARTICLE, OpenContext
from tests.browser.pages import LOCALES, PAGES

# The controls that are shown, and the words of each. A sign that is hidden from assistive technology is no label.
SHOWN = """() => {
  const all = [...document.querySelectorAll('a[href], button, summary, input, select, textarea')]
  const isShown = (one) => one.checkVisibility() && !one.closest('.br-unseen, [aria-hidden=true]') &&
    getComputedStyle(one).clipPath === 'none'
  const words = (one) => {
    const label = one.matches('input, select, textarea') ? one.labels?.[0] : one
    if (!label) return ''
    const texts = document.createTreeWalker(label, NodeFilter.SHOW_TEXT)
    const shown = []
    while (texts.nextNode()) if (isShown(texts.currentNode.parentElement)) shown.push(texts.currentNode.data)
    return shown.join(' ')
  }
  window.controls = all.filter(isShown)
  return window.controls.map(words)
}"""


def plain(words: str) -> str:
    return " ".join(re.findall(r"[\w%]+", words.lower()))


def names(page: Page, count: int) -> list[str]:
    """The accessible name of each of `window.controls`, as the browser computes it."""
    session = page.context.new_cdp_session(page)

    found: dict[str, Any] = session.send("Runtime.evaluate", {"expression": "window.controls"})
    query = {"objectId": found["result"]["objectId"], "ownProperties": True}
    controls: dict[str, Any] = {
        one["name"]: one["value"].get("objectId") for one in session.send("Runtime.getProperties", query)["result"]
    }

    def name(index: int) -> str:
        query = {"objectId": controls[str(index)], "fetchRelatives": False}
        [node] = session.send("Accessibility.getPartialAXTree", query)["nodes"]
        return str(node.get("name", {}).get("value", ""))

    return [name(index) for index in range(count)]


def unsayable(page: Page) -> list[str]:
    shown = page.evaluate(SHOWN)
    assert shown
    pairs = zip(shown, names(page, len(shown)), strict=True)
    return [f"{words!r} is called {name!r}" for words, name in pairs if plain(words) not in plain(name)]


@pytest.mark.parametrize("locale", LOCALES)
def test_what_a_control_shows_is_in_its_name(context: OpenContext, locale: str) -> None:
    page = context(cookie=f"lang={locale}").new_page()
    found = {}
    for kind, path in PAGES.items():
        page.goto(path, wait_until="load")
        page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true })")
        found[kind] = unsayable(page)
    assert {kind: names for kind, names in found.items() if names} == {}


def test_a_control_that_is_called_something_else_is_found(context: OpenContext) -> None:
    page = context().new_page()
    page.goto(ARTICLE)
    page.locator(".br-masthead__name").evaluate("one => one.setAttribute('aria-label', 'Khác')")
    assert unsayable(page) == ["'Bản tin' is called 'Khác'"]
