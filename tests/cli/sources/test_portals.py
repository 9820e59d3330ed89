"""`sync` from portals: a page of links, or a sitemap."""

from __future__ import annotations

import gzip
from datetime import timedelta

import pytest

from bantin_reader.model.errors import ArticleWithdrawn
from bantin_reader.services import recheck
from tests.cli.sources.syncing import PAGE, configure, store, sync
from tests.web_server import HTML, Reply, Site

XML = "application/xml"


def portal(site: Site, path: str = "/tin") -> None:
    configure(
        kind="portal", url=site.url + path, links="/bai-\\d+$", profile="bao", delay=0, private_hosts=[site.place]
    )


def list_page(numbers: range) -> str:
    links = "".join(f'<a href="bai-{number}#dau">Bài</a> <a href="/bai-{number}/in">In</a>' for number in numbers)
    return f"<!doctype html><body>{links}<a href='mailto:a@b.vn'>x</a><a href='http://[x'>y</a></body>"


@pytest.fixture
def old(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page is due at once."""
    monkeypatch.setattr(recheck, "SOONEST", timedelta())
    monkeypatch.setattr(recheck, "SOONEST_REFUSED", timedelta())


@pytest.fixture
def pages(site: Site) -> Site:
    """A portal whose page lists twelve articles."""
    site.file("/tin", list_page(range(1, 13)), "text/html")
    for number in range(1, 13):
        site.file(f"/bai-{number}", PAGE.format(f"Bài {number}", "Hết."), "text/html; charset=utf-8")
    portal(site)
    return site


def test_the_pages_that_a_list_leads_to_are_read_and_no_others(pages: Site) -> None:
    result = sync()
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1] == "xa: 12 created"
    assert store().by_slug("bai-1").source_id == f"{pages.url}/bai-1"
    assert not any(path.endswith("/in") for path in pages.paths)


def test_a_second_run_asks_for_the_list_alone(pages: Site) -> None:
    sync()
    pages.requests.clear()
    assert sync().stdout == "xa: nothing new\n"
    assert pages.paths == ["/robots.txt", "/tin"]


def test_pages_that_are_due_are_asked_for_again_and_not_sent_again(pages: Site, old: None) -> None:
    sync()
    pages.requests.clear()
    pages.file("/bai-3", PAGE.format("Bài 3", "Đã sửa."), "text/html; charset=utf-8")
    assert sync().stdout.splitlines() == ["xa: updated /articles/bai-3 Bài 3", "xa: 1 updated, 11 unchanged"]
    asked = [headers for path, headers in pages.requests if path.startswith("/bai-")]
    assert len(asked) == 12
    assert all("If-None-Match" in headers for headers in asked)


def test_an_article_that_is_gone_is_told_and_withdrawn_only_where_that_is_allowed(pages: Site, old: None) -> None:
    sync()
    pages.replies["/bai-3"] = Reply(410, HTML)
    assert f"xa: {pages.url}/bai-3: its source no longer has it" in sync().stderr
    assert store().by_slug("bai-3")
    assert "xa: withdrawn /articles/bai-3" in sync("--allow-removals").stdout
    with pytest.raises(ArticleWithdrawn, match="Nơi đăng đã gỡ bài này"):
        store().by_slug("bai-3")
    assert "bai-3" not in sync("--allow-removals").output


def test_a_run_that_would_withdraw_more_than_a_tenth_withdraws_nothing(pages: Site, old: None) -> None:
    sync()
    for number in (3, 4):
        pages.replies[f"/bai-{number}"] = Reply(404, HTML)
    result = sync("--allow-removals")
    assert result.exit_code == 1
    assert "failed: nothing was withdrawn: 2 of 12 articles are gone at the source, more than 10 %" in result.stderr
    assert store().count() == 12


@pytest.mark.parametrize("compressed", [False, True])
def test_a_sitemap_index_leads_to_articles_by_their_last_change(site: Site, compressed: bool) -> None:
    def urlset(day: str) -> bytes:
        text = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{site.url}/bai-1</loc>"
        written = f"{text}<lastmod>{day}</lastmod></url><url><loc>{site.url}/khac</loc></url></urlset>".encode()
        return gzip.compress(written) if compressed else written

    place = f"<sitemap><loc>{site.url}/s1.xml</loc></sitemap>"
    site.file("/sitemap.xml", f"<?xml version='1.0'?><sitemapindex>{place}</sitemapindex>", XML)
    site.file("/s1.xml", urlset("2026-11-05"), XML)
    site.file("/bai-1", PAGE.format("Bài 1", "Hết."), "text/html; charset=utf-8")
    portal(site, "/sitemap.xml")
    assert sync().stdout.splitlines()[-1] == "xa: 1 created"
    site.requests.clear()
    assert sync().stdout == "xa: 1 unchanged\n"
    assert "/bai-1" not in site.paths
    site.file("/s1.xml", urlset("2026-11-06"), XML)
    site.file("/bai-1", PAGE.format("Bài 1", "Sửa."), "text/html; charset=utf-8")
    assert sync().stdout.splitlines()[-1] == "xa: 1 updated"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><urlset>&b;</urlset>", "no sitemap: it declares entities"),
        ("<urlset><url>", "no sitemap: "),
    ],
)
def test_a_sitemap_that_is_broken_or_hostile_is_refused(site: Site, content: str, reason: str) -> None:
    site.file("/sitemap.xml", content, XML)
    portal(site, "/sitemap.xml")
    result = sync()
    assert result.exit_code == 1
    assert f"xa: failed: {reason}" in result.stderr
