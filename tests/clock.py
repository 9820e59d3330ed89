"""A clock that a test sets forward for everything that asks which articles are published."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

import pytest

from bantin_reader.store import publication


def set_forward(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    """Let `publication.wall_clock` show the moment that is `by` from now."""

    class Later(datetime):
        @classmethod
        def now(cls, zone: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(zone) + by

    monkeypatch.setattr(publication, "datetime", Later)
    monkeypatch.setattr(publication, "_latest", {})
