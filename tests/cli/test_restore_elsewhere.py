"""Restoring what another version, or a site of another kind, has saved."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from bantin_reader.store.schema import MIGRATIONS, newest_schema
from tests.cli.site import Site, members, restored, run, run_on


@pytest.mark.parametrize("schema", ["0001", "0002", "0003"])
def test_an_older_schema_is_brought_up_to_date(tmp_path: Path, archive: Path, empty: Site, schema: str) -> None:
    old = Site(tmp_path / "cu")
    old.data.mkdir()
    make_old(old.database, schema)
    assert run_on(old, "backup", archive) == 0
    restored(archive)
    with sqlite3.connect(empty.database) as connection:
        assert connection.execute("select version_num from alembic_version").fetchone() == (newest_schema(),)
    connection.close()
    with empty.store() as store:
        assert store.by_slug("tin-cu").title == "Tin cũ"


def make_old(database: Path, schema: str) -> None:
    """A store as an earlier version made it, with an article."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(f"sqlite:///{database}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, schema)
        connection.exec_driver_sql(
            "insert into articles (source_id, slug, title, sapo, body, lang, byline, credit, category, listed_at, "
            "created_at, updated_at) values ('s', 'tin-cu', 'Tin cũ', '', '<p>x</p>', 'vi', '', '', '', "
            "'2026-01-01 00:00:00.000000', '2026-01-01 00:00:00.000000', '2026-01-01 00:00:00.000000')"
        )
    engine.dispose()


def test_pictures_alone_come_back_beside_a_database_of_another_kind(
    site: Site, archive: Path, empty: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.fill(1)
    whole = archive.with_name("ca.tar")
    assert (run_on(site, "backup", "--pictures-only", archive), run_on(site, "backup", whole)) == (0, 0)
    monkeypatch.setenv("BANTIN_DATABASE_URL", "postgresql://vanson:matkhau@may-chu/bantin")
    result = run("restore", whole)
    assert "it holds an SQLite database, and BANTIN_DATABASE_URL names another" in result.stderr
    assert restored(archive).startswith("restored 5 picture files")
    assert {f"pictures/{file.name}" for file in empty.pictures.iterdir()} <= set(members(archive))


def test_a_picture_folder_that_is_a_link_stays_one(site: Site, archive: Path, empty: Site, tmp_path: Path) -> None:
    site.fill(1)
    run_on(site, "backup", archive)
    elsewhere = tmp_path / "dia-lon" / "anh"
    elsewhere.mkdir(parents=True)
    empty.data.mkdir(parents=True)
    empty.pictures.symlink_to(elsewhere)
    restored(archive)
    assert empty.pictures.is_symlink()
    assert len(list(elsewhere.iterdir())) == 5
