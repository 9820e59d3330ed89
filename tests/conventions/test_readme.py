"""README names every setting and every folder of tests."""

from __future__ import annotations

import re

import pytest

from bantin_reader.config.settings import Settings
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
OPERATING = (ROOT / "docs" / "operating.md").read_text("utf-8")
PACKAGE = ROOT / "bantin_reader"
# The folders below which a file is named; those of the package are written without `bantin_reader/`.
ROOMS = ["bantin_reader", "tests", "docs", "deploy", "templates", "static", *(room.name for room in PACKAGE.iterdir())]
FOLDERS = sorted(
    folder.name for folder in (ROOT / "tests").iterdir() if folder.is_dir() and not folder.name.startswith(("_", "."))
)


def settings_in(text: str) -> set[str]:
    """The settings that have a row of a table."""
    return set(re.findall(r"^\| `(BANTIN_[A-Z_]+)` \|", text, re.MULTILINE))


def folders_in(text: str) -> set[str]:
    """The folders of tests in the table of folders, whose rows write `tests/` before the first name only."""
    rows = re.findall(r"^\| (`tests/[^|]+)\|", text, re.MULTILINE)
    return {name.removeprefix("tests/") for row in rows for name in re.findall(r"`([^`]+)`", row)}


def test_every_setting_has_a_row_and_every_row_is_a_setting() -> None:
    assert settings_in(README) == {f"BANTIN_{name.upper()}" for name in Settings.model_fields}
    assert settings_in(OPERATING) < settings_in(README)


def test_every_folder_of_tests_is_in_the_table() -> None:
    assert folders_in(README) == set(FOLDERS)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_file_that_is_named_exists(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    named = re.findall(rf"`((?:{'|'.join(ROOMS)})/[\w./-]+)`", text)
    assert named
    assert [path for path in named if not any((place / path).exists() for place in (ROOT, PACKAGE))] == []


def test_a_missing_row_is_found() -> None:
    assert "BANTIN_LOGO" not in settings_in(README.replace("| `BANTIN_LOGO` |", "| logo |"))
    assert "web" not in folders_in(README.replace("`web`", "web"))
