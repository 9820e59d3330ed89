"""Nothing on a page moves, blinks or flashes by itself (WCAG 2.2, 2.2.2 and 2.3.2)."""

from __future__ import annotations

import re

from tests.conftest import ROOT

SHEETS = sorted((ROOT / "static" / "css").rglob("*.css"))
MOVING = re.compile(r"@keyframes|\b(?:animation|transition)(?:-[a-z-]+)?\s*:|<(?:marquee|blink|video)\b|\bautoplay\b")
# Text that waits for its fonts appears once, and nothing moves.
WAITING = """[data-waits] :is(.br-page, .br-footer) { animation: 0.4s step-end br-wait; }
@keyframes br-wait { from { visibility: hidden; } }
"""


def markup(text: str) -> str:
    return text.replace(WAITING, "")


def test_no_style_sheet_or_template_moves_anything() -> None:
    assert SHEETS
    files = [*SHEETS, *(ROOT / "templates").rglob("*.html")]
    assert {file.name: found for file in files if (found := MOVING.findall(markup(file.read_text("utf-8"))))} == {}


def test_what_moves_is_found() -> None:
    assert MOVING.search("p { transition: color 1s }")
    assert MOVING.search("a { animation-name: blink }")
    assert MOVING.search("<video>")
    assert MOVING.search("<audio autoplay>")
    assert not MOVING.search("<audio controls>")
    assert not MOVING.search("the transition to summer")
