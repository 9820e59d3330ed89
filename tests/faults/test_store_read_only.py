"""The server's user may not write the store: readers read, and an import says at once why it stores nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from tests.faults.site import Site, command, missing, press, reads, without_privileges
from tests.serving.server import eventually, serving


@pytest.fixture
def protected(site: Site) -> Iterator[Site]:
    """All of the data folder is of this user, who has taken the right to write from himself."""
    everything = [site.data, *site.data.rglob("*")]
    for path in everything:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield site
    for path in everything:
        path.chmod(0o755 if path.is_dir() else 0o644)


def test_readers_read_a_store_that_cannot_be_written(protected: Site) -> None:
    within = without_privileges()
    with serving(protected.data, "--workers", "1", within=within) as server:
        for path, words in (("/", "Tin B"), (protected.a, "Tin A"), (protected.b, "Tin B")):
            reads(server, path, words)
        assert press(server)[0] == 303
        assert missing(server) == ["pictures: cannot be written"]
        assert server.get("/healthz")[0] == 200
        refused = command(protected, "import", protected.source("Tin C"), within=within)
        assert refused.returncode == 2
        assert refused.stdout == ""
        assert refused.stderr == "bantin-reader: the store cannot be used: attempt to write a readonly database\n"
        checked = command(protected, "check", within=within)
        assert "picture folder: cannot be written" in checked.stdout.splitlines()
        # Somebody who may write does: the readers of the others see it.
        for writable in (protected.data, protected.database):
            writable.chmod(writable.stat().st_mode | 0o200)
        other = sqlite3.connect(protected.database)
        other.execute("update articles set body = '<p>Đã sửa.</p>' where slug = 'tin-b'")
        other.execute("update edition set number = number + 1")
        other.commit()
        eventually(lambda: "Đã sửa." in server.get(protected.b)[2].decode())
        other.close()
        new = protected.land("Tin sau khi mở")
        eventually(lambda: server.get(new)[0] == 200)
        reads(server, "/", "Tin sau khi mở")
        eventually(lambda: missing(server) == [])


def test_a_store_that_becomes_read_only_while_it_serves_is_read_on(site: Site) -> None:
    with serving(site.data, "--workers", "1", within=without_privileges()) as server:
        reads(server, site.a, "Tin A")
        for path in (site.database, site.data):
            path.chmod(path.stat().st_mode & ~0o222)
        for number in range(20):
            reads(server, f"{site.b}?lang=lan-{number}", "Tin B")
        site.data.chmod(0o755)
        site.database.chmod(0o644)
        new = site.land("Tin mới")
        eventually(lambda: server.get(new)[0] == 200)


def test_a_schema_of_a_later_version_stops_the_start_and_an_import_with_its_reason(site: Site) -> None:
    with sqlite3.connect(site.database) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    connection.close()
    for started in (command(site, "serve", "--workers", "1"), command(site, "import", str(site.data))):
        assert started.returncode == 2
        assert started.stderr.startswith(
            f"bantin-reader: BANTIN_DATA: {site.data}: has schema 9999 of a later version "
        )
        assert started.stderr.count("\n") == 1


def test_an_old_schema_that_cannot_be_brought_up_to_date_stops_the_start_with_its_reason(site: Site) -> None:
    within = without_privileges()
    with sqlite3.connect(site.database) as connection:
        connection.execute("drop table edition")
        connection.execute("update alembic_version set version_num = '0003'")
    connection.close()
    site.database.chmod(0o444)
    site.data.chmod(0o555)
    started = command(site, "serve", "--workers", "1", within=within)
    site.data.chmod(0o755)
    words = f"bantin-reader: BANTIN_DATA: {site.data}: cannot be opened: attempt to write a readonly database\n"
    assert (started.returncode, started.stderr) == (2, words)
