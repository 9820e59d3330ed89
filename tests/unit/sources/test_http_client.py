"""Fetching a document: what is sent, what is accepted, and what is refused."""

from __future__ import annotations

import gzip
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from bantin_reader.model.errors import NotFetched, SourceRefused
from bantin_reader.model.source import Validators
from bantin_reader.sources.http_client import MAX_REDIRECTS, FetchOptions, HttpClient
from tests.web_server import HTML, Reply, Site, serving

PAGE = "<h1>Khuổi Mây</h1>".encode()
MOVED_TO_LOOPBACK = (
    "http://127.0.0.1:9/",
    "http://[::1]:9/",
    "http://[::ffff:127.0.0.1]:9/",
    "http://[64:ff9b::7f00:1]/",
)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def secure_site(authority: trustme.CA) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with serving(context) as site:
        site.replies["/bai"] = Reply(200, HTML, PAGE)
        yield site


def client(site: Site, **options: object) -> HttpClient:
    """A client that may fetch from the site, without delay."""
    values = {"private_hosts": (site.place,), "seconds_between": 0.0, "obey_robots": False, **options}
    return HttpClient(FetchOptions(**values))  # type: ignore[arg-type]


def refusal(site: Site, path: str, **options: object) -> SourceRefused:
    with pytest.raises(SourceRefused) as refused, client(site, **options) as fetching:
        fetching.get(site.url + path)
    return refused.value


def test_a_document_comes_with_its_type_its_encoding_and_its_address(site: Site) -> None:
    site.replies["/bai"] = Reply(200, {"Content-Type": "text/html; charset=windows-1258"}, PAGE)
    with client(site) as fetching:
        response = fetching.get(f"{site.url}/bai#top")
        page = fetching.page(f"{site.url}/bai")
    assert (response.content, response.media_type, response.charset) == (PAGE, "text/html", "windows-1258")
    assert response.url == f"{site.url}/bai#top"
    assert (page.page, page.charset, page.address) == (PAGE, "windows-1258", f"{site.url}/bai")


def test_a_request_says_who_asks_and_carries_no_cookie(site: Site) -> None:
    site.replies["/bai"] = Reply(200, {**HTML, "Set-Cookie": "a=b"}, PAGE)
    with client(site, contact="(+https://bantin.example.vn)") as fetching:
        fetching.get(f"{site.url}/bai", accept="text/html")
        fetching.get(f"{site.url}/bai", accept="text/html")
    for _, headers in site.requests:
        assert headers == {
            "Host": site.place,
            "User-Agent": "Bantin-Reader (+https://bantin.example.vn)",
            "Accept": "text/html",
            "Accept-Encoding": "gzip",
            "Connection": "keep-alive",
        }


def test_a_proxy_of_the_environment_is_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.replies["/bai"] = Reply(200, HTML, PAGE)
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with client(site) as fetching:
        assert fetching.get(f"{site.url}/bai").content == PAGE


def test_an_address_beyond_ascii_is_encoded(site: Site) -> None:
    site.replies["/b%C3%A0i?t=%E1%BA%A3"] = Reply(200, HTML, PAGE)
    with client(site) as fetching:
        assert fetching.get(f"{site.url}/bài?t=ả").content == PAGE


def test_a_redirect_is_followed_to_the_address_of_the_document(site: Site) -> None:
    site.replies |= {"/cu": Reply(301, {"Location": "bai"}), "/bai": Reply(200, HTML, PAGE)}
    with client(site) as fetching:
        assert fetching.get(f"{site.url}/cu").url == f"{site.url}/bai"


def test_redirects_are_counted(site: Site) -> None:
    site.replies["/round"] = Reply(302, {"Location": "/round"})
    assert str(refusal(site, "/round")) == f"cannot be fetched: more than {MAX_REDIRECTS} redirects"
    assert len(site.requests) == MAX_REDIRECTS + 1


@pytest.mark.parametrize("location", MOVED_TO_LOOPBACK)
def test_a_redirect_into_a_private_network_is_refused(site: Site, location: str) -> None:
    site.replies["/cu"] = Reply(302, {"Location": location})
    assert str(refusal(site, "/cu")).endswith("is in a private network")


def test_another_port_of_a_named_host_and_another_scheme_are_refused(site: Site) -> None:
    site.replies["/cong"] = Reply(302, {"Location": "http://localhost:9/"})
    site.replies["/tep"] = Reply(302, {"Location": "file:///etc/passwd"})
    assert str(refusal(site, "/cong")) == "localhost, port 9, is in a private network"
    assert str(refusal(site, "/tep")).startswith("no address of a web page: ")


def test_a_private_host_that_is_not_named_is_refused(site: Site) -> None:
    assert str(refusal(site, "/bai", private_hosts=())).endswith("is in a private network")
    assert site.requests == []


@pytest.mark.parametrize(
    ("status", "is_temporary"), [(403, False), (404, False), (410, False), (429, True), (503, True)]
)
def test_another_status_is_refused_and_says_whether_to_try_again(site: Site, status: int, is_temporary: bool) -> None:
    site.replies["/bai"] = Reply(status, HTML, PAGE)
    error = refusal(site, "/bai")
    assert isinstance(error, NotFetched)
    assert (error.status, error.is_temporary) == (status, is_temporary)


def test_a_version_that_is_known_is_not_sent_again(site: Site) -> None:
    site.file("/feed", "<rss/>", "application/rss+xml")
    with client(site) as fetching:
        first = fetching.get(f"{site.url}/feed")
        again = fetching.get(f"{site.url}/feed", validators=first.validators)
        changed = fetching.get(f"{site.url}/feed", validators=Validators(etag='"khac"'))
    assert (first.is_unchanged, again.is_unchanged, changed.is_unchanged) == (False, True, False)
    assert again.content == b""


def test_only_a_page_is_taken_for_a_page(site: Site) -> None:
    site.replies["/anh"] = Reply(200, {"Content-Type": "image/png"}, b"\x89PNG")
    with client(site) as fetching, pytest.raises(SourceRefused, match="no web page: the response is image/png"):
        fetching.page(f"{site.url}/anh")


def test_compressed_content_is_decompressed(site: Site) -> None:
    site.replies["/bai"] = Reply(200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(PAGE))
    with client(site) as fetching:
        assert fetching.get(f"{site.url}/bai").content == PAGE


@pytest.mark.parametrize(
    "url", ["https://", "http://a:b@localhost/", "http://localhost:99999/", "http://[::1/", f"http://{'a' * 70}.vn/"]
)
def test_what_is_no_address_of_a_document_is_refused(url: str) -> None:
    with HttpClient() as fetching, pytest.raises(SourceRefused, match="no address of a web page: "):
        fetching.get(url)


def test_a_server_that_is_not_there_is_refused_for_now() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    options = FetchOptions(private_hosts=(f"127.0.0.1:{port}",), obey_robots=False)
    with HttpClient(options) as fetching, pytest.raises(NotFetched, match="Connection refused") as refused:
        fetching.get(f"http://127.0.0.1:{port}/")
    assert refused.value.is_temporary


def test_https_needs_a_certificate_that_is_trusted_for_the_name(
    secure_site: Site, authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "certificate verify failed" in str(refusal(secure_site, "/bai"))
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    with client(secure_site) as fetching:
        assert fetching.get(f"{secure_site.url}/bai").content == PAGE
    by_address = secure_site.url.replace("localhost", "127.0.0.1")
    place = by_address.partition("://")[2]
    with (
        client(secure_site, private_hosts=(place,)) as fetching,
        pytest.raises(NotFetched, match="certificate is not valid for"),
    ):
        fetching.get(f"{by_address}/bai")
