"""Query arguments: known ones are read, others are removed."""

from __future__ import annotations

import pytest

from bantin_reader.config.settings import Settings
from tests.checking import CheckingClient
from tests.conftest import PORTAL_TEXT, land

JUNK = [
    "fbclid=IwAR0x",
    "utm_source=zalo&utm_medium=zalo&zarsrc=31",
    "a",
    "=",
    "&&",
    "%6Cangs=en",
    "set-pages=1",
    "q=\xff",
]


@pytest.mark.one_site
@pytest.mark.parametrize("junk", JUNK)
def test_unknown_arguments_make_no_other_page(client: CheckingClient, settings: Settings, junk: str) -> None:
    [slug] = land(settings, PORTAL_TEXT)
    plain = client.get(f"/articles/{slug}")
    assert client.get(f"/articles/{slug}?{junk}").data == plain.data
    assert f'name="next" value="/articles/{slug}"' in plain.text


@pytest.mark.parametrize("query", ["lang=en", "fbclid=x&lang=en", "lang=en&fbclid=x", "%6Cang=en", "x=lang&lang=en"])
def test_a_known_argument_is_read_at_any_position(client: CheckingClient, query: str) -> None:
    assert '<html lang="en"' in client.get(f"/privacy?{query}").text


def test_requests_that_differ_in_unknown_arguments_cause_one_render(client: CheckingClient) -> None:
    for number in range(20):
        client.get(f"/privacy?n={number}")
    assert "bantin_page_cache_misses_total 1\n" in client.get("/metrics").text
