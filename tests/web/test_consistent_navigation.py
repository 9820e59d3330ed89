"""The head and the foot of every page lead to the same places in the same order (WCAG 2.2, 3.2.3)."""

from __future__ import annotations

import pytest

from bantin_reader.config.settings import Settings
from tests.checking import CheckingClient, parse, text_of
from tests.conftest import PORTAL_TEXT, land

PAGES = ["/", "/preferences", "/accessibility", "/privacy", "/glossary", "/nothing"]


def links(client: CheckingClient, path: str, landmark: str, language: str) -> list[str]:
    """The names of a landmark's links."""
    page = parse(client.get(path, query_string={"lang": language}).text)
    part = page.find(f"body/{landmark}")
    assert part is not None
    return [text_of(link) for link in part.iter("a")]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("landmark", ["header", "footer"])
def test_every_page_has_the_same_links_in_the_same_order(
    client: CheckingClient, settings: Settings, landmark: str, language: str
) -> None:
    [slug] = land(settings, PORTAL_TEXT)
    first, *others = [links(client, path, landmark, language) for path in [*PAGES, f"/articles/{slug}"]]
    assert len(first) > 1
    assert all(other == first for other in others)
