"""Rules of robots.txt, and the pace of requests."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from bantin_reader.model.errors import NotFetched, SourceRefused
from bantin_reader.sources.host_pace import HostPace
from bantin_reader.sources.http_client import FetchOptions, HttpClient
from tests.web_server import HTML, Reply, Site

TEXT = {"Content-Type": "text/plain"}
RULES = (
    b"User-agent: *\nDisallow: /noi-bo\nCrawl-delay: 7\n\nUser-agent: Bantin-Reader\nDisallow: /rieng\nCrawl-delay: 3\n"
)


def client(site: Site, pace: HostPace | None = None, **options: object) -> HttpClient:
    values = {"private_hosts": (site.place,), "seconds_between": 0.0, **options}
    return HttpClient(FetchOptions(**values), pace)  # type: ignore[arg-type]


@pytest.fixture
def pages(site: Site) -> Site:
    site.replies |= {path: Reply(200, HTML, b"<p>") for path in ("/bai", "/rieng/1", "/noi-bo")}
    return site


def test_an_address_that_the_site_disallows_is_not_requested(pages: Site) -> None:
    pages.replies["/robots.txt"] = Reply(200, TEXT, RULES)
    with client(pages) as fetching:
        fetching.get(f"{pages.url}/bai")
        with pytest.raises(SourceRefused, match=r"the site's /robots\.txt disallows /rieng/1"):
            fetching.get(f"{pages.url}/rieng/1")
        fetching.get(f"{pages.url}/noi-bo")
    assert pages.paths == ["/robots.txt", "/bai", "/noi-bo"]


def test_a_redirect_to_a_disallowed_address_is_not_followed(pages: Site) -> None:
    pages.replies["/robots.txt"] = Reply(200, TEXT, RULES)
    pages.replies["/bai"] = Reply(302, {"Location": "/rieng/1"})
    with client(pages) as fetching, pytest.raises(SourceRefused, match="disallows"):
        fetching.get(f"{pages.url}/bai")
    assert "/rieng/1" not in pages.paths


def test_robots_are_not_asked_where_the_setting_says_so(pages: Site) -> None:
    pages.replies["/robots.txt"] = Reply(200, TEXT, RULES)
    with client(pages, obey_robots=False) as fetching:
        fetching.get(f"{pages.url}/rieng/1")
    assert pages.paths == ["/rieng/1"]


def test_a_site_without_robots_allows_everything(pages: Site) -> None:
    with client(pages) as fetching:
        assert fetching.get(f"{pages.url}/rieng/1").content == b"<p>"


def test_a_site_whose_robots_fail_is_left_alone_for_now(pages: Site) -> None:
    pages.replies["/robots.txt"] = Reply(503, TEXT)
    with client(pages) as fetching, pytest.raises(NotFetched, match=r"/robots\.txt: cannot be fetched") as refused:
        fetching.get(f"{pages.url}/bai")
    assert refused.value.is_temporary
    assert pages.paths == ["/robots.txt"]


def test_requests_to_a_host_are_a_second_apart_or_what_the_site_asks_for(pages: Site) -> None:
    waits: list[float] = []
    with client(pages, HostPace(pause=waits.append), seconds_between=1.0, obey_robots=False) as fetching:
        for _ in range(3):
            fetching.get(f"{pages.url}/bai")
    assert [round(seconds) for seconds in waits] == [1, 1]
    waits.clear()
    pages.replies["/robots.txt"] = Reply(200, TEXT, RULES)
    with client(pages, HostPace(pause=waits.append), seconds_between=1.0) as fetching:
        fetching.get(f"{pages.url}/bai")
        fetching.get(f"{pages.url}/bai")
    assert [round(seconds) for seconds in waits] == [3, 3]


def test_hosts_do_not_wait_for_each_other_and_processes_do(tmp_path: Path) -> None:
    waits: list[float] = []
    assert HostPace(tmp_path, waits.append).wait("a.example", 5) == 0
    assert HostPace(tmp_path, waits.append).wait("b.example", 5) == 0
    other = multiprocessing.get_context("fork").Process(target=HostPace(tmp_path).wait, args=("c.example", 5))
    other.start()
    other.join()
    for host in ("a.example", "c.example"):
        assert HostPace(tmp_path, waits.append).wait(host, 5) > 4
    assert len(waits) == 2
