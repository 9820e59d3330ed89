"""The composition of the front page, from a real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from bantin_reader.model.article import DEFAULT_ZONE
from bantin_reader.model.listing import ListFilter
from bantin_reader.model.picture import Figure
from bantin_reader.services.front_page import FrontPage, FrontPageService
from bantin_reader.services.sections import SectionService
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database, transaction
from bantin_reader.store.list_repository import ListRepository
from tests.store.drafts import PICTURE, draft

LANGUAGES = ("vi", "en")
PICTURED = Figure(caption="Ảnh", picture=PICTURE)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{tmp_path}/bantin.sqlite3")
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine: Engine) -> ArticleRepository:
    return ArticleRepository(engine)


@pytest.fixture
def lists(engine: Engine) -> ListRepository:
    return ListRepository(partial(transaction, engine), DEFAULT_ZONE)


def save(store: ArticleRepository, number: int, **fields: Any) -> str:
    """Store an article that is newer than those with lower numbers; return its slug."""
    common = {"date": date.fromordinal(date(2020, 1, 1).toordinal() + number), "category": "Y tế"}
    return store.save(draft(f"{number}", f"so {number}", **common | fields))[1]


def front_page(lists: ListRepository, lang: str = "vi", order: str = "*") -> FrontPage:
    return FrontPageService(lists, SectionService(lists, order)).front_page(lang, LANGUAGES)


def slugs(found: FrontPage) -> list[list[str]]:
    """The lead and the newest; then each block."""
    first = [found.lead, *found.newest] if found.lead else []
    return [[story.slug for story in stories] for stories in [first, *(block.stories for block in found.blocks)]]


def numbers(*values: int) -> list[str]:
    return [f"so-{value}" for value in values]


def test_a_site_without_articles_has_no_lead(lists: ListRepository) -> None:
    assert front_page(lists) == FrontPage(lead=None)


def test_the_only_article_leads(lists: ListRepository, store: ArticleRepository) -> None:
    save(store, 1)
    assert slugs(front_page(lists)) == [numbers(1)]


def test_twelve_articles_are_the_newest_and_blocks_with_the_rest_none_twice(
    lists: ListRepository, store: ArticleRepository
) -> None:
    for number in range(12):
        save(store, number, category="Giáo dục" if number % 2 else "Y tế")
    found = front_page(lists)
    assert slugs(found) == [numbers(11, 10, 9, 8, 7, 6, 5, 4), numbers(3, 1), numbers(2, 0)]
    assert [block.section.name for block in found.blocks if block.section] == ["Giáo dục", "Y tế"]


def test_a_block_has_four_stories(lists: ListRepository, store: ArticleRepository) -> None:
    for number in range(20):
        save(store, number)
    assert slugs(front_page(lists))[1:] == [numbers(11, 10, 9, 8)]


def test_the_first_of_the_four_newest_with_a_picture_leads(lists: ListRepository, store: ArticleRepository) -> None:
    for number in range(6):
        save(store, number, figure=PICTURED if number in (1, 3) else None)
    assert slugs(front_page(lists)) == [numbers(3, 5, 4, 2, 1, 0)]
    save(store, 6)
    save(store, 7)
    assert slugs(front_page(lists))[0][0] == "so-7"


def test_a_blocks_story_with_a_picture_stands_first(lists: ListRepository, store: ArticleRepository) -> None:
    for number in range(12):
        save(store, number, figure=PICTURED if number == 1 else None)
    assert slugs(front_page(lists))[1] == numbers(1, 3, 2, 0)


def test_the_page_has_the_readers_language_and_a_block_of_the_other(
    lists: ListRepository, store: ArticleRepository
) -> None:
    for number in range(4):
        save(store, number, lang="en-GB" if number % 2 else "vi", category="Health" if number % 2 else "Y tế")
    assert slugs(front_page(lists)) == [numbers(2, 0), numbers(3, 1)]
    english = front_page(lists, "en")
    assert slugs(english) == [numbers(3, 1), numbers(2, 0)]
    assert [(block.section, block.lang) for block in english.blocks] == [(None, "vi")]


def test_a_reader_whose_language_no_article_has_gets_all(lists: ListRepository, store: ArticleRepository) -> None:
    for number in range(10):
        save(store, number, lang="fr" if number % 2 else "vi")
    assert slugs(front_page(lists, "en")) == [numbers(9, 8, 7, 6, 5, 4, 3, 2), numbers(1, 0)]


def test_older_articles_follow_those_of_the_page_in_its_language(
    lists: ListRepository, store: ArticleRepository
) -> None:
    for number in range(12):
        save(store, number, lang="en" if number % 4 == 0 else "vi")
    found = front_page(lists)
    assert found.older
    rest = lists.slice(ListFilter(lang="vi"), found.older, 20)
    assert [one.slug for one in rest.headlines] == numbers(1)
    assert front_page(lists, "en").older is None


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("*", ["giao-duc", "kinh-te", "the-thao", "y-te"]),
        ("Y tế, giao-duc", ["y-te", "giao-duc"]),
        ("Y tế, *, Giáo dục", ["y-te", "kinh-te", "the-thao", "giao-duc"]),
        ("*, -Kinh tế", ["giao-duc", "the-thao", "y-te"]),
        ("Không có, Y tế", ["y-te"]),
        ("Y tế, y-te", ["y-te"]),
    ],
)
def test_the_operator_orders_and_hides_sections(
    lists: ListRepository, store: ArticleRepository, order: str, expected: list[str]
) -> None:
    for number, category in enumerate(["Kinh tế", "Y tế", "Thể thao", "Giáo dục"]):
        save(store, number, category=category)
    assert [section.slug for section in SectionService(lists, order).sections("vi")] == expected
    assert [section.slug for section in SectionService(lists, order).sections("en")] == expected


def test_the_number_of_queries_does_not_grow_with_the_articles(
    lists: ListRepository, store: ArticleRepository, engine: Engine
) -> None:
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *arguments: statements.append(arguments[2]))

    def queries() -> int:
        statements.clear()
        assert front_page(lists).lead
        return len([statement for statement in statements if "articles" in statement])

    for number in range(20):
        save(store, number, category=f"Mục {number}")
    first = queries()
    for number in range(20, 60):
        save(store, number, category=f"Mục {number}")
    assert queries() == first <= 12
