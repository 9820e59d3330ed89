"""The check command: reports what is wrong with the settings, the store, the pictures and the sources."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from zoneinfo import ZoneInfo

import click
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from bantin_reader.config.settings import Settings, SettingsError
from bantin_reader.model.consistency import Problem
from bantin_reader.services.consistency import ConsistencyCheck
from bantin_reader.store import health
from bantin_reader.store.article_scan import scan
from bantin_reader.store.pictures.store import FilesystemPictureStore
from bantin_reader.store.pictures.verify import PictureCheck
from bantin_reader.store.publication import wall_clock
from bantin_reader.store.recordings.verify import recording_problem
from bantin_reader.store.schema import newest_schema
from bantin_reader.store.source_repository import states
from bantin_reader.web.i18n import locale
from bantin_reader.web.templating.assets import PACKAGE, ROOT, Assets, FrontEndMissing


@click.command()
@click.option("--thorough", is_flag=True, help="Decode every rendition of every picture, which takes long.")
@click.option("--settings", "settings_alone", is_flag=True, help="Check the settings only.")
def check(thorough: bool, settings_alone: bool) -> None:
    """Check the installation and the store, and change nothing.

    Settings, store, front end, translations, pictures without alternative text, pictures and recordings that are
    missing or broken.
    Prints a line for each; the exit status is 1 if something must be fixed.
    """
    problems = 0
    for finding in _findings(thorough, settings_alone):
        problems += finding.to_fix
        click.echo(finding.text)
    click.echo(f"{problems} to fix" if problems else "ok")
    sys.exit(1 if problems else 0)


def _findings(thorough: bool, settings_alone: bool) -> Iterator[Problem]:
    try:
        settings = Settings()
    except SettingsError as error:
        yield Problem(f"settings: {error}")
        return
    yield Problem("settings: ok", to_fix=False)
    if settings_alone:
        return
    pictures = settings.data / "pictures"
    yield _result("front end", _front_end_problem())
    yield _result("translations", locale.problem(PACKAGE / "translations"))
    yield _result("picture folder", FilesystemPictureStore(pictures).problem())
    problem = health.problem(settings.database_url, with_cause=True)
    if problem:
        yield Problem(f"store: {problem}")
        return
    try:
        yield from _store_findings(settings, PictureCheck(pictures, thorough=thorough))
    except SQLAlchemyError as error:
        yield Problem(f"store: {getattr(error, 'orig', None) or error}")


def _store_findings(settings: Settings, pictures: PictureCheck) -> Iterator[Problem]:
    with health.connect_once(settings.database_url) as connection:
        damage = health.damage(connection)
        yield (
            Problem(f"store: damaged: {damage}")
            if damage
            else Problem(f"store: ok, schema {newest_schema()}", to_fix=False)
        )
        yield from _source_findings(settings, connection)
        recording_fault = partial(recording_problem, settings.data / "recordings")
        checking = ConsistencyCheck(pictures.faults, recording_fault, wall_clock(ZoneInfo(settings.time_zone)))
        yield from checking.run(scan(connection))
    counts = checking.counts
    yield Problem(
        f"articles: {counts['published']} published, {counts['withdrawn']} withdrawn, "
        f"{counts['embargoed']} dated in the future, {counts['expired']} expired, {counts['pictures']} pictures"
        + (f", {counts['recordings']} recordings" if counts["recordings"] else ""),
        to_fix=False,
    )


def _source_findings(settings: Settings, connection: Connection) -> Iterator[Problem]:
    """A line for each configured source that fails."""
    names = {source.name for source in settings.sources}
    for state in states(connection):
        if state.name in names and state.failures:
            yield Problem(f"source {state.name}: failed {state.failures} times in a row: {state.problem}")


def _result(name: str, problem: str) -> Problem:
    return Problem(f"{name}: {problem or 'ok'}", to_fix=bool(problem))


def _front_end_problem() -> str:
    dist = ROOT / "static" / "dist"
    try:
        return Assets.load(dist).problem(dist)
    except (FrontEndMissing, OSError, ValueError, KeyError) as error:
        return str(error)
