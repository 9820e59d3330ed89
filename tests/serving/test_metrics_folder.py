"""The folder in which the workers of one server count."""

from __future__ import annotations

from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.server.metrics_folder import metrics_folder
from tests.web.observability.log_lines import lines


def test_the_folder_exists_while_the_server_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(tmp_path))
    with metrics_folder(Settings()) as folder:
        assert folder
        assert folder.parent == tmp_path
        assert folder.stat().st_mode & 0o777 == 0o700
    assert list(tmp_path.iterdir()) == []


def test_the_server_starts_where_no_folder_can_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(tmp_path / "khong-co"))
    with metrics_folder(Settings()) as folder:
        assert folder is None
    assert "each counts for itself" in capfd.readouterr().err


def test_a_folder_that_is_set_loses_its_old_slots_and_stays(tmp_path: Path) -> None:
    for name in ("a-0.slot", "khac"):
        (tmp_path / name).touch()
    with metrics_folder(Settings(metrics_folder=tmp_path)) as folder:
        assert folder == tmp_path
        assert [file.name for file in tmp_path.iterdir()] == ["khac"]
    assert tmp_path.is_dir()


def test_a_worker_that_cannot_count_there_says_so_and_serves(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tep").touch()
    client = create_app(Settings(metrics_folder=tmp_path / "tep")).test_client()
    [line] = lines(capfd)
    assert (line["level"], "counts for itself alone" in line["message"]) == ("warning", True)
    assert client.get("/").status_code == 200
