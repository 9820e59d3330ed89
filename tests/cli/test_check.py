"""`bantin-reader check`: a line for what is to be mended, and nothing is changed by looking."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from tests.cli.site import Site, check, faults, listing, process
from tests.conftest import SAMPLES, land


def test_a_site_without_problems_is_ok(settings: Settings) -> None:
    land(settings, SAMPLES)
    status, lines = check("--thorough")
    assert (status, lines[-1]) == (0, "ok")
    assert lines[-2] == "articles: 12 published, 0 withdrawn, 0 dated in the future, 0 expired, 15 pictures"
    assert [line.partition(":")[0] for line in lines[:-2]] == [
        "settings",
        "front end",
        "translations",
        "picture folder",
        "store",
    ]


def test_a_store_that_is_not_there_is_told_and_not_made(site: Site) -> None:
    assert faults() == ["store: is not there"]
    assert not site.data.exists()


def test_a_store_that_is_damaged_is_told(site: Site) -> None:
    for number in range(200):
        site.save(f"Tin {number}", body=f"<p>{'Nội dung. ' * 50}</p>")
    content = bytearray(site.database.read_bytes())
    for place in range(4096 * 3, len(content), 4096):
        content[place : place + 200] = b"\xff" * 200
    site.database.write_bytes(content)
    status, lines = check()
    assert status == 1
    assert any(line.startswith("store: ") and "ok" not in line for line in lines), lines


def test_an_older_schema_is_told_and_left_as_it_is(site: Site) -> None:
    site.fill(1)
    with sqlite3.connect(site.database) as connection:
        connection.execute("update alembic_version set version_num = '0002'")
    connection.close()
    [line] = faults()
    assert line.startswith("store: has schema 0002, needs ")
    assert faults() == [line]


def test_a_wrong_setting_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANTIN_ACCENT", "đỏ")
    status, lines = check()
    assert (status, lines[-1]) == (1, "1 to fix")
    assert lines[0].startswith("settings: BANTIN_ACCENT: ")


def test_settings_alone_are_looked_at_without_the_store(monkeypatch: pytest.MonkeyPatch) -> None:
    checking = process("check", "--settings")
    assert (checking.communicate()[0], checking.returncode) == ("settings: ok\nok\n", 0)
    monkeypatch.setenv("BANTIN_ACCENT", "đỏ")
    checking = process("check", "--settings")
    assert "BANTIN_ACCENT" in checking.communicate()[0]
    assert checking.returncode == 1


def test_a_translation_that_was_not_built_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("bantin_reader.cli.check.PACKAGE", tmp_path)
    assert "translations: vi is not built" in faults()


def test_a_front_end_that_was_not_built_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("bantin_reader.cli.check.ROOT", tmp_path)
    assert any(line.startswith("front end: ") and "make install" in line for line in faults())


def test_looking_changes_nothing(site: Site) -> None:
    site.fill()
    before = listing(site.data)
    check("--thorough")
    assert listing(site.data) == before


def test_the_command_ends_with_its_verdict(site: Site) -> None:
    site.fill()
    checking = process("check")
    assert checking.communicate()[0].endswith("ok\n")
    assert checking.returncode == 0
    next(site.pictures.glob("*.avif")).write_bytes(b"broken")
    checking = process("check")
    assert checking.communicate()[0].endswith("1 to fix\n")
    assert checking.returncode == 1


def test_articles_with_a_date_in_the_future_are_counted(site: Site) -> None:
    site.save("Mai", date=date(2099, 1, 2))
    site.save("Nay")
    assert check()[1][-2] == "articles: 1 published, 0 withdrawn, 1 dated in the future, 0 expired, 0 pictures"
