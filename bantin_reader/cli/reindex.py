"""The reindex command: makes the search index of all stored articles again."""

from __future__ import annotations

import click

from bantin_reader.config.settings import Settings
from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.store.engine import checkpoint, is_absent, open_database, transaction, writing
from bantin_reader.store.opening import naming_its_setting
from bantin_reader.store.search.rebuild import rebuild


@click.command()
def reindex() -> None:
    """Build the search index again, in one transaction: readers search the former one meanwhile, imports wait.

    An upgrade does it by itself where it must be done.
    """
    settings = Settings()
    url = settings.database_url
    with naming_its_setting(settings, url):
        if is_absent(url):
            raise StoreUnavailable("is not there")
        engine = open_database(url)
        try:
            with transaction(writing(engine)) as connection:
                count = rebuild(connection, lambda done: click.echo(f"{done} articles", err=True))
            checkpoint(engine)
        finally:
            engine.dispose()
    click.echo(f"indexed {count} articles")
