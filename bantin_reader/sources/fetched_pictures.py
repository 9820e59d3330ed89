"""Fetches the pictures that an article names by their address."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from pathlib import Path
from time import monotonic

from bantin_reader.model.errors import PictureRefused, SourceRefused
from bantin_reader.model.picture import Picture, PictureSource
from bantin_reader.model.ports import PictureStore
from bantin_reader.sources.http_client import HttpClient
from bantin_reader.sources.limits import MAX_FILE_BYTES

PICTURES = "image/avif, image/webp, image/png, image/jpeg, image/gif, image/*;q=0.5"


class FetchedPictures:
    """Implements `model.ports.PictureStore` over another one, which stores what is fetched. After `seconds` from now,
    if given, no other picture is fetched."""

    def __init__(self, client: HttpClient, pictures: PictureStore, seconds: float | None = None) -> None:
        self._client = client
        self._pictures = pictures
        self._seconds = seconds
        self._end = inf if seconds is None else monotonic() + seconds

    def add(self, source: PictureSource) -> Picture:
        return self._pictures.add(self._fetched(source))

    def check(self, source: PictureSource) -> None:
        self._pictures.check(self._fetched(source))

    def rendition_path(self, name: str) -> Path:
        return self._pictures.rendition_path(name)

    def rendition_bytes(self, name: str) -> int | None:
        return self._pictures.rendition_bytes(name)

    def _fetched(self, source: PictureSource) -> PictureSource:
        if source.file is not None or source.content is not None or not source.address:
            return source
        if monotonic() > self._end:
            raise PictureRefused(f"{source.shown}: not fetched, since the others took {self._seconds:g} seconds")
        try:
            response = self._client.get(source.address, accept=PICTURES, max_bytes=MAX_FILE_BYTES)
        except SourceRefused as error:
            raise PictureRefused(f"{source.shown}: {error}") from error
        return replace(source, content=response.content)
