"""`sync` from a folder of files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.store.engine import open_database
from bantin_reader.store.source_repository import SourceRepository
from tests.cli.sources.syncing import configure, run, store, sync
from tests.web_server import Site

FRONT = "---\ntitle: {}\n---\nBà con lên đồi. {}\n"


@pytest.fixture
def folder(site: Site, tmp_path: Path) -> Path:
    folder = tmp_path / "xuat"
    (folder / "2026").mkdir(parents=True)
    for number in range(1, 4):
        (folder / "2026" / f"{number}.md").write_text(FRONT.format(f"Bài {number}", "Hết."), "utf-8")
    configure(kind="folder", path=str(folder))
    return folder


def test_a_folder_brings_what_was_added_or_changed(folder: Path) -> None:
    assert sync().stdout.splitlines()[-1] == "xa: 3 created"
    (folder / "2026" / "2.md").write_text(FRONT.format("Bài 2", "Đã sửa một câu."), "utf-8")
    (folder / "4.md").write_text(FRONT.format("Bài 4", "Hết."), "utf-8")
    assert sync().stdout.splitlines()[-1] == "xa: 1 created, 1 updated, 2 unchanged"


def test_a_folder_that_was_moved_makes_no_second_article(folder: Path, tmp_path: Path) -> None:
    sync()
    shutil.move(folder, tmp_path / "noi-khac")
    configure(kind="folder", path=str(tmp_path / "noi-khac"))
    (tmp_path / "noi-khac" / "2026" / "1.md").write_text(FRONT.format("Bài 1", "Sửa sau khi chuyển."), "utf-8")
    assert sync().stdout.splitlines()[-1] == "xa: 1 updated, 2 unchanged"
    assert store().count() == 3


def test_articles_that_were_imported_by_their_path_are_taken_over(folder: Path) -> None:
    run("import", str(folder))
    assert sync().stdout.splitlines()[-1] == "xa: 3 unchanged"
    assert store().count() == 3


def test_a_file_that_was_removed_is_withdrawn_where_that_is_allowed(folder: Path) -> None:
    sync()
    (folder / "2026" / "2.md").unlink()
    assert "2.md: its source no longer has it" in sync().stderr
    assert "xa: withdrawn /articles/bai-2" in sync("--allow-removals").stdout
    assert SourceRepository(open_database(Settings().database_url)).state_of("xa").articles == 2


def test_a_folder_that_is_not_there_withdraws_nothing(folder: Path) -> None:
    sync()
    shutil.rmtree(folder)
    result = sync("--allow-removals")
    assert f"xa: failed: {folder}: no such folder" in result.stderr
    assert store().count() == 3
