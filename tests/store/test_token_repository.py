"""Bearer tokens by their digests, in both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Date
from datetime import datetime

import pytest
from sqlalchemy import Engine, select

from bantin_reader.model.api_token import ApiToken
from bantin_reader.services.api_tokens import ApiTokens, digest_of
from bantin_reader.store.tables import api_tokens
from bantin_reader.store.token_repository import TokenRepository

CMS = ApiToken(name="cms", created_at=datetime(2026, 11, 5, 7, 30))


@pytest.fixture
def tokens(engine: Engine) -> TokenRepository:
    return TokenRepository(engine)


def test_a_token_is_found_by_its_digest_until_it_is_removed(tokens: TokenRepository) -> None:
    assert tokens.add(CMS, "a" * 64)
    assert tokens.find("a" * 64) == CMS
    assert tokens.find("b" * 64) is None
    assert tokens.remove("cms")
    assert tokens.find("a" * 64) is None
    assert not tokens.remove("cms")


def test_a_name_is_given_once_and_again_after_it_was_removed(tokens: TokenRepository) -> None:
    assert tokens.add(CMS, "a" * 64)
    assert not tokens.add(CMS, "b" * 64)
    assert tokens.find("b" * 64) is None
    tokens.remove("cms")
    assert tokens.add(CMS, "b" * 64)


def test_the_day_of_the_last_use_is_kept(tokens: TokenRepository) -> None:
    tokens.add(CMS, "a" * 64)
    tokens.add(replace(CMS, name="bao"), "b" * 64)
    tokens.note_use("cms", Date(2026, 11, 6))
    assert tokens.all() == [replace(CMS, name="bao"), replace(CMS, last_used_on=Date(2026, 11, 6))]


def test_the_store_holds_the_digest_and_never_the_token(engine: Engine) -> None:
    token = ApiTokens(TokenRepository(engine)).add("cms")
    assert token is not None
    with engine.connect() as connection:
        [row] = connection.execute(select(api_tokens)).all()
    assert row.digest == digest_of(token)
    assert token not in repr(row)
