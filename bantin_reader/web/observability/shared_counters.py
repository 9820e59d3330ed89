"""Numbers that the workers of one server add up: a row of doubles for each, in a file that all of them can read.

A row is claimed by a lock that the system takes back when its worker ends, however it ends. The next worker goes on in
the same row, so that sums never fall and reloads leave no files behind.
"""

from __future__ import annotations

import fcntl
import mmap
import os
from array import array
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock

BYTES = 8
MOST_ROWS = 1024


class SharedCounters:
    """`own` is this process's row; change it holding `lock`. `now` are the places of numbers that are true of a living
    worker only. `layout` names what stands where: rows of another layout are another version's, and left alone.

    Without a folder, or where it cannot be used, the row is this process's alone; `trouble` says why.
    """

    def __init__(self, layout: str, length: int, now: Sequence[int] = (), folder: Path | None = None) -> None:
        self.lock = Lock()
        self.trouble = ""
        self._layout = layout
        self._bytes = length * BYTES
        self._now = now
        self._folder = folder
        self._name = ""
        self.own: memoryview[float] = memoryview(bytearray(self._bytes)).cast("d")
        if folder is not None:
            try:
                self.own = self._claim(folder)
            except OSError as error:
                self.trouble = f"{folder}: {error.strerror}"

    def _claim(self, folder: Path) -> memoryview[float]:
        """The first row that no living worker holds."""
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(MOST_ROWS):
            path = folder / f"{self._layout}-{number}.row"
            row = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(row, fcntl.LOCK_EX | fcntl.LOCK_NB)
                # A disk that is full says so here, and not by killing the worker that writes into the map.
                os.posix_fallocate(row, 0, self._bytes)
                numbers = memoryview(mmap.mmap(row, self._bytes)).cast("d")
            except BlockingIOError:
                os.close(row)
                continue
            except OSError:
                os.close(row)
                raise
            for place in self._now:
                numbers[place] = 0.0
            self._name = path.name
            return numbers
        raise OSError(0, f"{MOST_ROWS} workers count here already")

    def totals(self) -> tuple[Sequence[float], int]:
        """The sum of all rows, and how many workers live."""
        sums, living = array("d", self.own), 1
        if not self._name or self._folder is None:
            return sums, living
        for path in self._folder.glob(f"{self._layout}-*.row"):
            if path.name == self._name:
                continue
            with suppress(OSError):
                row, lives = self._read(path)
                living += lives
                for place, number in enumerate(row):
                    sums[place] += number
        return sums, living

    def _read(self, path: Path) -> tuple[array[float], bool]:
        file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            row = array("d", os.read(file, self._bytes).ljust(self._bytes, b"\0"))
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return row, True
        finally:
            os.close(file)
        for place in self._now:
            row[place] = 0.0
        return row, False
