"""All articles, one by one, however many there are."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from bantin_reader.model.body_figures import figures_of
from bantin_reader.model.consistency import ScannedArticle
from bantin_reader.store.row_mapping import HEADLINE_COLUMNS, headline_of
from bantin_reader.store.tables import articles

AT_ONCE = 200


def scan(connection: Connection) -> Iterator[ScannedArticle]:
    """Every article, withdrawn ones too; holds at most AT_ONCE of them."""
    # Columns of the first schema only: an older one is looked over too.
    columns = (*HEADLINE_COLUMNS, articles.c.id, articles.c.body, articles.c.withdrawn_at, articles.c.listed_at)
    page = select(*columns).order_by(articles.c.id).limit(AT_ONCE)
    last = -1
    while rows := connection.execute(page.where(articles.c.id > last)).all():
        for row in rows:
            leading = headline_of(row).figure
            figures = [*([leading] if leading else []), *figures_of(row.body)]
            pictured = tuple(figure for figure in figures if figure.picture)
            yield ScannedArticle(
                slug=row.slug,
                withdrawn=row.withdrawn_at is not None,
                listed_at=row.listed_at,
                figures=pictured,
            )
        last = rows[-1].id
