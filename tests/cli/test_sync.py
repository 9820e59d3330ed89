"""`sync` brings articles from feeds, each source on its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import stamina
from click.testing import CliRunner, Result
from PIL import Image

from bantin_reader.cli.main import commands
from bantin_reader.config.settings import Settings
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database
from tests.web_server import HTML, Reply, Site, serving

RSS = "application/rss+xml"
PROFILE = "[fields]\ntitle = 'h1'\ndate = 'time'\nbody = '#bai'\n"
PAGE = """<!doctype html><html lang="vi"><title>x</title><h1>{title}</h1><time datetime="2026-11-05">05/11/2026</time>
<div id="bai"><p>Sáng nay, bà con lên đồi.</p><p><img src="/anh.png" alt="Đồi sa mộc"></p><p>{last}</p></div></html>"""


@pytest.fixture(scope="module")
def _sites() -> Iterator[tuple[Site, Site]]:
    with serving() as first, serving() as second:
        yield first, second


@pytest.fixture
def sites(_sites: tuple[Site, Site], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Site, Site]]:
    """Two sites, each with an article in full in its feed and one on a page, configured as sources."""
    for name, site in zip(("bao", "xa"), _sites, strict=True):
        site.replies.clear()
        site.requests.clear()
        site.file("/rss", feed(site, name, "một"), RSS)
        site.page("/2.html", PAGE.format(title=f"{name} hai", last="Hết."))
        site.file("/anh.png", picture(), "image/png")
    profiles = Path(os.environ["BANTIN_DATA"]) / "profiles"
    profiles.mkdir(parents=True)
    (profiles / "bao.toml").write_text(PROFILE, "utf-8")
    config = tmp_path / "bantin.toml"
    config.write_text("".join(table(name, site) for name, site in zip(("bao", "xa"), _sites, strict=True)), "utf-8")
    monkeypatch.setenv("BANTIN_CONFIG", str(config))
    with stamina.set_testing(True, attempts=3):
        yield _sites


def table(name: str, site: Site) -> str:
    return (
        f'[[sources]]\nname = "{name}"\nkind = "feed"\nurl = "{site.url}/rss"\nprofile = "bao"\ndelay = 0\n'
        f'private_hosts = ["{site.place}"]\n'
    )


def feed(site: Site, name: str, word: str) -> str:
    whole = f"<p>Bản tin {word}.</p><p>Bà con lên đồi.</p>"
    return (
        f'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{name}</title>'
        f"<item><title>{name} hai</title><link>{site.url}/2.html</link><description>Sáng nay…</description></item>"
        f"<item><title>{name} một</title><link>{site.url}/1.html</link>"
        f"<content:encoded><![CDATA[{whole}]]></content:encoded></item></channel></rss>"
    )


def picture() -> bytes:
    written = BytesIO()
    Image.new("RGB", (600, 400), "green").save(written, "PNG")
    return written.getvalue()


def sync(*arguments: str) -> Result:
    return CliRunner().invoke(commands, ["sync", *arguments])


def store() -> ArticleRepository:
    return ArticleRepository(open_database(Settings().database_url))


def test_articles_come_from_the_feed_and_from_the_pages_that_it_announces(sites: tuple[Site, Site]) -> None:
    result = sync("bao")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "bao: created /articles/bao-mot bao một",
        "bao: created /articles/bao-hai bao hai",
        "bao: 2 created",
    ]
    assert store().by_slug("bao-mot").source_id == f"{sites[0].url}/1.html"
    article = store().by_slug("bao-hai")
    assert 'width="600"' in article.body
    assert article.date


def test_a_second_run_asks_for_the_feed_alone(sites: tuple[Site, Site]) -> None:
    sync()
    for site in sites:
        site.requests.clear()
    result = sync()
    assert sorted(result.stdout.splitlines()) == ["bao: nothing new", "xa: nothing new"]
    assert [site.paths for site in sites] == [["/robots.txt", "/rss"]] * 2


def test_a_changed_entry_changes_its_article_alone(sites: tuple[Site, Site]) -> None:
    sync("bao")
    sites[0].requests.clear()
    sites[0].file("/rss", feed(sites[0], "bao", "đã sửa"), RSS)
    assert sync("bao").stdout.splitlines() == [
        "bao: updated /articles/bao-mot bao một",
        "bao: 1 updated, 1 unchanged",
    ]
    assert "/2.html" not in sites[0].paths
    assert "đã sửa" in store().by_slug("bao-mot").body


def test_an_entry_with_another_id_at_the_same_address_is_the_same_article(sites: tuple[Site, Site]) -> None:
    sync("bao")
    changed = feed(sites[0], "bao", "một").replace(
        "</link>", "?utm_source=rss</link><guid isPermaLink='false'>9</guid>"
    )
    sites[0].replies["/2.html?utm_source=rss"] = sites[0].replies["/2.html"]
    sites[0].file("/rss", changed, RSS)
    assert sync("bao").stdout.splitlines() == ["bao: 2 unchanged"]
    assert store().count() == 2


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(503, HTML), "cannot be fetched: the response is 503 Service Unavailable"),
        (Reply(200, HTML, b"<html><form>login</form></html>"), "no feed: "),
        (Reply(302, {"Location": "http://127.0.0.1:9/"}), "127.0.0.1, port 9, is in a private network"),
    ],
)
def test_a_source_that_fails_is_told_and_harms_no_other(sites: tuple[Site, Site], reply: Reply, reason: str) -> None:
    sites[0].replies["/rss"] = reply
    result = sync()
    assert result.exit_code == 1
    assert f"bao: failed: {reason}" in result.stderr
    assert "xa: 2 created" in result.stdout
    assert sites[0].paths.count("/rss") == (3 if reply.status == 503 else 1)


def test_a_failure_that_passes_is_not_told(sites: tuple[Site, Site]) -> None:
    replies = iter([Reply(503), Reply(200, {"Content-Type": RSS}, feed(sites[0], "bao", "một").encode())])
    sites[0].replies["/rss"] = lambda _headers: next(replies)
    assert sync("bao").exit_code == 0


def test_a_page_that_cannot_be_had_is_told_and_tried_again(sites: tuple[Site, Site]) -> None:
    sites[0].replies["/2.html"] = Reply(500, HTML)
    result = sync("bao")
    assert result.exit_code == 1
    assert f"bao: {sites[0].url}/2.html: cannot be fetched: the response is 500" in result.stderr
    assert result.stdout.splitlines()[-1] == "bao: 1 created, 1 refused"
    sites[0].page("/2.html", PAGE.format(title="bao hai", last="Hết."))
    assert sync("bao").stdout.splitlines()[0] == "bao: created /articles/bao-hai bao hai"


def test_a_picture_that_cannot_be_had_leaves_the_article_and_a_warning(sites: tuple[Site, Site]) -> None:
    sites[0].replies["/anh.png"] = Reply(404, HTML)
    result = sync("bao")
    assert result.exit_code == 0
    assert "the figure is left out: anh.png: cannot be fetched: the response is 404" in result.stderr
    assert store().count() == 2


def test_the_sources_are_shown_with_their_last_success_and_their_failures(
    sites: tuple[Site, Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "150")
    sync("xa")
    sites[0].replies["/rss"] = Reply(404, HTML)
    sync("bao")
    lines = CliRunner().invoke(commands, ["sources"]).stdout.splitlines()
    rows = {
        cells[1].strip(): [cell.strip() for cell in cells[2:-1]] for line in lines if len(cells := line.split("│")) > 2
    }
    assert rows["bao"] == ["feed", "never", "0", "1", "cannot be fetched: the response is 404 Not Found"]
    assert rows["xa"][2:] == ["2", "0", ""]


def test_a_source_that_is_not_configured_is_named(sites: tuple[Site, Site]) -> None:
    result = sync("khac")
    assert result.exit_code == 1
    assert "no source is named 'khac'; there are bao, xa" in result.stderr


def test_check_tells_of_a_source_that_fails(sites: tuple[Site, Site]) -> None:
    sites[0].replies["/rss"] = Reply(404, HTML)
    sync()
    result = CliRunner().invoke(commands, ["check"])
    assert "source bao: failed 1 times in a row: cannot be fetched: the response is 404 Not Found" in result.stdout
    assert "source xa" not in result.stdout
