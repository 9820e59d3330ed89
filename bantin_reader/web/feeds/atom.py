"""Writes a feed as Atom (RFC 4287)."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from bantin_reader.web.feeds.document import PICTURE_TYPE, FeedDocument, FeedEntry
from bantin_reader.web.xml import add, document

MEDIA_TYPE = "application/atom+xml"
NAMESPACE = "http://www.w3.org/2005/Atom"


def atom(feed: FeedDocument) -> bytes:
    root = Element("feed", {"xmlns": NAMESPACE, "xml:lang": feed.lang})
    add(root, "id", feed.url)
    add(root, "title", feed.title)
    add(root, "updated", feed.updated.isoformat(timespec="seconds"))
    add(root, "link", attributes={"rel": "self", "type": MEDIA_TYPE, "href": feed.url})
    add(root, "link", attributes={"rel": "alternate", "type": "text/html", "href": feed.page_url})
    if feed.hub:
        add(root, "link", attributes={"rel": "hub", "href": feed.hub})
    _add_author(root, feed.site_name)
    for entry in feed.entries:
        _add_entry(root, entry)
    return document(root)


def _add_entry(root: Element, entry: FeedEntry) -> None:
    element = add(root, "entry", attributes={"xml:lang": entry.lang})
    add(element, "id", entry.url)
    add(element, "title", entry.title)
    add(element, "published", entry.published.isoformat(timespec="seconds"))
    add(element, "updated", entry.updated.isoformat(timespec="seconds"))
    add(element, "link", attributes={"rel": "alternate", "type": "text/html", "href": entry.url})
    if picture := entry.picture:
        link = {"rel": "enclosure", "type": PICTURE_TYPE, "href": picture.url}
        add(element, "link", attributes=link | ({"title": picture.alt} if picture.alt else {}))
    if recording := entry.recording:
        length = {"length": str(recording.bytes)}
        link = {"rel": "enclosure", "type": recording.media_type, "href": recording.url}
        add(element, "link", attributes=link | length)
    for name in entry.authors:  # the feed's author applies where an entry names none (4.2.1)
        _add_author(element, name)
    for term in entry.categories:
        add(element, "category", attributes={"term": term})
    if entry.summary:
        add(element, "summary", entry.summary)
    add(element, "content", entry.content, {"type": "html"})


def _add_author(parent: Element, name: str) -> None:
    add(add(parent, "author"), "name", name)
