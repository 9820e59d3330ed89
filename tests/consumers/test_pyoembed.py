"""pyoembed, which finds the provider by the links in an article's page."""

from __future__ import annotations

import pytest
from pyoembed import PyOembedException, oEmbed

from tests.consumers.conftest import AWKWARD, Served


@pytest.mark.parametrize("article", ["pictured", "plain", "english", "tagged", "awkward"])
def test_it_finds_the_offer_of_every_article(site: Served, article: str) -> None:
    address = getattr(site, article)
    offer = oEmbed(address, maxwidth=480, maxheight=400)
    assert (offer["type"], offer["version"]) == ("rich", "1.0")
    assert offer["width"] <= 480
    assert offer["height"] <= 400
    assert f'href="{address}"' in offer["html"]
    assert article != "awkward" or offer["title"] == AWKWARD


def test_it_finds_nothing_for_a_withdrawn_article_and_for_other_pages(site: Served) -> None:
    for address in (site.withdrawn, f"{site.url}/", f"{site.url}/privacy"):
        with pytest.raises(PyOembedException):
            oEmbed(address)
