"""The migrate command: changes the schema of the store to that of this version, or back to an earlier one."""

from __future__ import annotations

import click

from bantin_reader.config.settings import Settings
from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.store.engine import engine_of, open_database, transaction, writing
from bantin_reader.store.opening import existing_database
from bantin_reader.store.schema import SCHEMAS, migrate_down, newest_schema, schema_of


@click.command()
@click.option("--to", "target", default=newest_schema(), type=click.Choice(SCHEMAS), help="An earlier schema.")
def migrate(target: str) -> None:
    """Bring the database to the schema of this version, as `serve` and `import` do when they start.

    With --to, back to the schema of an earlier version, before that is installed again: stop the servers first. Refuses
    where something would be lost, and then changes nothing.
    """
    is_newest = target == newest_schema()
    with existing_database(Settings(), open_database if is_newest else engine_of) as engine:
        if not is_newest:
            with transaction(engine) as connection:
                schema = schema_of(connection) or ""
            if schema not in SCHEMAS or schema < target:
                raise StoreUnavailable(f"has schema {schema or 'none'}, from which {target} cannot be reached")
            migrate_down(writing(engine), target)
    click.echo(f"schema {target}")
