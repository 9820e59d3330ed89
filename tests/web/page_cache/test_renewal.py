"""When a cached page is rendered again, what is served while the store is unavailable, and single flight."""

from __future__ import annotations

import threading

import pytest

from tests.web.page_cache.site import Site


@pytest.fixture
def site() -> Site:
    return Site()


def test_a_new_revision_is_read_four_times_a_second_and_renews_the_page(site: Site) -> None:
    site.get()
    site.revision = 2
    site.now += 0.2
    assert site.get()[2] == b"page 1"
    site.now += 0.1
    assert site.get()[2] == b"page 2"
    assert site.looks == 2


def test_while_the_store_is_unavailable_cached_pages_are_served_for_a_set_time(site: Site) -> None:
    site.get()
    site.is_away = True
    site.status = "500 INTERNAL SERVER ERROR"
    site.now += 599
    assert site.get()[2] == b"page 1"
    assert site.get("/other")[0] == site.status
    site.now += 2
    assert site.get()[0] == site.status
    site.is_away, site.status, site.revision = False, "200 OK", 2
    site.now += 1
    assert site.get()[0] == "200 OK"


def test_a_page_that_fails_to_render_again_is_served_from_the_cache(site: Site) -> None:
    site.get()
    site.revision, site.status = 2, "500 INTERNAL SERVER ERROR"
    site.now += 1
    assert site.get()[::2] == ("200 OK", b"page 1")
    site.status = "200 OK"
    assert site.get()[2] == b"page 3"


def test_a_hundred_simultaneous_requests_cause_one_render(site: Site) -> None:
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


def test_when_the_first_request_fails_the_others_render_themselves(site: Site) -> None:
    site.gate, site.status = threading.Event(), "404 NOT FOUND"
    seen: list[str] = []
    threads = [threading.Thread(target=lambda: seen.append(site.get()[0])) for _ in range(5)]
    for thread in threads:
        thread.start()
    site.gate.set()
    for thread in threads:
        thread.join()
    assert seen == ["404 NOT FOUND"] * 5
