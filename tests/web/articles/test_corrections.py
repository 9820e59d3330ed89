"""Corrections: an honest note below the article, with its day, also in embeds, feeds and JSON-LD."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.web.page_cache.revision import CHECK_SECONDS
from tests.checking import CheckingClient, parse, text_of
from tests.conftest import land
from tests.web.articles.heads import head_of, write

NOTE = [{"date": "2026-01-05", "text": "Bản trước ghi nhầm 18.600 ha <thay> vì 16.800 ha."}]


def notes(client: CheckingClient, path: str) -> list[tuple[str, str | None]]:
    """The text of each note with its heading, and the language of the heading."""
    found = [one for one in parse(client.get(path).text).iter("div") if one.get("class") == "br-corrections"]
    return [(text_of(one), one[0].get("lang")) for one in found]


@pytest.mark.parametrize("path", ["/articles/tin", "/embed/articles/tin"])
def test_a_correction_stands_below_the_article_with_its_day(
    settings: Settings, client: CheckingClient, tmp_path: Path, path: str
) -> None:
    land(settings, write(tmp_path, corrections=NOTE))
    text = f"05/01/2026: {NOTE[0]['text']}"
    assert notes(client, f"{path}?lang=vi") == [(f"Đính chính {text}", "vi")]
    assert notes(client, f"{path}?lang=en") == [(f"Corrections {text}", "en")]


def test_an_article_without_corrections_has_no_note(settings: Settings, client: CheckingClient, tmp_path: Path) -> None:
    land(settings, write(tmp_path))
    assert notes(client, "/articles/tin") == []


def test_a_correction_that_comes_later_renews_the_cached_page(
    settings: Settings, client: CheckingClient, tmp_path: Path
) -> None:
    land(settings, write(tmp_path))
    assert notes(client, "/articles/tin") == []
    land(settings, write(tmp_path, corrections=NOTE))
    time.sleep(CHECK_SECONDS)
    assert len(notes(client, "/articles/tin")) == 1


def test_feeds_have_it_in_the_language_of_the_article(
    settings: Settings, client: CheckingClient, tmp_path: Path
) -> None:
    land(settings, write(tmp_path, corrections=NOTE))
    [item] = client.get("/feed.json?lang=vi").json["items"]  # type: ignore[index]
    assert item["content_html"].endswith(
        "<h2>Đính chính</h2><ul><li>05/01/2026: Bản trước ghi nhầm 18.600 ha &lt;thay&gt; vì 16.800 ha.</li></ul>"
    )


def test_search_engines_are_told(settings: Settings, tmp_path: Path) -> None:
    """schema.org/correction, schema.org/expires"""
    news = head_of(settings, write(tmp_path, corrections=NOTE, expires="2126-01-05")).news
    assert news["correction"] == [
        {"@type": "CorrectionComment", "text": NOTE[0]["text"], "datePublished": "2026-01-05"}
    ]
    assert news["expires"] == "2126-01-06T00:00:00+07:00"
    plain = head_of(settings, write(tmp_path)).news
    assert [name in plain for name in ("correction", "expires")] == [False, False]
