"""Bearer tokens, over SQLAlchemy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Date
from functools import partial
from typing import Any

from sqlalchemy import Engine, Row, delete, insert, select, update

from bantin_reader.model.api_token import ApiToken
from bantin_reader.store.engine import Transaction, transaction, writing
from bantin_reader.store.tables import api_tokens


class TokenRepository:
    """Implements `model.api_token.ApiTokenStore`.

    `reading` opens a transaction for statements that read, by default one of `engine`.
    """

    def __init__(self, engine: Engine, reading: Transaction | None = None) -> None:
        self._reading = reading or partial(transaction, engine)
        self._writing = writing(engine)

    def add(self, token: ApiToken, digest: str) -> bool:
        with transaction(self._writing) as connection:
            if connection.execute(select(api_tokens.c.name).where(api_tokens.c.name == token.name)).first():
                return False
            values = {"name": token.name, "digest": digest, "created_at": token.created_at}
            connection.execute(insert(api_tokens).values(values))
        return True

    def remove(self, name: str) -> bool:
        with transaction(self._writing) as connection:
            return connection.execute(delete(api_tokens).where(api_tokens.c.name == name)).rowcount > 0

    def all(self) -> Sequence[ApiToken]:
        with self._reading() as connection:
            return [_token(row) for row in connection.execute(select(api_tokens).order_by(api_tokens.c.name))]

    def find(self, digest: str) -> ApiToken | None:
        with self._reading() as connection:
            row = connection.execute(select(api_tokens).where(api_tokens.c.digest == digest)).one_or_none()
        return _token(row) if row else None

    def note_use(self, name: str, day: Date) -> None:
        with transaction(self._writing) as connection:
            connection.execute(update(api_tokens).where(api_tokens.c.name == name).values(last_used_on=day))


def _token(row: Row[Any]) -> ApiToken:
    return ApiToken(name=row.name, created_at=row.created_at, last_used_on=row.last_used_on)
