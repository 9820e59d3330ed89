"""Tables of the search. They are filled when the migration is done, as after any change of the fold."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
TABLES = {
    "sqlite": [
        "CREATE VIRTUAL TABLE fts_text USING fts5(text, content='', columnsize=0, tokenize='ascii')",
        "CREATE VIRTUAL TABLE fts_titles USING fts5("
        "text, content='', columnsize=0, detail=none, prefix='2 3', tokenize='ascii')",
    ],
    "postgresql": [
        "CREATE TABLE fts_text (number BIGINT PRIMARY KEY, text TSVECTOR NOT NULL, title TSVECTOR NOT NULL)",
        "ALTER TABLE fts_text ALTER COLUMN text SET STATISTICS 5000",
        "ALTER TABLE fts_text ALTER COLUMN title SET STATISTICS 5000",
        "CREATE INDEX ix_fts_text_text ON fts_text USING gin (text)",
        "CREATE INDEX ix_fts_text_title ON fts_text USING gin (title)",
    ],
}


def upgrade() -> None:
    op.create_table(
        "search_documents",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Integer(), sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_search_documents"),
        sa.UniqueConstraint("article_id", name="uq_search_documents_article_id"),
    )
    op.create_table(
        "search_words",
        sa.Column("word", sa.String(30), nullable=False),
        sa.Column("letters", sa.String(3), nullable=False),
        sa.PrimaryKeyConstraint("word", "letters", name="pk_search_words"),
    )
    op.create_index("ix_search_words_letters_word", "search_words", ["letters", "word"])
    index = op.create_table("search_index", sa.Column("fold_version", sa.Integer(), nullable=False))
    op.bulk_insert(index, [{"fold_version": 0}])
    for statement in TABLES[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for table in ["fts_text", *(["fts_titles"] if op.get_bind().dialect.name == "sqlite" else [])]:
        op.execute(f"DROP TABLE {table}")
    for name in ("search_index", "search_words", "search_documents"):
        op.drop_table(name)
