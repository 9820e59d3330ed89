"""Log lines that were written, and a route that fails."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask

Lines = list[dict[str, Any]]


def lines(capfd: pytest.CaptureFixture[str]) -> Lines:
    written = capfd.readouterr().err
    assert written.isascii()
    assert written.isprintable() or all(part.isprintable() for part in written.split("\n"))
    return [json.loads(line) for line in written.splitlines()]


def broken(app: Flask) -> None:
    def fails() -> str:
        secret = 1
        raise ZeroDivisionError(f"chia cho không {secret}")

    app.add_url_rule("/hong", view_func=fails)
