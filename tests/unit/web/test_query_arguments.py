"""Positions in lists as query arguments."""

from __future__ import annotations

from datetime import datetime

import pytest

from bantin_reader.model.listing import Position
from bantin_reader.web.query_arguments import position, position_text


@pytest.mark.parametrize(
    "moment", [datetime(2026, 11, 5, 7, 30), datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 1)]
)
def test_a_position_is_read_back(moment: datetime) -> None:
    assert position(position_text(Position(moment, 123))) == Position(moment, 123)


@pytest.mark.parametrize(
    "text", ["", "~", "2026-11-05~1", "2026-13-05T00:00:00~1", "２026-11-05T00:00:00~1", "2026-11-05T00:00:00~"]
)
def test_another_text_is_no_position(text: str) -> None:
    assert position(text) is None
