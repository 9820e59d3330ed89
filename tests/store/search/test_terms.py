"""The words of an article in the index."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bantin_reader.model.fold import words_of
from bantin_reader.store.search.terms import LIMITS, MAX_CHARACTERS, parts_of, text_of


@pytest.mark.parametrize("length", [100, MAX_CHARACTERS - 20, MAX_CHARACTERS, MAX_CHARACTERS + 100])
def test_superfluous_spaces_change_nothing(length: int) -> None:
    """What an index has of a stored article must stay the same: SQLite removes an article by these words."""
    body = "<p>lũ  về\n\n&nbsp; nhà</p> <p>x</p>" * (length // 30)
    row = SimpleNamespace(
        title="Lũ", sapo="", body=body, figure_caption="Một  ảnh", byline="Văn  Tý", author_names=[], tags=["a  b"]
    )
    assert parts_of(row)[2] == words_of(text_of(row)[:MAX_CHARACTERS])[: LIMITS[2][1]]
