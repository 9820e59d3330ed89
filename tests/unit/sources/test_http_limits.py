"""Servers that send too much, too slowly, or what they did not announce."""

from __future__ import annotations

import gzip
import threading
from typing import Any

import pytest

from bantin_reader.model.errors import NotFetched
from bantin_reader.sources.http_client import FetchOptions, HttpClient
from tests.web_server import HTML, Reply, Site

pytestmark = pytest.mark.slow  # waits for slow servers

MEGABYTE = 1024 * 1024


def failure(site: Site, *, max_bytes: int = 20 * MEGABYTE, max_seconds: float = 30.0) -> NotFetched:
    options = FetchOptions(private_hosts=(site.place,), seconds_between=0.0, obey_robots=False, max_seconds=max_seconds)
    with HttpClient(options) as client, pytest.raises(NotFetched) as refused:
        client.get(f"{site.url}/bai", max_bytes=max_bytes)
    return refused.value


def test_a_document_that_is_too_big_is_refused(site: Site) -> None:
    site.replies["/bai"] = Reply(200, HTML, b"a" * 2_001)
    assert str(failure(site, max_bytes=2_000)) == "too big: more than 2,000 bytes"


def test_a_document_without_end_is_refused(site: Site) -> None:
    sent = []

    def write(file: Any) -> None:
        file.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for number in range(10_000):
            file.write(b"a" * 65_536)
            sent.append(number)

    site.replies["/bai"] = Reply(write=write)
    assert str(failure(site, max_bytes=MEGABYTE)).startswith("too big")
    assert len(sent) < 500


def test_a_small_document_that_decompresses_to_a_huge_one_is_refused(site: Site) -> None:
    bomb = gzip.compress(b"\0" * (64 * MEGABYTE))
    assert len(bomb) < MEGABYTE
    site.replies["/bai"] = Reply(200, {**HTML, "Content-Encoding": "gzip"}, bomb)
    assert str(failure(site, max_bytes=MEGABYTE)).startswith("too big")


@pytest.mark.parametrize(
    ("encoding", "content", "reason"),
    [
        ("br", b"a", "cannot be read: its content is encoded as br"),
        ("gzip", b"not gzip", "cannot be read: its compression is broken"),
        ("gzip", gzip.compress(b"a" * 5_000, mtime=0)[:20], "cannot be read: its compression is cut off"),
        ("gzip, gzip", gzip.compress(b"a", mtime=0), "cannot be read: its content is encoded as gzip, gzip"),
    ],
)
def test_content_in_another_or_a_broken_encoding_is_refused(
    site: Site, encoding: str, content: bytes, reason: str
) -> None:
    site.replies["/bai"] = Reply(200, {**HTML, "Content-Encoding": encoding}, content)
    assert str(failure(site)).startswith(reason)


def test_a_document_that_ends_before_its_announced_length_is_refused_for_now(site: Site) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n<h1>"
    site.replies["/bai"] = Reply(write=lambda file: file.write(head))
    assert failure(site).is_temporary


@pytest.mark.parametrize("rubbish", [b"", b"\0\1\2\3\r\n\r\n", b"SSH-2.0-OpenSSH_9.2\r\n", b"HTTP/1.1 abc\r\n\r\n"])
def test_what_is_no_http_is_refused_for_now(site: Site, rubbish: bytes) -> None:
    site.replies["/bai"] = Reply(write=lambda file: file.write(rubbish))
    assert failure(site).is_temporary


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"])
def test_a_server_that_sends_a_byte_now_and_then_is_given_up(site: Site, head: bytes) -> None:
    given_up = threading.Event()

    def write(file: Any) -> None:
        file.write(head)
        while not given_up.wait(0.05):
            file.write(b"X")

    site.replies["/bai"] = Reply(write=write)
    error = failure(site, max_seconds=0.3)
    given_up.set()
    assert str(error) == "cannot be fetched: it takes more than 0.3 seconds"
    assert error.is_temporary
