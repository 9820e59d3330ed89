"""Writes a feed as RSS 2.0, with the extensions Atom, Content, Dublin Core and Media RSS (rssboard.org)."""

from __future__ import annotations

from email.utils import format_datetime
from xml.etree.ElementTree import Element

from bantin_reader.web.feeds import atom
from bantin_reader.web.feeds.document import PICTURE_TYPE, FeedDocument, FeedEntry
from bantin_reader.web.xml import add, document

MEDIA_TYPE = "application/rss+xml"
NAMESPACES = {
    "xmlns:atom": atom.NAMESPACE,
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}


def rss(feed: FeedDocument) -> bytes:
    root = Element("rss", {"version": "2.0", "xml:lang": feed.lang, **NAMESPACES})
    channel = add(root, "channel")
    add(channel, "title", feed.title)
    add(channel, "link", feed.page_url)
    add(channel, "description", feed.title)
    add(channel, "language", feed.lang)
    if feed.entries:
        add(channel, "lastBuildDate", format_datetime(feed.updated))
    add(channel, "atom:link", attributes={"rel": "self", "type": MEDIA_TYPE, "href": feed.url})
    if feed.hub:
        add(channel, "atom:link", attributes={"rel": "hub", "href": feed.hub})
    for entry in feed.entries:
        _add_item(channel, entry)
    return document(root)


def _add_item(channel: Element, entry: FeedEntry) -> None:
    item = add(channel, "item", attributes={"xml:lang": entry.lang})
    add(item, "title", entry.title)
    add(item, "link", entry.url)
    add(item, "guid", entry.url, {"isPermaLink": "true"})
    add(item, "pubDate", format_datetime(entry.published))
    add(item, "dc:language", entry.lang)
    for name in entry.authors:
        add(item, "dc:creator", name)
    for name in entry.categories:
        add(item, "category", name)
    if entry.summary:
        add(item, "description", entry.summary)
    add(item, "content:encoded", entry.content)
    if recording := entry.recording:
        length = str(recording.bytes)
        add(item, "enclosure", attributes={"url": recording.url, "length": length, "type": recording.media_type})
    if picture := entry.picture:
        size = {"width": str(picture.width), "height": str(picture.height)}
        media = add(
            item, "media:content", attributes={"url": picture.url, "type": PICTURE_TYPE, "medium": "image"} | size
        )
        if picture.alt:
            add(media, "media:description", picture.alt, {"type": "plain"})
