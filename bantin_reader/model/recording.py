"""The publisher's own recording of an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

# Suffixes of recordings with their media types (RFC 3003; RFC 6381, 3.3; RFC 5334; RFC 2361).
RECORDING_TYPES: Mapping[str, str] = {"mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "wav": "audio/wav"}


@dataclass(frozen=True, kw_only=True)
class Recording:
    """A stored recording: the name of its file, which is made of its content, its size in bytes, its length in
    seconds."""

    name: str
    bytes: int
    seconds: float

    @property
    def suffix(self) -> str:
        """One of RECORDING_TYPES."""
        return self.name.rpartition(".")[2]

    @property
    def media_type(self) -> str:
        return RECORDING_TYPES[self.suffix]


@dataclass(frozen=True, kw_only=True)
class RecordingSource:
    """A recording as its source gives it: a file, the bytes themselves, or the URL of a file.

    `shown` names it in messages.
    """

    shown: str
    file: Path | None = None
    content: bytes | None = field(default=None, repr=False)
    address: str = ""


class RecordingStore(Protocol):
    """Stored recordings, each under a name made of its content."""

    def add(self, source: RecordingSource) -> Recording:
        """Check and store a recording. Raises RecordingRefused; StoreUnavailable where there is no room for it."""

    def check(self, source: RecordingSource) -> None:
        """Check a recording as `add` does, without storing it. Raises RecordingRefused."""


class LimitedRecordingStore(RecordingStore, Protocol):
    """A recording store that refuses recordings of more than `max_bytes`. Incomplete files may be written into its
    `folder`, under names that begin with `.half-`."""

    @property
    def folder(self) -> Path: ...

    @property
    def max_bytes(self) -> int: ...


class RecordingFiles(Protocol):
    """The files of stored recordings."""

    def path(self, name: str) -> Path:
        """Raises AudioNotFound."""
