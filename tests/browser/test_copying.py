"""What is on the clipboard after the whole page was selected and copied, in Chromium."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ARTICLE, TWO_PICTURES, OpenContext
from tests.browser.engine_scenarios import CONTROLS, PASTE_AREA, assert_article_without_controls


def copied(page: Page) -> str:
    """The clipboard's text after select all and copy, by the keyboard."""
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    page.evaluate(f"() => {{ {PASTE_AREA} }}")
    page.keyboard.press("Control+v")
    text: str = page.evaluate("pasteArea.value")
    return text


@pytest.mark.parametrize("path", [ARTICLE, f"/embed{ARTICLE}"])
@pytest.mark.parametrize("script", [True, False])
def test_a_copy_holds_the_article_and_none_of_the_controls(context: OpenContext, path: str, script: bool) -> None:
    page = context(script=script).new_page()
    page.goto(path)
    assert_article_without_controls(copied(page))


def test_a_copy_holds_no_button_of_a_picture_that_was_not_loaded(context: OpenContext) -> None:
    page = context(cookie="images=off").new_page()
    page.goto(TWO_PICTURES)
    assert page.get_by_role("button", name="Hiện ảnh 1").is_visible()
    text = copied(page)
    assert "Thông cầu treo Huổi Lắc" in text
    assert "Hiện ảnh" not in text


def test_a_control_in_a_copy_is_found(context: OpenContext) -> None:
    page = context(bypass_csp=True).new_page()
    page.goto(ARTICLE)
    page.add_style_tag(content="* { user-select: text !important }")
    text = copied(page)
    assert [control for control in CONTROLS if control in text]
    with pytest.raises(AssertionError):
        assert_article_without_controls(text)
