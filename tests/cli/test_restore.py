"""`bantin-reader restore`: restores the same site and renames the former store."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bantin_reader.model.errors import ArticleWithdrawn
from bantin_reader.store.backups import restore as restoring
from tests.cli.site import Site, check, listing, process, restored, run, run_on
from tests.serving.server import serving


def test_a_site_that_is_restored_serves_the_same_pages(site: Site, archive: Path, empty: Site) -> None:
    slugs = site.fill()
    before = site.pages(*slugs)
    archived_by = run_on(site, "backup", archive)
    assert archived_by == 0
    printed = restored(archive)
    assert printed.startswith("restored 3 articles and 0 withdrawn, 15 picture files, as of 2")
    assert empty.pages(*slugs) == before
    assert (empty.data / "profiles" / "cổng tỉnh.toml").read_text("utf-8") == 'name = "cổng tỉnh"'
    assert check()[0] == 0


def test_nothing_but_the_state_is_left_in_the_folder(site: Site, archive: Path, empty: Site) -> None:
    site.fill()
    run_on(site, "backup", archive)
    restored(archive)
    assert {file.name for file in empty.data.iterdir()} == {"bantin.sqlite3", "pictures", "profiles"}
    assert {file.name for file in empty.pictures.iterdir()} == {file.name for file in site.pictures.iterdir()}


def test_a_withdrawn_article_stays_withdrawn(site: Site, archive: Path, empty: Site) -> None:
    slug, *_ = site.fill()
    site.withdraw(slug)
    run_on(site, "backup", archive)
    assert "2 articles and 1 withdrawn" in restored(archive)
    with empty.store() as store, pytest.raises(ArticleWithdrawn, match="Sai số liệu"):
        store.by_slug(slug)


def test_what_came_after_the_backup_is_gone_after_it_and_kept_aside(site: Site, archive: Path) -> None:
    site.fill(2)
    run("backup", archive)
    site.save("Tin mới")
    later = listing(site.data)
    printed = restored(archive, "--force")
    assert site.count() == 2
    kept = [Path(line.removeprefix("renamed the former store: ")) for line in printed.splitlines()[1:]]
    assert [path.name.partition(".before-")[0] for path in kept] == ["pictures", "profiles", "bantin.sqlite3"]
    with sqlite3.connect(kept[-1]) as old:
        assert old.execute("select count(*) from articles").fetchone() == (3,)
    old.close()
    assert {name.removeprefix("pictures/") for name in later if name.startswith("pictures/")} == {
        file.name for file in kept[0].iterdir()
    }


def test_a_store_that_holds_articles_is_not_replaced_unless_told(site: Site, archive: Path) -> None:
    site.fill(1)
    run("backup", archive)
    before = listing(site.data)
    result = run("restore", archive)
    assert result.exit_code == 1
    assert f"nothing was changed: {site.database} holds articles; --force renames it" in result.stderr
    assert listing(site.data) == before


def test_pictures_without_a_database_are_not_replaced_unless_told(site: Site, archive: Path, empty: Site) -> None:
    site.fill(1)
    run_on(site, "backup", archive)
    empty.keep(9)
    before = listing(empty.data)
    assert "holds pictures" in run("restore", archive).stderr
    assert listing(empty.data) == before


def test_an_import_that_comes_while_it_unpacks_is_not_lost(
    site: Site, archive: Path, empty: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.fill(1)
    run_on(site, "backup", archive)
    monkeypatch.setattr(restoring, "_require_unused", lambda _database: empty.save("Vừa tới"))
    assert "holds articles" in run("restore", archive).stderr
    assert empty.count() == 1


def test_a_store_that_is_empty_gives_way(site: Site, archive: Path, empty: Site) -> None:
    site.fill(1)
    run_on(site, "backup", archive)
    with process("import", "--if-empty", site.data / "profiles", BANTIN_DATA=str(empty.data)) as importing:
        importing.communicate()
    assert empty.database.is_file()
    restored(archive)
    assert empty.count() == 1


def test_force_renames_a_broken_store(site: Site, archive: Path, empty: Site) -> None:
    site.fill(1)
    run_on(site, "backup", archive)
    empty.data.mkdir(parents=True)
    for end in ("", "-wal", "-shm"):
        (empty.data / f"bantin.sqlite3{end}").write_bytes(b"hong" * 1000)
    assert "exists, and is not a database" in run("restore", archive).stderr
    restored(archive, "--force")
    assert empty.count() == 1
    assert (
        sorted(file.name.partition(".before-")[0] for file in empty.data.glob("*.before-*")) == ["bantin.sqlite3"] * 3
    )


def test_a_store_that_a_server_has_open_is_left_alone(site: Site, archive: Path) -> None:
    site.fill(1)
    run("backup", archive)
    site.save("Tin mới")
    with serving(site.data, "--workers", "1") as server:
        assert server.get("/articles/tin-moi")[0] == 200
        result = run("restore", "--force", archive)
        assert result.exit_code == 1
        assert f"{site.database} is in use; stop `bantin-reader serve` and imports first" in result.stderr
        assert server.get("/articles/tin-moi")[0] == 200
    assert site.count() == 2
    restored(archive, "--force")
    assert site.count() == 1


def test_a_step_that_fails_is_undone(site: Site, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.fill(2)
    run("backup", archive)
    site.save("Tin mới")
    before = listing(site.data)
    renamed: list[Path] = []
    rename = Path.rename

    def third_fails(self: Path, target: Path) -> Path:
        renamed.append(self)
        if len(renamed) == 6:
            raise OSError(16, "Device or resource busy", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", third_fails)
    result = run("restore", "--force", archive)
    monkeypatch.undo()
    assert (result.exit_code, "Device or resource busy" in result.stderr) == (1, True)
    after = {name: text for name, text in listing(site.data).items() if name != "bantin.sqlite3"}
    assert after == {name: text for name, text in before.items() if name != "bantin.sqlite3"}
    assert site.count() == 3
