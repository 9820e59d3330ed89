"""A site that several tests of a module share because none of them changes it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.checking import CheckingClient
from tests.landed_sites import DATABASE

MARK = "one_site"


class SharedSite:
    """An application with default settings, and the articles that the first of its tests imports."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(data=folder / "var")
        self.app = create_app(self.settings)
        self.app.test_client_class = CheckingClient
        self._content: list[tuple[str, bytes]] = []
        self._slugs: list[str] = []
        self._connection = sqlite3.connect(self.settings.data / DATABASE)
        self._version = self._read_version()

    def land(self, sources: tuple[Path, ...], import_all: Callable[[], list[str]]) -> list[str]:
        """The slugs of the articles, which are imported once. Raises AssertionError for other articles."""
        content = [(file.name, file.read_bytes()) for file in _files(sources)]
        if not self._content:
            self._content, self._slugs = content, import_all()
            self._version = self._read_version()
        assert content == self._content, f"tests with the mark {MARK} import the same articles"
        return list(self._slugs)

    def check_unchanged(self) -> None:
        """Raises AssertionError if anything has been written to the database since the import."""
        assert self._read_version() == self._version, f"a test with the mark {MARK} has changed the site"

    def close(self) -> None:
        self._connection.close()

    def _read_version(self) -> object:
        """Another one after each commit of another connection (https://sqlite.org/pragma.html#pragma_data_version)."""
        return self._connection.execute("PRAGMA data_version").fetchone()


def _files(sources: Iterable[Path]) -> Iterable[Path]:
    for source in sources:
        yield from (file for file in [source, *sorted(source.rglob("*"))] if file.is_file())
