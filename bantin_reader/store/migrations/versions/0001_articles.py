"""Articles."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("slug", sa.String(120), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("sapo", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(35), nullable=False),
        sa.Column("date", sa.Date()),
        sa.Column("time", sa.Time()),
        sa.Column("byline", sa.Text(), nullable=False),
        sa.Column("credit", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("figure_caption", sa.Text()),
        sa.Column("figure_alt", sa.Text()),
        sa.Column("picture_name", sa.String(80)),
        sa.Column("picture_width", sa.Integer()),
        sa.Column("picture_height", sa.Integer()),
        sa.Column("translation_of", sa.Text()),
        sa.Column("listed_at", sa.DateTime(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime()),
        sa.Column("withdrawn_reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("source_id", name="uq_articles_source_id"),
        sa.UniqueConstraint("slug", name="uq_articles_slug"),
    )
    op.create_index("ix_articles_translation_of", "articles", ["translation_of"])
    op.create_index("ix_articles_withdrawn_at_listed_at_id", "articles", ["withdrawn_at", "listed_at", "id"])


def downgrade() -> None:
    op.drop_table("articles")
