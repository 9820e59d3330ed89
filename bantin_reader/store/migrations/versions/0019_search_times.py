"""PostgreSQL's search index has terms of the time of an article. It is built again when the migration is done."""

from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("UPDATE search_index SET fold_version = 0")


def downgrade() -> None:
    """The terms that were added are in nobody's way."""
