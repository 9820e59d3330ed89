"""What a reader hears with Orca in the panel of the reading tools, from a theme, and by the table of contents.

Tab leads through the page, as without a screen reader; only the way from the beginning to the control is left out.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.conftest import ARTICLE, LONG_READ
from tests.orca.conftest import OpenPage
from tests.orca.screen_reader import ScreenReader
from tests.orca.test_reading import address, snapshot

PANEL = {"vi": "Cách đọc", "en": "Display"}
DARK = {"vi": "Giao diện: Tối", "en": "Theme: Dark"}
CONTENTS = {"vi": "Trong bài", "en": "In this article"}
MOST_TABS = 40
CHOICE = {"vi": "Tối", "en": "Dark"}
MOST_CHOICES = 5

SECTION = "Những con đường về trường"
# A browser reports the caret in the heading once more, at any moment.
REPEATED = {f"{SECTION}.", f"{SECTION} clickable."}

__all__ = ["address", "snapshot"]
# The words of each language, and each browser; test_reading.py has every pair.
PAIRS = [("firefox", "en"), ("chromium", "vi")]
pytestmark = pytest.mark.parametrize(("browser_command", "locale"), PAIRS, indirect=["browser_command"], scope="module")


@pytest.fixture
def press(orca: ScreenReader) -> Callable[..., list[str]]:
    """Presses a key; returns its name and what is said: at least `until` these words, which a page may say late."""

    def said(key: str, until: str = "") -> list[str]:
        return [f"[{key}]", *orca.said_until(until, key), *orca.said()]

    return said


@pytest.fixture
def tab_to(orca: ScreenReader, press: Callable[..., list[str]]) -> Callable[[str], list[str]]:
    """Goes from the beginning of the page to the control of a name by Tab; returns what is said of it."""

    def said(name: str) -> list[str]:
        orca.said("ctrl+Home")
        for _ in range(MOST_TABS):
            _, *words = press("Tab")
            if any(name in one for one in words):
                return words
        raise AssertionError(f"Tab did not reach {name}")

    return said


def test_the_panel_says_its_choices_a_theme_says_itself_and_escape_leads_back(
    open_page: OpenPage,
    address: Callable[[str], str],
    snapshot: Callable[[str, list[str]], None],
    press: Callable[..., list[str]],
    tab_to: Callable[[str], list[str]],
    locale: str,
) -> None:
    open_page(address(ARTICLE))
    said = tab_to(PANEL[locale]) + press("space")
    for _ in range(MOST_CHOICES):
        if not any(words.startswith(CHOICE[locale]) for words in said):
            said += press("Tab")
    key, *pressed = press("space", until=DARK[locale])
    # The state of the button and the words of the live region, in any order.
    said += [key, *sorted(pressed), *_once(press("Escape"))]
    snapshot("panel", said)


def _once(said: list[str]) -> list[str]:
    """What is said of a closed panel's button: Chromium tells its focus before or after its state."""
    if said[-1] != "collapsed":
        return said
    return [words.replace("expanded.", "collapsed.") for words in said[:-1]]


def test_the_contents_lead_to_a_section_from_which_reading_goes_on(
    open_page: OpenPage,
    address: Callable[[str], str],
    snapshot: Callable[[str, list[str]], None],
    press: Callable[..., list[str]],
    tab_to: Callable[[str], list[str]],
    locale: str,
) -> None:
    """P leads to the next paragraph."""
    open_page(address(LONG_READ))
    said = tab_to(CONTENTS[locale]) + press("space")
    said += press("Tab") + press("Tab") + press("Return", until=SECTION) + press("p")
    snapshot("contents", [words for words in said if words.strip() not in REPEATED])
