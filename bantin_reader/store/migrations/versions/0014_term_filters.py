"""The category and the main language of an article beside its tags and authors, with an index of each combination."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
FORMER_INDEXES = {
    "ix_terms_kind_slug_listed_at_article_id": ["kind", "slug", "listed_at", "article_id"],
    "ix_terms_article_id": ["article_id"],
}
INDEXES = {
    f"ix_terms_{'_'.join(columns)}": ["kind", "slug", *columns, "listed_at", "article_id"]
    for columns in (("category_slug",), ("main_lang",), ("category_slug", "main_lang"))
}
FILL = """
UPDATE terms SET (category_slug, main_lang) = (
    SELECT articles.category_slug, articles.main_lang FROM articles WHERE articles.id = terms.article_id
)
"""
COPY = """
CREATE TABLE new_terms AS
SELECT terms.kind, terms.slug, terms.article_id, terms.name, terms.listed_at, articles.category_slug, articles.main_lang
FROM terms JOIN articles ON articles.id = terms.article_id
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _replace()
    else:
        _extend()


def _extend() -> None:
    """Fill new columns: SQLite's readers see the table as it was until the transaction ends."""
    op.add_column("terms", sa.Column("category_slug", sa.String(120)))
    op.add_column("terms", sa.Column("main_lang", sa.String(35)))
    op.execute(FILL)
    for name, columns in INDEXES.items():
        op.create_index(name, "terms", columns)


def _replace() -> None:
    """Put a filled and indexed table in the place of the former one. To add a column would lock PostgreSQL's readers
    out while the columns are filled and indexed; this locks them out for the moment at the end."""
    op.execute(COPY)
    for column in ("kind", "slug", "article_id", "name", "listed_at"):
        op.alter_column("new_terms", column, nullable=False)
    op.create_primary_key("pk_new_terms", "new_terms", ["kind", "slug", "article_id"])
    op.create_foreign_key("fk_terms_article_id", "new_terms", "articles", ["article_id"], ["id"])
    indexes = FORMER_INDEXES | INDEXES
    for name, columns in indexes.items():
        op.create_index(f"new_{name}", "new_terms", columns)
    op.drop_table("terms")
    op.rename_table("new_terms", "terms")
    op.execute("ALTER TABLE terms RENAME CONSTRAINT pk_new_terms TO pk_terms")
    for name in indexes:
        op.execute(f"ALTER INDEX new_{name} RENAME TO {name}")


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(name, "terms")
    op.drop_column("terms", "main_lang")
    op.drop_column("terms", "category_slug")
