"""What a page of an article does once, and not each time that it needs it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import flask
import pytest
from babel import Locale
from flask import Flask
from werkzeug.test import EnvironBuilder

from bantin_reader.config.settings import Settings
from bantin_reader.store import list_repository
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database
from bantin_reader.web.articles import contents
from tests.checking import CheckingClient
from tests.conftest import PORTAL_TEXT, land
from tests.store.drafts import draft


def counted(patch: pytest.MonkeyPatch, owner: Any, name: str, label: Callable[..., object]) -> Counter[object]:
    """Count calls of `owner.name` by what `label` makes of their arguments."""
    calls, original = Counter[object](), getattr(owner, name)

    def wrapper(*arguments: Any, **named: Any) -> Any:
        calls[label(*arguments, **named)] += 1
        return original(*arguments, **named)

    patch.setattr(owner, name, wrapper)
    return calls


@pytest.fixture
def page(client: CheckingClient, settings: Settings) -> Callable[[], object]:
    [slug] = land(settings, PORTAL_TEXT)
    client.get(f"/articles/{slug}")
    return lambda: client.get(f"/articles/{slug}?lang=vi")


def test_its_own_address_is_built_once(page: Callable[[], object], app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    built = counted(monkeypatch, flask, "url_for", lambda endpoint, **values: endpoint)
    page()
    assert built["articles.article"] == 1


def test_its_language_is_not_parsed_again(page: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[object] = []
    original = Locale.parse

    def parse(identifier: object, *arguments: Any, **named: Any) -> Any:
        parsed.append(identifier)
        return original(identifier, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Locale, "parse", parse)
    page()
    assert [one for one in parsed if isinstance(one, str)] == []


def test_its_words_are_counted_once(page: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    contents._words.cache_clear()
    page()
    assert contents._words.cache_info().misses == 1


def test_summaries_are_made_of_the_neighbours_alone_that_it_shows(
    client: CheckingClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ArticleRepository(open_database(settings.database_url))
    for number in range(1, 25):
        store.save(draft(f"{number}", f"Tin so {number}", date=date(2020, 1, number), category="Y tế", tags=("Lũ",)))
    made = counted(monkeypatch, list_repository, "summary_of", lambda row: row.slug)
    assert client.get("/articles/tin-so-12").text.count('href="/articles/tin-so-') >= 7
    assert made.total() == 7


def test_cached_pages_share_the_headers_that_are_equal(app: Flask, settings: Settings) -> None:
    [slug] = land(settings, PORTAL_TEXT)
    found: list[dict[str, tuple[str, str]]] = []

    def start(status: str, headers: list[tuple[str, str]], error: object = None) -> Callable[[bytes], object]:
        assert status == "200 OK"
        found.append({header[0]: header for header in headers})
        return lambda data: None

    for query in ("lang=vi", "lang=en"):
        list(app.wsgi_app(EnvironBuilder(f"/articles/{slug}", query_string=query).get_environ(), start))
    first, second = found
    assert "media-src 'self'" in first["Content-Security-Policy"][1]
    assert first["ETag"] != second["ETag"]
    for name in ("Content-Security-Policy", "Content-Type", "Vary"):
        assert first[name] is second[name]
