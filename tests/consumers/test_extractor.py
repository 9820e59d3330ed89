"""@extractus/oembed-extractor, in node: by the links in a page, or as a provider of the public registry."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.consumers.conftest import AWKWARD, Served
from tests.node import find_node


def ask(*questions: dict[str, Any]) -> list[dict[str, Any]]:
    """An answer to each question, all by one node."""
    node = find_node()
    if not node:
        pytest.skip("node is not on this machine")
    if not (ROOT / "node_modules" / "@extractus" / "oembed-extractor").is_dir():
        pytest.skip("@extractus/oembed-extractor is not in node_modules (`make test` installs it)")
    lines = "".join(json.dumps({"params": {}, "providers": []} | question) + "\n" for question in questions)
    script = Path(__file__).with_name("extractor.mjs")
    done = subprocess.run([node, str(script)], input=lines, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_it_finds_the_offer_by_the_links_in_the_page(site: Served) -> None:
    articles = (site.pictured, site.plain, site.awkward)
    answers = ask(*({"address": address, "params": {"maxwidth": 480}} for address in articles))
    for address, answer in zip(articles, answers, strict=True):
        offer = answer["offer"]
        assert (offer["type"], offer["version"], offer["method"]) == ("rich", "1.0", "auto-discovery")
        assert offer["width"] <= 480
        assert f'href="{address}"' in offer["html"]
    assert answers[0]["offer"]["thumbnail_width"] <= 480
    assert answers[2]["offer"]["title"] == AWKWARD


def test_it_finds_nothing_for_a_withdrawn_article_and_for_other_pages(site: Served) -> None:
    answers = ask({"address": site.withdrawn}, {"address": f"{site.url}/privacy"})
    assert [answer["trouble"] for answer in answers] == ["Request failed with error code 410", "No oEmbed link found"]


def test_it_asks_us_as_a_provider_of_the_registry(site: Served) -> None:
    """An entry as the registry at oembed.com has them (providers.json)."""
    entry = {
        "provider_name": "Bản tin",
        "provider_url": site.url,
        "endpoints": [{"schemes": [f"{site.url}/articles/*"], "url": f"{site.url}/oembed", "discovery": True}],
    }
    [answer] = ask({"address": site.pictured, "params": {"maxwidth": 480, "maxheight": 300}, "providers": [entry]})
    assert answer["known"]
    assert answer["offer"]["method"] == "provider-api"
    assert (answer["offer"]["width"], answer["offer"]["height"]) == (480, 300)
