"""Decides when an item of a source is read again."""

from __future__ import annotations

from datetime import datetime, timedelta

from bantin_reader.model.source import KnownItem, SourceItem

# A page is read again after an eighth of the time for which it has been known, within these bounds.
SHARE_OF_AGE = 8
SOONEST, LATEST = timedelta(minutes=15), timedelta(days=7)
# One that was refused after as long as it has been known, so that each pause is about twice the one before.
SOONEST_REFUSED = timedelta(hours=1)


def next_check(known: KnownItem, now: datetime, *, is_refused: bool = False) -> datetime:
    """When the page of an item that was read now is to be read again."""
    age = now - known.seen_at
    pause = max(age, SOONEST_REFUSED) if is_refused else max(age / SHARE_OF_AGE, SOONEST)
    return now + min(pause, LATEST)


def is_due(item: SourceItem, known: KnownItem, now: datetime) -> bool:
    """Whether an item is read again: one whose version the source tells when that changes, another when it is due. One
    that was refused when either is so."""
    has_version = bool(item.version and known.version)
    has_changed = has_version and item.version != known.version
    if known.refusal:
        return has_changed or known.next_check_at <= now
    if known.is_gone:
        return True
    return has_changed if has_version else known.next_check_at <= now
