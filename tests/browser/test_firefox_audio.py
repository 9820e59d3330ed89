"""The site's audio of an article in Firefox."""

from __future__ import annotations

from tests.browser.audio_scenarios import ListeningToAudio
from tests.browser.audio_site import served
from tests.browser.test_firefox import run

__all__ = ["run", "served"]


class TestFirefoxAudio(ListeningToAudio):
    """Every scenario, in Firefox."""
