"""Makes, finds and revokes bearer tokens."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256

from bantin_reader.model.api_token import ApiToken, ApiTokenStore

# Tells a token from other secrets, to people and to programs that look for secrets in files.
PREFIX = "bantin_"
RANDOM_BYTES = 32


class ApiTokens:
    def __init__(self, tokens: ApiTokenStore) -> None:
        self._tokens = tokens

    def add(self, name: str) -> str | None:
        """Make a token and return it, the only time that it can be had; None where one has this name."""
        token = PREFIX + secrets.token_urlsafe(RANDOM_BYTES)
        made = ApiToken(name=name, created_at=datetime.now(UTC).replace(tzinfo=None, microsecond=0))
        return token if self._tokens.add(made, digest_of(token)) else None

    def revoke(self, name: str) -> bool:
        """False where no token has this name."""
        return self._tokens.remove(name)

    def all(self) -> Sequence[ApiToken]:
        return self._tokens.all()

    def find(self, token: str) -> ApiToken | None:
        """What is known of a token; None for one that was never made or is revoked."""
        return self._tokens.find(digest_of(token)) if token.startswith(PREFIX) else None

    def note_use(self, token: ApiToken) -> None:
        """Keep today, in UTC, as the day of its last use: one write a day."""
        today = datetime.now(UTC).date()
        if token.last_used_on != today:
            self._tokens.note_use(token.name, today)


def digest_of(token: str) -> str:
    """SHA-256 without salt or stretching: of 256 random bits, nobody can try a notable part."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
