"""A store of a later version, or one whose driver is not installed: each command says so in one line."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest

from bantin_reader.cli.main import main
from bantin_reader.store.schema import newest_schema
from tests.cli.site import Site, faults, listing
from tests.conftest import PORTAL_TEXT

LATER = (
    f"has schema 9999 of a later version of Bantin Reader; this one knows none after {newest_schema()}; "
    f"run with that version: bantin-reader migrate --to {newest_schema()}"
)
NO_DRIVER = "psycopg is not installed; it comes with requirements.txt, or with bantin-reader[postgresql]"
COMMANDS = {
    "serve": ("serve",),
    "import": ("import", str(PORTAL_TEXT)),
    "import --dry-run": ("import", "--dry-run", str(PORTAL_TEXT)),
    "withdraw": ("withdraw", "tin", "--reason", "Sai."),
}


def error_of(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str]:
    """The exit status of a command that fails, and the one line that it writes."""
    monkeypatch.setattr(sys, "argv", ["bantin-reader", *arguments])
    with pytest.raises(SystemExit) as end:
        main()
    [line] = capsys.readouterr().err.splitlines()
    assert isinstance(end.value.code, int)
    return end.value.code, line


@pytest.fixture
def later(site: Site) -> Site:
    site.save("Tin")
    with sqlite3.connect(site.database) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
        connection.execute("alter table articles rename to stories")
    connection.close()
    return site


@pytest.fixture
def without_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "psycopg"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.setenv("BANTIN_DATABASE_URL", "postgresql://vanson:matkhau@127.0.0.1:1/bantin")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_store_of_a_later_version_is_named(
    later: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    before = listing(later.data)
    error = error_of(capsys, monkeypatch, *COMMANDS[command])
    assert error == (2, f"bantin-reader: BANTIN_DATA: {later.data}: {LATER}")
    assert listing(later.data) == before


def test_check_names_a_store_of_a_later_version(later: Site) -> None:
    assert faults() == [f"store: {LATER}"]


def test_backup_names_a_store_of_a_later_version(
    later: Site, archive: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert error_of(capsys, monkeypatch, "backup", str(archive)) == (1, f"Error: {later.database} {LATER}")
    assert not archive.exists()


@pytest.mark.usefixtures("without_driver")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_driver_that_is_not_installed_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    error = error_of(capsys, monkeypatch, *COMMANDS[command])
    assert error == (2, f"bantin-reader: BANTIN_DATABASE_URL: the database: {NO_DRIVER}")


@pytest.mark.usefixtures("without_driver")
def test_check_names_a_driver_that_is_not_installed() -> None:
    assert faults() == [f"store: cannot be read: {NO_DRIVER}"]


def test_check_says_why_a_server_cannot_be_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANTIN_DATABASE_URL", "postgresql://vanson:matkhau@127.0.0.1:1/bantin")
    [line] = faults()
    assert line.startswith("store: cannot be read: ")
    assert "127.0.0.1" in line
    assert "refused" in line
    assert "matkhau" not in line
