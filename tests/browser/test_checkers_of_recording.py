"""The checkers find nothing on an article while its recording is played, beside the voice of the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import OpenContext
from tests.browser.nu import nu, saved
from tests.browser.pages import LOCALES
from tests.browser.recorded_site import AUDIO, PATH, heard, served, voiced
from tests.browser.themes import PLAIN, errors

__all__ = ["heard", "served", "voiced"]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_player_of_a_recording_is_without_error(
    context: OpenContext, voiced: None, tmp_path: Path, locale: str
) -> None:
    # High enough that the player lies over no link: Alfa takes what is covered for too small.
    tall = {"width": 360, "height": 1600}
    page = context(cookie=f"{PLAIN.cookie}&lang={locale}", bypass_csp=True, viewport=tall).new_page()
    page.goto(PATH)
    page.locator("#audio > summary").click()
    page.locator("#listen").click()
    page.wait_for_function(f"() => {AUDIO}.currentTime > 0")
    page.locator("#player-play").click()
    found = errors(nu(saved([page.content()], tmp_path)), locale) + PLAIN.errors(page)
    assert not found, "\n".join(found)
