"""The token commands: bearer tokens with which other systems push articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import click

from bantin_reader.config.settings import Settings
from bantin_reader.services.api_tokens import ApiTokens
from bantin_reader.store.opening import existing_database
from bantin_reader.store.token_repository import TokenRepository

# As the names of sources, since a token's name is the source of what it pushes.
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


@click.group()
def token() -> None:
    """Bearer tokens with which other systems push articles."""


@token.command()
@click.argument("name")
def add(name: str) -> None:
    """Make a token and print it, this once: the store keeps its SHA-256 alone.

    What is pushed with it belongs to the source NAME: two systems with a token each cannot change the other's articles.
    """
    if not NAME.fullmatch(name):
        raise click.BadParameter(f"{name!r} is not like cms-tinh: small letters a-z, digits and hyphens")
    with _tokens() as tokens:
        made = tokens.add(name)
    if made is None:
        raise click.ClickException(f"there is a token {name} already; to replace it: bantin-reader token revoke {name}")
    click.echo(made)
    click.echo("It is not shown again: keep it where the pushing system keeps its secrets.", err=True)


@token.command("list")
def list_() -> None:
    """Show each token's name, when it was made, and the day of its last use (UTC)."""
    # A worker that serves would hold it in memory.
    from rich.console import Console
    from rich.table import Table

    with _tokens() as tokens:
        found = tokens.all()
    if not found:
        click.echo("there is no token; make one with: bantin-reader token add NAME")
        return
    table = Table("name", "made", "last used")
    for one in found:
        used = f"{one.last_used_on:%d/%m/%Y}" if one.last_used_on else "never"
        table.add_row(one.name, f"{one.created_at:%d/%m/%Y}", used)
    Console().print(table)


@token.command()
@click.argument("name")
def revoke(name: str) -> None:
    """Make a token useless, from the next request on. What it pushed stays."""
    with _tokens() as tokens:
        if not tokens.revoke(name):
            raise click.ClickException(f"there is no token {name!r}")
    click.echo(f"revoked {name}")


@contextmanager
def _tokens() -> Iterator[ApiTokens]:
    with existing_database(Settings()) as engine:
        yield ApiTokens(TokenRepository(engine))
