"""A switch: Tab and Enter alone find an article, enlarge it, choose a theme and lead to a section."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import LONG_READ, OpenContext
from tests.browser.reading import in_force

MOST = 120
IS_FOCUSED = "one => one === document.activeElement"


def press(page: Page, control: Locator) -> None:
    """Tab to a control, then Enter."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if control.evaluate(IS_FOCUSED):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"Tab does not reach {control}")


def test_tab_and_enter_lead_from_the_front_page_to_a_section_in_large_text(context: OpenContext) -> None:
    page = context().new_page()
    page.goto("/")
    press(page, page.locator(f'main a[href="{LONG_READ}"]').first)
    page.wait_for_url(f"**{LONG_READ}")
    page.wait_for_load_state("load")
    press(page, page.locator("#toolbar-larger"))
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-text", "125")
    press(page, page.locator("#toolbar-settings-name"))
    press(page, page.locator("#toolbar-theme-dark"))
    assert in_force(page) == ("125", "dark")
    press(page, page.locator(".br-contents summary"))
    press(page, page.get_by_role("link", name="Đêm ở nhà bán trú", exact=True))
    expect(page.get_by_role("heading", name="Đêm ở nhà bán trú", exact=True)).to_be_in_viewport()
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.getAttribute('href')")
    assert focused == "#section-dem-o-nha-ban-tru"


def test_tab_and_enter_save_the_settings_and_reset_them(context: OpenContext) -> None:
    page = context(cookie="text=200", script=False).new_page()
    page.goto("/preferences")
    press(page, page.locator("#settings-reset-all"))
    page.wait_for_url("**/preferences?saved=1**")
    expect(page.locator("html")).to_have_attribute("data-text", "100")
