"""What the tests of importing do: write a source, run the command, look into the store."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from bantin_reader.cli.main import commands
from bantin_reader.config.settings import Settings
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database


def write(folder: Path, name: str, title: str = "Khuổi Mây có điện", front: str = "", body: str = "Nội dung.") -> Path:
    file = folder / name
    file.write_text(f"---\ntitle: {title}\n{front}\n---\n{body}\n", encoding="utf-8")
    return file


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, ["import", *map(str, arguments)])


def store() -> ArticleRepository:
    return ArticleRepository(open_database(Settings().database_url))
