"""What a reader hears with Orca while the player reads the article aloud: the page as without it, and nothing besides.

The speech engine of the tests says each sentence in no time, so that the player goes on while Orca reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.browser.conftest import ARTICLE
from tests.browser.listening_scenarios import with_voices
from tests.browser.site import LiveSite
from tests.browser.voices import VOICES
from tests.orca.conftest import OpenPage
from tests.orca.screen_reader import ScreenReader
from tests.orca.test_reading import BUTTONS, FOCUS_REPORT, LAST_PARAGRAPH, PARAGRAPHS, SNAPSHOTS, address, snapshot

LISTEN = {"vi": "Nghe", "en": "Listen"}
MAIN = {"vi": "Bài viết.", "en": "Article."}
PAUSE = {"vi": "Tạm dừng", "en": "Pause"}
PLAYER = {"vi": "Nghe đọc bài", "en": "Read aloud"}
LANDMARKS = 12

__all__ = ["address", "snapshot"]
# The words of each language, and each browser; test_reading.py has every pair.
PAIRS = [("firefox", "vi"), ("chromium", "en")]
pytestmark = pytest.mark.parametrize(("browser_command", "locale"), PAIRS, indirect=["browser_command"], scope="module")


@pytest.fixture(scope="module")
def served(landed: Settings) -> Iterator[LiveSite]:
    site = LiveSite(with_voices(create_app(landed), VOICES.replace("held = true", "held = false")))
    yield site
    site.stop()


def test_the_story_is_read_as_without_the_player_which_comes_last(
    orca: ScreenReader,
    open_page: OpenPage,
    address: Callable[[str], str],
    snapshot: Callable[[str, list[str]], None],
    browser_name: str,
    locale: str,
) -> None:
    """B leads to the next button, H to the next heading, P to the next paragraph, M to the next landmark."""
    open_page(address(ARTICLE))
    orca.said("ctrl+Home")
    buttons = (orca.said("b") for _ in range(BUTTONS))
    assert any(f"{LISTEN[locale]} push button." in map(str.strip, words) for words in buttons)
    opened = orca.said_until(PAUSE[locale], "space")
    orca.said("ctrl+Home")
    story = orca.said("h")
    for _ in range(PARAGRAPHS):
        if not any(LAST_PARAGRAPH in words for words in story):
            story += orca.said("p")
    story = [words.strip() for words in story if words.strip() not in FOCUS_REPORT]
    orca.said("ctrl+Home")
    landmarks = orca.said("m")
    for _ in range(LANDMARKS):
        if PLAYER[locale] not in map(str.strip, landmarks):
            landmarks += orca.said("m")
    # A browser may tell a landmark twice, and the words of the player's first button depend on the moment.
    names = [*map(str.strip, landmarks)]
    landmarks = [name for name, _ in groupby(names[names.index(MAIN[locale]) : names.index(PLAYER[locale]) + 1])]
    assert any("Wrapping" in words for words in orca.said("m"))
    snapshot("player", [*opened, "[story]", *dict.fromkeys(story), "[landmarks]", *landmarks])
    expected = (SNAPSHOTS / browser_name / f"story.{locale}.txt").read_text("utf-8").splitlines()
    assert list(dict.fromkeys(story)) == expected
