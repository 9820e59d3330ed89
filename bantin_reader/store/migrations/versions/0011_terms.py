"""Tags and authors in a narrow table, to list articles by."""

import sqlalchemy as sa
from alembic import op

from bantin_reader.model.terms import terms_of

revision = "0011"
down_revision = "0010"
ROWS = 1000


def upgrade() -> None:
    terms = op.create_table(
        "terms",
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("slug", sa.String(120), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("listed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "slug", "article_id", name="pk_terms"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_terms_article_id"),
    )
    op.create_index("ix_terms_kind_slug_listed_at_article_id", "terms", ["kind", "slug", "listed_at", "article_id"])
    op.create_index("ix_terms_article_id", "terms", ["article_id"])
    _fill(op.get_bind(), terms)


def _fill(connection: sa.Connection, terms: sa.Table) -> None:
    """The tags and authors of the stored articles."""
    articles = sa.table(
        "articles",
        sa.column("id", sa.Integer()),
        sa.column("tags", sa.JSON()),
        sa.column("author_names", sa.JSON()),
        sa.column("byline", sa.Text()),
        sa.column("listed_at", sa.DateTime()),
    )
    last = 0
    while rows := connection.execute(
        sa.select(articles).where(articles.c.id > last).order_by(articles.c.id).limit(ROWS)
    ).all():
        values = [
            {"kind": one.kind.value, "slug": one.slug, "article_id": row.id, "name": one.name}
            | {"listed_at": row.listed_at}
            for row in rows
            for one in terms_of(row.tags, row.byline, row.author_names)
        ]
        if values:
            connection.execute(sa.insert(terms), values)
        last = rows[-1].id


def downgrade() -> None:
    op.drop_table("terms")
