"""The publisher's own recording in Firefox."""

from __future__ import annotations

from tests.browser.audio_scenarios import ListeningToRecording
from tests.browser.recorded_site import heard, served
from tests.browser.test_firefox import run

__all__ = ["heard", "run", "served"]


class TestFirefoxRecording(ListeningToRecording):
    """Every scenario, in Firefox."""
