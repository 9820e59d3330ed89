"""A site with articles and pictures, and commands run on it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date as Date
from pathlib import Path
from unittest import mock

from click.testing import CliRunner, Result
from PIL import Image

from bantin_reader.cli.main import commands
from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.model.article import Draft
from bantin_reader.model.picture import Figure, Picture, PictureSource
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database
from bantin_reader.store.pictures.store import FilesystemPictureStore
from tests.store.pictures.drawing import encode

COMMAND = [sys.executable, "-m", "bantin_reader.cli.main"]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments])


def process(*arguments: str | Path, **settings: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        env=os.environ | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


class Site:
    """The store of a data folder, written to without an import."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.database = data / "bantin.sqlite3"
        self.pictures = data / "pictures"

    @contextmanager
    def store(self) -> Iterator[ArticleRepository]:
        """The store, let go of at the end."""
        engine = open_database(Settings(data=self.data).database_url)
        try:
            yield ArticleRepository(engine)
        finally:
            engine.dispose()

    def clear(self) -> None:
        """As if it had never been."""
        shutil.rmtree(self.data.parent, ignore_errors=True)

    def count(self) -> int:
        with self.store() as store:
            return store.count()

    def withdraw(self, slug: str) -> None:
        with self.store() as store:
            store.withdraw(slug, "Sai số liệu.")

    def keep(self, level: int, *, wide: int = 30) -> Picture:
        """A small picture of one grey."""
        content = encode(Image.new("RGB", (wide, 20), (level, level, level)))
        return FilesystemPictureStore(self.pictures).add(PictureSource(shown="xám.png", content=content))

    def save(
        self, title: str, *, figure: Figure | None = None, body: str = "<p>Nội dung.</p>", date: Date | None = None
    ) -> str:
        bare = Draft(source_id=f"/nguon/{title}.md", title=title, sapo="Tóm tắt.", body=body, lang="vi")
        draft = replace(bare, figure=figure, date=date)
        with self.store() as store:
            return store.save(draft)[1]

    def fill(self, count: int = 3) -> list[str]:
        """Articles each with a picture of its own, and a profile; gives their slugs."""
        (self.data / "profiles").mkdir(parents=True, exist_ok=True)
        (self.data / "profiles" / "cổng tỉnh.toml").write_text('name = "cổng tỉnh"', "utf-8")
        return [
            self.save(f"Tin {number}", figure=Figure(alt=f"Ảnh {number}", picture=self.keep(number)))
            for number in range(count)
        ]

    def pages(self, *slugs: str) -> list[bytes]:
        """What readers get at the front page, the articles and their pictures."""
        client = create_app(Settings(data=self.data)).test_client()
        paths = ["/", *(f"/articles/{slug}" for slug in slugs)]
        paths += [f"/pictures/{file.name}" for file in sorted(self.pictures.glob("*-*"))]
        return [client.get(path, buffered=True).get_data() for path in paths]


def listing(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content, but for what SQLite keeps beside an open file."""
    files = [file for file in folder.rglob("*") if file.is_file() and not file.name.endswith(("-wal", "-shm"))]
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def members(archive: Path) -> list[str]:
    with tarfile.open(archive) as tar:
        return tar.getnames()


def rewrite(file: Path, change: Callable[[bytes], bytes]) -> None:
    """Change a file that may share its content with others by a hard link."""
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(change(content))


def check(*options: str) -> tuple[int, list[str]]:
    """The exit status of `check` and its lines."""
    result = run("check", *options)
    assert result.stderr == ""
    return result.exit_code, result.stdout.splitlines()


def faults(*options: str) -> list[str]:
    """The lines of `check` that tell of something wrong."""
    status, lines = check(*options)
    assert status == (0 if lines[-1] == "ok" else 1)
    return [line for line in lines[:-1] if not line.startswith("articles: ") and not re.search(": ok\\b", line)]


def restored(archive: Path, *options: str) -> str:
    result = run("restore", archive, *options)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def run_on(site: Site, *arguments: str | Path) -> int:
    """The exit status of a command on another site than the test's settings name."""
    with mock.patch.dict(os.environ, BANTIN_DATA=str(site.data)):
        return run(*arguments).exit_code
