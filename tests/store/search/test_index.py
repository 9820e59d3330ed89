"""The index changes with its articles, in both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, text, update

from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.model.search import HitCounts
from bantin_reader.model.search_query import parse_query
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database, transaction, writing
from bantin_reader.store.search import free_numbers, numbers, postgresql, rebuild, sqlite
from bantin_reader.store.search.repository import SearchRepository
from bantin_reader.store.search.terms import Document
from bantin_reader.store.tables import articles, search_index
from tests.store.drafts import FULL, draft
from tests.store.search.conftest import EVERYTHING, Find


def terms(engine: Engine) -> int:
    """The number of different terms in the index."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            return connection.execute(text("SELECT count(*) FROM ts_stat('SELECT text FROM fts_text')")).scalar_one()
        connection.execute(text("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, fts_text, row)"))
        number: int = connection.execute(text("SELECT count(*) FROM temp.terms")).scalar_one()
        connection.execute(text("DROP TABLE temp.terms"))
        return number


def test_a_changed_article_is_found_by_its_new_words_only(store: ArticleRepository, engine: Engine, find: Find) -> None:
    store.save(FULL)
    before = terms(engine)
    store.save(draft("day-du.md", "Khác hẳn", category="Khác", lang="en"))
    assert find("khuổi mây") == find("sạt") == find("hoa") == []
    assert find("khác hẳn") == ["Khác hẳn"]
    store.save(FULL)
    assert terms(engine) == before, "nothing of the other text is left"
    assert find("khuổi mây") == [FULL.title]


def test_a_withdrawn_article_is_not_found_until_it_is_reinstated(
    store: ArticleRepository, engine: Engine, find: Find
) -> None:
    _, slug = store.save(FULL)
    store.withdraw(slug, "Sai.")
    assert find("sạt") == []
    assert terms(engine) == 0
    store.save(draft("day-du.md", "Sạt lở"))
    assert terms(engine) == 0, "an article that is withdrawn stays out when it changes"
    store.withdraw(slug, "Sai hẳn.")
    store.reinstate(slug)
    assert find("sạt") == ["Sạt lở"]


def test_a_failed_import_leaves_the_index_as_it_was(
    store: ArticleRepository, engine: Engine, find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(FULL)
    before = terms(engine)

    def fail(*_: object) -> None:
        raise StoreUnavailable("full")

    monkeypatch.setattr("bantin_reader.store.search.title_words.add", fail)
    for failing in (draft("day-du.md", "Khác hẳn"), draft("moi.md", "Mới")):
        with pytest.raises(StoreUnavailable):
            store.save(failing)
    assert terms(engine) == before
    assert find("sạt") == [FULL.title]
    assert find("mới") == []


def test_rebuilding_gives_the_same_index(store: ArticleRepository, engine: Engine, find: Find) -> None:
    for number in range(12):
        store.save(draft(f"{number}", f"Lũ {number}", date=date(2026, 1, 1) + timedelta(days=number * 5 % 7)))
    store.withdraw("lu-3", "Sai.")
    before = (terms(engine), find("lũ"))
    reports: list[int] = []
    with pytest.MonkeyPatch.context() as patch, transaction(writing(engine)) as connection:
        patch.setattr(rebuild, "BATCH_SIZE", 4)
        assert rebuild.rebuild(connection, reports.append) == 11
    assert reports == [4, 8, 11]
    assert (terms(engine), find("lũ")) == before
    store.reinstate("lu-3")
    assert "Lũ 3" in find("lũ")


def test_an_index_of_another_version_is_built_again_when_the_database_is_opened(
    store: ArticleRepository, engine: Engine, database_url: str, find: Find
) -> None:
    store.save(FULL)
    with engine.begin() as connection:
        connection.execute(update(search_index).values(fold_version=0))
        connection.execute(update(articles).values(title="Đổi ngoài"))
    with pytest.raises(StoreUnavailable, match="bantin-reader reindex"):
        store.save(draft("day-du.md", "Khác"))
    open_database(database_url).dispose()
    assert find("khuổi mây") == []
    assert find("đổi ngoài") == ["Đổi ngoài"]


def test_more_articles_of_one_minute_than_it_has_numbers_are_found(
    store: ArticleRepository, find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (numbers, free_numbers):
        monkeypatch.setattr(module, "BITS", 1)
    for number in range(5):
        store.save(draft(f"{number}", f"Lũ {number}", date=date(2026, 1, 1)))
    assert sorted(find("lũ")) == [f"Lũ {number}" for number in range(5)]


def test_a_very_long_article_is_indexed_by_its_beginning(store: ArticleRepository, find: Find) -> None:
    words = " ".join(f"tu{number}" for number in range(30_000))
    store.save(draft("dai", "x" * 300_000 + " Dài", body=f"<p>đầu {words} cuối</p>", sapo="sapo " * 20_000))
    assert len(find("đầu")) == len(find("sapo")) == len(find("tu9")) == 1
    assert find("cuối") == find("tu29999") == []


def test_an_article_of_more_bytes_than_a_vector_holds_is_found_by_its_beginning(
    store: ArticleRepository, find: Find
) -> None:
    """Letters of four bytes, in words that are all different."""
    words = " ".join("".join(chr(0x10400 + number // 40**place % 40) for place in range(3)) for number in range(12_000))
    store.save(draft("dai", "Dài", body=f"<p>đầu {words}</p>"))
    assert len(find("đầu")) == len(find("dài")) == 1


@pytest.mark.parametrize("kept", [3, 10**6])
def test_a_search_that_takes_too_much_work_is_stopped_and_says_so(
    store: ArticleRepository, search: SearchRepository, engine: Engine, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    """Work is counted: SQLite calls this clock after each hundred steps."""
    for number in range(60):
        store.save(draft(f"{number}", f"Lũ {number}", body=f"<p>{'mưa lũ nắng ' * 300}{number}</p>"))
    ticks = iter(range(10**9))
    if engine.dialect.name == "sqlite":
        monkeypatch.setattr(sqlite, "MAX_SECONDS", kept)
        monkeypatch.setattr(sqlite.Limit.__init__, "__defaults__", (lambda: float(next(ticks)),))
    else:
        monkeypatch.setattr(postgresql, "MAX_SECONDS", 0 if kept == 3 else 60)
        _slow_down(engine)
    page = search.hits(parse_query('"lũ mưa lũ mưa nắng"'), EVERYTHING, None, 20)
    assert (page.hits, page.is_complete) == ([], kept != 3)
    assert search.counts(parse_query('"lũ mưa lũ mưa nắng"'), EVERYTHING, 20, 20) == HitCounts(is_complete=kept != 3)


def _slow_down(engine: Engine) -> None:
    """Texts with every two words of the phrase side by side, which PostgreSQL compares for longer than its least
    limit."""
    words = ["mua", "nang", *["lu", "mua"] * 240]
    vector, title = postgresql.entry_of(Document([[], [], words], []))
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO fts_text SELECT 10 + n, %s::tsvector, %s::tsvector FROM generate_series(1, 20000) n",
            (vector, title),
        )
