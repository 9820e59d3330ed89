"""Lets PostgreSQL's search index be built again after the migration, with terms for the date of each article."""

from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("UPDATE search_index SET fold_version = 0")


def downgrade() -> None:
    """Earlier versions ignore the terms."""
