"""The reindex command."""

from __future__ import annotations

from functools import partial

import pytest
from click.testing import CliRunner
from sqlalchemy import update

from bantin_reader.cli.main import commands
from bantin_reader.config.settings import Settings
from bantin_reader.model.article import DEFAULT_ZONE
from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.model.search import SearchFilter
from bantin_reader.model.search_query import parse_query
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database, transaction
from bantin_reader.store.search.repository import SearchRepository
from bantin_reader.store.tables import articles
from tests.store.drafts import draft


def test_reindex_makes_the_index_fit_the_articles(settings: Settings) -> None:
    engine = open_database(settings.database_url)
    store, search = ArticleRepository(engine), SearchRepository(partial(transaction, engine), DEFAULT_ZONE)
    for number in range(3):
        store.save(draft(f"{number}", f"Lũ {number}"))
    with engine.begin() as connection:
        connection.execute(update(articles).values(title="Hạn"))
    result = CliRunner().invoke(commands, ["reindex"])
    assert (result.exit_code, result.stdout) == (0, "indexed 3 articles\n")
    assert [len(search.hits(parse_query(typed), SearchFilter(), None, 9).hits) for typed in ("hạn", "lũ")] == [3, 0]


def test_without_a_store_there_is_nothing_to_index(settings: Settings) -> None:
    result = CliRunner().invoke(commands, ["reindex"])
    assert result.exit_code == 1
    with pytest.raises(Exception, match="is not there"):
        raise result.exception or StoreUnavailable("")
    assert not settings.data.exists()
