"""What an article's page offers to read next, from a real store."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bantin_reader.model.article import DEFAULT_ZONE
from bantin_reader.services.read_on import ReadOn, ReadOnService
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database, transaction
from bantin_reader.store.list_repository import ListRepository
from tests.store.drafts import draft

Stores = tuple[ArticleRepository, ReadOnService]


@pytest.fixture
def stores(tmp_path: Path) -> Stores:
    engine = open_database(f"sqlite:///{tmp_path}/bantin.sqlite3")
    return ArticleRepository(engine), ReadOnService(ListRepository(partial(transaction, engine), DEFAULT_ZONE))


def save(stores: Stores, number: int, title: str = "", **fields: Any) -> str:
    """Store an article that is newer than those with lower numbers; return its slug."""
    common = {"date": date.fromordinal(date(2020, 1, 1).toordinal() + number), "category": "Y tế"}
    return stores[0].save(draft(f"{number}", title or f"so {number}", **common | fields))[1]


def after(stores: Stores, slug: str) -> ReadOn:
    return stores[1].after(stores[0].by_slug(slug))


def headlines(found: ReadOn) -> list[str]:
    return [one.slug for one in found.headlines]


def test_the_next_newer_and_older_are_those_of_the_category_and_language(stores: Stores) -> None:
    for number in range(9):
        save(stores, number, category="Giáo dục" if number in (3, 5) else "Y tế", lang="en" if number == 6 else "vi")
    found = after(stores, "so-4")
    assert (found.newer and found.newer.slug, found.older and found.older.slug) == ("so-7", "so-2")
    ends = after(stores, "so-8"), after(stores, "so-0")
    assert (ends[0].newer, ends[1].older) == (None, None)


def test_the_newest_of_the_category_come_before_those_of_the_site_and_nothing_twice(stores: Stores) -> None:
    for number in range(8):
        save(stores, number, category="Giáo dục" if number > 4 else "Y tế")
    found = after(stores, "so-1")
    assert (found.newer and found.newer.slug, found.older and found.older.slug) == ("so-2", "so-0")
    assert headlines(found) == ["so-4", "so-3", "so-7", "so-6", "so-5"]


def test_related_articles_come_first_the_closest_before_all(stores: Stores) -> None:
    save(stores, 0, "Phòng chống thiên tai ở vùng cao", category="Xã hội")
    save(stores, 1, "Phòng chống thiên tai mùa mưa", category="Xã hội")
    save(stores, 2, "Trồng rừng đầu nguồn", category="Xã hội", tags=("Mưa lũ",))
    save(stores, 3, "Phòng chống dịch sởi", category="Xã hội")
    save(stores, 4, "Nằm giữa", category="Xã hội")
    here = save(stores, 5, "Diễn tập phòng chống thiên tai", category="Xã hội", tags=("mưa lũ",))
    for number in range(6, 12):
        save(stores, number, category="Xã hội")
    related = headlines(after(stores, here))[:3]
    assert related == ["phong-chong-thien-tai-mua-mua", "phong-chong-thien-tai-o-vung-cao", "trong-rung-dau-nguon"]
    assert "phong-chong-dich-soi" not in headlines(after(stores, here))


def test_the_only_article_offers_nothing(stores: Stores) -> None:
    save(stores, 1)
    assert after(stores, "so-1") == ReadOn(headlines=[])


def test_withdrawn_articles_are_not_offered(stores: Stores) -> None:
    for number in range(3):
        save(stores, number)
    stores[0].withdraw("so-1", "Sai.")
    found = after(stores, "so-0")
    assert found.newer
    assert (found.newer.slug, headlines(found)) == ("so-2", [])


def test_lists_are_read_only_while_headlines_are_missing(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/bantin.sqlite3")
    lists = CountedLists(partial(transaction, engine), DEFAULT_ZONE)
    stores = ArticleRepository(engine), ReadOnService(lists)
    for number in range(4):
        save(stores, number, tags=("Lũ",))
    assert len(headlines(after(stores, "so-1"))) == 1
    assert lists.asked == 2, "the category's, and then the language's"
    for number in range(4, 9):
        save(stores, number)
    assert len(headlines(after(stores, "so-1"))) == 5
    assert lists.asked == 3, "the category's"
    for number in range(9, 14):
        save(stores, number, tags=("Lũ",))
    assert len(headlines(after(stores, "so-1"))) == 5
    assert lists.asked == 3, "none: five are related"


class CountedLists(ListRepository):
    asked = 0

    def newest_of_each(self, *arguments: Any, **named: Any) -> Any:
        self.asked += 1
        return super().newest_of_each(*arguments, **named)
