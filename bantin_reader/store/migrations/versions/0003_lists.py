"""A category's address beside its name, and indexes for the lists of a category and of a language."""

import sqlalchemy as sa
from alembic import op
from slugify import slugify

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("articles", sa.Column("category_slug", sa.String(120)))
    articles = sa.table("articles", sa.column("category"), sa.column("category_slug"))
    connection = op.get_bind()
    for name in connection.execute(sa.select(articles.c.category).distinct()).scalars().all():
        slug = slugify(name, max_length=100)
        connection.execute(sa.update(articles).where(articles.c.category == name).values(category_slug=slug))
    for column in ("category_slug", "lang"):
        op.create_index(
            f"ix_articles_{column}_withdrawn_at_listed_at_id", "articles", [column, "withdrawn_at", "listed_at", "id"]
        )


def downgrade() -> None:
    for column in ("category_slug", "lang"):
        op.drop_index(f"ix_articles_{column}_withdrawn_at_listed_at_id", "articles")
    op.drop_column("articles", "category_slug")
