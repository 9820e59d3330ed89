"""Arguments in an address: those that the site knows count, what others hang on it does not."""

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


@pytest.mark.parametrize("junk", JUNK)
def test_what_others_hang_on_a_link_makes_no_page_of_its_own(
    client: CheckingClient, settings: Settings, junk: str
) -> None:
    [slug] = land(settings, PORTAL_TEXT)
    plain = client.get(f"/articles/{slug}")
    assert client.get(f"/articles/{slug}?{junk}").data == plain.data
    assert f'name="next" value="/articles/{slug}"' in plain.text


@pytest.mark.parametrize("query", ["lang=en", "fbclid=x&lang=en", "lang=en&fbclid=x", "%6Cang=en", "x=lang&lang=en"])
def test_a_known_argument_counts_wherever_it_stands(client: CheckingClient, query: str) -> None:
    assert '<html lang="en"' in client.get(f"/privacy?{query}").text


def test_pages_that_differ_in_junk_are_made_once(client: CheckingClient) -> None:
    for number in range(20):
        client.get(f"/privacy?n={number}")
    assert "bantin_page_cache_misses_total 1\n" in client.get("/metrics").text
