"""The edition: a number that grows with every change of what readers see."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    edition = op.create_table("edition", sa.Column("number", sa.Integer(), nullable=False))
    op.bulk_insert(edition, [{"number": 1}])


def downgrade() -> None:
    op.drop_table("edition")
