"""Searches of a store."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import Engine

from bantin_reader.model.article import DEFAULT_ZONE
from bantin_reader.model.search import SearchFilter
from bantin_reader.model.search_query import parse_query
from bantin_reader.store.engine import transaction
from bantin_reader.store.search import postgresql, sqlite
from bantin_reader.store.search.repository import SearchRepository

EVERYTHING = SearchFilter()

Find = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Searches take as long as a busy machine needs."""
    for database in (sqlite, postgresql):
        monkeypatch.setattr(database, "MAX_SECONDS", 60)


@pytest.fixture
def search(engine: Engine) -> SearchRepository:
    return SearchRepository(partial(transaction, engine), DEFAULT_ZONE)


@pytest.fixture
def find(search: SearchRepository) -> Find:
    """The titles that a query finds, in their order."""

    def find(typed: str, which: SearchFilter = EVERYTHING, size: int = 50) -> list[str]:
        return [hit.article.title for hit in search.hits(parse_query(typed), which, None, size).hits]

    return find
