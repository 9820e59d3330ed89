"""Import contracts hold, and each is broken once to show that it can fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-cache",
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_contracts_are_kept() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("services/articles.py", "import bantin_reader.store.tables"),
        ("store/article_repository.py", "import bantin_reader.sources.file_reader"),
        ("web/articles/views.py", "import bantin_reader.store.tables"),
        ("web/articles/views.py", "import bantin_reader.web.embed.frame"),
        ("services/articles.py", "import flask"),
        ("model/article.py", "import jinja2"),
        ("model/article.py", "import bantin_reader.services.articles"),
    ],
)
def test_a_forbidden_import_is_found(tmp_path: Path, module: str, line: str) -> None:
    shutil.copytree(ROOT / "bantin_reader", tmp_path / "bantin_reader")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    target = tmp_path / "bantin_reader" / module
    target.write_text(f"{target.read_text('utf-8')}\n{line}\n", "utf-8")
    assert lint_imports(tmp_path).returncode == 1
