"""The publisher's own recording in WebKitGTK."""

from __future__ import annotations

import pytest

from tests.browser.audio_scenarios import ListeningToRecording
from tests.browser.recorded_site import heard, served
from tests.browser.test_webkit import reporting, run

__all__ = ["heard", "reporting", "run", "served"]
pytestmark = pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")


class TestWebKitRecording(ListeningToRecording):
    """Every scenario, in WebKitGTK."""
