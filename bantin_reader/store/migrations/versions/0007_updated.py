"""When the publisher last changed an article: a date, and a time where it is known."""

import sqlalchemy as sa
from alembic import op

from bantin_reader.store.migrations.loss import refuse_loss

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("articles", sa.Column("updated", sa.Date()))
    op.add_column("articles", sa.Column("updated_time", sa.Time()))


def downgrade() -> None:
    refuse_loss("a date of their last change", "updated IS NOT NULL")
    op.drop_column("articles", "updated_time")
    op.drop_column("articles", "updated")
