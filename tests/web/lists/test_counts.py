"""The number of articles below a list's heading."""

from __future__ import annotations

from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.services import lists as service
from bantin_reader.web.lists import views
from tests.checking import CheckingClient, parse, text_of
from tests.conftest import land
from tests.web.lists.test_lists import write


def count(client: CheckingClient, address: str) -> str:
    [found] = [one for one in parse(client.get(address).text).iter("p") if one.get("class") == "br-count"]
    return text_of(found)


@pytest.fixture
def many(settings: Settings, tmp_path: Path) -> None:
    """25 articles of a category, one of them of another year and in English."""
    files = [write(tmp_path, number, category="Văn hóa", byline="Lý Thị Hoa") for number in range(24)]
    land(settings, *files, write(tmp_path, 24, "2025-05-01", category="Văn hóa", lang="en"))


@pytest.mark.one_site
@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/categories/van-hoa", "25 bài"),
        ("/categories/van-hoa?year=2026", "24 bài"),
        ("/categories/van-hoa?lang=en", "1 article"),
        ("/categories/van-hoa?year=1999", "0 bài"),
        ("/categories/van-hoa?before=2026-01-01T00:00:00~9", "25 bài"),
        ("/archive/2025/05", "1 bài"),
        ("/archive/2026/01/01", "24 bài"),
        ("/authors/ly-thi-hoa", "24 bài"),
    ],
)
def test_a_list_says_how_many_articles_it_has(client: CheckingClient, many: None, address: str, expected: str) -> None:
    assert count(client, address) == expected


def test_a_long_list_is_counted_up_to_a_limit(
    client: CheckingClient, many: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_COUNTED", 20)
    monkeypatch.setattr(views, "MOST_COUNTED", 20)
    assert count(client, "/categories/van-hoa") == "Hơn 20 bài"
