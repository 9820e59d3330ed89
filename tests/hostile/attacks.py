"""Attacks by requests; each asserts that the responses are what a reader could be shown."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.fuzz.test_over_the_wire import REFUSED, TAKEN
from tests.fuzz.wire import FORM, HOST, hold, say
from tests.hostile.hostile_imports import hostile_files, two_imports_of_one_folder
from tests.hostile.target import AT_ONCE, Target
from tests.serving.server import eventually


def pictures_that_do_not_exist(target: Target) -> None:
    names = [f"/pictures/{target.large}-{width}.avif" for width in range(1, AT_ONCE + 1)]
    names += [f"/pictures/{target.large}-{width}.webp" for width in (480, 960, 1440, 9400)]
    assert target.get_all_at_once(names) <= {404, 503}


def a_picture_whose_renditions_are_lost(target: Target) -> None:
    names = [f"/pictures/{target.lost}-{width}.{end}" for width in (480, 960, 1440) for end in ("avif", "webp", "jpg")]
    assert target.get_all_at_once(names * 2) <= {200, 503}
    eventually(lambda: target.get(names[0]) == [200])


def pages_that_do_not_exist(target: Target) -> None:
    paths = [f"/articles/khong-co-{number}" for number in range(200)]
    paths += [f"/?page={number}" for number in range(900_000, 900_050)]
    paths += [f"/static/{number}.css" for number in range(50)]
    paths += [f"/oembed?url=http://localhost/articles/{number}" for number in range(50)]
    assert target.get_all_at_once(paths) <= {303, 404}


def lists_in_languages_that_no_article_has(target: Target) -> None:
    assert target.get_all_at_once(f"/embed/latest?lang=x-{number}" for number in range(100)) <= {200}


def an_article_of_end_marks(target: Target) -> None:
    assert target.get_all_at_once(f"/articles/{target.marks}?lang=x-{number}" for number in range(20)) <= {200, 503}


def cookies_of_other_applications(target: Target) -> None:
    for value in (b"\xff\xfe", "tên=ố".encode(), b'"' * 5000, b"a=b; " * 5000, bytes(range(128, 256))):
        heard = target.send(b"GET", "/preferences", b"Cookie: bantin_prefs=text=150; zz=" + value + b"\r\n")
        assert heard.statuses == [200]
        assert len(value) > 4999 or b'data-text="150"' in heard.whole, "the reader's own setting is lost"


def strange_ranges(target: Target) -> None:
    for value in (b"lines=0-1", b"bytes=" + b"0-1," * 5000, b"bytes=-" + b"9" * 9000, b"bytes=0-1,5-", b"\xff"):
        assert target.get(f"/pictures/{target.lost}-480.jpg", b"Range: " + value)[0] in (200, 503)


def malformed_requests(target: Target) -> None:
    for data in [*REFUSED.values(), *(data for data, _ in TAKEN.values())]:
        assert all(status < 500 for status in say(target.server.port, data).statuses)
        say(target.server.port, data[: len(data) // 2], then_hang_up=True)


def large_bodies(target: Target) -> None:
    lines, body = FORM + b"Content-Length: 10000000\r\n", b"a" * 10_000_000
    with ThreadPoolExecutor(AT_ONCE) as pool:
        heard = list(pool.map(lambda _: target.send(b"POST", "/preferences", lines, body=body), range(AT_ONCE)))
    assert {status for one in heard for status in one.statuses} <= {400, 413, 422, 503}


def bodies_that_stop(target: Target) -> None:
    start = f"POST {target.mount}/preferences HTTP/1.1\r\n".encode() + HOST + FORM
    held = [hold(target.server.port, start + b"Content-Length: 100\r\n\r\ntext") for _ in range(AT_ONCE)]
    try:
        assert target.get("/privacy") == [200]
    finally:
        for connection in held:
            connection.close()


def silent_connections(target: Target) -> None:
    held = [hold(target.server.port, data) for data in (b"", b"GET", b"GET / HTTP/1.1\r\nHost") for _ in range(30)]
    try:
        assert target.get("/privacy") == [200]
    finally:
        for connection in held:
            connection.close()


ATTACKS: list[Callable[[Target], None]] = [
    pictures_that_do_not_exist,
    a_picture_whose_renditions_are_lost,
    pages_that_do_not_exist,
    lists_in_languages_that_no_article_has,
    an_article_of_end_marks,
    cookies_of_other_applications,
    strange_ranges,
    malformed_requests,
    large_bodies,
    bodies_that_stop,
    silent_connections,
    hostile_files,
    two_imports_of_one_folder,
]
