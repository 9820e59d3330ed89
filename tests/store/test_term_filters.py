"""The category, the language and the year that restrict the list of a tag or an author, in both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from itertools import product
from typing import Any

import pytest
from sqlalchemy import Engine, event, select, text

from bantin_reader.model.article import DEFAULT_ZONE
from bantin_reader.model.listing import ListFilter
from bantin_reader.model.stored_article import History, StoredArticle
from bantin_reader.model.terms import TermKind
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import engine_of, open_database, transaction, writing
from bantin_reader.store.schema import migrate_down
from bantin_reader.store.search.rebuild import rebuild
from bantin_reader.store.tables import articles, terms
from bantin_reader.store.term_repository import TermRepository
from tests.store.drafts import draft

YEAR: dict[str, Any] = {"since": datetime(2026, 1, 1), "until": datetime(2027, 1, 1)}
INDEXES = {
    (): "ix_terms_kind_slug_listed_at_article_id",
    ("category",): "ix_terms_category_slug",
    ("lang",): "ix_terms_main_lang",
    ("category", "lang"): "ix_terms_category_slug_main_lang",
}
TERM_COLUMNS = select(terms.c.kind, terms.c.slug, articles.c.slug, terms.c.category_slug, terms.c.main_lang)
TERMS = TERM_COLUMNS.join(articles, articles.c.id == terms.c.article_id).order_by(terms.c.kind, articles.c.slug)


@pytest.fixture
def lists(engine: Engine, store: ArticleRepository) -> TermRepository:
    """Lists of twelve articles of one tag and one author: two categories, three languages, two years."""
    for number, (category, lang, year) in enumerate(
        product(("Văn hóa", "Thể thao"), ("vi", "en", "en-GB"), (2025, 2026))
    ):
        store.save(
            draft(
                str(number),
                f"so {number}",
                category=category,
                lang=lang,
                date=date(year, 3, 1 + number),
                tags=("Lũ",),
                byline="Lý Thị Hoa",
            )
        )
    return TermRepository(partial(transaction, engine), DEFAULT_ZONE)


def found(lists: TermRepository, **which: Any) -> list[int]:
    by_tag, by_author = (
        [int(one.slug.rpartition("-")[2]) for one in lists.slice(kind, slug, ListFilter(**which), None, 20).headlines]
        for kind, slug in ((TermKind.TAG, "lu"), (TermKind.AUTHOR, "ly-thi-hoa"))
    )
    assert by_tag == by_author
    assert lists.total(TermKind.TAG, "lu", ListFilter(**which), most=20) == len(by_tag)
    return by_tag


def rows(engine: Engine) -> list[tuple[Any, ...]]:
    with engine.begin() as connection:
        return [tuple(row) for row in connection.execute(TERMS)]


def test_filters_combine(lists: TermRepository) -> None:
    assert found(lists) == [11, 9, 7, 5, 3, 1, 10, 8, 6, 4, 2, 0]
    assert found(lists, category="van-hoa") == [5, 3, 1, 4, 2, 0]
    assert found(lists, lang="en") == [11, 9, 5, 3, 10, 8, 4, 2]
    assert found(lists, category="van-hoa", lang="vi") == [1, 0]
    assert found(lists, category="the-thao", lang="en", **YEAR) == [11, 9]
    assert found(lists, **YEAR) == [11, 9, 7, 5, 3, 1]
    assert found(lists, category="khong-co") == found(lists, lang="fr") == []


def test_a_filtered_list_has_pages(lists: TermRepository) -> None:
    which = ListFilter(lang="en", **YEAR)
    first = lists.slice(TermKind.TAG, "lu", which, None, 3)
    assert first.older
    second = lists.slice(TermKind.TAG, "lu", which, first.older, 3)
    assert [[one.slug for one in page.headlines] for page in (first, second)] == [["so-11", "so-9", "so-5"], ["so-3"]]
    assert (second.is_first, second.newer, second.older) == (False, None, None)


def test_a_change_of_an_article_changes_the_lists_that_it_is_in(
    store: ArticleRepository, lists: TermRepository
) -> None:
    changed = draft("0", "so 0", tags=("Lũ",), byline="Lý Thị Hoa", date=date(2025, 3, 1), lang="vi")
    store.save(replace(changed, category="Thể thao"))
    assert found(lists, category="van-hoa", lang="vi") == [1]
    store.save(replace(changed, category="Thể thao", lang="fr"))
    assert found(lists, category="the-thao", lang="fr") == [0]
    assert found(lists, category="the-thao", lang="vi") == [7, 6]


def test_a_withdrawn_article_returns_to_its_lists(store: ArticleRepository, lists: TermRepository) -> None:
    store.withdraw("so-1", "Sai.")
    assert found(lists, category="van-hoa", lang="vi") == [0]
    store.reinstate("so-1")
    assert found(lists, category="van-hoa", lang="vi") == [1, 0]


def test_many_articles_that_are_stored_together_have_the_same(store: ArticleRepository, lists: TermRepository) -> None:
    one = draft("99", "so 99", category="Thể thao", lang="fr", tags=("Lũ",), byline="Lý Thị Hoa")
    store.restore([StoredArticle(one, History())])
    assert found(lists, category="the-thao", lang="fr") == [99]


def test_a_new_index_of_the_search_leaves_them(engine: Engine, lists: TermRepository) -> None:
    before = rows(engine)
    with transaction(writing(engine)) as connection:
        rebuild(connection)
    assert rows(engine) == before
    assert ("tag", "lu", "so-4", "van-hoa", "en") in before


def test_a_migration_fills_and_takes_back_what_filters_read(
    lists: TermRepository, engine: Engine, database_url: str
) -> None:
    before = rows(engine)
    migrate_down(writing(engine), "0013")
    with engine.begin() as connection:
        assert set(connection.execute(text("SELECT * FROM terms LIMIT 1")).keys()) == {
            "kind", "slug", "article_id", "name", "listed_at",
        }  # fmt: skip
    again = open_database(database_url)
    assert rows(again) == before
    assert found(TermRepository(partial(transaction, again), DEFAULT_ZONE), category="van-hoa", lang="vi") == [1, 0]
    again.dispose()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_readers_wait_for_the_migration_at_its_end_alone(
    lists: TermRepository, engine: Engine, database_url: str
) -> None:
    migrate_down(writing(engine), "0013")
    reading, read = engine_of(database_url, 500), list[int]()

    def read_meanwhile(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "DROP TABLE terms" in statement:
            with reading.connect() as reader:
                read.append(reader.execute(text("SELECT count(*) FROM terms")).scalar_one())

    event.listen(Engine, "before_cursor_execute", read_meanwhile)
    try:
        open_database(database_url).dispose()
    finally:
        event.remove(Engine, "before_cursor_execute", read_meanwhile)
        reading.dispose()
    assert read == [24]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("names", INDEXES, ids=" and ".join)
@pytest.mark.parametrize("period", [{}, YEAR], ids=["all", "a year"])
def test_each_combination_is_read_from_its_index(
    lists: TermRepository, engine: Engine, names: tuple[str, ...], period: dict[str, Any]
) -> None:
    """In PostgreSQL the rows that a page reads are counted, with all other statements."""
    statements: list[tuple[str, Any]] = []
    values: dict[str, Any] = {"category": "van-hoa", "lang": "vi"}

    @event.listens_for(engine, "before_cursor_execute")
    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        statements.append((statement, parameters))

    lists.slice(TermKind.TAG, "lu", ListFilter(**{name: values[name] for name in names}, **period), None, 20)
    event.remove(engine, "before_cursor_execute", note)
    [(statement, parameters)] = [one for one in statements if "FROM terms" in one[0]]
    with engine.begin() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).mappings().all()
    assert f" {INDEXES[names]} " in plan[0]["detail"]
