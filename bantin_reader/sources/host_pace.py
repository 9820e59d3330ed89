"""Spaces the requests to each host."""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Callable
from pathlib import Path
from time import sleep, time

LONGEST_DELAY = 60.0
UNSAFE = re.compile(r"[^a-z0-9.-]")


class HostPace:
    """Lets a request to a host begin no earlier than some seconds after the one before it. With a `folder` the requests
    of every process that uses it count together: a file for each host, whose time of change is that of a request."""

    def __init__(self, folder: Path | None = None, pause: Callable[[float], object] = sleep) -> None:
        self._folder = folder
        self._pause = pause
        self._last: dict[str, float] = {}

    def wait(self, host: str, delay: float) -> float:
        """Wait for the turn of a request; returns the seconds that this took."""
        delay = min(delay, LONGEST_DELAY)
        if delay <= 0:
            return 0.0
        if self._folder is None:
            waited = self._sleep(self._last.get(host, 0.0), delay)
            self._last[host] = time()
            return waited
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / UNSAFE.sub("_", host.lower())[:200]).open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            facts = os.fstat(file.fileno())
            waited = self._sleep(facts.st_mtime if facts.st_size else 0.0, delay)
            file.truncate(0)
            file.write(b".")
            file.flush()
            return waited

    def _sleep(self, last: float, delay: float) -> float:
        # A clock that was set back delays no request by more than the delay itself.
        seconds = min(last + delay - time(), delay)
        if seconds > 0:
            self._pause(seconds)
        return max(seconds, 0.0)
