"""Helpers that wait for the frames of embeds in Chromium and press their controls."""

from __future__ import annotations

import time

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Frame, Page

from tests.browser.embedding.chromium import PATIENCE_SECONDS

TEXT_HEIGHT = "document.documentElement.getBoundingClientRect().height"
ROOM = """(id) => {
  const frame = document.getElementById(id), { paddingTop, paddingBottom } = getComputedStyle(frame)
  return frame.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom)
}"""


def eventually(where: Page | Frame, condition: str) -> None:
    """Polls from Python, because a hidden frame paints nothing and an embed's policy forbids eval."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not _is(where, condition):
        assert time.monotonic() < end, f"never true: {condition}"
        time.sleep(0.02)


def inside(page: Page, id: str = "embed") -> Frame:
    """The frame, once its embed is there."""
    frame = page.locator(f"#{id}").element_handle().content_frame()
    assert frame
    eventually(frame, "document.readyState === 'complete' && 'embed' in document.documentElement.dataset")
    return frame


def fitting(page: Page, id: str = "embed") -> Frame:
    """The frame, once it is as high as its text: not lower, so that it would scroll, and not higher."""
    frame = inside(page, id)
    end = time.monotonic() + PATIENCE_SECONDS
    while not -1 < (over := height(page, id) - frame.evaluate(TEXT_HEIGHT)) < 2:
        assert time.monotonic() < end, f"{over} px too many"
        time.sleep(0.02)
    return frame


def press(frame: Frame, control: str, text: str) -> None:
    frame.click(f"#toolbar-{control}")
    eventually(frame, f"document.documentElement.dataset.text === '{text}'")


def height(page: Page, id: str = "embed") -> float:
    """The room for the frame's text in pixels, by the host page: a frame off the screen knows its own height late."""
    found: float = page.evaluate(ROOM, id)
    return found


def height_changes(page: Page) -> list[int]:
    """The heights that frames got in one second; the page holds snippets.RECORDER."""
    before = page.evaluate("heights.length")
    page.wait_for_timeout(1000)
    got: list[int] = page.evaluate("heights")[before:]
    return got


def _is(where: Page | Frame, condition: str) -> bool:
    try:
        return bool(where.evaluate(condition))
    except PlaywrightError:  # the page is being left
        return False
