"""The events of a sync: what has become of each article of a source."""

from __future__ import annotations

from dataclasses import dataclass

from bantin_reader.services.importer import Imported, Refused
from bantin_reader.services.source_removal import Withdrawn


@dataclass(frozen=True)
class Unchanged:
    """An article that is as it was."""

    shown: str


@dataclass(frozen=True)
class Skipped:
    """An item that was refused before and is not asked for again yet, or is as it was then."""

    shown: str


@dataclass(frozen=True)
class Gone:
    """An article that its source no longer has."""

    shown: str


@dataclass(frozen=True)
class Failed:
    """The source could not be read, or no further."""

    reason: str


Event = Imported | Refused | Unchanged | Skipped | Gone | Withdrawn | Failed
