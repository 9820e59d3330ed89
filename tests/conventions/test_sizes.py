"""Modules and scripts have at most 200 lines, templates at most 60."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.conftest import ROOT

LIMITS = {
    "bantin_reader/**/*.py": 200,
    "tests/**/*.py": 200,
    "tests/**/*.mjs": 200,
    "benchmarks/*.py": 200,
    "static/js/**/*.js": 200,
    "templates/**/*.html": 60,
}


def longer(root: Path, limits: Mapping[str, int]) -> list[str]:
    """The files with more lines than the limit of their pattern."""
    return [
        path.relative_to(root).as_posix()
        for pattern, limit in limits.items()
        for path in sorted(root.glob(pattern))
        if len(path.read_text("utf-8").splitlines()) > limit
    ]


def test_no_module_and_no_template_is_too_long() -> None:
    assert longer(ROOT, LIMITS) == []


def test_every_pattern_finds_files() -> None:
    assert [pattern for pattern in LIMITS if not any(ROOT.glob(pattern))] == []


def test_a_file_that_is_too_long_is_found(tmp_path: Path) -> None:
    (tmp_path / "short.py").write_text("pass\n" * 200)
    (tmp_path / "long.py").write_text("pass\n" * 201)
    assert longer(tmp_path, {"*.py": 200}) == ["long.py"]
