"""Maps rows of the articles table to articles, and drafts to rows."""

from __future__ import annotations

from datetime import date as Date
from typing import Any

from sqlalchemy import Row

from bantin_reader.model.article import Article, ArticleSummary, Correction, Draft
from bantin_reader.model.picture import Figure, Picture
from bantin_reader.model.recording import Recording
from bantin_reader.model.slugs import slug_of
from bantin_reader.store.tables import articles
from bantin_reader.store.value_limits import require_storable

SUMMARY_COLUMNS = (
    articles.c.slug,
    articles.c.title,
    articles.c.sapo,
    articles.c.lang,
    articles.c.date,
    articles.c.time,
    articles.c.category,
    articles.c.figure_caption,
    articles.c.figure_alt,
    articles.c.picture_name,
    articles.c.picture_width,
    articles.c.picture_height,
)
RECORDING_COLUMNS = (articles.c.recording_name, articles.c.recording_bytes, articles.c.recording_seconds)


def values_of(draft: Draft) -> dict[str, Any]:
    """The columns that a draft fills, but for its slugs.

    Raises SourceRefused for what one of the databases would refuse.
    """
    values = columns_of(draft)
    require_storable(values)
    return values


def columns_of(draft: Draft) -> dict[str, Any]:
    """The same, whatever they hold."""
    figure = draft.figure
    picture = figure.picture if figure else None
    recording = draft.recording
    return {
        "source_id": draft.source_id,
        "title": draft.title,
        "sapo": draft.sapo,
        "body": draft.body,
        "lang": draft.lang,
        "main_lang": draft.lang.partition("-")[0],
        "date": draft.date,
        "time": draft.time,
        "updated": draft.updated,
        "updated_time": draft.updated_time,
        "byline": draft.byline,
        "credit": draft.credit,
        "category": draft.category,
        "category_slug": slug_of(draft.category),
        "figure_caption": figure.caption if figure else None,
        "figure_alt": figure.alt if figure else None,
        "picture_name": picture.name if picture else None,
        "picture_width": picture.width if picture else None,
        "picture_height": picture.height if picture else None,
        "recording_name": recording.name if recording else None,
        "recording_bytes": recording.bytes if recording else None,
        "recording_seconds": recording.seconds if recording else None,
        "translation_of": draft.translation_of,
        "tags": list(draft.tags),
        "author_names": list(draft.authors),
        "corrections": [{"date": one.date.isoformat(), "text": one.text} for one in draft.corrections],
        "expires_at": draft.expires_at,
        "expiry_reason": draft.expiry_reason or None,
        "pinned": draft.pinned,
    }


def _figure(row: Row[*tuple[Any, ...]]) -> Figure | None:
    if row.figure_caption is None:
        return None
    return Figure(caption=row.figure_caption, alt=row.figure_alt, picture=picture_in(row))


def picture_in(row: Row[*tuple[Any, ...]]) -> Picture | None:
    if not row.picture_name:
        return None
    return Picture(name=row.picture_name, width=row.picture_width, height=row.picture_height)


def recording_in(row: Row[*tuple[Any, ...]]) -> Recording | None:
    if row.recording_name is None:
        return None
    return Recording(name=row.recording_name, bytes=row.recording_bytes, seconds=row.recording_seconds)


def summary_of(row: Row[*tuple[Any, ...]]) -> ArticleSummary:
    return ArticleSummary(
        slug=row.slug,
        title=row.title,
        sapo=row.sapo,
        lang=row.lang,
        date=row.date,
        time=row.time,
        category=row.category,
        figure=_figure(row),
    )


def article_of(row: Row[*tuple[Any, ...]]) -> Article:
    return Article(
        source_id=row.source_id,
        slug=row.slug,
        title=row.title,
        sapo=row.sapo,
        body=row.body,
        lang=row.lang,
        date=row.date,
        time=row.time,
        updated=row.updated,
        updated_time=row.updated_time,
        byline=row.byline,
        credit=row.credit,
        category=row.category,
        figure=_figure(row),
        recording=recording_in(row),
        translation_of=row.translation_of,
        tags=tuple(row.tags),
        authors=tuple(row.author_names),
        corrections=tuple(Correction(Date.fromisoformat(one["date"]), one["text"]) for one in row.corrections),
        expires_at=row.expires_at,
        expiry_reason=row.expiry_reason or "",
        pinned=row.pinned,
        former_slugs=tuple(row.former_slugs),
    )
