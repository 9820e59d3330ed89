"""The reading toolbar and listening in Firefox."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.engine_probe import PROBE
from tests.browser.engine_scenarios import ReadingToolbar, Run, Step, troubles
from tests.browser.firefox import Firefox
from tests.browser.listening_scenarios import Listening
from tests.browser.panel_scenarios import ReadingPanel
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
