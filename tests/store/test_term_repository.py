"""Lists of a tag and of an author, in both databases, also of articles that an earlier version stored."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Engine, select

from bantin_reader.model.article import DEFAULT_ZONE
from bantin_reader.model.listing import ListFilter, Position
from bantin_reader.model.terms import TermKind, terms_of
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database, transaction, writing
from bantin_reader.store.schema import migrate_down
from bantin_reader.store.tables import terms
from bantin_reader.store.term_repository import TermRepository
from tests.clock import set_forward
from tests.store.drafts import draft

ALL = ListFilter()


@pytest.fixture
def lists(engine: Engine) -> TermRepository:
    return TermRepository(partial(transaction, engine), DEFAULT_ZONE)


def slugs(lists: TermRepository, kind: TermKind, slug: str, which: ListFilter = ALL) -> list[str]:
    return [one.slug for one in lists.slice(kind, slug, which, None, 9).headlines]


def test_the_terms_of_an_article_are_its_tags_and_the_authors_of_its_byline() -> None:
    found = terms_of(("Mưa lũ", "MƯA LŨ", "!!!"), "Bài: Lý Thị Hoa, Trần Nam; ảnh: Vũ An", ())
    assert [(one.kind, one.slug, one.name) for one in found] == [
        (TermKind.TAG, "mua-lu", "Mưa lũ"),
        (TermKind.AUTHOR, "ly-thi-hoa", "Lý Thị Hoa"),
        (TermKind.AUTHOR, "tran-nam", "Trần Nam"),
    ]


@pytest.mark.parametrize("size", [1, 2, 5, 9])
def test_slices_follow_each_other_without_gap_or_repetition(
    store: ArticleRepository, lists: TermRepository, size: int
) -> None:
    for number in range(7):
        tags = ("Khác",) if number == 3 else ("Mưa lũ",)
        store.save(draft(f"{number}", f"so {number}", date=date(2026, 1, 1 + number // 2), tags=tags))
    found: list[str] = []
    position: Position | None = None
    starts: list[Position | None] = [None]
    while True:
        one = lists.slice(TermKind.TAG, "mua-lu", ALL, position, size)
        assert (one.is_first, one.newer) == (position is None, starts[-2] if len(starts) > 2 else None)
        found += [headline.slug for headline in one.headlines]
        position = one.older
        if position is None:
            break
        starts.append(position)
    assert found == [f"so-{number}" for number in (6, 5, 4, 2, 1, 0)]


def test_every_author_of_an_article_has_it(store: ArticleRepository, lists: TermRepository) -> None:
    store.save(draft("1", "so 1", byline="Lý Thị Hoa, Trần Nam"))
    store.save(draft("2", "so 2", authors=("Trần Nam",), byline="T.N."))
    assert slugs(lists, TermKind.AUTHOR, "ly-thi-hoa") == ["so-1"]
    assert slugs(lists, TermKind.AUTHOR, "tran-nam") == ["so-2", "so-1"]
    assert lists.name(TermKind.AUTHOR, "tran-nam") == "Trần Nam"
    assert lists.name(TermKind.TAG, "tran-nam") is None


def test_a_change_of_an_article_changes_its_lists(store: ArticleRepository, lists: TermRepository) -> None:
    store.save(draft("1", "so 1", tags=("Cũ", "Còn"), date=date(2026, 1, 1)))
    store.save(draft("2", "so 2", tags=("Còn",), date=date(2026, 1, 2)))
    store.save(draft("1", "so 1", tags=("Mới", "Còn"), date=date(2026, 1, 3)))
    assert (slugs(lists, TermKind.TAG, "cu"), slugs(lists, TermKind.TAG, "moi")) == ([], ["so-1"])
    assert slugs(lists, TermKind.TAG, "con") == ["so-1", "so-2"]
    assert [one.article.slug for one in lists.newest_articles(TermKind.TAG, "con", limit=1)] == ["so-1"]


def test_only_published_articles_are_listed(
    store: ArticleRepository, lists: TermRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow = (datetime.now(DEFAULT_ZONE) + timedelta(days=1)).date()
    store.save(draft("1", "so 1", tags=("Tin",), date=tomorrow))
    store.save(draft("2", "so 2", tags=("Tin",), date=date(2026, 1, 1)))
    store.save(draft("3", "so 3", tags=("Tin",), date=date(2026, 1, 1), expires_at=datetime(2026, 2, 1)))
    store.withdraw("so-2", "Sai.")
    assert (slugs(lists, TermKind.TAG, "tin"), lists.name(TermKind.TAG, "tin")) == ([], None)
    set_forward(monkeypatch, timedelta(days=2))
    store.reinstate("so-2")
    assert slugs(lists, TermKind.TAG, "tin") == ["so-1", "so-2"]


def test_nothing_is_found_by_a_nul_character(lists: TermRepository) -> None:
    assert lists.name(TermKind.TAG, "\0") is None
    assert lists.newest_articles(TermKind.TAG, "\0", limit=1) == []


def test_the_migration_takes_tags_and_authors_from_the_stored_articles(
    store: ArticleRepository, engine: Engine, database_url: str
) -> None:
    for number in range(3):
        store.save(draft(f"{number}", f"so {number}", tags=("Mưa lũ", "Tin"), byline="Lý Thị Hoa"))
    query = select(terms).order_by(terms.c.kind, terms.c.slug, terms.c.article_id)
    with engine.begin() as connection:
        before = connection.execute(query).all()
    migrate_down(writing(engine), "0010")
    again = open_database(database_url)
    with again.begin() as connection:
        assert connection.execute(query).all() == before
    again.dispose()
    assert len(before) == 9


def test_articles_are_counted_up_to_a_limit(store: ArticleRepository, lists: TermRepository) -> None:
    for number in range(4):
        store.save(draft(f"{number}", f"so {number}", date=date(2026, 1, 1), tags=("Tin",)))
    store.withdraw("so-1", "Sai.")
    assert (lists.total(TermKind.TAG, "tin", ALL, most=9), lists.total(TermKind.TAG, "tin", ALL, most=2)) == (3, 2)
    assert lists.total(TermKind.TAG, "khac", ALL, most=9) == 0
