"""Writes an article as a line of the format that `json_lines` reads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date as Date
from datetime import datetime
from datetime import time as Time
from typing import Any

from bantin_reader.model.body_figures import figures_of
from bantin_reader.model.stored_article import StoredArticle

# By which an import knows the format.
SUFFIXES = (".jsonl", ".ndjson")
# The folders of the pictures and of the recordings, beside the file.
PICTURES = "pictures"
RECORDINGS = "recordings"
SOURCE = re.compile(r'<img src="([^"/]++)"')


def written_line(stored: StoredArticle) -> bytes:
    """Every field in the same order, as UTF-8 with a line end."""
    draft, history = stored.draft, stored.history
    figure = draft.figure
    fields: dict[str, Any] = {
        "source_id": draft.source_id,
        "slug": draft.slug,
        "title": draft.title,
        "sapo": draft.sapo,
        "body": SOURCE.sub(rf'<img src="{PICTURES}/\1"', draft.body),
        "lang": draft.lang,
        "date": _moment(draft.date, draft.time),
        "updated": _moment(draft.updated, draft.updated_time),
        "byline": draft.byline,
        "authors": draft.authors,
        "source": draft.credit,
        "category": draft.category,
        "tags": draft.tags,
        "translation_of": draft.translation_of,
        "figure": {
            "src": f"{PICTURES}/{figure.picture.name}" if figure.picture else "",
            "alt": figure.alt,
            "caption": figure.caption,
        }
        if figure
        else None,
        **({"audio": f"{RECORDINGS}/{draft.recording.name}"} if draft.recording else {}),
        "corrections": [{"date": one.date.isoformat(), "text": one.text} for one in draft.corrections],
        "expires": draft.expires_at.isoformat() if draft.expires_at else None,
        "expiry_reason": draft.expiry_reason,
        "pinned": draft.pinned,
        "former_slugs": draft.former_slugs,
        "created_at": _utc(history.created_at),
        "updated_at": _utc(history.updated_at),
        "withdrawn_at": _utc(history.withdrawn_at),
        "withdrawn_reason": history.withdrawn_reason,
    }
    return json.dumps(fields, ensure_ascii=False).encode() + b"\n"


def picture_names(stored: StoredArticle) -> Iterator[str]:
    """The names of the pictures in the store that the article has."""
    draft = stored.draft
    for figure in (*([draft.figure] if draft.figure else []), *figures_of(draft.body)):
        if figure.picture:
            yield figure.picture.name


def _moment(date: Date | None, time: Time | None) -> str | None:
    if date is None:
        return None
    return datetime.combine(date, time).isoformat() if time else date.isoformat()


def _utc(moment: datetime | None) -> str | None:
    return f"{moment.isoformat()}Z" if moment else None
