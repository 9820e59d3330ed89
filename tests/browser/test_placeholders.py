"""The button in the place of a picture fits a narrow screen at every text size."""

from __future__ import annotations

import pytest

from bantin_reader.model.preferences import COOKIE, SIZES
from tests.browser.conftest import TWO_PICTURES, OpenContext
from tests.browser.layout_checker import layout_faults
from tests.browser.site import LiveSite


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_picture_s_placeholder_cuts_nothing(context: OpenContext, site: LiveSite, language: str) -> None:
    reader = context(viewport={"width": 320, "height": 640})
    page = reader.new_page()
    found: list[str] = []
    for size in SIZES:
        cookie = f"images=off&text={size}&lang={language}"
        reader.add_cookies([{"name": COOKIE, "value": cookie, "url": site.url}])
        page.goto(TWO_PICTURES)
        assert page.locator("html").get_attribute("data-text") == size
        assert page.locator(".br-placeholder").count() == 2
        found += layout_faults(page, f"placeholders at {size} %, {language}")
    assert not found, "\n".join(found)
