"""Fetches the recordings that an article names by their address."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bantin_reader.model.errors import NotFetched, RecordingRefused, SourceRefused
from bantin_reader.model.recording import LimitedRecordingStore, Recording, RecordingSource
from bantin_reader.sources.http_client import HttpClient

RECORDINGS = "audio/mpeg, audio/mp4, audio/ogg, audio/*;q=0.8, */*;q=0.1"
# For one recording: 100 MB at 3 Mbit/s.
SECONDS = 300.0


class FetchedRecordings:
    """Implements `model.recording.RecordingStore` over another one, which stores what is fetched, each within
    `seconds`."""

    def __init__(self, client: HttpClient, recordings: LimitedRecordingStore, seconds: float = SECONDS) -> None:
        self._client = client
        self._recordings = recordings
        self._seconds = seconds

    def add(self, source: RecordingSource) -> Recording:
        with self._fetched(source) as fetched:
            return self._recordings.add(fetched)

    def check(self, source: RecordingSource) -> None:
        with self._fetched(source) as fetched:
            self._recordings.check(fetched)

    @contextmanager
    def _fetched(self, source: RecordingSource) -> Iterator[RecordingSource]:
        if source.file is not None or source.content is not None or not source.address:
            yield source
            return
        folder, most = self._recordings.folder, self._recordings.max_bytes
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".half-") as file:
            try:
                self._client.download(
                    source.address, file, accept=RECORDINGS, max_bytes=most, max_seconds=self._seconds
                )
            except SourceRefused as error:
                is_temporary = isinstance(error, NotFetched) and error.is_temporary
                raise RecordingRefused(f"{source.shown}: {error}", is_temporary=is_temporary) from error
            file.flush()
            yield replace(source, file=Path(file.name))
