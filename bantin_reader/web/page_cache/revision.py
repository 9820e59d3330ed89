"""The store revision that cached pages, and what they are made of, must have been made from."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from zoneinfo import ZoneInfo

from bantin_reader.model.errors import StoreUnavailable

CHECK_SECONDS = 0.25
# More than any day's number in `datetime.toordinal`.
DAYS = 10_000_000

log = logging.getLogger(__name__)


def of_day(read: Callable[[], int], zone: ZoneInfo) -> Callable[[], int]:
    """A number that differs with the revision that `read` gives and with the day in `zone`: pages show today's date."""
    return lambda: read() * DAYS + datetime.now(zone).toordinal()


class StoreRevision:
    """The store's revision as this process last read it: `number`, and the moment `read_at` on the monotonic clock.

    `read` gives the revision and raises StoreUnavailable. It is called by one thread at a time, and at most four times
    a second.
    """

    def __init__(self, read: Callable[[], int], clock: Callable[[], float] = time.monotonic) -> None:
        self._read = read
        self._clock = clock
        self._reading = Lock()
        self._next_read = 0.0
        self._fails = False
        self.number = -1
        self.read_at = -float("inf")

    def is_due(self, now: float) -> bool:
        """Whether `refresh` would read the revision at this moment."""
        return now >= self._next_read

    def current(self) -> int | None:
        """The revision, read again if a quarter of a second has passed; None while the store cannot be read."""
        self.refresh()
        return None if self._fails or self.number < 0 else self.number

    def refresh(self) -> float:
        """Read the revision again if a quarter of a second has passed; return the present moment, in seconds."""
        now = self._clock()
        if now >= self._next_read and self._reading.acquire(blocking=False):
            self._refresh(now)
        return now

    def _refresh(self, now: float) -> None:
        try:
            number = self._read()
            if self._fails:
                log.warning("the store can be read again")
            self.number, self.read_at, self._fails = number, now, False
        except StoreUnavailable as error:
            if not self._fails:
                log.warning("the store cannot be read, cached pages are served: %s", error)
            self._fails = True
        finally:
            self._next_read = self._clock() + CHECK_SECONDS
            self._reading.release()
