"""What the tests of junk do: write it into a page, read the page, and look whether the body is clean."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html.profile import load_profiles
from bantin_reader.sources.sanitize import ATTRIBUTES, MATH_TAGS, TAGS, clean_body

FILE = Path("/nowhere/trang.html")
PAGES = HtmlPageParser(load_profiles(None))
FIELDS = "<span>Thứ Ba, 03/03/2026 08:00</span><h1>Khuổi Mây có điện</h1><p>Tóm tắt của bài.</p>"


def page(body: str, fields: str = FIELDS, head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><div id=Block_BanTin_Toolbar>{fields}</div>"
        f"<div id=Block_BanTin_ViewData>{body}</div></body></html>"
    )


def read(text: str) -> Draft | None:
    """The draft of a page, None where it is refused; a body that is not clean fails."""
    try:
        draft = PAGES.read(text, FILE)
    except SourceRefused:
        return None
    assert clean_body(draft.body) == draft.body
    assert Listed(draft.body).strangers == []
    assert sum(1 for _ in re.finditer(r"<img ", draft.body)) == len(draft.pictures)
    return draft


class Listed(HTMLParser):
    """The elements and attributes of a body that no article needs."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.strangers: list[str] = []
        self.feed(body)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())
        self.strangers += [tag] if tag not in TAGS | MATH_TAGS else []
        self.strangers += [f"{tag} {name}" for name, _ in attrs if name not in allowed]

    def handle_comment(self, data: str) -> None:
        self.strangers.append("comment")
