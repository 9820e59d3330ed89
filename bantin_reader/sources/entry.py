"""An article as a feed or an API gives it, and the page that is made of it, so that one reader reads every article."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from bantin_reader.sources.archive import Archive
from bantin_reader.sources.html.profile import Profile

PROFILE = Profile(
    name="entry",
    fields={"title": ("#bantin-title",), "figure": ("#bantin-figure",), "body": ("#bantin-body",)},
)
# A smaller copy of a picture, as WordPress names it: `cau-300x200.jpg`.
SIZE = re.compile(r"-\d{2,5}x\d{2,5}$|(?<=[0-9a-f]{32})-\d{2,4}$")
TAIL = 120
EXCERPT_END = re.compile(
    r"(?:…|\.\.\.|xem thêm|xem tiếp|đọc tiếp|đọc thêm|read more|continue reading)\W{0,9}$", re.IGNORECASE
)
INLINE = re.compile(r"<(a|b|em|font|i|mark|small|span|strong|sub|sup|u)\b[^<>]*>([^<]*)</\1>", re.IGNORECASE)
MAX_INLINE_DEPTH = 3
SCRIPT_END = re.compile("</", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An article of a feed or an API. `content` and `summary` are HTML. `is_full` says that `content` is the whole
    text; otherwise its page at `address` has it. `base` is what relative addresses begin at. `published` and `updated`
    are dates as the source writes them. `identity` is the source's own, empty if it has none. `picture` is the address
    of the picture that stands for the article, `recordings` are those of audio files of it.
    `warnings` name what could not be taken from the source."""

    title: str
    identity: str = ""
    address: str = ""
    base: str = ""
    content: str = ""
    summary: str = ""
    is_full: bool = True
    lang: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    updated: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    picture: str = ""
    picture_alt: str = ""
    picture_caption: str = ""
    recordings: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def page_of(entry: Entry) -> Archive:
    """A page with the entry's parts where PROFILE finds them, and the rest as metadata, with the importer's rules of
    evidence for both."""
    linked: dict[str, Any] = {
        "@type": "Article",
        "headline": entry.title,
        "datePublished": entry.published,
        "dateModified": entry.updated,
        "author": [{"name": name} for name in entry.authors],
        "articleSection": entry.category,
        "keywords": list(entry.tags),
        "description": plain_text(entry.summary),
    }
    if is_excerpt(linked["description"]):
        linked["description"] = ""
    data = SCRIPT_END.sub("<\\\\/", json.dumps(linked, ensure_ascii=False))
    base = f'<base href="{escape(entry.base or entry.address)}">' if entry.base or entry.address else ""
    lang = f' lang="{escape(entry.lang)}"' if entry.lang else ""
    html = (
        f'<!doctype html><html{lang}><head><meta charset="utf-8">{base}'
        f'<script type="application/ld+json">{data}</script></head>'
        f'<body><h1 id="bantin-title">{escape(entry.title)}</h1>{_figure(entry)}'
        f'<div id="bantin-body">{entry.content or entry.summary}</div></body></html>'
    )
    return Archive(page=html.encode("utf-8", "replace"), charset="utf-8", address=entry.base or entry.address)


def is_excerpt(text: str) -> bool:
    """Whether a text ends as one that goes on elsewhere: in dots, or in words that lead to the rest."""
    return EXCERPT_END.search(text[-TAIL:]) is not None


def plain_text(html: str) -> str:
    """The text of HTML, with white space folded."""
    if "<" not in html and "&" not in html:
        return " ".join(html.split())
    tree = LexborHTMLParser(without_inline_markup(html))
    return " ".join(tree.body.text(separator=" ").split()) if tree.body is not None else ""


def without_inline_markup(html: str) -> str:
    """HTML without the tags of inline elements, which separate no words."""
    for _ in range(MAX_INLINE_DEPTH):
        html = INLINE.sub(r"\2", html)
    return html


def _figure(entry: Entry) -> str:
    """The entry's picture, unless its content shows the same one."""
    if not entry.picture or _stem(entry.picture) in {_stem(address) for address in _pictures_in(entry.content)}:
        return ""
    caption = f"<figcaption>{escape(entry.picture_caption)}</figcaption>" if entry.picture_caption else ""
    image = f'<img src="{escape(entry.picture)}" alt="{escape(entry.picture_alt)}">'
    return f'<figure id="bantin-figure">{image}{caption}</figure>'


def _pictures_in(html: str) -> list[str]:
    if "<img" not in html.lower():
        return []
    return [image.attributes.get("src") or "" for image in LexborHTMLParser(html).css("img[src]")]


def _stem(address: str) -> str:
    try:
        name = unquote(urlsplit(address).path).rpartition("/")[2]
    except ValueError:
        return address
    return SIZE.sub("", name.rpartition(".")[0] or name).removesuffix("-scaled")
