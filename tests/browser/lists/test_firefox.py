"""More articles of a list, in Firefox."""

from __future__ import annotations

from tests.browser.lists.scenarios import MoreArticles
from tests.browser.test_firefox import run  # noqa: F401


class TestFirefox(MoreArticles):
    """Every scenario, in Firefox."""
