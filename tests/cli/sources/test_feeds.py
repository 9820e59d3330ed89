"""What a feed no longer holds stays: a feed has the newest entries only."""

from __future__ import annotations

from tests.cli.sources.syncing import configure, store, sync
from tests.web_server import Site

SPACE = 'xmlns:c="http://purl.org/rss/1.0/modules/content/"'


def offer(site: Site, *numbers: int) -> None:
    """The feed with these articles."""
    items = "".join(
        f"<item><title>Bài {number}</title><link>{site.url}/{number}.html</link>"
        f"<c:encoded><![CDATA[<p>Bà con lên đồi. Tin số {number}.</p>]]></c:encoded></item>"
        for number in numbers
    )
    content = f'<rss version="2.0" {SPACE}><channel><title>Báo</title><language>vi</language>{items}</channel></rss>'
    site.file("/rss", content, "application/rss+xml")


def test_what_leaves_a_feed_stays_also_where_removals_are_allowed(site: Site) -> None:
    configure(kind="feed", url=f"{site.url}/rss", delay=0, private_hosts=[site.place])
    offer(site, 2, 1)
    assert sync().stdout.splitlines()[-1] == "xa: 2 created"
    offer(site, 3, 2)
    assert sync("--allow-removals").stdout.splitlines()[-1] == "xa: 1 created, 1 unchanged"
    assert store().count() == 3
    assert store().by_slug("bai-1").title == "Bài 1"
