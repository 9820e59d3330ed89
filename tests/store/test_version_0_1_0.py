"""The database that version 0.1.0 left, upgraded and taken back; tests/data/version-0.1.0 was made by that version.

Four articles: one with pictures, its translation, one without a date, and one that was withdrawn.
"""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bantin_reader.cli.main import commands
from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.model.article import Correction, Draft
from bantin_reader.model.preferences import Preferences
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database
from bantin_reader.store.schema import newest_schema
from tests.checking import CheckingClient
from tests.conftest import DATA

pytestmark = pytest.mark.slow  # each test takes a database through every migration

OLD = DATA / "version-0.1.0"
SCHEMA = "0004"
PUBLISHED = ("duong-len-khuoi-may-da-thong-xe", "road-to-khuoi-may-reopens", "thong-bao-khong-ghi-ngay")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy, as the operator's data folder."""
    return Path(shutil.copytree(OLD, tmp_path / "var"))


def rows(data: Path) -> list[dict[str, Any]]:
    """Every article with the columns of 0.1.0."""
    with sqlite3.connect(data / "bantin.sqlite3") as connection:
        connection.row_factory = sqlite3.Row
        found = [dict(row) for row in connection.execute("select * from articles order by id")]
    connection.close()
    return found


def migrate(*options: str) -> Result:
    return CliRunner().invoke(commands, ["migrate", *options])


def store(data: Path) -> ArticleRepository:
    return ArticleRepository(open_database(Settings(data=data).database_url))


def test_every_article_address_and_picture_is_kept(data: Path) -> None:
    before = rows(data)
    assert [row["slug"] for row in before if not row["withdrawn_at"]] != []
    app = create_app(Settings(data=data))
    app.test_client_class = CheckingClient
    client = app.test_client()
    for row, old in zip(rows(data), before, strict=True):
        assert {name: row[name] for name in old} == old
        page = client.get(f"/articles/{old['slug']}")
        assert (page.status_code, old["title"] in page.text) == ((410, False) if old["withdrawn_at"] else (200, True))
        assert (old["withdrawn_reason"] or old["title"]) in page.text
    article, [translation] = store(data).with_translations(PUBLISHED[0])
    assert (translation.slug, article.body.count("<img ")) == (PUBLISHED[1], 1)
    for file in (data / "pictures").glob("*-*"):
        assert client.get(f"/pictures/{file.name}").status_code == 200
    front = client.get("/").text
    assert [slug in front for slug in (*PUBLISHED, "tin-da-rut")] == [True, True, True, False]
    [category] = {row["category_slug"] for row in rows(data) if row["category"] == "Giao thông"}
    assert client.get(f"/categories/{category}").status_code == 200


def test_every_preference_is_kept() -> None:
    """The cookie is all that a reader's choice is kept in; this is one that 0.1.0 set."""
    kept = Preferences.from_cookie("text=150&theme=sepia&lang=en&images=off")
    assert tuple(kept[name] for name in ("text", "theme", "lang", "images")) == ("150", "sepia", "en", "off")


def test_the_database_can_be_taken_back_to_the_version_that_made_it(data: Path) -> None:
    before = rows(data)
    assert migrate().output == f"schema {newest_schema()}\n"
    assert set(rows(data)[0]) > set(before[0])
    assert migrate("--to", SCHEMA).output == f"schema {SCHEMA}\n"
    assert rows(data) == before
    assert migrate().exit_code == 0
    assert store(data).by_slug(PUBLISHED[0]).credit == "Báo Vân Sơn"


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"corrections": (Correction(date(2026, 1, 5), "Sai."),)}, "authors, corrections or"),
        ({"authors": ("Lò Thị Én",)}, "authors, corrections or"),
        ({"former_slugs": ("tin-cu",)}, "authors, corrections or"),
        ({"expires_at": datetime(2126, 1, 5)}, "a date of expiry"),
        ({"pinned": True}, "a place on the front page"),
        ({"updated": date(2026, 1, 5)}, "a date of their last change"),
    ],
)
def test_it_is_not_taken_back_where_something_would_be_lost(data: Path, fields: dict[str, Any], what: str) -> None:
    draft = Draft(source_id="/moi.md", title="Tin mới", sapo="", body="<p>Tin.</p>", lang="vi")
    store(data).save(replace(draft, **fields))
    before = rows(data)
    result = migrate("--to", SCHEMA)
    assert result.exit_code != 0
    assert f"nothing was changed: 1 articles have {what}" in str(result.exception)
    assert rows(data) == before
    assert store(data).by_slug("tin-moi").title == "Tin mới"


def test_the_command_says_what_it_cannot_do(data: Path) -> None:
    assert "has schema 0004, from which 0006 cannot be reached" in str(migrate("--to", "0006").exception)
    shutil.rmtree(data)
    assert "is not there" in str(migrate().exception)
    assert not data.exists()


def test_a_check_names_the_command(data: Path) -> None:
    result = CliRunner().invoke(commands, ["check"])
    assert f"has schema 0004, needs {newest_schema()}; run: bantin-reader migrate" in result.output
