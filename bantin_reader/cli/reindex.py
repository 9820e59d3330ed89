"""The reindex command: makes the search index of all stored articles again."""

from __future__ import annotations

import click

from bantin_reader.config.settings import Settings
from bantin_reader.store.engine import checkpoint, transaction, writing
from bantin_reader.store.opening import existing_database
from bantin_reader.store.search.rebuild import rebuild


@click.command()
def reindex() -> None:
    """Build the search index again, in one transaction: readers search the former one meanwhile, imports wait.

    An upgrade does it by itself where it must be done.
    """
    with existing_database(Settings()) as engine:
        with transaction(writing(engine)) as connection:
            count = rebuild(connection, lambda done: click.echo(f"{done} articles", err=True))
        checkpoint(engine)
    click.echo(f"indexed {count} articles")
