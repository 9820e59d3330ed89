"""The number of an article in the search is the row id of its table in SQLite, which was looked up in an index before.

https://sqlite.org/lang_createtable.html#rowid (ROWIDs and the INTEGER PRIMARY KEY)
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
COPY = """
INSERT INTO new_search_documents (number, article_id, category, year)
SELECT number, article_id, category, year FROM search_documents ORDER BY number
"""


def upgrade() -> None:
    _replace(sa.Integer())


def downgrade() -> None:
    _replace(sa.BigInteger())


def _replace(number: sa.types.TypeEngine[int]) -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    op.create_table(
        "new_search_documents",
        sa.Column("number", number, autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Integer(), sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_search_documents"),
        sa.UniqueConstraint("article_id", name="uq_search_documents_article_id"),
    )
    op.execute(COPY)
    op.drop_table("search_documents")
    op.rename_table("new_search_documents", "search_documents")
