"""Remembers nothing of a source, for an import that is done once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from bantin_reader.model.source import KnownItem, SourceState, Validators


class ForgettingStore:
    """Implements `model.source_ports.SourceStore`: every article is new to it."""

    def state_of(self, name: str) -> SourceState:
        return SourceState(name=name)

    def states(self) -> Sequence[SourceState]:
        return ()

    def find(self, name: str, keys: Sequence[str]) -> KnownItem | None:
        return None

    def remember(self, name: str, keys: Sequence[str], item: KnownItem) -> None:
        pass

    def due(self, name: str, now: datetime, limit: int) -> Sequence[KnownItem]:
        return ()

    def item(self, name: str, source_id: str) -> KnownItem | None:
        return None

    def known_ids(self, name: str) -> Collection[str]:
        return ()

    def finish(self, name: str, now: datetime, problem: str, validators: Validators | None) -> None:
        pass
