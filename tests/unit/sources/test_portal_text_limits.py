"""The portal's text dump: how long it may be, and how the time grows that it takes to read."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources import portal_text
from bantin_reader.sources.limits import MAX_PLAIN_TEXT
from tests.growth import growth
from tests.unit.sources.test_portal_text import BODY, TITLE, TOOLBAR, VIEW_DATA


@pytest.mark.parametrize("line", ["a\n", "a\n\n", "./.\n", "- a\n", "a. B\n", "1. a\n", "Ảnh: a\n", "In bài viết\n"])
def test_many_repetitions_of_a_line_take_linear_time(line: str) -> None:
    def attempt(text: str) -> None:
        with suppress(SourceRefused):
            portal_text.read(text, Path("tin.txt"))

    assert growth(attempt, lambda size: TOOLBAR + TITLE + VIEW_DATA + BODY + line * size, 500, 8_000) == ""
    assert growth(attempt, lambda size: TOOLBAR + line * size + VIEW_DATA + BODY, 500, 8_000) == ""


def test_a_dump_with_too_much_text_is_refused_by_its_bound() -> None:
    with pytest.raises(SourceRefused, match=r"text: 1,000,\d\d\d characters, at most 1,000,000"):
        portal_text.read(TOOLBAR + TITLE + VIEW_DATA + "a" * MAX_PLAIN_TEXT, Path("tin.txt"))
