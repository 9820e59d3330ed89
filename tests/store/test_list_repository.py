"""Lists from a position, in both databases."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Engine

from bantin_reader.model.article import DEFAULT_ZONE
from bantin_reader.model.listing import ListFilter, ListSlice, Position
from bantin_reader.model.ports import MOST_SECTIONS
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import transaction
from bantin_reader.store.list_repository import ListRepository
from tests.clock import set_forward
from tests.store.drafts import draft

ALL = ListFilter()


@pytest.fixture
def lists(engine: Engine) -> ListRepository:
    return ListRepository(partial(transaction, engine), DEFAULT_ZONE)


@pytest.fixture
def days(store: ArticleRepository) -> list[str]:
    """The slugs of seven articles, newest first: one of each of five days, three of the one in the middle."""
    order = [1, 2, 3, 3, 3, 4, 5]
    return [
        store.save(draft(f"{number}", f"so {number}", date=date(2026, 1, day)))[1] for number, day in enumerate(order)
    ][::-1]


def slugs(found: ListSlice) -> list[str]:
    return [headline.slug for headline in found.headlines]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 9])
def test_slices_follow_each_other_without_gap_or_repetition(lists: ListRepository, days: list[str], size: int) -> None:
    position: Position | None = None
    found: list[str] = []
    starts: list[Position | None] = [None]
    while True:
        one = lists.slice(ALL, position, size)
        assert one.is_first == (position is None)
        assert one.newer == (starts[-2] if len(starts) > 2 else None)
        found += slugs(one)
        position = one.older
        if position is None:
            break
        starts.append(position)
    assert found == days


def test_a_slice_that_fewer_than_a_page_precede_leads_back_to_the_first(lists: ListRepository, days: list[str]) -> None:
    one = lists.slice(ALL, lists.position(1), 4)
    assert slugs(one) == days[2:6]
    assert (one.is_first, one.newer) == (False, None)


def test_a_position_need_not_be_an_articles(lists: ListRepository, days: list[str]) -> None:
    assert slugs(lists.slice(ALL, Position(datetime(2026, 1, 4, 12), 1), 9)) == days[1:]
    newest = lists.slice(ALL, Position(datetime(2099, 1, 1), 1), 9)
    assert (slugs(newest), newest.is_first) == (days, True)
    assert slugs(lists.slice(ALL, Position(datetime(1, 1, 1), 0), 9)) == []


def test_a_period_begins_with_its_first_moment_and_ends_before_the_next(lists: ListRepository, days: list[str]) -> None:
    def between(since: int, until: int) -> list[str]:
        return slugs(lists.slice(ListFilter(since=datetime(2026, 1, since), until=datetime(2026, 1, until)), None, 9))

    assert between(3, 4) == days[2:5]
    assert between(1, 3) == days[5:]
    assert between(6, 9) == []


def test_a_position_by_rank(lists: ListRepository, days: list[str]) -> None:
    assert lists.position(0) == Position(datetime(2026, 1, 5), 7)
    assert lists.position(6) == Position(datetime(2026, 1, 1), 1)
    assert lists.position(7) is None


def test_the_period_is_that_of_the_published_articles(
    store: ArticleRepository, lists: ListRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lists.period() is None
    tomorrow = (datetime.now(DEFAULT_ZONE) + timedelta(days=1)).date()
    for number, day in enumerate([date(2024, 5, 1), date(2025, 5, 1), tomorrow]):
        store.save(draft(f"{number}", date=day))
    assert lists.period() == (datetime(2024, 5, 1), datetime(2025, 5, 1))
    set_forward(monkeypatch, timedelta(days=2))
    period = lists.period()
    assert period
    assert period[1].date() == tomorrow


def test_nothing_is_found_by_a_nul_character(lists: ListRepository, days: list[str]) -> None:
    assert (
        slugs(lists.slice(ListFilter(category="\0"), None, 9))
        == slugs(lists.slice(ListFilter(lang="\0"), None, 9))
        == []
    )


def test_the_newest_of_each_of_several_lists(lists: ListRepository, store: ArticleRepository) -> None:
    for number, (category, lang) in enumerate([("Y tế", "vi"), ("Y tế", "en-GB"), ("Giáo dục", "vi"), ("Y tế", "vi")]):
        store.save(draft(f"{number}", f"so {number}", date=date(2026, 1, 1 + number), category=category, lang=lang))
    filters = [ListFilter(category="y-te", lang="vi"), ListFilter(lang="en"), ListFilter(category="y-te"), ListFilter()]
    found = lists.newest_of_each(filters, limit=2)
    assert [[one.slug for one in each] for each in found] == [
        ["so-3", "so-0"], ["so-1"], ["so-3", "so-1"], ["so-3", "so-2"],
    ]  # fmt: skip


def test_the_sections_are_the_categories_of_published_articles_in_a_language(
    lists: ListRepository, store: ArticleRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow = (datetime.now(DEFAULT_ZONE) + timedelta(days=1)).date()
    for number, (category, lang, day) in enumerate(
        [
            ("Y TẾ", "vi", date(2025, 1, 1)),
            ("Y tế", "vi", date(2026, 1, 1)),
            ("Giáo dục", "vi", date(2026, 1, 1)),
            ("Health", "en-GB", date(2026, 1, 1)),
            ("", "vi", date(2026, 1, 1)),
            ("Đã gỡ", "vi", date(2026, 1, 1)),
            ("Ngày mai", "vi", tomorrow),
        ]
    ):
        store.save(draft(f"{number}", f"so {number}", category=category, lang=lang, date=day))
    store.withdraw("so-5", "Sai.")

    def sections(lang: str) -> list[tuple[str, str, str]]:
        return [(one.slug, one.name, one.lang) for one in lists.sections(lang)]

    vietnamese = [("giao-duc", "Giáo dục", "vi"), ("y-te", "Y tế", "vi")]
    assert sections("vi") == vietnamese
    assert sections("en") == [("health", "Health", "en-GB")]
    assert sections("") == [vietnamese[0], ("health", "Health", "en-GB"), vietnamese[1]]
    assert sections("fr") == []
    set_forward(monkeypatch, timedelta(days=2))
    assert ("ngay-mai", "Ngày mai", "vi") in sections("vi")


@pytest.mark.slow
def test_a_site_with_very_many_categories_has_the_first_two_hundred_as_sections(
    lists: ListRepository, store: ArticleRepository
) -> None:
    for number in range(MOST_SECTIONS + 5):
        store.save(draft(f"{number}", category=f"c{number:03}"))
    assert [one.slug for one in lists.sections("vi")] == [f"c{number:03}" for number in range(MOST_SECTIONS)]


def test_periods_are_counted_up_to_a_limit_by_category_and_language(
    store: ArticleRepository, lists: ListRepository, days: list[str]
) -> None:
    store.save(draft("9", "so 9", date=date(2026, 1, 3), category="Văn hóa", lang="en-GB"))
    moments = [datetime(2026, 1, day) for day in range(1, 8)]
    assert lists.counts(ALL, moments, most=9) == [1, 1, 4, 1, 1, 0]
    assert lists.counts(ALL, moments, most=2) == [1, 1, 2, 1, 1, 0]
    assert lists.counts(ListFilter(category="van-hoa", lang="en"), moments, most=9) == [0, 0, 1, 0, 0, 0]
    assert lists.counts(ListFilter(lang="en-GB"), moments, most=9) == [0, 0, 1, 0, 0, 0]
    assert lists.counts(ListFilter(category="\0"), moments, most=9) == [0] * 6


def test_articles_that_readers_do_not_see_are_not_counted(
    store: ArticleRepository, lists: ListRepository, days: list[str]
) -> None:
    store.withdraw(days[0], "Sai.")
    store.save(draft("9", "so 9", date=date(2026, 1, 5), expires_at=datetime(2026, 1, 6)))
    tomorrow = datetime.now(DEFAULT_ZONE).replace(tzinfo=None) + timedelta(days=1)
    store.save(draft("10", "so 10", date=tomorrow.date()))
    assert lists.counts(ALL, [datetime(2026, 1, 5), datetime(2026, 1, 6)], most=9) == [0]
    assert lists.counts(ALL, [tomorrow, tomorrow + timedelta(days=2)], most=9) == [0]


def test_an_article_of_a_future_day_is_nobodys_neighbour_and_has_none(
    lists: ListRepository, store: ArticleRepository
) -> None:
    today, later = (store.save(draft(f"{year}", f"nam {year}", date=date(year, 1, 1)))[1] for year in (2026, 2099))
    assert lists.neighbours(today, 5) == lists.neighbours(later, 5) == ([], [])
    another = store.save(draft("2025", "nam 2025", date=date(2025, 1, 1)))[1]
    newer, older = lists.neighbours(another, 5)
    assert [(one.slug, one.summary().slug) for one in newer] == [(today, today)]
    assert older == []
