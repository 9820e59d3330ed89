"""What the operator does beside serving: look whether all is sound, save, bring back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import click
from sqlalchemy.exc import SQLAlchemyError

from bantin_reader.config.settings import Settings, SettingsError
from bantin_reader.model.consistency import Problem
from bantin_reader.model.errors import BackupRefused
from bantin_reader.services.consistency import ConsistencyCheck
from bantin_reader.store import health
from bantin_reader.store.article_scan import scan
from bantin_reader.store.backups.create import write_backup
from bantin_reader.store.backups.extract import Extracted
from bantin_reader.store.backups.manifest import BackupPaths
from bantin_reader.store.backups.restore import restore as bring_back
from bantin_reader.store.pictures.store import FilesystemPictureStore
from bantin_reader.store.pictures.verify import PictureCheck
from bantin_reader.store.schema import newest_schema
from bantin_reader.web.i18n import locale
from bantin_reader.web.templating.assets import PACKAGE, ROOT, Assets, FrontEndMissing


@click.command()
@click.option("--thorough", is_flag=True, help="Decode every form of every picture, which takes long.")
@click.option("--settings", "settings_alone", is_flag=True, help="Look at the settings alone.")
def check(thorough: bool, settings_alone: bool) -> None:
    """Look whether all is sound, and change nothing.

    Settings, store, front end, translations, pictures without alternative text, pictures that are missing or broken.
    A line for each thing; the exit status is 1 when something is to be mended.
    """
    to_mend = 0
    for finding in _findings(thorough, settings_alone):
        to_mend += finding.mend
        click.echo(finding.text)
    click.echo(f"{to_mend} to mend" if to_mend else "sound")
    sys.exit(1 if to_mend else 0)


def _findings(thorough: bool, settings_alone: bool) -> Iterator[Problem]:
    try:
        settings = Settings()
    except SettingsError as error:
        yield Problem(f"settings: {error}")
        return
    yield Problem("settings: sound", mend=False)
    if settings_alone:
        return
    pictures = settings.data / "pictures"
    yield _verdict("front end", _front_end_problem())
    yield _verdict("translations", locale.problem(PACKAGE / "translations"))
    yield _verdict("picture folder", FilesystemPictureStore(pictures).problem())
    problem = health.problem(settings.database_url, with_cause=True)
    if problem:
        yield Problem(f"store: {problem}")
        return
    try:
        yield from _store_findings(settings.database_url, PictureCheck(pictures, thorough=thorough))
    except SQLAlchemyError as error:
        yield Problem(f"store: {getattr(error, 'orig', None) or error}")


def _store_findings(url: str, pictures: PictureCheck) -> Iterator[Problem]:
    with health.looking(url) as connection:
        damage = health.damage(connection)
        yield (
            Problem(f"store: damaged: {damage}")
            if damage
            else Problem(f"store: sound, schema {newest_schema()}", mend=False)
        )
        checking = ConsistencyCheck(pictures.faults)
        yield from checking.run(scan(connection))
    counts = checking.counts
    yield Problem(
        f"articles: {counts['published']} published, {counts['withdrawn']} withdrawn, {counts['pictures']} pictures",
        mend=False,
    )


def _verdict(name: str, problem: str) -> Problem:
    return Problem(f"{name}: {problem or 'sound'}", mend=bool(problem))


def _front_end_problem() -> str:
    dist = ROOT / "static" / "dist"
    try:
        return Assets.load(dist).problem(dist)
    except (FrontEndMissing, OSError, ValueError, KeyError) as error:
        return str(error)


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--pictures-only", is_flag=True, help="Leave the database out, where another program saves it.")
def backup(target: Path, pictures_only: bool) -> None:
    """Save articles, pictures and profiles into one tar file, while all goes on, and verify it.

    TARGET is the file to make, or a folder to make one in that is named after this moment. The exit status is 1 when
    the store itself has lost something; what it has is saved.
    """
    settings = Settings()
    places = BackupPaths.of(settings.database_url, settings.data)
    if pictures_only:
        places = replace(places, database=None)
    elif places.database is None:
        raise click.ClickException(
            "the database is no file of SQLite: save it by pg_dump, then the pictures by "
            "bantin-reader backup --pictures-only TARGET"
        )
    try:
        file, read = write_backup(places, target.absolute(), version("bantin-reader"))
    except BackupRefused as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"saved {file}: {_told(read)}, {file.stat().st_size / 2**20:.1f} MB, verified")
    _warn(read)


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Put a store that is not empty aside; it is kept.")
def restore(source: Path, force: bool) -> None:
    """Bring articles, pictures and profiles back from a file that `backup` made.

    Everything is verified before anything is touched. Stop the server first. The exit status is 1 when the backup
    was made of a store that had lost something.
    """
    settings = Settings()
    try:
        read, aside = bring_back(source, BackupPaths.of(settings.database_url, settings.data), force=force)
    except BackupRefused as error:
        raise click.ClickException(f"{source}: nothing was changed: {error}") from error
    click.echo(f"restored {_told(read)}, as of {read.about.made}")
    for path in aside:
        click.echo(f"kept {path}")
    _warn(read)


def _told(read: Extracted) -> str:
    about = read.about
    articles = f"{about.articles} articles and {about.withdrawn} withdrawn, " if about.schema else ""
    return f"{articles}{read.files} picture files"


def _warn(read: Extracted) -> None:
    for warning in read.warnings:
        click.echo(warning, err=True)
    sys.exit(1 if read.warnings else 0)
