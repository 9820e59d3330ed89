"""Writes moments as the tests of dates compare them."""

from __future__ import annotations

from bantin_reader.sources.html.dates import Moment


def written(moment: Moment | None) -> str:
    """A moment as `2026-11-19 07:05`, a date as `2026-11-19`, None as an empty text."""
    if not moment:
        return ""
    return f"{moment[0]} {moment[1].isoformat('minutes')}" if moment[1] else str(moment[0])
