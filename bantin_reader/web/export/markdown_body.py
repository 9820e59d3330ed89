"""Clean HTML as Markdown."""

from __future__ import annotations

from typing import Any

from bs4 import Tag
from markdownify import ATX, MarkdownConverter


class ArticleConverter(MarkdownConverter):
    """CommonMark's signs; elements without one keep their HTML, because a struck-out word must not read as valid."""

    def convert_figure(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{text.strip()}\n\n"

    def convert_figcaption(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n*{text.strip()}*\n\n"

    def convert_sub(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        return _as_html(element, text)

    convert_sup = convert_ins = convert_mark = convert_sub


def _as_html(element: Tag, text: str) -> str:
    return f"<{element.name}>{text}</{element.name}>" if text else ""


def markdown_body(html: str) -> str:
    converter: Any = ArticleConverter(heading_style=ATX, bullets="-", escape_misc=True)
    return str(converter.convert(html)).strip()
