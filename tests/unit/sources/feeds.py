"""Feeds of RSS, and the entries that are read from a feed."""

from __future__ import annotations

from bantin_reader.sources.entry import Entry
from bantin_reader.sources.feed import parse
from bantin_reader.sources.http_client import Response

URL = "https://bao.example/rss/tin-moi.rss"
LONG = "<p>Sáng nay, bà con bản Khuổi Mây lên đồi trồng sa mộc.</p><p>Mỗi hộ nhận 1,5 ha đất rừng.</p>"
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/"'
)


def feed(content: str | bytes, media_type: str = "application/xml", charset: str = "") -> list[Entry]:
    data = content.encode() if isinstance(content, str) else content
    return parse(Response(url=URL, content=data, media_type=media_type, charset=charset))


def rss(items: str, version: str = "2.0", head: str = "<title>Báo Bản</title><language>vi</language>") -> str:
    return f'<?xml version="1.0"?><rss version="{version}" {SPACES}><channel>{head}{items}</channel></rss>'
