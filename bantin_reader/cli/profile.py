"""The `profile` commands: try a profile on a page."""

from __future__ import annotations

import sys
from datetime import date as Date
from datetime import time as Time
from pathlib import Path

import click

from bantin_reader.cli.printable import printable
from bantin_reader.config.settings import Settings
from bantin_reader.model.article import Draft
from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.source import WEB_PREFIXES

MAX_SHOWN = 300


@click.group()
def profile() -> None:
    """Profiles, which say where the parts of a portal's pages are."""


@profile.command("try")
@click.argument("page", metavar="FILE|URL")
@click.option("--profile", "name", metavar="NAME", help="Read the page by this profile.")
def try_(page: str, name: str | None) -> None:
    """Show each field of a page, and the selector or the metadata that gave it. Stores nothing.

    The page is a saved one, or one that is fetched from an address that begins with http:// or https://."""
    # Only this command needs them: a worker that serves would hold them in memory.
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from bantin_reader.sources.configured_client import create_http_client
    from bantin_reader.sources.configured_loader import create_file_loader

    evidence: dict[str, str] = {}
    try:
        if page.lower().startswith(WEB_PREFIXES):
            # A person who types an address is no crawler, to which robots.txt speaks.
            with create_http_client(Settings(), named=page, obey_robots=False, shares_pace=False) as client:
                loader, fetched = create_file_loader(Settings(), name, []), client.page(page)
                whole = loader.single_page(fetched)
                draft = loader.read_page(client.page(whole) if whole else fetched, evidence)
        else:
            draft = create_file_loader(Settings(), name, [Path(page)]).read(Path(page), evidence)
    except SourceRefused as error:
        click.echo(printable(f"{page}: {error}"), err=True)
        sys.exit(1)
    table = Table("field", "value", "from", title=Text(f"profile {evidence.get('profile', '-')}"), title_justify="left")
    for field, value in _values(draft):
        table.add_row(field, Text(printable(value)), Text(printable(evidence.get(field, "") if value else "")))
    console = Console()
    console.print(table)
    for warning in draft.warnings:
        console.print(Text(printable(f"warning: {warning}")))


def _values(draft: Draft) -> list[tuple[str, str]]:
    """The fields in the order of the page, each as one text."""
    body = draft.body if len(draft.body) <= MAX_SHOWN else f"{draft.body[:MAX_SHOWN]}… ({len(draft.body):,} characters)"
    picture = draft.picture.shown if draft.picture else ""
    caption = draft.figure.caption if draft.figure else ""
    return [
        ("category", draft.category),
        ("date", _moment(draft.date, draft.time)),
        ("updated", _moment(draft.updated, draft.updated_time)),
        ("title", draft.title),
        ("sapo", draft.sapo),
        ("figure", " | ".join(filter(None, (picture, caption)))),
        ("body", body),
        ("author", draft.byline),
        ("source", draft.credit),
        ("tags", ", ".join(draft.tags)),
        ("lang", draft.lang),
    ]


def _moment(date: Date | None, time: Time | None) -> str:
    return f"{date or ''} {time.isoformat('minutes') if time else ''}".strip()
