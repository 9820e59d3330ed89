"""Embeds in Firefox, which partitions every cookie of a frame by the host page's site."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.embedding.probe import PROBE, script_errors
from tests.browser.embedding.scenarios import EmbedOnOtherSites
from tests.browser.embedding.web import Web
from tests.browser.engine_scenarios import Run, Step
from tests.browser.firefox import Firefox


@pytest.fixture
def run(firefox: Firefox, web: Web) -> Run:
    def run(steps: list[Step]) -> dict[str, Any]:
        seen = firefox.take(steps, PROBE)
        assert script_errors(seen) == []
        assert web.reports == []
        return seen

    return run


class TestFirefox(EmbedOnOtherSites):
    """Every scenario, in Firefox."""

    plain_cookies = ("ministry",)
