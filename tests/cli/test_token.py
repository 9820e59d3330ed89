"""The token commands."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.services.api_tokens import ApiTokens
from bantin_reader.store.engine import open_database
from bantin_reader.store.token_repository import TokenRepository
from tests.cli.site import run


@pytest.fixture
def tokens(settings: Settings) -> ApiTokens:
    return ApiTokens(TokenRepository(open_database(settings.database_url)))


def test_a_token_is_printed_once_alone_on_its_line(tokens: ApiTokens) -> None:
    made = run("token", "add", "cms-tinh")
    assert made.exit_code == 0
    [line] = made.stdout.splitlines()
    assert re.fullmatch(r"bantin_[\w-]{43}", line)
    assert "not shown again" in made.stderr
    found = tokens.find(line)
    assert found is not None
    assert found.name == "cms-tinh"
    assert line not in run("token", "list").output


def test_two_tokens_differ_and_each_is_revoked_by_its_name(tokens: ApiTokens) -> None:
    first, second = (run("token", "add", name).stdout.strip() for name in ("cms", "bao"))
    assert first != second
    revoked = run("token", "revoke", "cms")
    assert (revoked.exit_code, revoked.stdout) == (0, "revoked cms\n")
    assert tokens.find(first) is None
    assert tokens.find(second) is not None


def test_the_list_shows_the_day_of_the_last_use(tokens: ApiTokens) -> None:
    token = run("token", "add", "cms").stdout.strip()
    assert "never" in run("token", "list").stdout
    found = tokens.find(token)
    assert found is not None
    tokens.note_use(found)
    assert f"{datetime.now(UTC):%d/%m/%Y}" in run("token", "list").stdout
    assert "never" not in run("token", "list").stdout


def test_a_taken_name_an_unknown_one_and_a_wrong_one_are_refused_with_a_reason(tokens: ApiTokens) -> None:
    run("token", "add", "cms")
    again = run("token", "add", "cms")
    assert again.exit_code == 1
    assert "bantin-reader token revoke cms" in again.stderr
    assert "no token 'bao'" in run("token", "revoke", "bao").stderr
    assert "small letters" in run("token", "add", "Cổng tỉnh").stderr


def test_without_tokens_the_list_says_how_to_make_one(tokens: ApiTokens) -> None:
    assert "token add NAME" in run("token", "list").stdout


def test_without_a_store_nothing_is_made(settings: Settings) -> None:
    result = run("token", "add", "cms")
    assert result.exit_code == 1
    assert not settings.data.exists()
