"""Writes a feed as JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from typing import Any

from bantin_reader.web.feeds.document import EntryRecording, FeedDocument, FeedEntry

MEDIA_TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: FeedDocument) -> bytes:
    fields: dict[str, Any] = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page_url,
        "feed_url": feed.url,
        "language": feed.lang,
        "authors": [{"name": feed.site_name}],
        "items": [_item(entry) for entry in feed.entries],
    }
    if feed.hub:
        fields["hubs"] = [{"type": "WebSub", "url": feed.hub}]
    return json.dumps(fields, ensure_ascii=False).encode()


def _attachment(recording: EntryRecording) -> dict[str, Any]:
    return {
        "url": recording.url,
        "mime_type": recording.media_type,
        "size_in_bytes": recording.bytes,
        "duration_in_seconds": recording.seconds,
    }


def _item(entry: FeedEntry) -> dict[str, Any]:
    fields = {
        "id": entry.url,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.content,
        "summary": entry.summary,
        "image": entry.picture.url if entry.picture else "",
        "date_published": entry.published.isoformat(timespec="seconds"),
        "date_modified": entry.updated.isoformat(timespec="seconds"),
        "authors": [{"name": name} for name in entry.authors],
        "tags": entry.categories,
        "language": entry.lang,
        "attachments": [_attachment(entry.recording)] if entry.recording else [],
    }
    return {name: value for name, value in fields.items() if value or name == "content_html"}
