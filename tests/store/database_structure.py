"""What a database of some schema is like, to compare two of them."""

from __future__ import annotations

from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect, text

from bantin_reader.store.schema import MIGRATIONS


def upgrade(engine: Engine, schema: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, schema)


def structure(engine: Engine) -> dict[str, tuple[list[str], list[str]]]:
    """The columns and the indexes of each table."""
    found = inspect(engine)
    return {
        table: (
            sorted(str(column["name"]) for column in found.get_columns(table)),
            sorted(str(index["name"]) for index in found.get_indexes(table)),
        )
        for table in found.get_table_names()
    }


def article_rows(engine: Engine) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(text("SELECT * FROM articles")).mappings()]
