"""What sources that fetch their articles have in common."""

from __future__ import annotations

from bantin_reader.model.source import KnownItem, SourceItem
from bantin_reader.sources.http_client import HttpClient
from bantin_reader.sources.limited_process import LimitedReader


class FetchedSource:
    """Base class with the parts of `model.source_ports.ArticleSource` that are alike. `close` releases both."""

    def __init__(self, client: HttpClient, reader: LimitedReader) -> None:
        self._client = client
        self._reader = reader

    def item_at(self, known: KnownItem) -> SourceItem | None:
        return None

    def close(self) -> None:
        self._reader.close()
        self._client.close()
