"""Issues every statement about bearer tokens."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine

from bantin_reader.model.api_token import ApiToken
from bantin_reader.store.token_repository import TokenRepository

MADE = datetime(2026, 11, 5)


def use_tokens(engine: Engine) -> None:
    tokens = TokenRepository(engine)
    tokens.add(ApiToken(name="cms", created_at=MADE), "a" * 64)
    tokens.find("a" * 64)
    tokens.note_use("cms", MADE.date())
    tokens.all()
    tokens.remove("cms")
