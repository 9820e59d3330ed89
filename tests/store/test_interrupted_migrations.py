"""Migrations whose process is killed, in both databases."""

from __future__ import annotations

import signal

import pytest
from sqlalchemy import Engine

from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database, writing
from bantin_reader.store.schema import migrate_down, newest_schema, schema_of
from tests.store.database_structure import article_rows, structure, upgrade
from tests.store.processes import DRAFT, ask, child

OLDEST = "0004"
# Statements of the first process before it is killed; each further one is given some more.
FIRST, MORE = 12, 9

# Opens the database, and waits before its statement of this number.
OPEN = """
import sys
from sqlalchemy import Engine, event
from bantin_reader.store.engine import open_database

left = int(sys.argv[2])

@event.listens_for(Engine, "before_cursor_execute")
def wait(*_):
    global left
    left -= 1
    if left == 0:
        print("inside", flush=True)
        sys.stdin.readline()

open_database(sys.argv[1]).dispose()
print("opened", flush=True)
"""

pytestmark = pytest.mark.slow


def test_a_migration_that_is_killed_is_done_wholly_or_not_at_all(database_url: str, reference: Engine) -> None:
    engine = open_database(database_url)
    ArticleRepository(engine).save(DRAFT)
    migrate_down(writing(engine), OLDEST)
    before, schemas, statements = article_rows(engine), [OLDEST], FIRST
    while kill_at(database_url, statements):
        with engine.connect() as connection:
            schemas.append(schema_of(connection) or "none")
        upgrade(reference, schemas[-1])
        assert structure(engine) == structure(reference), schemas
        assert before[0].items() <= article_rows(engine)[0].items()
        statements += MORE
    assert schemas == sorted(schemas)
    assert len(set(schemas)) > 3, "what was done before the end is kept"
    upgrade(reference, newest_schema())
    assert structure(engine) == structure(reference)
    assert ArticleRepository(engine).by_slug("tin").body == DRAFT.body
    engine.dispose()


def kill_at(url: str, statements: int) -> bool:
    """Kill a process that opens the database before its statement of this number; false if it opens it before."""
    process = child(OPEN, url, str(statements))
    try:
        [answer] = ask([process])
        assert answer in ("inside", "opened"), process.communicate()[1]
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    return answer == "inside"
