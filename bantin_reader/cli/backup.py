"""The backup and restore commands."""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import click

from bantin_reader.config.settings import Settings
from bantin_reader.model.errors import BackupRefused
from bantin_reader.store.backups.create import write_backup
from bantin_reader.store.backups.extract import Extracted
from bantin_reader.store.backups.manifest import BackupPaths
from bantin_reader.store.backups.restore import restore as restore_backup


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.option(
    "--pictures-only",
    is_flag=True,
    help="Save pictures, profiles and recordings alone, if another program saves the database.",
)
def backup(target: Path, pictures_only: bool) -> None:
    """Save articles, pictures, recordings and profiles into one tar file, while servers and imports run, and verify it.

    TARGET is the file to create, or a folder in which a file named after the time is created. The exit status is 1 if
    files of the store are missing; everything else is saved.
    """
    settings = Settings()
    paths = BackupPaths.of(settings.database_url, settings.data)
    if pictures_only:
        paths = replace(paths, database=None)
    elif paths.database is None:
        raise click.ClickException(
            "the database is not an SQLite file: save it by pg_dump, then the pictures by "
            "bantin-reader backup --pictures-only TARGET"
        )
    try:
        file, read = write_backup(paths, target.absolute(), version("bantin-reader"))
    except BackupRefused as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"saved {file}: {_summary(read)}, {file.stat().st_size / 2**20:.1f} MB, verified")
    _warn(read)


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Rename a store that is not empty, and restore beside it.")
def restore(source: Path, force: bool) -> None:
    """Restore articles, pictures, recordings and profiles from a file that `backup` made.

    Everything is verified before anything is changed. Stop the server first. The exit status is 1 if files were missing
    from the store when the backup was made.
    """
    settings = Settings()
    try:
        read, former = restore_backup(source, BackupPaths.of(settings.database_url, settings.data), force=force)
    except BackupRefused as error:
        raise click.ClickException(f"{source}: nothing was changed: {error}") from error
    click.echo(f"restored {_summary(read)}, as of {read.manifest.made}")
    for path in former:
        click.echo(f"renamed the former store: {path}")
    _warn(read)


def _summary(read: Extracted) -> str:
    manifest = read.manifest
    articles = f"{manifest.articles} articles and {manifest.withdrawn} withdrawn, " if manifest.schema else ""
    recordings = f", {len(read.recordings)} recordings" if read.recordings else ""
    return f"{articles}{read.files} picture files{recordings}"


def _warn(read: Extracted) -> None:
    for warning in read.warnings:
        click.echo(warning, err=True)
    sys.exit(1 if read.warnings else 0)
