"""A clock that a test sets, and a record of the pictures that are decoded."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import ImageFile

from tests.store.pictures.decoding import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def decodes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The format of each picture that is decoded."""
    seen: list[str] = []

    def load(image: ImageFile.ImageFile, real: Callable[..., object] = ImageFile.ImageFile.load) -> object:
        if image.tile:
            seen.append(str(image.format))
        return real(image)

    monkeypatch.setattr(ImageFile.ImageFile, "load", load)
    return seen
