"""The reading toolbar and listening in Firefox."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bantin_reader.config.settings import Settings
from tests.browser.audio_scenarios import ListeningToAudio, ListeningToRecording
from tests.browser.audio_site import serve_audio
from tests.browser.engine_probe import PROBE
from tests.browser.engine_scenarios import ReadingToolbar, Run, Step, troubles
from tests.browser.firefox import Firefox
from tests.browser.listening_scenarios import Listening
from tests.browser.panel_scenarios import ReadingPanel
from tests.browser.recorded_site import serve_recordings
from tests.browser.site import LiveSite


@pytest.fixture
def run(firefox: Firefox, site: LiveSite) -> Run:
    def run(steps: list[Step]) -> dict[str, Any]:
        whole = [(verb, site.url + rest[0]) if verb == "open" else (verb, *rest) for verb, *rest in steps]
        seen = firefox.take(whole, PROBE)
        assert troubles(seen) == []
        return seen

    return run


class TestFirefox(ReadingToolbar):
    """Every scenario, in Firefox."""


class TestFirefoxListening(Listening):
    """Every scenario of listening, in Firefox."""


class TestFirefoxPanel(ReadingPanel):
    """Every scenario of the panel, in Firefox."""


class TestFirefoxAudio(ListeningToAudio):
    """Every scenario of the site's audio, in Firefox."""

    @pytest.fixture(scope="class")
    @classmethod
    def served(cls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
        yield from serve_audio(tmp_path_factory)


class TestFirefoxRecording(ListeningToRecording):
    """Every scenario of the publisher's own recording, in Firefox."""

    @pytest.fixture(scope="class")
    @classmethod
    def served(cls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
        yield from serve_recordings(tmp_path_factory, Settings(data=tmp_path_factory.mktemp("heard")))
