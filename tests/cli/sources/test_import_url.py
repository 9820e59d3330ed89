"""`import` takes an address as well as a file, and tells by the content what there is."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bantin_reader.model.errors import ArticleNotFound, ArticleWithdrawn
from bantin_reader.sources import host_pace
from tests.cli.sources.syncing import PAGE, run, store
from tests.cli.sources.test_wordpress import post, posts
from tests.web_server import HTML, Reply, Site


@pytest.fixture(autouse=True)
def _without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """An import waits for a second between two requests to a host (tests/unit/sources/test_robots.py)."""
    monkeypatch.setattr(host_pace, "LONGEST_DELAY", 0.0)


def feed(site: Site, word: str) -> str:
    space = 'xmlns:c="http://purl.org/rss/1.0/modules/content/"'
    item = f"<item><title>Bài {word}</title><link>{site.url}/{word}</link><c:encoded>Lên đồi.</c:encoded></item>"
    return f'<rss version="2.0" {space}><channel><title>Báo</title>{item}</channel></rss>'


def test_a_page_is_imported_from_its_address(site: Site) -> None:
    site.page("/bai-1.html", PAGE.format("Bài 1", "Hết."))
    for outcome in ("created", "unchanged"):
        result = run("import", "--profile", "bao", f"{site.url}/bai-1.html#dau")
        assert (result.exit_code, result.stdout) == (0, f"{outcome} /articles/bai-1 Bài 1\n")
    assert store().by_slug("bai-1").source_id == f"{site.url}/bai-1.html"


@pytest.mark.parametrize("media_type", ["application/rss+xml", "text/html"])
def test_a_feed_is_told_by_its_content(site: Site, media_type: str) -> None:
    site.file("/tin", feed(site, "1"), media_type)
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


def test_a_dry_run_stores_nothing(site: Site) -> None:
    site.page("/bai-1.html", PAGE.format("Bài 1", "Hết."))
    result = run("import", "--dry-run", "--profile", "bao", f"{site.url}/bai-1.html")
    assert (result.exit_code, json.loads(result.stdout)["slug"]) == (0, "bai-1")
    with pytest.raises(ArticleNotFound):
        store().by_slug("bai-1")


def test_a_sitemap_brings_its_articles_and_not_its_other_pages(site: Site) -> None:
    places = [f"{site.url}/tin/ba-con-len-doi-{number}.html" for number in (1, 2)] + [f"{site.url}/lien-he"]
    urls = "".join(f"<url><loc>{place}</loc></url>" for place in places)
    site.file("/ban-do", f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>', "text/plain")
    for number in (1, 2):
        site.page(f"/tin/ba-con-len-doi-{number}.html", PAGE.format(f"Bài {number}", "Hết."))
    result = run("import", "--profile", "bao", f"{site.url}/ban-do")
    assert result.exit_code == 0, result.output
    assert sorted(result.stdout.splitlines()) == ["created /articles/bai-1 Bài 1", "created /articles/bai-2 Bài 2"]
    assert "/lien-he" not in site.paths


def test_the_home_page_of_wordpress_brings_its_posts_and_a_page_of_it_itself_alone(site: Site) -> None:
    link = f'<link rel="https://api.w.org/" href="{site.url}/wp-json/">'
    site.page("/", f"<!doctype html>{link}<p>Trang chủ")
    site.page("/bai-le/", link + PAGE.format("Bài lẻ", "Hết."))
    posts(site, {"1": [post(site, 1), post(site, 2)]})
    result = run("import", f"{site.url}/")
    assert result.stdout == "created /articles/bai-1 Bài 1\ncreated /articles/bai-2 Bài 2\n", result.output
    assert run("import", "--profile", "bao", f"{site.url}/bai-le/").stdout == "created /articles/bai-le Bài lẻ\n"


def test_posts_that_an_api_answers_are_imported(site: Site) -> None:
    content = json.dumps([post(site, 1), post(site, 2, content={"rendered": "x", "protected": True})])
    site.file("/wp-json/wp/v2/posts?search=doi", content, "application/json")
    assert run("import", f"{site.url}/wp-json/wp/v2/posts?search=doi").stdout == "created /articles/bai-1 Bài 1\n"


def test_json_lines_are_imported_with_their_history_and_pictures(site: Site) -> None:
    lines: list[dict[str, object]] = [
        {"source_id": "a", "title": "Bài 1", "body": '<p>Lên đồi.</p><figure><img src="anh/1.png" alt="Đồi"></figure>'},
        {"source_id": "b", "title": "Bài 2", "body": "<p>x</p>", "withdrawn_at": "2026-01-01T00:00:00Z"},
        {"source_id": "c", "title": "Bài 3", "body": "<p>x</p>", "khac": 1},
    ]
    site.file("/xuat.jsonl", "\n".join(json.dumps({"lang": "vi"} | line) for line in lines), "text/html")
    written = BytesIO()
    Image.new("RGB", (60, 40)).save(written, "PNG")
    site.file("/anh/1.png", written.getvalue(), "image/png")
    result = run("import", f"{site.url}/xuat.jsonl")
    assert result.stdout == "created /articles/bai-1 Bài 1\ncreated /articles/bai-2 Bài 2\n"
    assert result.stderr == f"{site.url}/xuat.jsonl, line 3: khac: Extra inputs are not permitted\n"
    assert 'width="60"' in store().by_slug("bai-1").body
    with pytest.raises(ArticleWithdrawn):
        store().by_slug("bai-2")


def test_lines_from_an_address_that_does_not_say_so_change_no_article(site: Site) -> None:
    site.page("/bai-1.html", PAGE.format("Bài 1", "Hết."))
    assert run("import", "--profile", "bao", f"{site.url}/bai-1.html").exit_code == 0
    line = {
        "source_id": f"{site.url}/bai-1.html",
        "title": "x",
        "body": "<p>x</p>",
        "withdrawn_at": "2026-01-01T00:00Z",
    }
    site.file("/bai-1.html", json.dumps(line), "text/html")
    site.file("/xuat.jsonl", json.dumps(line), "text/html")
    site.replies["/toi"] = Reply(302, {"Location": "/xuat.jsonl"})
    for path in ("/bai-1.html", "/toi"):
        result = run("import", f"{site.url}{path}")
        reason = "JSON Lines replace any article that they name: download the file and import it"
        assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"{site.url}{path}: {reason}\n")
    assert store().by_slug("bai-1").title == "Bài 1"


def test_an_import_that_gives_a_site_up_says_so(site: Site) -> None:
    places = [f"{site.url}/tin/ba-con-len-doi-{number}.html" for number in range(1, 9)]
    urls = "".join(f"<url><loc>{place}</loc></url>" for place in places)
    site.file("/ban-do", f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>', "text/xml")
    for number in range(1, 9):
        site.replies[f"/tin/ba-con-len-doi-{number}.html"] = Reply(503, HTML)
    result = run("import", f"{site.url}/ban-do")
    assert (result.exit_code, result.stdout) == (1, "")
    told = result.stderr.splitlines()
    assert len(told) == 6
    assert told[-1] == (
        f"{site.url}/ban-do: the import stops here: 5 documents in a row could not be fetched; try again later"
    )


def test_a_file_that_holds_a_feed_is_one_whatever_its_name_is(site: Site, tmp_path: Path) -> None:
    for name, word in (("tin.html", "một"), ("tin.xml", "hai")):
        (tmp_path / name).write_text(feed(site, word), "utf-8")
    result = run("import", str(tmp_path / "tin.html"), str(tmp_path / "tin.xml"))
    assert result.stdout == "created /articles/bai-mot Bài một\ncreated /articles/bai-hai Bài hai\n"


def test_a_feed_in_a_folder_fetches_nothing(site: Site, tmp_path: Path) -> None:
    (tmp_path / "luu").mkdir()
    (tmp_path / "luu" / "tin.xml").write_text(feed(site, "một").replace("c:encoded", "description"), "utf-8")
    result = run("import", str(tmp_path / "luu"))
    assert (result.exit_code, "tin.xml: " in result.stderr, site.requests) == (1, True, [])


def test_a_file_of_json_lines_is_one_whatever_its_name_is(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "xuat.txt"
    file.write_text('{"source_id": "a", "title": "Bài 1", "body": "<p>x</p>", "lang": "vi"}\n', "utf-8")
    assert run("import", str(file)).stdout == "created /articles/bai-1 Bài 1\n"
