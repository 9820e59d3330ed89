"""Every statement of the store finds its rows by an index, in both databases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, insert, text

from bantin_reader.model.article import DEFAULT_ZONE, Draft
from bantin_reader.model.errors import ArticleMoved
from bantin_reader.model.listing import ListFilter, Position
from bantin_reader.model.search import SearchFilter
from bantin_reader.model.search_query import parse_query
from bantin_reader.model.stored_article import History, StoredArticle
from bantin_reader.store import article_scan, health
from bantin_reader.store.article_export import stored_articles
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database, transaction
from bantin_reader.store.list_repository import ListRepository
from bantin_reader.store.row_mapping import values_of
from bantin_reader.store.search.repository import SearchRepository
from bantin_reader.store.sitemap_repository import SitemapRepository
from bantin_reader.store.tables import articles
from tests.postgresql import PostgreSQL
from tests.store.query_plans import STORE, Recorded, faults, not_issued, tag_all, use_terms
from tests.store.source_statements import use_sources
from tests.store.token_statements import use_tokens

pytestmark = pytest.mark.slow  # 10,000 articles
ROWS = 10_000
FIRST = datetime(2026, 11, 5)
MIDDLE = Position(FIRST + timedelta(minutes=ROWS // 2), ROWS // 2)


@pytest.fixture
def recorded() -> Iterator[Recorded]:
    recorded = Recorded()
    event.listen(Engine, "before_cursor_execute", recorded.note)
    yield recorded
    event.remove(Engine, "before_cursor_execute", recorded.note)


def fill(engine: Engine, drafts: Sequence[Draft], slugs: Sequence[str]) -> None:
    """Store many articles fast, one a minute."""
    rows = []
    for number, (draft, slug) in enumerate(zip(drafts, slugs, strict=True)):
        moments = dict.fromkeys(("listed_at", "created_at", "updated_at"), FIRST + timedelta(minutes=number))
        rows.append(values_of(draft) | moments | {"slug": slug})
    with engine.begin() as connection:
        connection.execute(insert(articles), rows)
        if engine.dialect.name == "postgresql":
            connection.execute(text("ANALYZE articles"))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A store of so many articles that no database prefers to read all of them, in two languages and seven categories,
    none of the second language in category c1. All tests of this module share it.

    PostgreSQL counts the articles, as it does by itself in use; SQLite does not, as in use.
    """
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path_factory.mktemp('filled')}/bantin.sqlite3"
        if request.param == "postgresql":
            server: PostgreSQL = request.getfixturevalue("postgresql")
            url = server.url(stack.enter_context(server.database()))
        engine = open_database(url)
        stack.callback(engine.dispose)
        drafts = [
            draft(
                f"/{n}.md", lang="en-GB" if n % 7 > 3 else "vi", category=f"c{n % 7}", translation_of=f"/{n % 900}.md"
            )
            for n in range(ROWS)
        ]
        fill(engine, drafts, [f"tin-so-{n}" for n in range(ROWS)])
        tag_all(engine)
        yield engine


def draft(source: str, **fields: Any) -> Draft:
    common = {"title": "Tin", "sapo": "", "byline": "An", "body": "<p>Nội dung.</p>" * 40, "lang": "vi"}
    return Draft(source_id=source, **common | fields)


def use_everything(store: ArticleRepository, engine: Engine) -> None:
    """Issue every statement of the store."""
    store.require_writable()
    store.is_empty()
    translation = draft("/b.md", lang="en-GB", translation_of="/a.md")
    slugs = [store.save(one)[1] for one in (draft("/a.md"), translation, draft("/a.md"), draft("/a.md", title="Khác"))]
    store.slug_for(draft("/a.md"))
    store.by_slug(slugs[0])
    store.with_translations(slugs[0])
    for category, lang, offset in product(("", "c1"), ("", "vi", "fr", "en-GB"), (0, 20)):
        store.newest(limit=20, offset=offset, category=category, lang=lang)
    store.count()
    store.revision()
    store.figure_of("/a.md")
    store.body_of("/a.md")
    store.is_withdrawn(slugs[0])
    store.embargo_of(slugs[0])
    store.expiry_of(slugs[0])
    moved = draft("/a.md", title="Khác", slug="dia-chi-moi")
    store.save(moved)
    with pytest.raises(ArticleMoved):
        store.by_slug(slugs[0])
    store.save(replace(moved, slug=slugs[0]))
    store.withdraw(slugs[0], "Sai.")
    store.reinstate(slugs[0])
    store.renew_pages()
    store.checkpoint()
    store.restore([StoredArticle(draft("/many.md", former_slugs=("tung-la",)), History())])
    lists, sitemaps = (
        ListRepository(partial(transaction, engine), DEFAULT_ZONE),
        SitemapRepository(partial(transaction, engine), DEFAULT_ZONE),
    )
    for category, lang in product(("", "c1"), ("", "vi", "fr", "en-GB")):
        lists.newest_articles(limit=20, category=category, lang=lang)
        for before in (None, MIDDLE, Position(datetime(2099, 1, 1), 1)):
            lists.slice(ListFilter(category=category, lang=lang), before, 20)
            year = {"since": datetime(2026, 1, 1), "until": datetime(2027, 1, 1)}
            lists.slice(ListFilter(category=category, lang=lang, **year), before, 20)
        lists.newest_of_each([ListFilter(category=category, lang=lang)], limit=12)
        lists.sections(lang)
        lists.counts(ListFilter(category=category, lang=lang), [FIRST + timedelta(days=n) for n in range(4)], most=21)
    search = SearchRepository(partial(transaction, engine), DEFAULT_ZONE)
    assert search.hits(parse_query("tin"), SearchFilter(), None, 20).hits
    assert search.newest_articles(parse_query("tin"), SearchFilter(), limit=20)
    assert search.titles_beginning(["ti"], 20)
    search.counts(parse_query("tin"), SearchFilter(), ROWS, ROWS)
    either = replace(parse_query("bản tin"), alternatives={("bản",): (("bt",), ("tin",))})
    assert search.hits(either, SearchFilter(), None, 20).hits
    search.counts(either, SearchFilter(), ROWS, ROWS)
    assert search.newest_articles(either, SearchFilter(), limit=20)
    search.similar_words("tim", 20)
    assert lists.neighbours(slugs[0], 30)
    lists.neighbours("tin-so-5000", 30)
    use_terms(engine)
    lists.position(20)
    assert lists.pinned() is lists.pinned(lang="vi") is None
    assert lists.period()
    assert sitemaps.parts(1000) >= 1
    sitemaps.part(1, 1000)
    sitemaps.newest_since(timedelta(days=2), limit=1000)
    use_sources(engine)
    use_tokens(engine)
    with engine.connect() as connection:
        assert len(list(article_scan.scan(connection))) >= 2
        assert next(stored_articles(connection))
    assert health.problem(engine.url.render_as_string(hide_password=False)) == ""


def test_no_statement_reads_a_whole_table(filled: Engine, recorded: Recorded) -> None:
    use_everything(ArticleRepository(filled), filled)
    assert len(recorded.statements) > 50
    assert faults(filled, recorded) == []


def test_every_statement_of_the_store_was_explained(
    store: ArticleRepository, engine: Engine, recorded: Recorded
) -> None:
    use_everything(store, engine)
    assert not_issued(STORE, recorded.places) == []


def test_a_statement_that_was_not_issued_is_found(tmp_path: Path) -> None:
    (tmp_path / "new.py").write_text("connection.execute(\n    query\n)\nconnection.execute(other)\n", "utf-8")
    assert not_issued(tmp_path, {("new.py", 1)}) == ["new.py:4"]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT articles.title FROM articles WHERE credit = 'x'",
        "SELECT articles.title FROM articles WHERE withdrawn_at IS NULL ORDER BY updated_at DESC LIMIT 20",
    ],
    ids=["scan", "sort"],
)
def test_a_scan_and_a_sorted_page_are_found(filled: Engine, recorded: Recorded, statement: str) -> None:
    with filled.connect() as connection:
        connection.execute(text(statement))
    assert faults(filled, recorded) != []


def test_the_thousandth_article_of_a_title_costs_some_twenty_look_ups(
    store: ArticleRepository, engine: Engine, recorded: Recorded
) -> None:
    drafts = [draft(f"/{number}.md") for number in range(1000)]
    fill(engine, drafts, ["tin", *(f"tin-{number}" for number in range(2, 1001))])
    recorded.statements.clear()
    assert store.slug_for(draft("/khac.md")) == "tin-1001"
    assert 10 < len(recorded.statements) < 25
