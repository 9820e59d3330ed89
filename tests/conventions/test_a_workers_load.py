"""A worker of the server imports no module that only an import, a migration or another command needs."""

from __future__ import annotations

import subprocess
import sys

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app

# Each with what alone needs it.
NEVER_SERVED = {
    "alembic": "a migration",
    "mako": "alembic",
    "coloraide": "an accent that is set",
    "bantin_reader.sources": "what reads articles",
    "feedparser": "feeds",
    "httpx2": "what is fetched from other sites",
    "protego": "what is fetched from other sites",
    "stamina": "what is fetched from other sites",
    "lxml": "saved pages",
    "nh3": "saved pages",
    "selectolax": "saved pages",
    "markdown_it": "Markdown",
    "rich": "what a terminal shows",
    "bantin_reader.cli.backup": "a backup",
    "bantin_reader.cli.check": "a check of the store",
    "bantin_reader.cli.sync": "a synchronization",
    "bantin_reader.store.backups": "a backup",
    "tarfile": "a backup",
    "PIL": "pictures that are made, of which a worker makes those that are missing",
    "segno": "QR codes",
}
SERVE = """
import sys
import bantin_reader.cli.main
from bantin_reader.factory import application
application()[0].test_client().get("/")
{more}
print(*sys.modules)
"""


def loaded(more: str = "") -> set[str]:
    done = subprocess.run([sys.executable, "-c", SERVE.format(more=more)], capture_output=True, text=True, check=True)
    return NEVER_SERVED.keys() & set(done.stdout.split())


def test_a_worker_loads_nothing_that_only_an_import_needs(settings: Settings) -> None:
    create_app(settings)
    assert loaded() == set()


PUSH = """
token = ApiTokens(TokenRepository(open_database(Settings().database_url))).add("cms")
headers = {"Authorization": f"Bearer {token}"}
pushed = application()[0].test_client().put("/api/articles/1", json={"title": "Tin", "body": "Chữ."}, headers=headers)
assert pushed.status_code == 201, pushed.get_data()
"""
IMPORTS = """
from bantin_reader.config.settings import Settings
from bantin_reader.services.api_tokens import ApiTokens
from bantin_reader.store.engine import open_database
from bantin_reader.store.token_repository import TokenRepository
"""


def test_a_worker_loads_nothing_more_when_an_article_is_pushed(settings: Settings) -> None:
    create_app(settings)
    assert loaded(IMPORTS + PUSH) == set()


def test_what_is_loaded_is_seen(settings: Settings) -> None:
    create_app(settings)
    assert "alembic" in loaded("import alembic")
