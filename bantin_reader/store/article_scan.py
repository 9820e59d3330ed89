"""Reads all articles in batches, so that memory does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, inspect, null, select

from bantin_reader.model.body_figures import figures_of
from bantin_reader.model.consistency import ScannedArticle
from bantin_reader.store.row_mapping import SUMMARY_COLUMNS, summary_of
from bantin_reader.store.tables import articles

BATCH_SIZE = 200


def scan(connection: Connection) -> Iterator[ScannedArticle]:
    """Yield every article, including withdrawn ones."""
    # Columns of the first schema, and later ones if they are there, so that an older database can be checked too.
    columns = (*SUMMARY_COLUMNS, articles.c.id, articles.c.body, articles.c.withdrawn_at, articles.c.listed_at)
    known = {column["name"] for column in inspect(connection).get_columns("articles")}
    recording = articles.c.recording_name if "recording_name" in known else null().label("recording_name")
    expires_at = articles.c.expires_at if "expires_at" in known else null().label("expires_at")
    page = select(*columns, expires_at, recording).order_by(articles.c.id).limit(BATCH_SIZE)
    last = -1
    while rows := connection.execute(page.where(articles.c.id > last)).all():
        for row in rows:
            leading = summary_of(row).figure
            figures = [*([leading] if leading else []), *figures_of(row.body)]
            pictured = tuple(figure for figure in figures if figure.picture)
            yield ScannedArticle(
                slug=row.slug,
                withdrawn=row.withdrawn_at is not None,
                listed_at=row.listed_at,
                expires_at=row.expires_at,
                figures=pictured,
                recording=row.recording_name or "",
            )
        last = rows[-1].id
