"""Bearer tokens (RFC 6750), with which other systems push articles, and the interface of what keeps them (port)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class ApiToken:
    """What is known of a token: its name, which is the source of what it pushes, when it was made (UTC, without a
    zone), and the day of its last use, None before the first."""

    name: str
    created_at: datetime
    last_used_on: Date | None = None


class ApiTokenStore(Protocol):
    """Tokens by their digests. Every write is atomic. Every method raises StoreUnavailable."""

    def add(self, token: ApiToken, digest: str) -> bool:
        """Keep a token; False, and nothing is changed, where one has this name."""

    def remove(self, name: str) -> bool:
        """Forget a token; False where none has this name."""

    def all(self) -> Sequence[ApiToken]:
        """Every token, by name."""

    def find(self, digest: str) -> ApiToken | None:
        """The token with this digest."""

    def note_use(self, name: str, day: Date) -> None:
        """Keep the day on which a token was used last."""
