"""Changed articles, and the interface of the services that are notified of them (port)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class ChangedArticle:
    """An article that was created, changed or withdrawn; `category` is its name, or empty."""

    slug: str
    category: str = ""


class ChangeReceiver(Protocol):
    """A service that is notified over HTTP. `name` names it in messages."""

    @property
    def name(self) -> str: ...

    def notify(self, changed: Sequence[ChangedArticle]) -> None:
        """Raises SourceRefused where it could not be notified."""
