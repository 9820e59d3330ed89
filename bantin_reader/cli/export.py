"""The export command: every article as a line of JSON, with its pictures beside the file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bantin_reader.cli.printable import printable
from bantin_reader.config.settings import Settings
from bantin_reader.store import health

SUFFIX = ".jsonl"


@click.command()
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False), metavar="OUT.jsonl")
def export(target: Path) -> None:
    """Write every article into a file, one JSON line each, the pictures into a folder `pictures` beside it, and
    recordings into `recordings`.

    Articles that are withdrawn, expired or dated in the future are included. `import` of the file gives the same store
    again, in either database. The exit status is 1 if a picture or a recording is missing from the store; everything
    else is written.
    """
    # Imported here: a server's worker, which runs this command too, needs nothing that reads or writes sources.
    from bantin_reader.cli.export_writer import write_export

    settings = Settings()
    if target.suffix.lower() != SUFFIX:
        raise click.ClickException(f"{target}: the name must end in {SUFFIX}, by which import knows the format")
    if target.exists():
        raise click.ClickException(f"{target} exists already")
    if problem := health.problem(settings.database_url, with_cause=True):
        raise click.ClickException(f"store: {problem}")
    missing: list[str] = []

    def tell(line: str) -> None:
        missing.append(line)
        click.echo(printable(line), err=True)

    written = write_export(settings, target, tell)
    click.echo(f"exported {written} articles into {target}")
    sys.exit(1 if missing else 0)
