"""Sources of articles: when each was fetched, and what is known of the articles that it offered."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "sources",
        sa.Column("name", sa.String(80), primary_key=True),
        sa.Column("tried_at", sa.DateTime()),
        sa.Column("succeeded_at", sa.DateTime()),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("last_modified", sa.Text(), nullable=False),
    )
    op.create_table(
        "source_items",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("source", sa.String(80), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("last_modified", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("next_check_at", sa.DateTime(), nullable=False),
        sa.Column("is_gone", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("source", "source_id", name="uq_source_items_source_source_id"),
    )
    op.create_index("ix_source_items_source_next_check_at", "source_items", ["source", "next_check_at"])
    op.create_table(
        "source_keys",
        sa.Column("source", sa.String(80), primary_key=True),
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("source_id", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    for table in ("source_keys", "source_items", "sources"):
        op.drop_table(table)
