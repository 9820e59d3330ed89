"""Suggestions of the search field."""

from __future__ import annotations

from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.services import search as service
from bantin_reader.source_factory import create_withdrawal
from bantin_reader.store.search import sqlite
from tests.checking import CheckingClient, parse
from tests.conftest import land
from tests.web.search.pages import write


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "MAX_SECONDS", 60)


@pytest.fixture
def site(client: CheckingClient, settings: Settings, tmp_path: Path) -> CheckingClient:
    land(
        settings,
        write(tmp_path, "1", "Nước lũ rút ở Vân Sơn", date="2026-01-02"),
        write(tmp_path, "2", "Nước lụt về", date="2026-01-03"),
        write(tmp_path, "3", "Flood water in Van Son", lang="en"),
    )
    return client


def titles(client: CheckingClient, typed: str) -> list[str]:
    found = client.get("/search/suggestions", query_string={"q": typed}).get_json()
    return [article["title"] for article in found["articles"]]


@pytest.mark.one_site
def test_titles_that_have_the_words_are_suggested_newest_first(site: CheckingClient) -> None:
    assert titles(site, "nươc lu") == ["Nước lụt về", "Nước lũ rút ở Vân Sơn"]
    assert titles(site, "van so") == ["Nước lũ rút ở Vân Sơn", "Flood water in Van Son"]
    assert titles(site, "lũ nước rú") == ["Nước lũ rút ở Vân Sơn"]
    assert titles(site, "rut nuo ") == ["Nước lũ rút ở Vân Sơn"]


@pytest.mark.one_site
@pytest.mark.parametrize("typed", ["", "n", "-", "khongco", '"', "\0", "nước xyz"])
def test_nothing_else_is_suggested(site: CheckingClient, typed: str) -> None:
    assert titles(site, typed) == []


def test_a_suggestion_has_its_address_and_language(site: CheckingClient, settings: Settings) -> None:
    address = "/articles/flood-water-in-van-son"
    response = site.get("/search/suggestions?q=flood")
    assert response.get_json() == {"articles": [{"title": "Flood water in Van Son", "url": address, "lang": "en"}]}
    assert response.headers["Cache-Control"] == "public, max-age=60"
    create_withdrawal(settings).withdraw("flood-water-in-van-son", "Sai.")
    assert titles(site, "flood") == []


def test_there_are_at_most_eight(site: CheckingClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "SUGGESTIONS", 1)
    assert titles(site, "nuoc") == ["Nước lụt về"]


@pytest.mark.one_site
def test_the_field_names_its_suggestions_and_is_a_plain_one_without_script(site: CheckingClient) -> None:
    [field] = [one for one in parse(site.get("/search").text).iter("input") if one.get("name") == "q"]
    assert field.get("data-suggestions") == "/search/suggestions"
    assert field.get("role") is None
