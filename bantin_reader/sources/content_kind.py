"""Determines by its content what kind of document holds articles. Its name is not looked at, but for JSON Lines."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from bantin_reader.sources import json_feed
from bantin_reader.sources.json_lines_writer import SUFFIXES as LINES

Kind = Literal["feed", "sitemap", "posts", "export", "lines", "page"]

START_WITHIN = 4_000
FILE_START = 65_536
FEED_START = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
SITEMAP_START = re.compile(rb"<(?:urlset|sitemapindex)[\s>]")
EXPORT = b"http://wordpress.org/export/"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
GZIP = b"\x1f\x8b"


def kind_of(content: bytes) -> Kind:
    """The kind of a document: `lines` are JSON Lines, `posts` a response of WordPress's REST API, `export` is a file
    that WordPress exported, and `page` is anything else. The first START_WITHIN bytes are enough, but a JSON Feed is
    needed whole."""
    text = content.removeprefix(BYTE_ORDER_MARK).lstrip()
    start = text[:START_WITHIN]
    if text.startswith(b"{"):
        if b'"source_id"' in text.partition(b"\n")[0]:
            return "lines"
        return "feed" if json_feed.recognises(text) else "page"
    if text.startswith(b"[") and b'"date_gmt"' in start:
        return "posts"
    if EXPORT in start and b"<rss" in start:
        return "export"
    if SITEMAP_START.search(start) or content.startswith(GZIP):
        return "sitemap"
    # A page may show the markup of a feed; only a feed has nothing of HTML before it.
    found = FEED_START.search(start)
    return "feed" if found and b"<html" not in start[: found.start()].lower() else "page"


def kind_of_file(file: Path) -> Kind:
    """The kind of a file. One that cannot be read is a `page`, so that the reader of pages reports the reason."""
    if file.suffix.lower() in LINES:
        return "lines"
    try:
        if not file.is_file():
            return "page"
        with file.open("rb") as opened:
            return kind_of(opened.read(FILE_START))
    except (OSError, ValueError):
        return "page"
