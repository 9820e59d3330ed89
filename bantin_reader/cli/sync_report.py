"""Synchronizes one source and reports each change in a line."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bantin_reader.cli.change_notices import create_change_notices
from bantin_reader.config.settings import Settings, SettingsError
from bantin_reader.config.sources import SourceSettings
from bantin_reader.model.article import ARTICLE_PATH
from bantin_reader.model.errors import BantinError
from bantin_reader.model.ports import Outcome
from bantin_reader.services.change_notices import ChangeNotices
from bantin_reader.services.importer import Imported, Refused
from bantin_reader.services.source_removal import Withdrawn
from bantin_reader.services.sync_events import Event, Failed, Gone
from bantin_reader.source_factory import create_sync
from bantin_reader.store.pending_notices import PendingNotices

if TYPE_CHECKING:
    from bantin_reader.cli.sync import Options

COUNTED = ("created", "updated", "unchanged", "gone", "withdrawn", "refused", "skipped")


class Tell(Protocol):
    """Prints a line, or hands it to the process that prints. Without a text it tells that one more item was looked
    at."""

    def __call__(self, text: str = "", is_error: bool = False) -> None: ...


def report(source: SourceSettings, options: Options, tell: Tell) -> bool:
    """Synchronize a source and tell what became of it. Returns whether it failed or an article was refused."""
    settings = Settings()
    try:
        with _lock(settings.data / "sync" / f"{source.name}.lock") as is_ours:
            if not is_ours:
                tell(f"{source.name}: another process is reading this source", is_error=True)
                return False
            notices = create_change_notices(settings)
            pending = PendingNotices(settings.data / "sync" / f"{source.name}.notices")
            before_change = pending.add if notices.has_receivers else _ignore
            sync = create_sync(settings, source, before_change, **options._asdict())
            if left := pending.source_ids():  # an earlier run could not send them
                notices.add_stored(left)
                _send(source.name, notices, pending, tell)
            failed = False
            try:
                for event in sync.run():
                    _note(event, notices)
                    tell()
                    _tell_event(source.name, event, tell)
                    failed |= isinstance(event, Failed)
            finally:  # an error does not undo what was stored before it
                _send(source.name, notices, pending, tell)
    except (BantinError, SettingsError, OSError) as error:
        tell(f"{source.name}: {error}", is_error=True)
        return True
    counted = ", ".join(f"{sync.counts[name]} {name}" for name in COUNTED if sync.counts[name])
    if not failed:
        tell(f"{source.name}: {counted or 'nothing new'}")
    return failed or sync.counts["refused"] > 0


def _tell_event(name: str, event: Event, tell: Tell) -> None:
    if isinstance(event, Imported):
        if event.outcome is not Outcome.UNCHANGED:
            tell(f"{name}: {event.outcome.value} {ARTICLE_PATH}{event.slug} {event.draft.title}")
        for warning in event.warnings:
            tell(f"{name}: {event.draft.source_id}: warning: {warning}", is_error=True)
    elif isinstance(event, Refused):
        tell(f"{name}: {event.file}: {event.reason}", is_error=True)
    elif isinstance(event, Gone):
        tell(f"{name}: {event.shown}: its source no longer has it", is_error=True)
    elif isinstance(event, Withdrawn):
        tell(f"{name}: withdrawn {ARTICLE_PATH}{event.slug}")
    elif isinstance(event, Failed):
        tell(f"{name}: failed: {event.reason}", is_error=True)


def _ignore(_source_id: str) -> None:
    """Nobody is to be notified."""


def _send(name: str, notices: ChangeNotices, pending: PendingNotices, tell: Tell) -> None:
    """Send the notices. They stay pending where the store or a receiver was not available."""
    for problem in notices.send():
        tell(f"{name}: {problem}", is_error=True)
    if not notices.has_changes:
        pending.clear()


def _note(event: Event, notices: ChangeNotices) -> None:
    if isinstance(event, Imported) and event.outcome is not Outcome.UNCHANGED:
        notices.add(event.slug, event.draft.category)
    elif isinstance(event, Withdrawn):
        notices.add(event.slug)


@contextmanager
def _lock(file: Path) -> Iterator[bool]:
    """Whether this process is the only one that reads the source, until the block ends. The lock ends with the process,
    however that ends."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
