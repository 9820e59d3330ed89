"""The oEmbed provider: a URL that is not plainly the site's gets an error that repeats nothing of it."""

from __future__ import annotations

from urllib.parse import quote, quote_from_bytes, urlsplit

import pytest
from flask import Flask
from hypothesis import HealthCheck, example, given
from hypothesis import settings as runs
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.web.middleware.normalization import LONGEST_ADDRESS
from bantin_reader.web.urls import PublicUrls
from tests.conftest import PORTAL_TEXT, land

REFUSAL = "This site has no article at that address.\n"
HOST = "bantin.example.vn"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, str]:
    """The application under a public address, and the slug of its one article."""
    site = Settings(data=tmp_path_factory.mktemp("site"), public_url=f"https://{HOST}", hosts="localhost")
    [slug] = land(site, PORTAL_TEXT)
    return create_app(site), slug


def ask(app: Flask, encoded: str) -> TestResponse:
    """Requests a URL that is percent-encoded already."""
    return app.test_client().get(f"/oembed?url={encoded}", headers={"Host": "localhost"})


def is_refused(answer: TestResponse) -> bool:
    return (answer.status_code, answer.mimetype, answer.text) == (404, "text/plain", REFUSAL)


def is_too_long(answer: TestResponse) -> bool:
    return answer.status_code == 414 and HOST in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/articles/{slug}",
        "https://{host}.evil.example/articles/{slug}",
        "https://evil{host}/articles/{slug}",
        "https://{host}@evil.example/articles/{slug}",
        "https://evil.example@{host}/articles/{slug}",
        "https://a:b@{host}/articles/{slug}",
        "https://@{host}/articles/{slug}",
        "https://{host}:8443/articles/{slug}",
        "https://{host}:80/articles/{slug}",
        "http://{host}:443/articles/{slug}",
        "https://{host}:/articles/{slug}",
        "https://{host}:0443/articles/{slug}",
        "https://{host}./articles/{slug}",
        "https://localhost/articles/{slug}",
        "https://evil.example\\@{host}/articles/{slug}",
        "https://{host}\\@evil.example/articles/{slug}",
        "https:\\\\{host}\\articles\\{slug}",
        "https://{host}/articles\\{slug}",
        "https:///{host}/articles/{slug}",
        "https:{host}/articles/{slug}",
        "https:/{host}/articles/{slug}",
        "//{host}/articles/{slug}",
        "/articles/{slug}",
        "{host}/articles/{slug}",
        "ftp://{host}/articles/{slug}",
        "file:///articles/{slug}",
        "javascript://{host}/articles/{slug}",
        "javascript:alert(1)//https://{host}/articles/{slug}",
        "data:text/html,https://{host}/articles/{slug}",
        "view-source:https://{host}/articles/{slug}",
        "https://{host}//articles/{slug}",
        "https://{host}/articles//{slug}",
        "https://{host}/articles/{slug}//",
        "https://{host}/./articles/{slug}",
        "https://{host}/x/../articles/{slug}",
        "https://{host}/articles/{slug}/..",
        "https://{host}/%61rticles/{slug}",
        "https://{host}/articles%2F{slug}",
        "https://{host}/articles/%2e%2e/articles/{slug}",
        "https://{host}/articles/{slug}%00",
        "https://{host}/articles/{slug};v=1",
        "https://%62antin.example.vn/articles/{slug}",
        "https://bantin%2eexample.vn/articles/{slug}",
        "https://bantin.example.vn%2f@evil.example/articles/{slug}",
        "https://bantin。example。vn/articles/{slug}",
        "https://ｂantin.example.vn/articles/{slug}",
        "https://bаntin.example.vn/articles/{slug}",
        "https://{host}／articles／{slug}",
        "ｈttps://{host}/articles/{slug}",
        "https://{host}/articles/{slug}\t",
        "https://{host}/arti\tcles/{slug}",
        "ht\ntps://{host}/articles/{slug}",
        "https://{host}\n/articles/{slug}",
        "https://{host}/articles/{slug}\n",
        "https://{host}/articles/{slug}\r\nSet-Cookie: a=b",
        " https://{host}/articles/{slug}",
        "https://{host}/articles/{slug} ",
        "https://{host} /articles/{slug}",
        "https://{host}/articles/{slug}?a=\x00",
        "https://{host}/articles/{slug}#\u2028",
        "https://{host}/articles/{slug}?\\",
        "https://{host}/articles/",
        "https://{host}/articles",
        "https://{host}/",
        "https://{host}",
        "https://{host}/embed/latest",
        "https://{host}/embed/embed/articles/{slug}",
        "https://{host}/oembed?url=https://{host}/articles/{slug}",
        "https://{host}/pictures/{slug}",
        "https://{host}/?/articles/{slug}",
        "https://{host}#/articles/{slug}",
        "https://{host}?/articles/{slug}",
        "https://[{host}]/articles/{slug}",
        "https://[::1]/articles/{slug}",
        "https://[/articles/{slug}",
        "http://127.0.0.1/articles/{slug}",
        "http://169.254.169.254/latest/meta-data/",
        "https://{host}/articles/' OR 1=1 --",
        "https://{host}/articles/<script>alert(1)</script>",
        "<script>alert(1)</script>",
        "\ud800",
        "\x00",
        " ",
        ".",
        "https://",
        "://",
    ],
)
def test_a_url_that_is_not_plainly_the_sites_is_not_found(served: tuple[Flask, str], address: str) -> None:
    app, slug = served
    encoded = quote(address.format(host=HOST, slug=slug), safe="", errors="surrogatepass")
    assert is_refused(ask(app, encoded))


def test_the_sites_own_url_is_accepted_so_that_refusals_mean_something(served: tuple[Flask, str]) -> None:
    app, slug = served
    assert ask(app, quote(f"https://{HOST}/articles/{slug}", safe="")).status_code == 200


@pytest.mark.parametrize("length", [2_001, 5_000, 1_000_000])
@pytest.mark.parametrize(
    "part", ["{address}?{filling}", "{address}{filling}", "https://{filling}/articles/x", "{filling}"]
)
def test_a_very_long_url_is_not_found(served: tuple[Flask, str], length: int, part: str) -> None:
    app, slug = served
    address = f"https://{HOST}/articles/{slug}"
    answer = ask(app, quote(part.format(address=address, filling="a" * length), safe=""))
    assert is_too_long(answer) if length > LONGEST_ADDRESS else is_refused(answer)


WORDS = f"http:// https:// {HOST} evil.example /articles/ /embed/articles/ @ : // \\ .. ? # [ ] :443 <b> ａ {{slug}}"
PIECE = st.one_of(st.sampled_from([*WORDS.split(), "\t", "\n", "\ud800", "\x7f"]), st.text(st.characters(), max_size=6))
# A surrogate as some clients encode it, which is no UTF-8.
ENCODED = st.lists(PIECE, max_size=12).map(lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass"))


@runs(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(ENCODED, st.binary(max_size=60)))
@example(b"https://bantin.example.vn/articles/{slug}")
def test_any_bytes_get_an_article_of_the_site_or_an_error(served: tuple[Flask, str], address: bytes) -> None:
    app, slug = served
    address = address.replace(b"{slug}", slug.encode())
    answer = ask(app, quote_from_bytes(address, safe=""))
    if not address:
        assert answer.status_code == 400
    elif answer.status_code == 200:
        parts = urlsplit(address.decode())
        assert parts.scheme in ("http", "https")
        assert parts.netloc.lower() in (HOST, f"{HOST}:{80 if parts.scheme == 'http' else 443}")
        assert parts.path.removesuffix("/") in (f"/articles/{slug}", f"/embed/articles/{slug}")
    else:
        assert is_refused(answer)


@runs(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECE, max_size=8).map("".join))
@example("?utm_source=bao#phan-2")
def test_accepted_urls_are_the_sites_own_whatever_surrounds_them(served: tuple[Flask, str], around: str) -> None:
    app, _ = served
    urls = PublicUrls(f"https://{HOST}/tin")
    with app.test_request_context(environ_overrides={"SCRIPT_NAME": "/tin"}):
        for address in (f"https://{HOST}/tin/articles/bai{around}", f"{around}https://{HOST}/tin/articles/bai"):
            slug = urls.slug_in(address)
            if slug is not None:
                assert urls.article(slug).article in address.lower().replace("/embed/", "/").replace("http:", "https:")
                assert urlsplit(address).hostname == HOST
