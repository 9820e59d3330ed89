"""Which requests share a cached page, and which are never cached."""

from __future__ import annotations

import pytest

from tests.web.page_cache.site import HEADERS, Site


@pytest.fixture
def site() -> Site:
    return Site()


def test_a_page_is_rendered_once_and_served_with_its_headers(site: Site) -> None:
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
def test_requests_for_different_pages_do_not_share_one(site: Site, other: dict[str, str]) -> None:
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
def test_requests_that_differ_in_other_headers_share_a_page(site: Site, same: dict[str, str]) -> None:
    site.get()
    assert site.get(**same)[2] == b"page 1"


def test_the_same_choices_in_another_order_share_a_page(site: Site) -> None:
    site.get(Cookie="bantin_prefs=text=125&theme=dark")
    assert site.get(Cookie="bantin_prefs=theme=dark&text=125&plain=1")[2] == b"page 1"


def test_an_embed_depends_on_its_own_cookie_alone(site: Site) -> None:
    site.get("/embed/latest")
    assert site.get("/embed/latest", Cookie="bantin_prefs=text=125")[2] == b"page 1"
    assert site.get("/embed/latest", Cookie="__Host-bantin_widget=text=125")[2] == b"page 2"
    assert site.get("/", Cookie="__Host-bantin_widget=text=125")[2] == b"page 3"
    assert site.get("/")[2] == b"page 3"


@pytest.mark.parametrize("path", ["/preferences", "/pictures/x.jpg", "/" + "a" * 3000])
def test_routes_without_a_page_cache_and_long_addresses_are_not_cached(site: Site, path: str) -> None:
    site.get(path)
    assert site.get(path)[2] == b"page 2"


def test_a_post_is_not_cached(site: Site) -> None:
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
def test_other_responses_are_not_cached(site: Site, status: str, headers: list[tuple[str, str]]) -> None:
    site.status, site.headers = status, headers
    assert site.get()[0] == status
    assert site.get()[2] == b"page 2"


@pytest.mark.parametrize(
    ("known", "status"),
    [('W/"1"', 304), ('"1"', 304), ('"0", W/"1"', 304), ("*", 304), ('W/"2"', 200), ("1 junk", 200)],
)
def test_a_current_validator_gets_304_without_body(site: Site, known: str, status: int) -> None:
    for _ in range(2):
        answer = site.get(If_None_Match=known)
        assert answer[0].startswith(str(status))
        assert (answer[2] == b"") == (status == 304)
        assert "ETag" in answer[1]
        assert ("Content-Type" in answer[1]) == (status == 200)
    assert len(site.made) == 1


def test_head_has_the_headers_of_get_and_fills_the_cache(site: Site) -> None:
    head = site.get(method="HEAD")
    assert (head[0], head[2]) == ("200 OK", b"")
    get = site.get()
    assert get[2] == b"page 1"
    assert list(head[1]) == list(get[1])
