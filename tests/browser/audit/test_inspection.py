"""A page that is brought into a state without loading it again is the page that a load shows in that state."""

from __future__ import annotations

from itertools import zip_longest

import pytest
from playwright.sync_api import Page

from tests.browser.audit.inspection import BOXES, Inspection
from tests.browser.audit.kinds import KINDS
from tests.browser.audit.states import State
from tests.browser.checker_rules import ALL, COLOURS, SIZES
from tests.browser.conftest import OpenContext
from tests.browser.site import LiveSite

# What is written into the markup, and what each element looks like. A choice's attribute stays that of the load.
SEEN = """() => [...document.querySelectorAll('html, body, body *:not(script, style)')].map((one) => {
  const attributes = [...one.attributes].filter(({ name }) => name !== 'checked')
    .map(({ name, value }) => `${name}=${value}`).sort()
  const { color, backgroundColor, fontSize, outlineColor, display } = getComputedStyle(one)
  return [one.tagName, ...attributes, color, backgroundColor, fontSize, outlineColor, display, one.checked]
    .join(' ').replace(/nonce=\\S*/, '')
})"""
NARROW, WIDE = ("auto", "100", 320), ("contrast", "300", 1280)


def seen(page: Page) -> list[str]:
    return [*page.evaluate(SEEN), *page.evaluate(BOXES).split(",")]


def differences(one: Page, other: Page) -> list[tuple[str, str]]:
    return [pair for pair in zip_longest(seen(one), seen(other), fillvalue="") if pair[0] != pair[1]]


# Kinds of pages, with the parts of each whose markup follows the values with which it was loaded.
FOLLOWING = {
    "home": ":not(*)",
    "article with pictures": ":not(*)",
    "reading settings": "#device-link",
    "embedded article": ".br-toolbar",
}


def state(kind: str, values: tuple[str, str, int]) -> State:
    theme, text, width = values
    return State(kind, theme, "vi", text, width)


@pytest.mark.parametrize("kind", FOLLOWING)
def test_a_state_that_is_entered_looks_like_one_that_is_loaded(context: OpenContext, site: LiveSite, kind: str) -> None:
    inspection = Inspection(context, site, kind, "vi")
    entered, loaded = inspection.load(state(kind, NARROW)), inspection.load(state(kind, WIDE))
    assert differences(entered, loaded)
    inspection.enter(entered, state(kind, WIDE))
    for page in (entered, loaded):
        page.evaluate("(parts) => document.querySelectorAll(parts).forEach((one) => one.remove())", FOLLOWING[kind])
    assert differences(entered, loaded) == []


def test_a_theme_that_moves_a_box_is_checked_with_all_rules(
    context: OpenContext, site: LiveSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = "not found"
    dark = State(kind, "dark", "vi", "100", 320)
    [(_, alike)] = Inspection(context, site, kind, "vi").check([dark])
    assert (alike.scopes["Alfa"], alike.scopes["axe"]) == (COLOURS, COLOURS)
    moved = (
        "addEventListener('load', () => { document.styleSheets[0].insertRule('[data-theme=dark] h1 { margin: 9px }') })"
    )
    monkeypatch.setitem(KINDS, kind, type(KINDS[kind])(KINDS[kind].path, scripts=moved))
    [(_, other)] = Inspection(context, site, kind, "vi").check([dark])
    assert set(other.scopes.values()) == {ALL}


def test_a_size_that_shows_nothing_new_is_checked_with_the_rules_of_sizes(
    context: OpenContext, site: LiveSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = "not found"
    middle, largest = (State(kind, "auto", "vi", text, 320) for text in ("200", "300"))
    [(_, alike), (_, whole)] = Inspection(context, site, kind, "vi").check([middle, largest])
    assert set(alike.scopes.values()) == {SIZES}
    assert set(whole.scopes.values()) == {ALL}
    shown = """addEventListener('load', () => {
      const more = Object.assign(document.createElement('p'), { className: 'more', textContent: '-' })
      document.querySelector('main').append(more)
      document.styleSheets[0].insertRule('html:not([data-text="200"]) .more { display: none }')
    })"""
    monkeypatch.setitem(KINDS, kind, type(KINDS[kind])(KINDS[kind].path, scripts=shown))
    [(_, other)] = Inspection(context, site, kind, "vi").check([middle])
    assert set(other.scopes.values()) == {ALL}


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if kind.prepare is not None])
def test_what_opens_on_a_page_opens(context: OpenContext, site: LiveSite, kind: str) -> None:
    """An audit takes too long for `make test`: what it opens may not have changed since."""
    inspection = Inspection(context, site, kind, "vi")
    inspection.load(State(kind, "auto", "vi", "100", 320))
