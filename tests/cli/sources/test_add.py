"""`add` finds out how a site offers its articles, shows three, and writes the table that `sync` reads."""

from __future__ import annotations

import json
import os
from errno import EACCES
from pathlib import Path
from typing import Any

import pytest

from bantin_reader.config.settings import Settings
from tests.cli.sources.syncing import PAGE, run
from tests.web_server import HTML, Reply, Site

RSS = "application/rss+xml"
WHOLE = "<p>Bà con lên đồi trồng sa mộc.</p>"
POSTS = "/blog/wp-json/wp/v2/posts?per_page=50&page=1&orderby=modified&order=asc&_embed=1"


@pytest.fixture(autouse=True)
def config(site: Site) -> Path:
    """A configuration file with another setting."""
    file = Path(os.environ["BANTIN_CONFIG"])
    file.write_text('site_name = "Vân Sơn"', "utf-8")
    return file


def feed(site: Site) -> None:
    items = "".join(
        f"<item><title>Bài {n}</title><link>{site.url}/{n}.html</link><c:encoded><![CDATA[{WHOLE}]]></c:encoded></item>"
        for n in range(5, 0, -1)
    )
    space = 'xmlns:c="http://purl.org/rss/1.0/modules/content/"'
    site.file("/rss", f'<rss version="2.0" {space}><channel><title>Báo</title>{items}</channel></rss>', RSS)


def head(site: Site, inside: str) -> None:
    site.page("/", f"<!doctype html><html><head>{inside}</head><body>Trang chủ</body></html>")


def a_feed(site: Site) -> str:
    feed(site)
    return "/rss"


def a_page_that_names_its_feed(site: Site) -> str:
    feed(site)
    head(site, f'<link rel="alternate" type="{RSS}" href="rss">')
    return "/"


def a_wordpress(site: Site) -> str:
    feed(site)
    head(
        site,
        f'<link rel="https://api.w.org/" href="{site.url}/blog/wp-json/">'
        f'<link rel="alternate" type="{RSS}" href="rss">',
    )
    post = {"id": 1, "link": f"{site.url}/1/", "title": {"rendered": "Bài 5"}, "content": {"rendered": WHOLE}}
    site.replies[POSTS] = Reply(200, {"Content-Type": "application/json"}, json.dumps([post]).encode())
    return "/"


def a_portal(site: Site, named: str = "/sitemap.xml") -> str:
    head(site, "")
    links = [f"/tin/bai-viet-so-{number}.html" for number in range(1, 6)]
    for number, link in enumerate(links, 1):
        site.page(link, PAGE.format(f"Bài {number}", WHOLE))
    places = "".join(f"<url><loc>{site.url}{link}</loc></url>" for link in ["/lien-he", *links[::-1]])
    site.file(named, f"<urlset>{places}</urlset>", "application/xml")
    return "/"


def a_portal_whose_robots_name_the_sitemap(site: Site) -> str:
    site.page("/robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site.url}/so-do/tin.xml\n")
    return a_portal(site, "/so-do/tin.xml")


@pytest.mark.parametrize(
    ("build", "kind", "path"),
    [
        (a_feed, "feed", "/rss"),
        (a_page_that_names_its_feed, "feed", "/rss"),
        (a_wordpress, "wordpress", "/blog"),
        (a_portal, "portal", "/sitemap.xml"),
        (a_portal_whose_robots_name_the_sitemap, "portal", "/so-do/tin.xml"),
    ],
)
def test_a_site_is_added_and_then_synchronized(site: Site, build: object, kind: str, path: str) -> None:
    start = build(site)  # type: ignore[operator]
    result = run("add", f"{site.url}{start}", "--name", "bao", "--delay", "0")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[0] == f"found: {kind} {site.url}{path}"
    assert "Bài 5" in result.stdout
    assert result.stdout.count("characters") == (1 if kind == "wordpress" else 3)
    assert Settings().site_name == "Vân Sơn"
    [source] = Settings().sources
    assert (source.name, source.kind, source.url) == ("bao", kind, f"{site.url}{path}")
    assert run("sync", "bao").stdout.splitlines()[-1] == f"bao: {1 if kind == 'wordpress' else 5} created"


def test_a_feed_whose_entries_cannot_be_read_gives_way_to_the_sitemap(site: Site) -> None:
    a_portal(site)
    head(site, f'<link rel="alternate" type="{RSS}" href="rss">')
    item = f"<item><title>Bài</title><link>{site.url}/khong-co.html</link></item>"
    site.file("/rss", f'<rss version="2.0"><channel><title>Báo</title>{item}</channel></rss>', RSS)
    assert f"found: portal {site.url}/sitemap.xml" in run("add", site.url, "--dry-run", "--delay", "0").stdout


def test_a_dry_run_writes_nothing_and_names_are_not_given_twice(site: Site) -> None:
    feed(site)
    before = Path(os.environ["BANTIN_CONFIG"]).read_text("utf-8")
    assert 'name = "localhost"' in run("add", f"{site.url}/rss", "--dry-run", "--delay", "0").stdout
    assert Path(os.environ["BANTIN_CONFIG"]).read_text("utf-8") == before
    run("add", f"{site.url}/rss", "--delay", "0")
    run("add", f"{site.url}/rss", "--delay", "0")
    assert [source.name for source in Settings().sources] == ["localhost", "localhost-2"]


def test_a_configuration_that_may_not_be_written_is_named_and_the_table_is_printed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def refuse_to_append(file: Path, mode: str = "r", *arguments: Any, **named: Any) -> Any:
        if mode == "a":
            raise PermissionError(EACCES, "Permission denied")
        return opened(file, mode, *arguments, **named)

    feed(site)
    monkeypatch.setattr(Path, "open", refuse_to_append)
    result = run("add", f"{site.url}/rss", "--name", "tin", "--delay", "0")
    assert result.exit_code == 1
    assert '[[sources]]\nname = "tin"\n' in result.stdout
    file = os.environ["BANTIN_CONFIG"]
    assert f"{file} cannot be written: Permission denied; append these lines to it yourself" in result.stderr


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(200, HTML, b"<p>Trang"), "neither WordPress, nor a feed, nor a sitemap was found"),
        (Reply(404, HTML), "cannot be fetched: the response is 404 Not Found"),
        (Reply(302, {"Location": "http://127.0.0.1:9/"}), "127.0.0.1, port 9, is in a private network"),
    ],
)
def test_a_site_without_articles_adds_nothing_and_says_why(site: Site, reply: Reply, reason: str) -> None:
    site.replies["/"] = reply
    before = Path(os.environ["BANTIN_CONFIG"]).read_text("utf-8")
    result = run("add", site.url, "--delay", "0")
    assert result.exit_code == 1
    assert reason in result.stderr
    assert Path(os.environ["BANTIN_CONFIG"]).read_text("utf-8") == before
