"""The dates above an article: of its publication, and of its last change where that was on another day."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.web.page_cache.revision import CHECK_SECONDS
from tests.checking import CheckingClient, parse, text_of
from tests.conftest import land
from tests.web.articles.heads import write

PLACES = ("/articles/tin", "/embed/articles/tin")


def dateline(client: CheckingClient, path: str, lang: str = "vi") -> tuple[str, list[str | None]]:
    """The text of the line, and the machine-readable dates in it."""
    lines = [one for one in parse(client.get(f"{path}?lang={lang}").text).iter("p") if one.get("class") == "br-date"]
    if not lines:
        return "", []
    [line] = lines
    return " ".join(text_of(line).split()), [time.get("datetime") for time in line.iter("time")]


def show(settings: Settings, folder: Path, **fields: Any) -> None:
    assert land(settings, write(folder, **fields)) == ["tin"]


@pytest.mark.parametrize("path", PLACES)
def test_a_change_on_another_day_stands_beside_the_date(
    settings: Settings, client: CheckingClient, tmp_path: Path, path: str
) -> None:
    show(settings, tmp_path, date="2026-01-02", updated="2026-01-05 08:15")
    dates = ["2026-01-02", "2026-01-05T08:15"]
    assert dateline(client, path) == ("02/01/2026 · Cập nhật 08:15, 05/01/2026", dates)
    assert dateline(client, path, "en") == ("02/01/2026 · Updated 08:15, 05/01/2026", dates)


def test_the_label_is_in_the_language_of_the_page_and_the_date_in_that_of_the_article(
    settings: Settings, client: CheckingClient, tmp_path: Path
) -> None:
    show(settings, tmp_path, lang="en", updated="2026-01-05")
    page = client.get("/articles/tin?lang=vi").text
    dot = '<span class="br-dot" aria-hidden="true"> · </span>'
    changed = '<time lang="en" dir="ltr" datetime="2026-01-05">5 January 2026<'
    assert f'<span lang="vi" dir="ltr">{dot}Cập nhật {changed}' in page


@pytest.mark.parametrize(
    "fields",
    [{"date": "2026-01-02 07:00", "updated": "2026-01-02 08:15"}, {"date": "2026-01-02 07:00"}],
)
def test_a_change_on_the_same_day_is_not_shown(
    settings: Settings, client: CheckingClient, tmp_path: Path, fields: dict[str, str]
) -> None:
    show(settings, tmp_path, **fields)
    assert dateline(client, PLACES[0]) == ("07:00, 02/01/2026", ["2026-01-02T07:00"])


def test_an_article_without_a_date_of_publication_shows_its_change(
    settings: Settings, client: CheckingClient, tmp_path: Path
) -> None:
    show(settings, tmp_path, date=None, updated="2026-01-05")
    assert dateline(client, PLACES[0]) == ("Cập nhật 05/01/2026", ["2026-01-05"])


def test_an_article_without_any_date_has_no_dateline(
    settings: Settings, client: CheckingClient, tmp_path: Path
) -> None:
    show(settings, tmp_path, date=None)
    assert dateline(client, PLACES[0]) == ("", [])


def test_a_change_is_a_new_revision_of_the_page(settings: Settings, client: CheckingClient, tmp_path: Path) -> None:
    show(settings, tmp_path)
    before = client.get(PLACES[0])
    show(settings, tmp_path, updated="2026-01-05")
    time.sleep(CHECK_SECONDS)
    after = client.get(PLACES[0], headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "05/01/2026" in after.text
