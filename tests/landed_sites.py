"""Sites with articles. Files are imported once a process; the next test that needs them gets a copy of the store.

Markdown files that a test writes into its own folder are the same when their content is, and that of the files beside
them; their copied articles are told the new folder.

A picture is encoded once for all processes of a test run, as fast as its format allows: that makes larger files of the
same sizes and formats in half the time. What `render` itself makes is tested in tests/store/pictures.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager, closing, suppress
from pathlib import Path
from unittest import mock
from urllib.parse import quote

from bantin_reader.config.settings import Settings
from bantin_reader.services.importer import Imported
from bantin_reader.source_factory import create_importer
from bantin_reader.sources.discovery import find
from bantin_reader.store.pictures import rendering
from bantin_reader.store.pictures.rendering import render
from bantin_reader.store.pictures.renditions import Rendition
from tests.new_databases import NO_SYNC

DATABASE = "bantin.sqlite3"
QUICK_OPTIONS = {
    "avif": {"format": "AVIF", "quality": 55, "speed": 10},
    "webp": {"format": "WEBP", "quality": 74, "method": 0},
    "jpg": {"format": "JPEG", "quality": 76},
}


class LandedSites:
    """`renditions` is the folder of all pictures that were made, which several processes may share."""

    def __init__(self, renditions: Path, folder: Path) -> None:
        self.renditions = renditions
        self._folder = folder
        self._slugs: dict[object, list[str]] = {}
        self._own_folders: dict[object, Path] = {}

    def land(self, settings: Settings, sources: tuple[Path, ...]) -> list[str]:
        """Import sources into a site and return the slugs."""
        pictures, database = settings.data / "pictures", settings.data / DATABASE
        key, own_folder = _key(settings, sources), settings.data.parent
        may_copy = settings.database_url == f"sqlite:///{quote(str(database.absolute()))}" and _is_empty(database)
        if may_copy and key in self._slugs:
            copy_files(self._pictures(key), pictures)
            _copy_database(self._database(key), database)
            _move_articles(database, self._own_folders[key], own_folder)
            return list(self._slugs[key])
        with self.rendering_once():
            results = list(create_importer(settings, roots=sources).run(find(sources, fail_to_open)))
        slugs = [result.slug for result in results if isinstance(result, Imported)]
        assert len(slugs) == len(results), results
        if may_copy:
            self._slugs[key], self._own_folders[key] = list(slugs), own_folder
            copy_files(pictures, self._pictures(key))
            _copy_database(database, self._database(key))
        return slugs

    def rendering_once(self) -> AbstractContextManager[object]:
        """While it lasts, this process encodes a picture only where none of the test run has."""
        return mock.patch.object(rendering, "render", self._render)

    def _render(self, name: str, content: bytes, wanted: Collection[Rendition]) -> dict[str, bytes]:
        """As `render`, whose result another process may have left. The names hold a hash of the picture's content."""
        made = {one.name: file.read_bytes() for one in wanted if (file := self.renditions / one.name).exists()}
        if missing := [one for one in wanted if one.name not in made]:
            with mock.patch.object(rendering, "SAVE_OPTIONS", QUICK_OPTIONS):
                made |= render(name, content, missing)
        for one in missing:
            half = self.renditions / f"{one.name}-{os.getpid()}"
            half.write_bytes(made[one.name])
            half.replace(self.renditions / one.name)
        return made

    def _pictures(self, key: object) -> Path:
        return self._database(key).with_name("pictures")

    def _database(self, key: object) -> Path:
        return self._folder / str(list(self._slugs).index(key)) / DATABASE


def copy_files(source: Path, target: Path) -> None:
    if source.exists():
        shutil.copytree(source, target, copy_function=_link, dirs_exist_ok=True)


def _key(settings: Settings, sources: tuple[Path, ...]) -> object:
    """What the result of an import depends on."""
    own_folder = settings.data.parent
    is_own = settings.data.name == "var"
    is_own &= all(source.suffix == ".md" and source.is_relative_to(own_folder) for source in sources)
    files = tuple(_own_files(settings, sources) if is_own else _files(sources))
    return settings.model_dump_json(exclude={"data", "database_url"}), files


def _own_files(settings: Settings, sources: Iterable[Path]) -> Iterable[object]:
    own_folder = settings.data.parent
    yield from (source.relative_to(own_folder) for source in sources)
    for file in sorted(own_folder.rglob("*")):
        if file.is_file() and not file.is_relative_to(settings.data):
            yield file.relative_to(own_folder), file.read_bytes()


def _files(sources: Iterable[Path]) -> Iterable[tuple[str, int, int]]:
    for source in sources:
        for file in [source, *sorted(source.rglob("*"))]:
            state = file.stat()
            yield str(file), state.st_mtime_ns, state.st_size


def _is_empty(database: Path) -> bool:
    if not database.exists():
        return True
    with closing(sqlite3.connect(database)) as connection, suppress(sqlite3.Error):
        return connection.execute("SELECT id FROM articles LIMIT 1").fetchone() is None
    return False


def _copy_database(source: Path, target: Path) -> None:
    """Other connections to the target see its new content (https://sqlite.org/backup.html)."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        other.execute(NO_SYNC)
        one.backup(other)


def _move_articles(database: Path, before: Path, now: Path) -> None:
    """Articles of files in one folder are then of the same files in another one."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(NO_SYNC)
        connection.execute(
            "UPDATE articles SET source_id = ? || substr(source_id, ?) WHERE substr(source_id, 1, ?) = ?",
            (f"{now.resolve()}/", len(f"{before.resolve()}/") + 1, len(f"{before.resolve()}/"), f"{before.resolve()}/"),
        )


def fail_to_open(path: Path, reason: str) -> None:
    """For `find`, where every file can be opened."""
    raise AssertionError(f"{path}: {reason}")


def _link(source: str, target: str) -> None:
    """Does nothing for a file that is there already; another process may just have made it."""
    with suppress(FileExistsError):
        os.link(source, target)
