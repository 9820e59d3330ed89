"""The pinned article of the front page, in both databases."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import Engine, event

from bantin_reader.model.article import DEFAULT_ZONE
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import transaction
from bantin_reader.store.list_repository import ListRepository
from tests.store import drafts
from tests.store.query_plans import Recorded
from tests.store.test_query_plans import draft, fill

ROWS = 3000


def lists(engine: Engine) -> ListRepository:
    return ListRepository(partial(transaction, engine), DEFAULT_ZONE)


def test_the_newest_pinned_article_of_a_language_is_found(store: ArticleRepository, engine: Engine) -> None:
    for name, lang, pinned in (("cu", "vi", True), ("thuong", "vi", False), ("old", "en-GB", True)):
        store.save(drafts.draft(name, name, lang=lang, pinned=pinned))
    for lang, slug in (("", "old"), ("vi", "cu"), ("en", "old"), ("en-GB", "old")):
        found = lists(engine).pinned(lang=lang)
        assert found
        assert found.slug == slug
    assert lists(engine).pinned(lang="fr") is None


@pytest.mark.parametrize("lang", ["", "vi", "en-GB"])
def test_it_is_looked_for_among_the_pinned_alone(store: ArticleRepository, engine: Engine, lang: str) -> None:
    """None is pinned: by the index of a language all its articles would be read."""
    assert store.is_empty()
    rows = [draft(f"/{number}.md", lang="en-GB" if number % 2 else "vi") for number in range(ROWS)]
    fill(engine, rows, [f"tin-so-{number}" for number in range(ROWS)])
    recorded = Recorded()
    event.listen(engine, "before_cursor_execute", recorded.note)
    assert lists(engine).pinned(lang=lang) is None
    event.remove(engine, "before_cursor_execute", recorded.note)
    [(statement, parameters)] = recorded.statements
    explain = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN"
    with engine.connect() as connection:
        plan = connection.exec_driver_sql(f"{explain} {statement}", parameters).all()
    assert "ix_articles_pinned" in str(plan)
