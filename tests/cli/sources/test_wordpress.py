"""`sync` from WordPress, by its REST API."""

from __future__ import annotations

import json

from tests.cli.sources.syncing import configure, run, store, sync
from tests.web_server import HTML, Reply, Site


def post(site: Site, number: int, **values: object) -> dict[str, object]:
    return {
        "id": number, "link": f"{site.url}/{number}/", "date_gmt": "2026-11-05T00:30:00",
        "modified_gmt": f"2026-11-05T00:30:{number:02}", "title": {"rendered": f"B&agrave;i {number}"},
        "content": {"rendered": "<p>Bà con lên đồi.</p>", "protected": False},
        "excerpt": {"rendered": "<p>Bà con [&hellip;]</p>"},
        "_embedded": {
            "author": [{"name": "Quàng Văn Tám"}],
            "wp:featuredmedia": [{"code": "rest_forbidden"}],
            "wp:term": [[{"taxonomy": "category", "name": "Nông thôn"}], [{"taxonomy": "post_tag", "name": "rừng"}]],
        },
        **values,
    }  # fmt: skip


def posts(site: Site, asked: dict[str, list[dict[str, object]]]) -> None:
    """Answers each page of the posts; `asked` maps what is asked for after the common parameters."""
    common = "/wp-json/wp/v2/posts?per_page=50&page={}&orderby=modified&order=asc&_embed=1{}"
    for key, content in asked.items():
        page, _, after = key.partition("|")
        reply = Reply(200, {"Content-Type": "application/json"}, json.dumps(content).encode())
        site.replies[common.format(page, f"&modified_after={after}" if after else "")] = reply


def wordpress(site: Site) -> None:
    configure(kind="wordpress", url=f"{site.url}/", delay=0, private_hosts=[site.place])


def test_posts_of_wordpress_come_page_by_page_with_what_is_embedded(site: Site) -> None:
    wordpress(site)
    first = [post(site, number) for number in range(1, 51)]
    posts(site, {"1": first, "2": [post(site, 51), post(site, 52, content={"rendered": "x", "protected": True})]})
    result = sync()
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1] == "xa: 51 created"
    article = store().by_slug("bai-1")
    assert (article.title, article.byline, article.category) == ("Bài 1", "Quàng Văn Tám", "Nông thôn")
    assert (article.tags, article.sapo, str(article.time)) == (("rừng",), "", "07:30:00")


def test_the_next_run_asks_wordpress_for_what_was_changed_since(site: Site) -> None:
    wordpress(site)
    posts(site, {"1": [post(site, 1), post(site, 2)]})
    sync()
    site.replies.clear()
    changed = post(site, 1, modified_gmt="2026-11-06T00:00:00", content={"rendered": "<p>Đã sửa.</p>"})
    posts(site, {"1|2026-11-05T00%3A30%3A02": [changed]})
    assert sync().stdout.splitlines() == ["xa: updated /articles/bai-1 Bài 1", "xa: 1 updated"]


def test_a_site_with_plain_permalinks_is_asked_by_its_query(site: Site) -> None:
    link = f'<link rel="https://api.w.org/" href="{site.url}/index.php?rest_route=/">'
    site.page("/", f"<!doctype html>{link}<p>Trang chủ")
    query = "&per_page=50&page=1&orderby=modified&order=asc&_embed=1"
    content = json.dumps([post(site, 1)]).encode()
    site.replies[f"/?rest_route=/wp/v2/posts{query}"] = Reply(200, {"Content-Type": "application/json"}, content)
    assert run("import", f"{site.url}/").stdout == "created /articles/bai-1 Bài 1\n"
    wordpress(site)
    assert sync().stdout.splitlines()[-1] == "xa: 1 unchanged"


def test_what_is_no_wordpress_is_refused(site: Site) -> None:
    wordpress(site)
    site.replies["/wp-json/wp/v2/posts?per_page=50&page=1&orderby=modified&order=asc&_embed=1"] = Reply(
        200, HTML, b'{"code": "rest_disabled"}'
    )
    assert "xa: failed: no posts of WordPress: " in sync().stderr
