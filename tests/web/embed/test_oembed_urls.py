"""The oEmbed provider: URLs of the site, and all others."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.checking import CheckingClient
from tests.conftest import PORTAL_TEXT, land
from tests.web.embed.oembed import PICTURED, ask, fields


@pytest.mark.one_site
@pytest.mark.parametrize("suffix", ["", "?utm_source=bao&x=1", "#phan-2", "?a=/../b#c?d", "?"])
@pytest.mark.parametrize(
    "start", ["http://localhost", "HTTPS://LOCALHOST", "http://localhost:80", "https://localhost:443"]
)
@pytest.mark.parametrize("place", ["/articles/", "/embed/articles/"])
def test_the_urls_of_an_article_and_its_embed_give_the_same(
    client: CheckingClient, plain: str, start: str, place: str, suffix: str
) -> None:
    slug = plain.rpartition("/")[2]
    assert fields(client, f"{start}{place}{slug}{suffix}") == fields(client, plain)


@pytest.mark.parametrize("public_url", ["https://bantin.example.vn", "https://example.vn:8443/tin/bai"])
def test_every_url_is_the_public_one(settings: Settings, public_url: str) -> None:
    site = Settings(data=settings.data, public_url=public_url, hosts="localhost")
    [slug] = land(site, PICTURED)
    client: Any = create_app(site).test_client()
    offer = fields(client, f"{public_url}/articles/{slug}")
    assert offer == fields(client, f"{public_url}/embed/articles/{slug}")
    assert offer["provider_url"] == public_url
    assert offer["thumbnail_url"].startswith(f"{public_url}/pictures/")
    for path in (f"articles/{slug}", f"embed/articles/{slug}", "embed/v1.js"):
        assert f'"{public_url}/{path}"' in offer["html"]
    for address in (f"http://localhost/articles/{slug}", f"{public_url}/x/articles/{slug}"):
        assert ask(client, address).status_code == 404


def test_a_url_needs_the_path_of_the_public_url(settings: Settings) -> None:
    site = Settings(data=settings.data, public_url="https://example.vn/tin", hosts="localhost")
    [slug] = land(site, PORTAL_TEXT)
    client: Any = create_app(site).test_client()
    for path in ("articles", "tintuc/articles", "tin//articles", "tin/../articles"):
        assert ask(client, f"https://example.vn/{path}/{slug}").status_code == 404


def test_a_mounted_application_knows_its_urls(client: CheckingClient, plain: str) -> None:
    slug = plain.rpartition("/")[2]
    below = f"http://localhost/tin/articles/{slug}"
    answer = client.get("/oembed", query_string={"url": below}, base_url="http://localhost/tin")
    assert f'href="{below}"' in json.loads(answer.get_data())["html"]
