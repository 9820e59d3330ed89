"""The site's audio of an article in WebKitGTK."""

from __future__ import annotations

import pytest

from tests.browser.audio_scenarios import ListeningToAudio
from tests.browser.audio_site import served
from tests.browser.test_webkit import reporting, run

__all__ = ["reporting", "run", "served"]
pytestmark = pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")


class TestWebKitAudio(ListeningToAudio):
    """Every scenario, in WebKitGTK."""
