"""The linters of `make lint` find nothing in a good file and something in a bad one, with this tree's configuration."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.node import find_node

BIOME = ROOT / "node_modules" / "@biomejs" / "biome" / "bin" / "biome"


def biome(folder: Path) -> int:
    """The exit status of the front end's `lint` script, in a folder like static/."""
    node = find_node()
    if not node or not BIOME.is_file():
        pytest.skip("node or biome is not installed (`make test` installs them)")
    script: str = json.loads((ROOT / "package.json").read_text("utf-8"))["scripts"]["lint"]
    shutil.copy(ROOT / "static" / "biome.jsonc", folder)
    options = script.removeprefix("cd static && biome ").split()
    return subprocess.run([node, BIOME, *options], cwd=folder, capture_output=True, check=False).returncode


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("js/press.js", "export const size = 1\n", "export function size() { return 1; unreachable() }\n"),
        ("js/press.js", "export const isOne = (x) => x === 1\n", "export const isOne = (x) => x == 1\n"),
        ("css/site.css", "a { color: red; }\n", "a { colour: red; }\n"),
        ("css/site.css", "a { color: var(--ink); }\n", "a { color: red;\n"),
    ],
)
def test_biome_tells_a_good_script_or_style_from_a_bad_one(tmp_path: Path, name: str, good: str, bad: str) -> None:
    file = tmp_path / name
    file.parent.mkdir()
    file.write_text(good, "utf-8")
    assert biome(tmp_path) == 0
    file.write_text(bad, "utf-8")
    assert biome(tmp_path) == 1


@pytest.mark.parametrize(
    "bad",
    [
        "<p>One</div>",
        "<p>{{text}}</p>",
        '<img src="/x">',
        '<button id="a">One</button>',
        '<p style="color:red">One</p>',
    ],
)
def test_djlint_tells_a_good_template_from_a_bad_one(tmp_path: Path, bad: str) -> None:
    file = tmp_path / "page.html"
    command = [sys.executable, "-m", "djlint", "--lint", "--configuration", str(ROOT / "pyproject.toml"), str(file)]
    for text, status in (("<p>{{ text }}</p>\n", 0), (f"{bad}\n", 1)):
        file.write_text(text, "utf-8")
        assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == status
