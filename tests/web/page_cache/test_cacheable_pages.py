"""A site with the page cache gives every request the same response as one without."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as runs
from hypothesis import strategies as st

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.conftest import PORTAL_TEXT, SAMPLES, land

# Each sends some nine requests to two sites.
EXAMPLES = runs().max_examples // 4
PATHS = [
    "/",
    "/?page=2",
    "/privacy",
    "/embed/latest",
    "/embed/latest?count=2&lang=en",
    "/embed/v1.js",
    "/nothing",
    "/logo",
]
CHOICES = ["text=125", "theme=dark", "lang=en", "lang=vi", "images=off", "plain=1", "text=999", "lang=", "images=on"]
cookies = st.lists(st.sampled_from(CHOICES), max_size=4).map("&".join)
headers = st.fixed_dictionaries(
    {},
    optional={
        "Accept-Language": st.sampled_from(["vi", "en", "en-GB,vi;q=0.5", "vi-VN, en;q=0.9", "fr", "*", ";;"]),
        "Accept-Encoding": st.sampled_from(["br", "gzip", "gzip, br", "br;q=0, gzip;q=0.1", "identity", "*", "zstd"]),
        "HX-Request": st.just("true"),
    },
)
bantin = st.tuples(st.sampled_from(["bantin_prefs", "__Host-bantin_widget"]), cookies).map("=".join)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any, list[str]]:
    data = tmp_path_factory.mktemp("cached")
    slugs = land(Settings(data=data), SAMPLES, PORTAL_TEXT)
    cached, plain = create_app(Settings(data=data)), create_app(Settings(data=data, cache_bytes=0))
    return cached.test_client(use_cookies=False), plain.test_client(use_cookies=False), slugs


def content(answer: Any) -> bytes:
    """Gzip writes the time into its header."""
    gzipped = answer.headers.get("Content-Encoding") == "gzip" and answer.data
    return gzip.decompress(answer.data) if gzipped else bytes(answer.data)


def headers_of(answer: Any) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name not in ("Date", "X-Request-ID")}


@runs(max_examples=EXAMPLES, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_cache_changes_no_response(sites: tuple[Any, Any, list[str]], data: st.DataObject) -> None:
    cached, plain, slugs = sites
    articles = [address for slug in slugs[-2:] for address in (f"/articles/{slug}", f"/embed/articles/{slug}?level=3")]
    for _ in range(6):
        path = data.draw(st.sampled_from([*PATHS, *articles, f"{articles[0]}?picture=1", f"{articles[0]}?lang=en"]))
        sent = data.draw(headers)
        cookie = data.draw(st.none() | st.lists(bantin, min_size=1, max_size=2).map("; ".join))
        environ = {"HTTP_COOKIE": cookie} if cookie else {}
        method = data.draw(st.sampled_from(["GET", "HEAD"]))
        one = cached.open(path, method=method, headers=sent, environ_overrides=environ)
        other = plain.open(path, method=method, headers=sent, environ_overrides=environ)
        assert (one.status, headers_of(one)) == (other.status, headers_of(other))
        assert content(one) == content(other)
        etag = one.headers.get("ETag")
        if etag:
            again = cached.open(path, headers={**sent, "If-None-Match": etag}, environ_overrides=environ)
            assert (again.status_code, again.data) == (304, b"")
