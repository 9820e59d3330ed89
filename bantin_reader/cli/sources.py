"""The sources command: how the sources are doing."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from bantin_reader.cli.printable import printable
from bantin_reader.config.settings import Settings
from bantin_reader.model.source import SourceState
from bantin_reader.store.opening import open_store


@click.command()
def sources() -> None:
    """Show each source of the configuration: its last success, its articles, its failures with their reason."""
    # A worker that serves would hold it in memory.
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    settings = Settings()
    if not settings.sources:
        click.echo("no source is configured: write a [[sources]] table into bantin.toml")
        return
    _, known = open_store(settings, settings.database_url)
    states = {state.name: state for state in known.states()}
    zone = ZoneInfo(settings.time_zone)
    table = Table("source", "kind", "last success", "articles", "failures", "reason")
    for source in settings.sources:
        state = states.get(source.name, SourceState(name=source.name))
        row = (source.name, source.kind, _moment(state.succeeded_at, zone), str(state.articles), str(state.failures))
        table.add_row(*row, Text(printable(state.problem)))
    Console().print(table)


def _moment(moment: datetime | None, zone: ZoneInfo) -> str:
    return moment.replace(tzinfo=UTC).astimezone(zone).strftime("%d/%m/%Y %H:%M") if moment else "never"
