"""`import` takes the address of a page or of a feed as well as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from bantin_reader.model.errors import ArticleNotFound
from tests.cli.sources.syncing import PAGE, run, store
from tests.web_server import HTML, Reply, Site


def test_a_page_is_imported_from_its_address(site: Site) -> None:
    site.page("/bai-1.html", PAGE.format("Bài 1", "Hết."))
    for outcome in ("created", "unchanged"):
        result = run("import", "--profile", "bao", f"{site.url}/bai-1.html#dau")
        assert (result.exit_code, result.stdout) == (0, f"{outcome} /articles/bai-1 Bài 1\n")
    assert store().by_slug("bai-1").source_id == f"{site.url}/bai-1.html"


@pytest.mark.parametrize("media_type", ["application/rss+xml", "text/html"])
def test_a_feed_is_told_by_its_content(site: Site, media_type: str) -> None:
    space = 'xmlns:c="http://purl.org/rss/1.0/modules/content/"'
    item = f"<item><title>Bài 1</title><link>{site.url}/1</link><c:encoded>Bà con lên đồi.</c:encoded></item>"
    site.file("/tin", f'<rss version="2.0" {space}><channel><title>Báo</title>{item}</channel></rss>', media_type)
    assert run("import", f"{site.url}/tin").stdout == "created /articles/bai-1 Bài 1\n"


def test_files_and_addresses_are_imported_together_and_each_failure_is_named(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("---\ntitle: Bài 2\n---\nBà con lên đồi.\n", "utf-8")
    site.replies["/mat"] = Reply(404, HTML)
    site.replies["/xa"] = Reply(302, {"Location": "http://127.0.0.1:9/"})
    result = run("import", f"{site.url}/mat", str(file), f"{site.url}/xa")
    assert result.exit_code == 1
    assert result.stdout == "created /articles/bai-2 Bài 2\n"
    assert result.stderr.splitlines() == [
        f"{site.url}/mat: cannot be fetched: the response is 404 Not Found",
        f"{site.url}/xa: 127.0.0.1, port 9, is in a private network",
    ]


def test_a_dry_run_fetches_nothing(site: Site) -> None:
    result = run("import", "--dry-run", f"{site.url}/bai-1.html")
    assert result.exit_code == 2
    assert "profile try" in result.stderr
    assert site.requests == []
    with pytest.raises(ArticleNotFound):
        store().by_slug("bai-1")
