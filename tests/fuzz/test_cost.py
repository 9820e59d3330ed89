"""Unusual requests cost little more than an ordinary one. Costs are compared in the thread's processor time, so that a
busy machine changes nothing."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from tests.fuzz.asking import Request, ask, encoded
from tests.fuzz.conftest import Site

MANY = 1_000_000
ROUNDS = 3
# A page that is rendered takes a few milliseconds; what grows with the square of a million takes hours.
MOST_TIMES = 100
MOST_BYTES = 8 * MANY

FORM = ("Content-Type", b"application/x-www-form-urlencoded")
HEADERS: dict[str, list[bytes]] = {
    "Cookie": [
        b"a=b; " * (MANY // 5),
        b";" * MANY,
        b'a="' + b"\\" * MANY,
        b"a" + b" " * MANY,
        b"bantin_prefs=" + b"a&" * MANY,
    ],
    "Accept-Language": [b"xx," * (MANY // 3), b"x" + b";" * MANY, b"x" + b" " * MANY + b"y", b"en-" * (MANY // 3)],
    "Accept-Encoding": [b"br," * (MANY // 3), b"br;" * (MANY // 3), b"br" + b" " * MANY + b";"],
    "If-None-Match": [b'"a",' * (MANY // 4), b"W/" * (MANY // 2), b'"' * MANY, b'" ' * (MANY // 2)],
    "If-Modified-Since": [b"1" * MANY, b" " * MANY, b"Thu, " * (MANY // 5)],
    "Range": [b"bytes=" + b"0-1," * (MANY // 4), b"bytes=" + b"9" * MANY + b"-", b"bytes=-" + b"9" * MANY],
    "If-Range": [b'"a",' * (MANY // 4)],
    "Host": [b"a" * MANY, b"a." * (MANY // 2), b"a-" * (MANY // 2) + b"!", b"[" + b":" * MANY],
    "Origin": [b"http://" + b"a" * MANY],
    "Sec-Fetch-Site": [b"a" * MANY],
    "X-Forwarded-For": [b"1.1.1.1," * (MANY // 8), b"127.0.0.1," * (MANY // 10), b"[" * MANY, b"1" * MANY],
    "X-Forwarded-Proto": [b"https," * (MANY // 6), b" " * MANY],
    "X-Request-ID": [b"a" * MANY],
    "Authorization": [b"Bearer " + b"a" * MANY],
    "User-Agent": [b"a" * MANY],
}
QUERIES = [b"a&" * (MANY // 2), b"a=1&" * (MANY // 4), b"%ff" * (MANY // 3), b"\xff" * MANY, b"&" * MANY, b"=" * MANY]
# Queries within the limit of an address.
QUERIES += [query[:7900] for query in QUERIES] + [
    b"set-text=125&" * 600,
    b"picture=1&" * 790,
    b"page=/" + b"a%26" * 1900,
]
PATHS = [
    b"/" + b"a" * MANY,
    b"/" * MANY,
    b"/a" * (MANY // 2),
    b"/articles/" + b"-" * MANY,
    b"/static/" + b"../" * (MANY // 3),
]
PATHS += [path[:7900] for path in PATHS]
BODIES = [b"a&" * 32_000, b"=" * 64_000, b"%" * 64_000, b"text=125&" * 7000, b"next=/" + b"%5C" * 20_000]
BODIES += [b"next=/" + b"a" * 64_000, b"a" * MANY]
PART = b"--b\r\nContent-Disposition: form-data; name=a\r\n\r\n"
MULTIPART = [PART + b"1\r\n", PART + b"\r" * 64_000, PART * 1200, b"--b" * 20_000, PART[:-2] + b"a: b\r\n" * 9000]


def seconds(site: Site, request: Request) -> float:
    def once() -> float:
        began = time.thread_time()
        ask(site.app, request)
        return time.thread_time() - began

    return min(once() for _ in range(ROUNDS))


@pytest.fixture(scope="module")
def plain(sites: dict[str, Site]) -> float:
    """The seconds of a POST to /preferences, which is never cached, after a first one to warm up."""
    seconds(sites["public"], press := Request(b"/preferences", b"", "POST", (FORM,), encoded({"text": b"125"})))
    return max(seconds(sites["public"], press), 0.0005)


def requests() -> list[Request]:
    found = [
        Request(path, query) for query in QUERIES for path in (b"/", b"/embed/latest", b"/embed/toolbar", b"/oembed")
    ]
    found += [Request(path) for path in PATHS]
    found += [Request(b"/preferences", b"", "POST", (FORM,), body) for body in BODIES]
    multipart = ("Content-Type", b"multipart/form-data; boundary=b")
    found += [Request(b"/preferences", b"", "POST", (multipart,), body) for body in MULTIPART]
    types = (
        b"multipart/form-data;" + b" a=b;" * 10_000,
        b"multipart/form-data; boundary=" + b"a" * 60_000,
        b";" * 60_000,
    )
    found += [Request(b"/preferences", b"", "POST", (("Content-Type", kind),), b"text=125") for kind in types]
    for name, values in HEADERS.items():
        for value in values:
            found.append(Request(b"/preferences", headers=((name, value),)))
            found.append(Request(b"/preferences", b"", "POST", (FORM, (name, value)), b"text=125"))
            found.append(Request(b"/embed/v1.js", headers=((name, value),)))
    return found


REQUESTS = requests()


@pytest.mark.parametrize("number", range(len(REQUESTS)))
def test_an_unusual_request_takes_little_more_time_than_setting_a_preference(
    sites: dict[str, Site], plain: float, number: int
) -> None:
    assert seconds(sites["public"], REQUESTS[number]) < MOST_TIMES * plain


def test_unusual_requests_leave_nothing_in_memory(sites: dict[str, Site]) -> None:
    for request in REQUESTS:
        ask(sites["public"].app, request)
    tracemalloc.start()
    try:
        for request in REQUESTS:
            ask(sites["public"].app, request)
        grown, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert grown < MOST_BYTES
