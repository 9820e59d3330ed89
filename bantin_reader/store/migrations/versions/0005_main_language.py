"""The main language of an article, and an index for the list of a language with its regional variants."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
INDEX = "ix_articles_main_lang_withdrawn_at_listed_at_id"


def upgrade() -> None:
    op.add_column("articles", sa.Column("main_lang", sa.String(35)))
    articles = sa.table("articles", sa.column("lang"), sa.column("main_lang"))
    connection = op.get_bind()
    for lang in connection.execute(sa.select(articles.c.lang).distinct()).scalars().all():
        main = lang.partition("-")[0]
        connection.execute(sa.update(articles).where(articles.c.lang == lang).values(main_lang=main))
    op.create_index(INDEX, "articles", ["main_lang", "withdrawn_at", "listed_at", "id"])


def downgrade() -> None:
    op.drop_index(INDEX, "articles")
    op.drop_column("articles", "main_lang")
