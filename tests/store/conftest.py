"""A picture folder that is not there yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from bantin_reader.store.pictures.store import FilesystemPictureStore


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kho" / "pictures"


@pytest.fixture
def pictures(folder: Path) -> FilesystemPictureStore:
    return FilesystemPictureStore(folder)
