"""A folder that articles come in by."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "tin"
    folder.mkdir()
    return folder
