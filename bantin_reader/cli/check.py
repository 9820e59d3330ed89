"""The check command."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import click
from sqlalchemy.exc import SQLAlchemyError

from bantin_reader.config.settings import Settings, SettingsError
from bantin_reader.model.consistency import Problem
from bantin_reader.services.consistency import ConsistencyCheck
from bantin_reader.store import health
from bantin_reader.store.article_scan import scan
from bantin_reader.store.pictures.store import FilesystemPictureStore
from bantin_reader.store.pictures.verify import PictureCheck
from bantin_reader.store.publication import wall_clock
from bantin_reader.store.schema import newest_schema
from bantin_reader.web.i18n import locale
from bantin_reader.web.templating.assets import PACKAGE, ROOT, Assets, FrontEndMissing


@click.command()
@click.option("--thorough", is_flag=True, help="Decode every rendition of every picture, which takes long.")
@click.option("--settings", "settings_alone", is_flag=True, help="Check the settings only.")
def check(thorough: bool, settings_alone: bool) -> None:
    """Check the installation and the store, and change nothing.

    Settings, store, front end, translations, pictures without alternative text, pictures that are missing or broken.
    Prints a line for each; the exit status is 1 if something must be fixed.
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
        yield from _store_findings(settings, PictureCheck(pictures, thorough=thorough))
    except SQLAlchemyError as error:
        yield Problem(f"store: {getattr(error, 'orig', None) or error}")


def _store_findings(settings: Settings, pictures: PictureCheck) -> Iterator[Problem]:
    with health.looking(settings.database_url) as connection:
        damage = health.damage(connection)
        yield (
            Problem(f"store: damaged: {damage}")
            if damage
            else Problem(f"store: sound, schema {newest_schema()}", mend=False)
        )
        checking = ConsistencyCheck(pictures.faults, wall_clock(ZoneInfo(settings.time_zone)))
        yield from checking.run(scan(connection))
    counts = checking.counts
    yield Problem(
        f"articles: {counts['published']} published, {counts['withdrawn']} withdrawn, "
        f"{counts['embargoed']} dated in the future, {counts['pictures']} pictures",
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
