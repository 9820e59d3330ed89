"""The folder in which the workers of one server count."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bantin_reader.cli.check import counting_together
from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.web.observability.log_lines import lines


def test_it_is_there_while_the_server_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(tmp_path))
    with counting_together(Settings()):
        folder = Settings().metrics_folder
        assert folder
        assert folder.parent == tmp_path
        assert folder.stat().st_mode & 0o777 == 0o700
    assert list(tmp_path.iterdir()) == []
    assert Settings().metrics_folder is None


def test_where_it_cannot_be_made_the_server_starts_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(tmp_path / "khong-co"))
    with counting_together(Settings()):
        assert "BANTIN_METRICS_FOLDER" not in os.environ
    assert "each counts for itself" in capsys.readouterr().err


def test_one_that_is_set_is_emptied_of_old_rows_and_stays(tmp_path: Path) -> None:
    for name in ("a-0.slot", "khac"):
        (tmp_path / name).touch()
    with counting_together(Settings(metrics_folder=tmp_path)):
        assert [file.name for file in tmp_path.iterdir()] == ["khac"]
    assert tmp_path.is_dir()


def test_a_worker_that_cannot_count_there_says_so_and_serves(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tep").touch()
    client = create_app(Settings(metrics_folder=tmp_path / "tep")).test_client()
    [line] = lines(capfd)
    assert (line["level"], "numbers stay its own" in line["message"]) == ("warning", True)
    assert client.get("/").status_code == 200
