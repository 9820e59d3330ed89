"""Reads feeds: RSS 0.9x to 2.0, RDF and Atom by feedparser, JSON Feed by its own rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html import unescape
from io import BytesIO
from time import struct_time
from typing import Any

import feedparser
from selectolax.lexbor import LexborHTMLParser

from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.source import WEB_SCHEMES
from bantin_reader.sources import json_feed
from bantin_reader.sources.addresses import absolute_address, address_parts
from bantin_reader.sources.entry import Entry, is_excerpt, plain_text, without_inline_markup
from bantin_reader.sources.feed_recordings import recordings_of
from bantin_reader.sources.http_client import Response

MAX_ENTRIES = 2_000
# Characters of text from which on a description may be the whole article.
SHORTEST_DESCRIPTION = 1_500
# HTML that was escaped once more than it should be.
ESCAPED_TAG = re.compile(r"&lt;/?(?:p|br|div|img|a|span|strong|em|b|i|ul|ol|li|h[1-6]|figure|table|blockquote)\b")
TAG = re.compile(r"<[a-z/!]", re.IGNORECASE)
REPLACEMENT = "\ufffd"
LETTERS_A_BAD_BYTE = 10
ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d|\b[A-Z]{1,5})\s*$")
APPEARED = re.compile(
    r"^(?:The post .{0,600} (?:appeared first on|first appeared on)|Bài viết .{0,600} (?:xuất hiện|đầu tiên))"
)


def parse(response: Response) -> list[Entry]:
    """The entries of a feed in the order in which it has them, at most MAX_ENTRIES. Raises SourceRefused."""
    if json_feed.recognises(response.content):
        return json_feed.parse(response.content, response.url)[:MAX_ENTRIES]
    # Without a media type feedparser reads ISO 8859-1. That of XML has UTF-8 as its default (RFC 7303, section 3).
    media_type = response.media_type or "application/xml"
    content, charset = response.content, response.charset
    if as_utf_8 := _utf_8(content):
        content, charset = as_utf_8, "utf-8"
    content_type = f"{media_type}; charset={charset}" if charset else media_type
    headers = {"content-location": response.url, "content-type": content_type}
    found = feedparser.parse(BytesIO(content), response_headers=headers, sanitize_html=False)
    if not found.get("version") and not found.entries:
        raise SourceRefused(f"no feed: {_fault(found)}")
    feed, title = found.feed, plain_text(str(found.feed.get("title") or ""))
    lang = str(feed.get("language") or "")
    # Plain dictionaries: feedparser's answer a missing change with the publication, and a warning.
    return [_entry(dict(one), lang, title, response.url) for one in found.entries[:MAX_ENTRIES]]


def _utf_8(content: bytes) -> bytes | None:
    """The content with its bad bytes replaced, if most of its letters beyond ASCII are those of UTF-8, which other
    encodings do not give by chance. A server or a declaration may say otherwise."""
    if content.isascii() or b"\0" in content:
        return None
    text = content.decode("utf-8", "replace")
    bad = text.count(REPLACEMENT)
    letters = len(text) - len(text.encode("ascii", "ignore")) - bad
    return text.encode() if letters >= LETTERS_A_BAD_BYTE * bad and letters else None


def _fault(found: Mapping[str, Any]) -> str:
    error = found.get("bozo_exception")
    return " ".join(str(error).split())[:200] if error else "nothing in it is an entry"


def _entry(one: Mapping[str, Any], lang: str, feed_title: str, feed_url: str) -> Entry:
    address = _address(one, feed_url)
    contents = [piece for piece in one.get("content", []) if piece.get("value") and not _is_media(piece)]
    content = max((_html(piece) for piece in contents), key=len, default="")
    detail = one.get("summary_detail") or {}
    summary = _html({"value": one.get("summary") or "", "type": detail.get("type", "text/html")})
    is_full = _is_whole(content, 1) if content else _is_whole(summary, SHORTEST_DESCRIPTION)
    if not content and (is_full or not address):
        content, summary = summary, ""
    summary = _without_footer(summary)
    parts = [str(tag["term"]) for tag in one.get("tags", []) if tag.get("term")]
    terms = tuple(dict.fromkeys(term for part in parts if (term := plain_text(part)) != feed_title))
    picture, alt, caption = _picture(one, address or feed_url)
    base = next((str(piece.get("base")) for piece in contents if piece.get("base")), "") or address or feed_url
    published = _moment(one, "published") or _moment(one, "created") or _moment(one, "updated")
    return Entry(
        title=_title(one),
        identity=str(one.get("id") or "").strip(),
        address=address,
        base=absolute_address(feed_url, base),
        content=_without_footer(content),
        summary=summary,
        is_full=is_full or not address,
        lang=str((contents[0].get("language") if contents else "") or detail.get("language") or lang or ""),
        authors=_authors(one),
        published=published,
        updated=_moment(one, "updated"),
        category=terms[0] if terms else "",
        tags=terms[1:],
        picture=picture,
        picture_alt=alt,
        picture_caption=caption,
        recordings=recordings_of(one, address or feed_url),
    )


def _address(one: Mapping[str, Any], feed_url: str) -> str:
    """The address of the entry's page. A guid that is no permanent link is none."""
    link = str(one.get("link") or "").strip()
    for other in one.get("links", []):
        if not link and other.get("rel") == "alternate":
            link = str(other.get("href") or "").strip()
    if not link:
        return ""
    joined = absolute_address(feed_url, link)
    parts = address_parts(joined)
    return joined if parts.scheme in WEB_SCHEMES and parts.hostname else ""


def _title(one: Mapping[str, Any]) -> str:
    title = str(one.get("title") or "")
    return " ".join(without_inline_markup(unescape(plain_text(title))).split())


def _html(piece: Mapping[str, Any]) -> str:
    """The HTML of a text construct; what was escaped twice is unescaped once more."""
    value = str(piece.get("value") or "").strip()
    if piece.get("type") == "text/plain" and not TAG.search(value):
        value = "".join(f"<p>{part}</p>" for part in re.split(r"\n\s*\n", value) if part.strip())
    if ESCAPED_TAG.search(value) and not TAG.search(value.removeprefix("<p>").removesuffix("</p>")):
        value = unescape(value)
    return value


def _is_media(piece: Mapping[str, Any]) -> bool:
    return str(piece.get("type") or "").partition("/")[0] in ("image", "audio", "video")


def _is_whole(html: str, shortest: int) -> bool:
    text = plain_text(html)
    return len(text) >= shortest and not is_excerpt(text)


def _without_footer(html: str) -> str:
    """The HTML without the paragraph in which WordPress names the post and the site."""
    if "<p" not in html:
        return html
    tree = LexborHTMLParser(html)
    paragraphs = tree.css("p")
    if not paragraphs or not APPEARED.match(" ".join(paragraphs[-1].text().split())):
        return html
    paragraphs[-1].decompose()
    return (tree.body.inner_html or "") if tree.body is not None else html


def _authors(one: Mapping[str, Any]) -> tuple[str, ...]:
    named = [str(author.get("name") or "").strip() for author in one.get("authors", [])]
    return tuple(dict.fromkeys(plain_text(name) for name in named if name and "@" not in name))


def _moment(one: Mapping[str, Any], name: str) -> str:
    """A date in ISO 8601, as the entry's own text where feedparser cannot read it. One without a zone is the site's."""
    text = str(one.get(name) or "").strip()
    parsed = one.get(f"{name}_parsed")
    if not text or not isinstance(parsed, struct_time):
        return text
    try:
        moment = datetime(*parsed[:6], tzinfo=UTC if ZONE.search(text) else None)
    except ValueError:
        return text
    return moment.isoformat()


def _picture(one: Mapping[str, Any], base: str) -> tuple[str, str, str]:
    """The address, alternative text and caption of the entry's picture: Media RSS, an enclosure, a thumbnail."""
    for piece in one.get("media_content", []):
        is_image = piece.get("medium") == "image" or str(piece.get("type") or "").startswith("image/")
        if piece.get("url") and is_image:
            caption = plain_text(str(one.get("media_description") or ""))
            return absolute_address(base, piece["url"]), plain_text(str(one.get("media_title") or "")), caption
    for link in one.get("links", []):
        if link.get("rel") == "enclosure" and str(link.get("type") or "").startswith("image/") and link.get("href"):
            return absolute_address(base, link["href"]), plain_text(str(link.get("title") or "")), ""
    thumbnails = [piece["url"] for piece in one.get("media_thumbnail", []) if piece.get("url")]
    return (absolute_address(base, thumbnails[0]), "", "") if thumbnails else ("", "", "")
