"""The article that is pinned leads the front page, and is listed once."""

from __future__ import annotations

import time
from pathlib import Path

from bantin_reader.config.settings import Settings
from bantin_reader.web.page_cache.revision import CHECK_SECONDS
from tests.checking import CheckingClient, parse
from tests.conftest import land


def write(folder: Path, number: int, front: str = "") -> Path:
    file = folder / f"{number:02}.md"
    file.write_text(f"---\ntitle: Tin {number}\ndate: 2026-01-{number:02}\n{front}\n---\nTin.\n", "utf-8")
    return file


def headlines(client: CheckingClient, path: str = "/") -> list[str]:
    links = parse(client.get(path).text).iter("a")
    return [href.rpartition("/")[2] for link in links if (href := link.get("href") or "").startswith("/articles/")]


def test_a_pinned_article_comes_first_and_once(settings: Settings, client: CheckingClient, tmp_path: Path) -> None:
    land(settings, *(write(tmp_path, number) for number in (1, 2, 3)))
    assert headlines(client) == ["tin-3", "tin-2", "tin-1"]
    land(settings, write(tmp_path, 1, "pinned: true"))
    time.sleep(CHECK_SECONDS)
    assert headlines(client) == ["tin-1", "tin-3", "tin-2"]


def test_the_newest_of_several_leads_and_the_others_keep_their_places(
    settings: Settings, client: CheckingClient, tmp_path: Path
) -> None:
    files = [write(tmp_path, number, "pinned: true" if number in (1, 2) else "") for number in (1, 2, 3)]
    land(settings, *files)
    assert headlines(client) == ["tin-2", "tin-3", "tin-1"]


def test_a_pinned_article_that_is_older_than_the_first_page_leads_it(
    settings: Settings, client: CheckingClient, tmp_path: Path
) -> None:
    land(settings, write(tmp_path, 1, "pinned: true"), *(write(tmp_path, number) for number in range(2, 25)))
    first = headlines(client)
    assert (first[0], first[1], len(first)) == ("tin-1", "tin-24", 9)


def test_a_pinned_article_that_is_expired_leads_nothing(
    settings: Settings, client: CheckingClient, tmp_path: Path
) -> None:
    land(settings, write(tmp_path, 1, "pinned: true\nexpires: 2026-02-01"), write(tmp_path, 2))
    assert headlines(client) == ["tin-2"]
