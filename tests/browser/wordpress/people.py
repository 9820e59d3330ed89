"""The author, who writes in WordPress's block editor, and the reader of a post."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, ConsoleMessage, FrameLocator, Locator, Page, Response, expect

from tests.browser.wordpress.server import AUTHOR, PASSWORD

PATIENCE_MS = 30_000
# Until the frame speaks; newer ones do it by visibility.
HIDDEN = re.compile(r"position: absolute; (clip: rect\(1px, 1px, 1px, 1px\)|visibility: hidden);")


@dataclass(frozen=True)
class Post:
    id: int
    address: str


class Author:
    """Logged in to wp-admin."""

    def __init__(self, context: BrowserContext) -> None:
        self._context = context
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto("/wp-login.php")
        page.locator("#user_login").fill(AUTHOR)
        page.locator("#user_pass").fill(PASSWORD)
        page.locator("#wp-submit").click()
        page.wait_for_url("**/wp-admin/")
        page.close()

    def paste(self, title: str, address: str) -> Editor:
        """A new post with the address pasted under its title, still unpublished."""
        editor = Editor(self._context.new_page())
        editor.page.goto("/wp-admin/post-new.php")
        editor.canvas.get_by_role("textbox", name="Add title").fill(title)
        editor.page.keyboard.press("Enter")
        editor.page.evaluate("text => navigator.clipboard.writeText(text)", address)
        editor.page.keyboard.press("Control+V")
        return editor

    def publish(self, editor: Editor) -> Post:
        editor.page.get_by_role("button", name="Publish", exact=True).click()
        panel = editor.page.get_by_role("region", name="Editor publish")
        panel.get_by_role("button", name="Publish", exact=True).click()
        address = panel.get_by_role("link", name="View Post").get_attribute("href") or ""
        editor.page.close()
        return Post(int(re.findall(r"\bp=(\d+)$", address)[0]), address)


@dataclass(frozen=True)
class Editor:
    page: Page

    @property
    def canvas(self) -> Page | FrameLocator:
        """What is written on: from WordPress 6.3 on a frame of its own, with most themes."""
        frame = self.page.locator("iframe[name=editor-canvas]")
        frame.or_(self.page.get_by_role("textbox", name="Add title")).wait_for()
        return frame.content_frame if frame.count() else self.page

    @property
    def preview(self) -> Locator:
        return self.canvas.locator("iframe.wp-embedded-content")


class Reader:
    """Of one post, with an article of our `site` in its frame. `troubles`: what a reader's console would show of it."""

    def __init__(self, context: BrowserContext, post: Post, site: str) -> None:
        self.troubles: list[str] = []
        self._site = site
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", self._heard)
        self.page.on("response", self._answered)
        self.page.goto(post.address)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.troubles.append(message.text)

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.url.startswith(self._site) and response.status != 410:
            self.troubles.append(f"{response.status} {response.url}")

    @property
    def iframe(self) -> Locator:
        return self.page.locator("iframe.wp-embedded-content")

    @property
    def quote(self) -> Locator:
        return self.page.locator("blockquote.wp-embedded-content")

    @property
    def frame(self) -> FrameLocator:
        return self.iframe.content_frame

    @property
    def secret(self) -> str:
        return self.iframe.get_attribute("data-secret") or ""

    def sees_frame(self) -> None:
        """Waits until the frame has answered WordPress."""
        expect(self.quote).to_be_hidden(timeout=PATIENCE_MS)
        expect(self.iframe).not_to_have_attribute("style", re.compile("clip"))

    def sees_text(self, per_cent: int) -> None:
        expect(self.frame.locator("#toolbar-value")).to_have_text(f"{per_cent}%")

    def paragraph_size(self) -> float:
        paragraph = self.frame.locator(".br-article p").first
        size: float = paragraph.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        return size
