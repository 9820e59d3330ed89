"""An article with a date in the future: no page, list, feed, sitemap, embed or cached copy has it before its moment."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.services.importer import Imported
from bantin_reader.source_factory import create_importer
from bantin_reader.web.page_cache.revision import CHECK_SECONDS
from tests.checking import CheckingClient
from tests.clock import set_forward
from tests.conftest import PORTAL_TEXT, land

PATH = "/articles/tin-mat"
OTHERS = [
    *("/", "/embed/latest", "/feed.atom", "/feed.rss", "/feed.json", "/categories/tin/feed.atom"),
    *("/sitemaps/1.xml", "/sitemap-news.xml"),
]
OWN = [PATH, "/embed/articles/tin-mat", f"/oembed?url=http://localhost{PATH}"]


@pytest.fixture
def file(tmp_path: Path, settings: Settings) -> Path:
    moment = datetime.now(ZoneInfo(settings.time_zone)) + timedelta(hours=1)
    file = tmp_path / "bai.md"
    file.write_text(f"---\ntitle: Tin mật\ncategory: Tin\ndate: {moment:%Y-%m-%dT%H:%M}\n---\nNội dung.\n", "utf-8")
    return file


def wait_for_the_cache() -> None:
    """The page cache reads the store's revision again after this."""
    time.sleep(CHECK_SECONDS)


def test_an_article_is_nowhere_before_its_moment_and_everywhere_after_it(
    client: CheckingClient, settings: Settings, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    land(settings, PORTAL_TEXT, file)
    for path in OTHERS:
        assert "tin-mat" not in client.get(path).text, path
    assert [client.get(path).status_code for path in OWN] == [404] * 3
    set_forward(monkeypatch, timedelta(hours=2))
    wait_for_the_cache()
    for path in OTHERS:
        assert "tin-mat" in client.get(path).text, path
    assert [client.get(path).status_code for path in OWN] == [200] * 3


def test_cached_copies_go_when_an_article_is_put_off(client: CheckingClient, settings: Settings, file: Path) -> None:
    future = file.read_text("utf-8")
    file.write_text(future.replace("date: 20", "date: 19"), "utf-8")
    land(settings, file)
    assert [client.get(path).status_code for path in OWN] == [200] * 3
    assert "tin-mat" in client.get("/").text
    file.write_text(future, "utf-8")
    land(settings, file)
    wait_for_the_cache()
    assert [client.get(path).status_code for path in OWN] == [404] * 3
    for path in OTHERS:
        assert "tin-mat" not in client.get(path).text, path


def test_an_import_tells_from_when_on_readers_see_the_article(settings: Settings, file: Path) -> None:
    [result] = create_importer(settings, roots=[file]).run([file])
    assert isinstance(result, Imported)
    moment = datetime.now(ZoneInfo(settings.time_zone)) + timedelta(hours=1)
    assert f"dated in the future: readers see it from {moment:%Y-%m-%d}" in result.warnings[-1]
