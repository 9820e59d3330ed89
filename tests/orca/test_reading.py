"""What a reader hears with Orca in Firefox and in Chromium: the utterances are committed in snapshots.

Renew them with `UPDATE_SNAPSHOTS=1 .venv/bin/python -m pytest tests/orca`, and read the difference aloud. Orca's own
words are English; the page's are in its language.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bantin_reader.model.preferences import SIZES, TEXT
from tests.browser.conftest import ARTICLE
from tests.browser.pages import LOCALES
from tests.browser.site import LiveSite
from tests.orca.conftest import OpenPage
from tests.orca.screen_reader import ScreenReader
from tests.snapshots import compare

SNAPSHOTS = Path(__file__).with_name("snapshots")
LARGER = {"vi": "Tăng cỡ chữ", "en": "Increase text size"}
LARGEST = {"vi": "đã là cỡ lớn nhất", "en": "the largest"}
# Cookies belong to a host: a press in one language does not show in the other.
HOSTS = {"vi": "127.0.0.1", "en": "localhost"}
BUTTONS = 20
PARAGRAPHS = 5
LAST_PARAGRAPH = "Nội dung chính là nhận biết dấu hiệu lũ quét"
FOCUS_REPORT = {"main content.", "clickable."}

pytestmark = pytest.mark.parametrize("locale", LOCALES)


@pytest.fixture
def address(served: LiveSite, locale: str) -> Callable[[str], str]:
    """Gives the address of a path, in the test's language."""
    site = served.url.replace("127.0.0.1", HOSTS[locale])
    return lambda path: f"{site}{path}?lang={locale}"


@pytest.fixture
def snapshot(browser_name: str, locale: str) -> Callable[[str, list[str]], None]:
    """Compares utterances with the browser's snapshot of this name, in the test's language."""
    folder = SNAPSHOTS / browser_name
    return lambda name, said: compare(folder / f"{name}.{locale}.txt", "\n".join(map(str.strip, said)))


def test_an_article_is_read_from_its_top_to_its_end(
    open_page: OpenPage, address: Callable[[str], str], snapshot: Callable[[str, list[str]], None]
) -> None:
    said = open_page(address(ARTICLE))
    assert "./." not in "".join(said)
    snapshot("article", said)


def test_from_the_heading_the_story_follows_without_the_tools_between(
    orca: ScreenReader,
    open_page: OpenPage,
    address: Callable[[str], str],
    snapshot: Callable[[str, list[str]], None],
) -> None:
    """H leads to the next heading, P to the next paragraph."""
    open_page(address(ARTICLE))
    orca.said("ctrl+Home")
    said = orca.said("h")
    for _ in range(PARAGRAPHS):
        if not any(LAST_PARAGRAPH in words for words in said):
            said += orca.said("p")
    assert "button" not in "".join(said)
    # Chromium reports at any moment that `main` has the focus; then P repeats the heading.
    snapshot("story", list(dict.fromkeys(words for words in said if words.strip() not in FOCUS_REPORT)))


def test_an_address_without_a_page_says_so_and_where_to_go(
    open_page: OpenPage, address: Callable[[str], str], snapshot: Callable[[str, list[str]], None]
) -> None:
    snapshot("not-found", open_page(address("/articles/khong-co-bai-nay")))


def test_each_press_says_the_new_size_and_the_last_one_the_limit(
    orca: ScreenReader,
    open_page: OpenPage,
    address: Callable[[str], str],
    snapshot: Callable[[str, list[str]], None],
    locale: str,
) -> None:
    """B leads to the next button."""
    open_page(address(ARTICLE))
    buttons = (orca.said("b") for _ in range(BUTTONS))
    said = next((words for words in buttons if LARGER[locale] in "".join(words)), [])
    assert said, "the button was not found"
    for size in SIZES[SIZES.index(TEXT.default) + 1 :]:
        said += ["[space]", *orca.said_until(f"{size}%", "space")]
    said += ["[space]", *orca.said_until(LARGEST[locale], "space")]
    snapshot("press", said)
