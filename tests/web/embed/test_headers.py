"""Headers of embeds and cross-origin responses: who may frame and load them."""

from __future__ import annotations

import re

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.web.templating.assets import csp_hash
from tests.checking import CheckingClient
from tests.conftest import SAMPLES, land

FROM_ANYWHERE = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}


def policy(answer: object) -> dict[str, str]:
    text = answer.headers["Content-Security-Policy"]  # type: ignore[attr-defined]
    return {name: rest for name, _, rest in (part.strip().partition(" ") for part in text.split(";"))}


@pytest.fixture
def slug(settings: Settings) -> str:
    return land(settings, SAMPLES)[0]


def test_an_embed_may_be_framed_by_anyone_and_loads_under_coep(client: CheckingClient, slug: str) -> None:
    for address in (f"/embed/articles/{slug}", "/embed/latest", "/embed/nothing"):
        answer = client.get(address)
        assert policy(answer)["frame-ancestors"] == "'self' *"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert answer.headers["Cross-Origin-Embedder-Policy"] == "require-corp"
        assert "X-Frame-Options" not in answer.headers
        assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("allowed", "ancestors"),
    [("https://bo.example.vn", "'self' https://bo.example.vn"), ("none", "'self'"), ("*", "'self' *")],
)
def test_the_setting_decides_who_may_frame_an_embed(settings: Settings, allowed: str, ancestors: str) -> None:
    client = create_app(Settings(data=settings.data, embed_allow=allowed)).test_client()
    assert policy(client.get("/embed/latest"))["frame-ancestors"] == ancestors


def test_every_other_page_is_framed_by_its_own_site_alone(client: CheckingClient, slug: str) -> None:
    for address in ("/", f"/articles/{slug}", "/preferences", "/nothing", "/embed"):
        answer = client.get(address)
        assert policy(answer)["frame-ancestors"] == "'self'"
        assert policy(answer)["frame-src"] == "'self'"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_what_embeds_and_host_pages_load_is_cross_origin(client: CheckingClient, slug: str) -> None:
    page = client.get(f"/embed/articles/{slug}").text
    built = set(re.findall(r'"(/static/[^"]+)"', page))
    pictures = set(re.findall(r"/pictures/[^\s\",]+", page))
    assert len(built) == 4
    assert pictures
    for address in [*built, *pictures, "/embed/v1.js"]:
        answer = client.get(address)
        assert answer.status_code == 200
        assert {name: answer.headers.get(name) for name in FROM_ANYWHERE} == FROM_ANYWHERE


def test_the_embedders_accent_is_named_in_the_policy(client: CheckingClient) -> None:
    plain, answer = client.get("/embed/latest"), client.get("/embed/latest?accent=9b1c1c")
    [style] = re.findall("<style>(.*?)</style>", answer.text)
    assert "--accent:#9b1c1c" in style
    assert csp_hash(style) in policy(answer)["style-src"]
    assert "<style>" not in plain.text
    assert policy(plain)["style-src"] == "'self'"


def test_the_embedders_accent_comes_after_the_sites_own(settings: Settings) -> None:
    client = create_app(Settings(data=settings.data, accent="#7a1f1f")).test_client()
    answer = client.get("/embed/latest?accent=%23003a70")
    [style] = re.findall("<style>(.*?)</style>", answer.text)
    assert style.index("--site-accent") < style.index("--accent:#003a70")
    assert csp_hash(style) in policy(answer)["style-src"]


def test_the_host_script_is_cached_for_an_hour_and_revalidated(client: CheckingClient) -> None:
    script = client.get("/embed/v1.js")
    assert script.mimetype == "text/javascript"
    assert script.headers["Cache-Control"] == "public, max-age=3600"
    pinned = client.get(script.headers["Content-Location"])
    assert pinned.get_data() == script.get_data()
    assert "immutable" in pinned.headers["Cache-Control"]
    again = client.get("/embed/v1.js", headers={"If-None-Match": script.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    assert FROM_ANYWHERE.items() <= dict(again.headers).items()
    head = client.head("/embed/v1.js")
    assert head.headers["Content-Length"] == script.headers["Content-Length"]
