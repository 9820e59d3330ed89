"""Recordings that a feed names: fetched from a real HTTP server, with what is refused told by name."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bantin_reader.config.settings import Settings
from bantin_reader.model.recording import Recording
from bantin_reader.store.engine import open_database
from bantin_reader.store.tables import source_items
from tests import recordings
from tests.cli.sources.syncing import configure, store, sync
from tests.web_server import Reply, Site

ITEM = """<item><title>Tin loa xã</title><guid isPermaLink="false">{guid}</guid>
<description>Bà con nghe loa. Loa nói về lúa.</description>{enclosures}</item>"""


@pytest.fixture
def feed(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site whose feed is a source of ours."""
    monkeypatch.setenv("BANTIN_RECORDING_BYTES", "300000")
    configure(kind="feed", url=f"{site.url}/feed", private_hosts=[site.place], delay=0)
    return site


def offer(site: Site, *names: str, guid: str = "1") -> None:
    enclosures = "".join(f'<enclosure url="{site.url}/{name}" type="audio/mpeg"/>' for name in names)
    content = (
        f'<rss version="2.0"><channel><title>x</title>{ITEM.format(guid=guid, enclosures=enclosures)}</channel></rss>'
    )
    site.file("/feed", content, "application/rss+xml")


def stored(guid: str = "1") -> Recording | None:
    [headline] = store().newest(limit=5)
    return store().by_slug(headline.slug).recording


def data() -> Path:
    return Path(os.environ["BANTIN_DATA"])


def test_the_first_that_can_be_used_is_stored_and_the_others_before_it_are_named(feed: Site, tmp_path: Path) -> None:
    content = recordings.mp3(tmp_path / "a.mp3").read_bytes()
    feed.page("/trang.mp3", "<p>Không phải âm thanh.</p>")
    feed.file("/dai.mp3", content + bytes(300_000), "audio/mpeg")
    feed.file("/tot.mp3", content, "audio/mpeg")
    feed.file("/thua.mp3", content, "audio/mpeg")
    offer(feed, "mat.mp3", "trang.mp3", "dai.mp3", "tot.mp3", "thua.mp3")
    done = sync()
    assert done.exit_code == 0, done.output
    found = stored()
    assert found
    assert (data() / "recordings" / found.name).read_bytes() == content
    for name, reason in (("mat.mp3", "404"), ("trang.mp3", "neither MP3"), ("dai.mp3", "too big: more than 300,000")):
        assert f"recording left out: {name}: " in done.output
        assert reason in done.output
    assert "/thua.mp3" not in feed.paths
    assert [one.name for one in (data() / "recordings").iterdir()] == [found.name]


def test_a_failure_that_may_pass_keeps_the_stored_one_and_is_tried_again(feed: Site, tmp_path: Path) -> None:
    feed.file("/a.mp3", recordings.mp3(tmp_path / "a.mp3").read_bytes(), "audio/mpeg")
    offer(feed, "a.mp3")
    sync()
    before = stored()
    assert before
    feed.replies["/b.mp3"] = Reply(503)
    offer(feed, "b.mp3")
    done = sync()
    assert "recording not replaced: b.mp3: " in done.output
    assert stored() == before
    content = recordings.mp3(tmp_path / "b.mp3", seconds=3).read_bytes()
    feed.file("/b.mp3", content, "audio/mpeg")
    let_everything_be_due()
    sync()
    after = stored()
    assert after
    assert (data() / "recordings" / after.name).read_bytes() == content


def let_everything_be_due() -> None:
    engine = open_database(Settings().database_url)
    with engine.begin() as connection:
        connection.execute(update(source_items).values(next_check_at=datetime(2020, 1, 1)))
    engine.dispose()


def test_one_that_is_gone_for_good_is_no_longer_the_articles(feed: Site, tmp_path: Path) -> None:
    feed.file("/a.mp3", recordings.mp3(tmp_path / "a.mp3").read_bytes(), "audio/mpeg")
    offer(feed, "a.mp3")
    sync()
    offer(feed, "mat.mp3")
    assert "recording left out: mat.mp3: " in sync().output
    assert stored() is None


def test_one_without_end_is_refused_and_leaves_nothing(feed: Site) -> None:
    def write(file: Any) -> None:
        file.write(b"HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\n\r\n")
        for _ in range(1_000):
            file.write(b"\xff\xfb" * 5_000)

    feed.replies["/vo-tan.mp3"] = Reply(write=write)
    offer(feed, "vo-tan.mp3")
    assert "vo-tan.mp3: too big" in sync().output
    assert list((data() / "recordings").iterdir()) == []


def test_a_redirect_to_another_host_of_the_network_is_refused(feed: Site) -> None:
    feed.replies["/a.mp3"] = Reply(302, {"Location": "http://127.0.0.2:9/a.mp3"})
    offer(feed, "a.mp3")
    assert "private network" in sync().output
    assert stored() is None
