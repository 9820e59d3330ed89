"""Responses that nginx must not cache, and requests of different hosts. The application is a stand-in that sends the
headers in its query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import parse_qsl
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from tests.deploy.client import Connection, Readers
from tests.deploy.nginx import SITE, Nginx
from tests.deploy.upstream import AppServers

OTHER = "other.example.vn"


def stand_in(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    """Send the headers that the query has; the body tells the host headers of the request."""
    start("200 OK", [*({"Content-Type": "text/html"} | dict(parse_qsl(environ["QUERY_STRING"]))).items()])
    names = ("HTTP_HOST", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED", "HTTP_X_FORWARDED_PREFIX", "HTTP_X_EVIL")
    return [" ".join(str(environ.get(name)) for name in names).encode()]


@pytest.fixture(scope="module")
def apps() -> Iterator[AppServers]:
    servers = AppServers(stand_in)
    yield servers
    servers.stop()


@pytest.fixture(scope="module")
def nginx(apps: AppServers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    place: Path = tmp_path_factory.mktemp("nginx")
    server = Nginx(place, apps.ports, {f"server_name {SITE}": f"server_name {SITE} {OTHER}"})
    yield server
    server.stop()


def test_audio_without_a_suffix_is_negotiated_for_each_request_and_that_with_one_is_cached(
    readers: Readers, apps: AppServers
) -> None:
    cached = "Cache-Control=public,%20max-age=300&Vary=Accept"
    for accept in ("audio/ogg", "audio/mpeg"):
        readers.ask(f"/articles/tin/audio?{cached}", Accept=accept)
    assert [one.headers.get("Accept") for one in apps.requests] == ["audio/ogg", "audio/mpeg"]
    assert all("Cookie" not in one.headers for one in apps.requests)


@pytest.mark.parametrize("path", ["/page", "/embed/page", "/static/file", "/pictures/file"])
@pytest.mark.parametrize(
    "answer",
    [
        "Cache-Control=no-store",
        "Cache-Control=private,%20max-age=60",
        "Cache-Control=max-age=60&Set-Cookie=a=1",
        "Set-Cookie=a=1",
        "Cache-Control=no-cache&Set-Cookie=a=1",
    ],
)
def test_a_response_for_one_reader_is_not_cached(readers: Readers, apps: AppServers, path: str, answer: str) -> None:
    for _ in range(2):
        readers.ask(f"{path}?{answer}")
    if path.startswith(("/static", "/pictures")):
        assert all("?" not in one.target for one in apps.requests)
    else:
        assert len(apps.requests) == 2


@pytest.mark.parametrize("answer", ["Cache-Control=no-cache&Vary=Cookie", "Vary=*", "Expires=0", "X-Accel-Expires=0"])
def test_a_page_is_cached_whatever_its_vary_and_expires_say(readers: Readers, apps: AppServers, answer: str) -> None:
    for number in range(3):
        readers.ask(f"/page?{answer}", Cookie=f"n={number}")
    assert len(apps.requests) < 3


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize("path", ["/preferences", "/api/articles/1", "/page"])
def test_only_get_is_cached(readers: Readers, apps: AppServers, method: str, path: str) -> None:
    for _ in range(2):
        readers.ask(path, method=method, body=b"text=125", Authorization="Bearer x", Origin=f"https://{SITE}")
    assert [one.method for one in apps.requests] == [method, method]
    if path != "/page":
        assert {one.headers["Authorization"] for one in apps.requests} == {"Bearer x"}
        assert {one.headers["Content-Length"] for one in apps.requests} == {"8"}


@pytest.mark.parametrize("path", ["/a", "/embed/a", "/pictures/a.webp?Cache-Control=max-age=60"])
def test_each_host_has_its_own_copy(readers: Readers, path: str) -> None:
    for _ in range(2):
        for host in (SITE, OTHER, SITE.upper()):
            assert readers.ask(path, Host=host).text.split()[0] == host.lower()


@pytest.mark.parametrize("path", ["/b", "/embed/b", "/static/b?Cache-Control=max-age=60", "/preferences", "/healthz"])
def test_forged_headers_reach_no_app_server_and_no_other_reader(readers: Readers, path: str) -> None:
    forged = {
        "X_Forwarded_Host": "evil.example",
        "Forwarded": "host=evil.example",
        "X_Forwarded_Prefix": "/evil",
    }
    if path != "/preferences":
        forged["X_Evil"] = "evil"
    assert readers.ask(path, **forged).text == f"{SITE} None None None None"
    assert readers.ask(path).text == f"{SITE} None None None None"


def test_nginx_compresses_nothing_by_itself(readers: Readers) -> None:
    answer = readers.ask("/short", Accept_Encoding="gzip")
    assert len(answer.content) > 20
    assert answer.headers["Content-Encoding"] is None


def test_the_host_of_an_absolute_request_target_counts(nginx: Nginx) -> None:
    connection = Connection(nginx)
    assert connection.ask(f"https://{OTHER}/c", Host=SITE).text.split()[0] == OTHER
    assert connection.ask("/c", Host=SITE).text.split()[0] == SITE
    assert connection.ask(f"https://{SITE}", Host=SITE).text.split()[0] == SITE
    assert connection.ask("https://evil.example/c", Host=SITE).status == 421
    connection.close()
