"""Why an article of a source was refused when it was last read."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("source_items", sa.Column("refusal", sa.Text()))


def downgrade() -> None:
    op.drop_column("source_items", "refusal")
