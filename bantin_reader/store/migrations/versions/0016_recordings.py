"""The publisher's own recordings of articles."""

import sqlalchemy as sa
from alembic import op

from bantin_reader.store.migrations.loss import refuse_loss

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("articles", sa.Column("recording_name", sa.String(80)))
    op.add_column("articles", sa.Column("recording_bytes", sa.BigInteger()))
    op.add_column("articles", sa.Column("recording_seconds", sa.Float()))
    is_recorded = sa.text("recording_name IS NOT NULL")
    op.create_index(
        "ix_articles_recording_name",
        "articles",
        ["recording_name"],
        sqlite_where=is_recorded,
        postgresql_where=is_recorded,
    )


def downgrade() -> None:
    refuse_loss("a recording", "recording_name IS NOT NULL")
    op.drop_index("ix_articles_recording_name", "articles")
    for name in ("recording_name", "recording_bytes", "recording_seconds"):
        op.drop_column("articles", name)
