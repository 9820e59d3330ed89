"""The schema of a database, and its migration. Alembic takes 11 MB, so it is imported only for a migration."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from bantin_reader.model.errors import StoreUnavailable

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).with_name("migrations")
# Each migration's file begins with its revision, which is a number that grows.
SCHEMAS = tuple(sorted(path.name.partition("_")[0] for path in MIGRATIONS.glob("versions/[0-9]*_*.py")))


def newest_schema() -> str:
    """The revision that `migrate` brings a database to."""
    return SCHEMAS[-1]


def knows_schema(revision: str) -> bool:
    """Whether a database of this revision can be brought to the newest; a later version's cannot."""
    return revision in SCHEMAS


def schema_of(connection: Connection) -> str | None:
    """The revision of the schema, such as `0003`; None in a database that has none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def schema_problem(schema: str | None) -> str:
    """Why a database of this revision cannot be used as it is; empty for the newest."""
    if schema == newest_schema():
        return ""
    if schema is None or knows_schema(schema):
        return f"has schema {schema or 'none'}, needs {newest_schema()}; run: bantin-reader migrate"
    return (
        f"has schema {schema} of a later version of Bantin Reader; this one knows none after {newest_schema()}; "
        f"run with that version: bantin-reader migrate --to {newest_schema()}"
    )


def migrate(reading: Engine, writing: Engine) -> None:
    """Bring a database to the newest schema, each migration in a transaction of its own, all in one where there is no
    schema yet. `writing` is the same engine for transactions that write. Raises StoreUnavailable when a later version
    made the database."""
    with reading.begin() as connection:
        schema = schema_of(connection)
    while schema != newest_schema():
        if schema is not None and not knows_schema(schema):
            raise StoreUnavailable(schema_problem(schema))
        with writing.begin() as connection:
            schema = _run_next_migration(connection)


def _run_next_migration(connection: Connection) -> str | None:
    """The schema of the database afterwards. Other processes may have run this migration, and others, meanwhile."""
    from alembic import command

    schema = schema_of(connection)
    if schema == newest_schema() or (schema is not None and not knows_schema(schema)):
        return schema
    following = newest_schema() if schema is None else SCHEMAS[SCHEMAS.index(schema) + 1]
    command.upgrade(_config(connection), following)
    return following


def migrate_down(writing: Engine, schema: str) -> None:
    """Bring a database back to an earlier schema, in one transaction. Raises StoreUnavailable, and has then changed
    nothing, where that cannot hold what an article has."""
    from alembic import command

    with writing.begin() as connection:
        command.downgrade(_config(connection), schema)


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
