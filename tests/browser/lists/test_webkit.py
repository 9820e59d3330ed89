"""More articles of a list, in WebKit."""

from __future__ import annotations

import pytest

from tests.browser.lists.scenarios import MoreArticles
from tests.browser.test_webkit import reporting, run  # noqa: F401

# Selenium's own WebKitGTK still hands the address over in the way that selenium deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")


class TestWebKit(MoreArticles):
    """Every scenario, in WebKit."""
