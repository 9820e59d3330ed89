"""The interfaces of article sources, and of the store of their state (ports)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bantin_reader.model.article import Draft
from bantin_reader.model.source import KnownItem, Listing, SourceItem, SourceState, Validators


class SourceStore(Protocol):
    """What is remembered of sources. Every write is atomic. Every method raises StoreUnavailable."""

    def state_of(self, name: str) -> SourceState:
        """The state of a source, also of one that has never run."""

    def states(self) -> Sequence[SourceState]:
        """The state of every source that has run, by name."""

    def find(self, name: str, keys: Sequence[str]) -> KnownItem | None:
        """The item of a source that has one of these keys; the first key that is known decides."""

    def remember(self, name: str, keys: Sequence[str], item: KnownItem) -> None:
        """Keep what is known of an item, by its source_id, and add keys by which it is found."""

    def due(self, name: str, now: datetime, limit: int) -> Sequence[KnownItem]:
        """At most `limit` items whose pages are to be read again, the longest due first: of the items with an address
        those that are not gone, and those that were refused."""

    def item(self, name: str, source_id: str) -> KnownItem | None:
        """What is known of the article with this source_id."""

    def known_ids(self, name: str) -> Collection[str]:
        """The source_id of every item of a source that is not gone."""

    def finish(self, name: str, now: datetime, problem: str, validators: Validators | None) -> None:
        """Record the end of a run; without a problem it succeeded. `validators` replace the former ones if given."""


class ArticleSource(Protocol):
    """A configured source. Every method raises SourceRefused, and NotFetched where something cannot be fetched."""

    def listing(self, validators: Validators) -> Listing:
        """What the source offers; its items may be fetched while they are iterated over."""

    def draft(self, item: SourceItem, known: KnownItem | None) -> tuple[Draft | None, Validators]:
        """The article of an item, with the validators of its page; None if it has not changed since it was read."""

    def item_at(self, known: KnownItem) -> SourceItem | None:
        """A known item to be read again by its address; None where this source reads none again."""

    def close(self) -> None:
        """Release connections and processes."""
