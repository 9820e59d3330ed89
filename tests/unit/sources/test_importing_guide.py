"""The page, the profile and the commands in docs/importing.md give the output that it shows."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from bantin_reader.sources.html.profile import FieldName, load_profiles
from tests.conftest import ROOT
from tests.unit.services.importing import run

GUIDE = (ROOT / "docs" / "importing.md").read_text("utf-8")


def block(kind: str, number: int = 0) -> str:
    return str(re.findall(rf"^```{kind}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)[number])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BANTIN_DATA")
    Path("rung.html").write_text(block("html"), "utf-8")
    return tmp_path


def command_and_answer(number: int) -> tuple[list[str], str]:
    command, answer = block("console", number).split("\n", 1)
    assert command.startswith("$ bantin-reader import ")
    return command.removeprefix("$ bantin-reader import ").split(), answer.replace("…/", f"{Path.cwd()}/")


def test_the_page_is_refused_as_the_guide_says(folder: Path) -> None:
    arguments, answer = command_and_answer(0)
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (1, answer)


def test_with_the_profile_every_field_is_as_the_guide_says(folder: Path) -> None:
    [place] = re.findall(r"write `(var/profiles/\S+)`", GUIDE)
    Path(place).parent.mkdir(parents=True)
    Path(place).write_text(block("toml"), "utf-8")
    arguments, answer = command_and_answer(1)
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == answer
    assert run("rung.html").stdout.startswith("created /articles/khuoi-may-trong-lai-rung-dau-nguon ")


def test_the_guide_names_every_field_and_every_shipped_profile() -> None:
    for name in get_args(FieldName):
        assert f"`{name}`" in GUIDE or f"\n{name} = " in block("toml")
    for profile in load_profiles(None):
        assert f"| `{profile.name}` |" in GUIDE
    assert set(tomllib.loads(block("toml"))) <= {"strip", "date_format", "detect", "fields"}
