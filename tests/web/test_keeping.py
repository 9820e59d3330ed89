"""Kept pages: who gets the same bytes, when a page is made anew, and what readers get while the store is away."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app

from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.web.keeping import Keeping
from bantin_reader.web.kept_pages import ENTRY_BYTES, KeptPage, KeptPages

HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-cache"), ("ETag", 'W/"1"')]


class Site:
    """An application that counts; what it answers, the store's edition and the clock are a test's to set."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.status = "200 OK"
        self.headers = HEADERS
        self.edition = 1
        self.is_away = False
        self.looks = 0
        self.now = 1000.0
        self.gate: threading.Event | None = None
        self.keeping = Keeping(self.app, self.look, most_bytes=1_000_000, stale_seconds=600, clock=lambda: self.now)

    def look(self) -> int:
        self.looks += 1
        if self.is_away:
            raise StoreUnavailable("gone")
        return self.edition

    def app(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        self.made.append(environ["PATH_INFO"])
        if self.gate:
            self.gate.wait(10)
        assert environ["REQUEST_METHOD"] == "GET" or environ["PATH_INFO"] == "/post"
        assert "HTTP_IF_NONE_MATCH" not in environ or environ["PATH_INFO"].startswith("/pictures/")
        start(self.status, list(self.headers))
        return [f"page {len(self.made)}".encode()]

    def get(self, path: str = "/", method: str = "GET", **headers: str) -> tuple[str, Any, bytes]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        environ = EnvironBuilder(path, method=method, headers=named).get_environ()
        body, status, answered = run_wsgi_app(self.keeping, environ, buffered=True)
        return status, answered, b"".join(body)


@pytest.fixture
def site() -> Site:
    return Site()


def test_a_page_is_made_once_and_answered_headers_and_all(site: Site) -> None:
    first, second = site.get(), site.get()
    assert first[2] == second[2] == b"page 1"
    assert list(second[1]) == HEADERS
    assert site.made == ["/"]


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/?page=2"},
        {"path": "/privacy"},
        {"Host": "khac.example.vn"},
        {"Cookie": "bantin_prefs=text=125"},
        {"Accept_Language": "en"},
        {"Accept_Encoding": "br"},
    ],
)
def test_what_a_page_depends_on_parts_it(site: Site, other: dict[str, str]) -> None:
    site.get()
    assert site.get(**other)[2] == b"page 2"


@pytest.mark.parametrize(
    "same",
    [
        {"Cookie": "khac=1; bantin_prefs=text=100&theme=pink"},
        {"Cookie": "bantin_prefs=plain=1"},
        {"Accept_Language": "vi-VN,vi;q=0.9,en;q=0.5"},
        {"Accept_Language": "fr"},
        {"User_Agent": "Khac/1.0"},
        {"HX_Request": "true"},
    ],
)
def test_what_it_does_not_depend_on_shares_it(site: Site, same: dict[str, str]) -> None:
    site.get()
    assert site.get(**same)[2] == b"page 1"


def test_the_same_choices_in_another_order_share_a_page(site: Site) -> None:
    site.get(Cookie="bantin_prefs=text=125&theme=dark")
    assert site.get(Cookie="bantin_prefs=theme=dark&text=125&plain=1")[2] == b"page 1"


def test_a_widgets_page_depends_on_its_own_cookie_alone(site: Site) -> None:
    site.get("/embed/latest")
    assert site.get("/embed/latest", Cookie="bantin_prefs=text=125")[2] == b"page 1"
    assert site.get("/embed/latest", Cookie="__Host-bantin_widget=text=125")[2] == b"page 2"
    assert site.get("/", Cookie="__Host-bantin_widget=text=125")[2] == b"page 3"
    assert site.get("/")[2] == b"page 3"


@pytest.mark.parametrize("path", ["/embed/latest?set-text=125", "/preferences", "/pictures/x.jpg", "/" + "a" * 3000])
def test_presses_settings_files_and_odd_requests_pass_by(site: Site, path: str) -> None:
    site.get(path)
    assert site.get(path)[2] == b"page 2"


def test_a_post_passes_by(site: Site) -> None:
    site.get("/post", "POST")
    assert site.get("/post", "POST")[2] == b"page 2"


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("404 NOT FOUND", HEADERS),
        ("302 FOUND", HEADERS),
        ("500 INTERNAL SERVER ERROR", HEADERS),
        ("200 OK", [*HEADERS, ("Set-Cookie", "a=b")]),
        ("200 OK", [("Cache-Control", "no-store"), ("ETag", 'W/"1"')]),
        ("200 OK", [("Cache-Control", "no-cache")]),
    ],
)
def test_what_is_no_finished_page_is_not_kept(site: Site, status: str, headers: list[tuple[str, str]]) -> None:
    site.status, site.headers = status, headers
    assert site.get()[0] == status
    assert site.get()[2] == b"page 2"


@pytest.mark.parametrize(
    ("known", "status"),
    [('W/"1"', 304), ('"1"', 304), ('"0", W/"1"', 304), ("*", 304), ('W/"2"', 200), ("1 junk", 200)],
)
def test_who_has_the_page_already_gets_no_body(site: Site, known: str, status: int) -> None:
    for _ in range(2):
        answer = site.get(If_None_Match=known)
        assert answer[0].startswith(str(status))
        assert (answer[2] == b"") == (status == 304)
        assert "ETag" in answer[1]
        assert ("Content-Type" in answer[1]) == (status == 200)
    assert len(site.made) == 1


def test_head_gets_the_headers_of_get_and_fills_the_page_for_it(site: Site) -> None:
    head = site.get(method="HEAD")
    assert (head[0], head[2]) == ("200 OK", b"")
    get = site.get()
    assert get[2] == b"page 1"
    assert list(head[1]) == list(get[1])


def test_a_new_edition_makes_the_page_anew_and_is_looked_for_four_times_a_second(site: Site) -> None:
    site.get()
    site.edition = 2
    site.now += 0.2
    assert site.get()[2] == b"page 1"
    site.now += 0.1
    assert site.get()[2] == b"page 2"
    assert site.looks == 2


def test_while_the_store_is_away_kept_pages_are_served_for_a_set_time(site: Site) -> None:
    site.get()
    site.is_away = True
    site.status = "500 INTERNAL SERVER ERROR"
    site.now += 599
    assert site.get()[2] == b"page 1"
    assert site.get("/other")[0] == site.status
    site.now += 2
    assert site.get()[0] == site.status
    site.is_away, site.status, site.edition = False, "200 OK", 2
    site.now += 1
    assert site.get()[0] == "200 OK"


def test_a_page_that_fails_to_be_made_anew_is_served_as_it_was(site: Site) -> None:
    site.get()
    site.edition, site.status = 2, "500 INTERNAL SERVER ERROR"
    site.now += 1
    assert site.get()[::2] == ("200 OK", b"page 1")
    site.status = "200 OK"
    assert site.get()[2] == b"page 3"


def test_a_hundred_at_once_cause_one_render(site: Site) -> None:
    site.gate = threading.Event()
    bodies: list[bytes] = []
    threads = [threading.Thread(target=lambda: bodies.append(site.get()[2])) for _ in range(100)]
    for thread in threads:
        thread.start()
    site.gate.set()
    for thread in threads:
        thread.join()
    assert bodies == [b"page 1"] * 100
    assert site.made == ["/"]


def test_when_the_first_fails_the_others_try_themselves(site: Site) -> None:
    site.gate, site.status = threading.Event(), "404 NOT FOUND"
    seen: list[str] = []
    threads = [threading.Thread(target=lambda: seen.append(site.get()[0])) for _ in range(5)]
    for thread in threads:
        thread.start()
    site.gate.set()
    for thread in threads:
        thread.join()
    assert seen == ["404 NOT FOUND"] * 5


def page(size: int) -> KeptPage:
    return KeptPage(1, 0.0, "", [], [], [b"x" * size])


def test_the_least_recently_used_goes_first_and_bytes_are_bounded() -> None:
    pages = KeptPages(3 * (1000 + ENTRY_BYTES))
    for name in "abc":
        pages.put(name, page(1000))
    pages.get("a")
    pages.put("d", page(1000))
    assert [pages.get(name) is not None for name in "abcd"] == [True, False, True, True]
    pages.put("a", page(500))
    assert (len(pages), pages.bytes) == (3, 2 * 1000 + 500 + 3 * ENTRY_BYTES)
    pages.put("large", page(100_000))
    assert pages.get("large") is None
    assert len(pages) == 3


def test_ten_thousand_pages_stay_within_the_bound() -> None:
    pages = KeptPages(1_000_000)
    for number in range(10_000):
        pages.put(number, page(number % 5000))
        assert pages.bytes <= 1_000_000
    assert pages.bytes == sum(kept.size for number in range(10_000) if (kept := pages.get(number)))
