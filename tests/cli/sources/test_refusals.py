"""What is no article is told once, and is not asked for again in each run."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.services import recheck
from bantin_reader.store.engine import open_database
from bantin_reader.store.source_repository import SourceRepository
from tests.cli.sources.syncing import PAGE, configure, store, sync
from tests.cli.sources.test_wordpress import post, posts, wordpress
from tests.web_server import HTML, Reply, Site

LIST = '<a href="/bai-1">Bài</a><a href="/bai-2">Bài</a>'
LOGIN = "<!doctype html><title>Đăng nhập</title><form><input name=ten></form>"


@pytest.fixture
def portal(site: Site) -> Site:
    """A portal of one article, and a page that is none."""
    site.file("/tin", LIST, "text/html")
    site.file("/bai-1", PAGE.format("Bài 1", "Hết."), "text/html; charset=utf-8")
    site.file("/bai-2", LOGIN, "text/html; charset=utf-8")
    configure(
        kind="portal", url=f"{site.url}/tin", links="/bai-\\d+$", profile="bao", delay=0, private_hosts=[site.place]
    )
    return site


@pytest.fixture
def due(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was refused is due at once."""
    monkeypatch.setattr(recheck, "LATEST", timedelta())


def asked(site: Site) -> list[str]:
    return [path for path in site.paths if path != "/robots.txt"]


def known_items() -> SourceRepository:
    return SourceRepository(open_database(Settings().database_url))


def test_a_page_that_is_no_article_is_told_and_then_left_alone(portal: Site) -> None:
    result = sync()
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (1, "xa: 1 created, 1 refused")
    assert f"xa: {portal.url}/bai-2: no title" in result.stderr
    portal.requests.clear()
    result = sync()
    assert (result.exit_code, result.stdout, result.stderr) == (0, "xa: 1 unchanged, 1 skipped\n", "")
    assert asked(portal) == ["/tin"]
    portal.requests.clear()
    assert sync().stdout == "xa: nothing new\n"
    assert "If-None-Match" in portal.requests[-1][1]


def test_what_was_refused_is_no_article_of_the_source(portal: Site) -> None:
    sync()
    assert (known_items().state_of("xa").articles, store().count()) == (1, 1)
    portal.replies["/bai-2"] = Reply(404, HTML)
    assert "its source no longer has it" not in sync("--retry-refused", "--allow-removals").stderr


def test_a_page_that_is_due_again_is_not_sent_again_unless_it_has_changed(portal: Site, due: None) -> None:
    sync()
    portal.requests.clear()
    assert sync().stdout == "xa: 1 unchanged, 1 skipped\n"
    assert [headers.get("If-None-Match", "") != "" for path, headers in portal.requests if path == "/bai-2"] == [True]
    portal.file("/bai-2", PAGE.format("Bài 2", "Hết."), "text/html; charset=utf-8")
    assert sync().stdout.splitlines() == ["xa: created /articles/bai-2 Bài 2", "xa: 1 created, 1 unchanged"]


def test_each_pause_is_about_twice_the_one_before(portal: Site) -> None:
    sync()
    [item] = [one for one in known_items().due("xa", datetime.max, 9) if one.refusal]
    assert item.refusal.startswith("no title")
    hour = timedelta(hours=1)
    for age, pause in ((0 * hour, hour), (6 * hour, 6 * hour), (900 * hour, timedelta(days=7))):
        now = item.seen_at + age
        assert recheck.next_check(item, now, is_refused=True) == now + pause


def test_pages_are_asked_for_again_on_demand(portal: Site) -> None:
    sync()
    sync()
    portal.requests.clear()
    result = sync("--retry-refused")
    assert (result.exit_code, result.stdout) == (1, "xa: 1 unchanged, 1 refused\n")
    assert not any("If-None-Match" in headers for path, headers in portal.requests if path == "/bai-2")


def test_a_listed_page_that_never_was_there_is_left_alone(portal: Site) -> None:
    portal.replies["/bai-2"] = Reply(404, HTML)
    assert f"{portal.url}/bai-2: cannot be fetched: the response is 404" in sync().stderr
    portal.requests.clear()
    assert sync().stdout == "xa: 1 unchanged, 1 skipped\n"
    assert asked(portal) == ["/tin"]


def test_a_post_without_text_does_not_make_every_run_ask_for_all_posts(site: Site) -> None:
    wordpress(site)
    posts(site, {"1": [post(site, 1), post(site, 2, content={"rendered": ""}, excerpt={"rendered": ""})]})
    assert sync().stdout.splitlines()[-1] == "xa: 1 created, 1 refused"
    assert sync().stdout == "xa: 1 unchanged, 1 skipped\n"
    posts(site, {"1|2026-11-05T00%3A30%3A02": []})
    assert sync().stdout == "xa: nothing new\n"
    assert "modified_after" in site.paths[-1]
