"""A web site on loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web_server import Site, serving


@pytest.fixture(scope="module")
def _site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def site(_site: Site) -> Site:
    """A site that answers nothing yet."""
    _site.replies.clear()
    _site.requests.clear()
    _site.posted.clear()
    return _site
