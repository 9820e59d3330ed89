"""One page whose article a test fills: what stands between its first and last sentence, and the warnings about it."""

from __future__ import annotations

from pathlib import Path

from bantin_reader.model.article import Draft
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html.profile import load_profiles

PAGE = """<html lang="{lang}"><head><link rel="canonical" href="https://xa.example/tin"></head><body>
<h1 data-role="title">{title}</h1><div data-role="publishdate">24/01/2024</div>
<div data-role="content">{start}<div>{html}</div>{end}</div></body></html>"""
TITLE = "Khuổi Mây"
START, END = "<p>Đường đã thông.</p>", "<p>Bà con mừng vui, trẻ già cùng ra suối.</p>"
PARSER = HtmlPageParser(load_profiles(None))


def read(html: str, *, lang: str = "vi", file: Path = Path("/nowhere/bai.html"), before: str = "") -> Draft:
    """The draft of a page whose article holds `html` between two sentences, and `before` above them."""
    return PARSER.read(PAGE.format(title=TITLE, start=before + START, html=html, end=END, lang=lang), file)


def body(html: str, *, lang: str = "vi") -> str:
    """What `html` becomes in the article."""
    read_body = read(html, lang=lang).body
    assert read_body.startswith(START)
    assert read_body.endswith(END)
    return read_body.removeprefix(START).removesuffix(END).strip("\n")


def told(html: str) -> str:
    """The warnings about what was left out, one a line, without their first words."""
    return "\n".join(
        warning.removeprefix("left out, ") for warning in read(html).warnings if warning.startswith("left out, ")
    )
