"""The checkers find nothing on an article while it is read aloud, is shared, or explains an abbreviation."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import LONG_READ, OpenContext
from tests.browser.nu import nu, saved
from tests.browser.pages import LOCALES
from tests.browser.themes import PLAIN, errors
from tests.browser.voices import VOICES


@pytest.mark.parametrize("locale", LOCALES)
def test_player_note_and_ways_to_share_are_without_error(context: OpenContext, tmp_path: Path, locale: str) -> None:
    # High enough that the player lies over no link: the checkers take what is covered for too small.
    tall = {"width": 360, "height": 1600}
    page = context(cookie=f"{PLAIN.cookie}&lang={locale}", bypass_csp=True, viewport=tall).new_page()
    page.add_init_script(VOICES)
    page.goto(LONG_READ)
    page.locator("#take-along > summary").click()
    page.locator("#listen").click()
    page.locator("#player").wait_for()
    page.locator(".br-abbr").first.click()
    page.locator(".br-abbr-note").wait_for()
    # The live region stands outside of every landmark; its text is for the voice.
    page.evaluate("document.getElementById('status').textContent = ''")
    found = errors(nu(saved([page.content()], tmp_path)), locale) + PLAIN.errors(page)
    assert not found, "\n".join(found)
