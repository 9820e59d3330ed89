"""The widest column holds at most 80 characters a line (WCAG 2.2, 1.4.8), in the narrowest typeface too."""

from __future__ import annotations

import pytest

from bantin_reader.model.preferences import FACE
from tests.browser.conftest import LONG_READ, TWO_PICTURES, OpenContext
from tests.browser.test_bounds import too_long


@pytest.mark.parametrize("face", FACE.options)
def test_wide_lines_have_at_most_80_characters_in_every_typeface(context: OpenContext, face: str) -> None:
    page = context(cookie=f"width=wide&face={face}", viewport={"width": 1280, "height": 740}).new_page()
    page.goto(LONG_READ, wait_until="networkidle")
    for path in (LONG_READ, TWO_PICTURES, "/privacy", "/categories/giao-duc"):
        page.goto(path, wait_until="networkidle")
        assert too_long(page) == []
