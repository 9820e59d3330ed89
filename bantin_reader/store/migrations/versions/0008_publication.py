"""Authors, corrections, expiry, pinned articles, and former slugs that lead to an article."""

import sqlalchemy as sa
from alembic import op

from bantin_reader.store.migrations.loss import refuse_loss

revision = "0008"
down_revision = "0007"
LISTS = ("author_names", "corrections", "former_slugs")


def upgrade() -> None:
    for name in LISTS:
        op.add_column("articles", sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("articles", sa.Column("expires_at", sa.DateTime()))
    op.add_column("articles", sa.Column("expiry_reason", sa.Text()))
    op.add_column("articles", sa.Column("pinned", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index(
        "ix_articles_pinned",
        "articles",
        ["listed_at", "id"],
        sqlite_where=sa.text("pinned = 1 AND withdrawn_at IS NULL"),
        postgresql_where=sa.text("pinned AND withdrawn_at IS NULL"),
    )
    has_expiry = sa.text("expires_at IS NOT NULL")
    op.create_index(
        "ix_articles_expires_at", "articles", ["expires_at"], sqlite_where=has_expiry, postgresql_where=has_expiry
    )
    op.create_table(
        "redirects",
        sa.Column("slug", sa.String(120), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name="pk_redirects"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_redirects_article_id"),
    )


def downgrade() -> None:
    refuse_loss(
        "authors, corrections or former addresses", " OR ".join(f"CAST({name} AS TEXT) <> '[]'" for name in LISTS)
    )
    refuse_loss("a date of expiry", "expires_at IS NOT NULL")
    refuse_loss("a place on the front page", "pinned")
    op.drop_table("redirects")
    op.drop_index("ix_articles_expires_at", "articles")
    op.drop_index("ix_articles_pinned", "articles")
    for name in (*LISTS, "expires_at", "expiry_reason", "pinned"):
        op.drop_column("articles", name)
