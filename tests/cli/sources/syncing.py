"""Commands that configure a source named `xa`, synchronize it, and open the store."""

from __future__ import annotations

import json
import os
from pathlib import Path

from click.testing import CliRunner, Result

from bantin_reader.cli.main import commands
from bantin_reader.config.settings import Settings
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database

PAGE = '<!doctype html><html lang="vi"><title>x</title><h1>{}</h1><div id="bai"><p>Bà con lên đồi. {}</p></div></html>'


def configure(**values: object) -> None:
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
    Path(os.environ["BANTIN_CONFIG"]).write_text("\n".join(["[[sources]]", 'name = "xa"', *lines]), "utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, list(arguments))


def sync(*arguments: str) -> Result:
    return run("sync", *arguments)


def store() -> ArticleRepository:
    return ArticleRepository(open_database(Settings().database_url))
