"""Which edition of the store kept pages must be of."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock

from bantin_reader.model.errors import StoreUnavailable

CHECK_SECONDS = 0.25

log = logging.getLogger(__name__)


class StoreRevision:
    """The store's edition as this process last saw it; looked at by one thread at a time, when it is asked for and the
    last look is a quarter of a second ago."""

    def __init__(self, look: Callable[[], int], clock: Callable[[], float]) -> None:
        self._look = look
        self._clock = clock
        self._looking = Lock()
        self._next_look = 0.0
        self._fails = False
        self.number = -1
        self.seen = -float("inf")

    def look(self) -> float:
        """Look again if it is time to; gives the moment."""
        now = self._clock()
        if now >= self._next_look and self._looking.acquire(blocking=False):
            self._refresh(now)
        return now

    def _refresh(self, now: float) -> None:
        try:
            number = self._look()
            if self._fails:
                log.warning("the store can be read again")
            self.number, self.seen, self._fails = number, now, False
        except StoreUnavailable as error:
            if not self._fails:
                log.warning("the store cannot be read, kept pages are served: %s", error)
            self._fails = True
        finally:
            self._next_look = self._clock() + CHECK_SECONDS
            self._looking.release()
