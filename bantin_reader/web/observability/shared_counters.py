"""Counters that the workers of one server add up: each has a slot of doubles in a memory-mapped file.

A worker claims a slot by a file lock, which the system releases when the worker ends, however it ends. The next worker
continues in the same slot, so that sums never fall and reloads leave no files behind.
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
MOST_SLOTS = 1024


class SharedCounters:
    """`slot` is this process's; hold `lock` while changing it. `gauges` are the indices of values that are true of a
    running worker only. `layout` identifies the meaning of the indices: slots of another layout belong to another
    version and are left alone.

    Without a folder, or where it cannot be used, the slot is this process's alone; `problem` says why.
    """

    def __init__(self, layout: str, length: int, gauges: Sequence[int] = (), folder: Path | None = None) -> None:
        self.lock = Lock()
        self.problem = ""
        self._layout = layout
        self._bytes = length * BYTES
        self._gauges = gauges
        self._folder = folder
        self._name = ""
        self.slot: memoryview[float] = memoryview(bytearray(self._bytes)).cast("d")
        if folder is not None:
            try:
                self.slot = self._claim(folder)
            except OSError as error:
                self.problem = f"{folder}: {error.strerror}"

    def _claim(self, folder: Path) -> memoryview[float]:
        """The first slot that no running worker holds."""
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(MOST_SLOTS):
            path = folder / f"{self._layout}-{number}.slot"
            file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                # A full disk raises here; otherwise it would kill the worker that writes to the map (SIGBUS).
                os.posix_fallocate(file, 0, self._bytes)
                numbers = memoryview(mmap.mmap(file, self._bytes)).cast("d")
            except BlockingIOError:
                os.close(file)
                continue
            except OSError:
                os.close(file)
                raise
            for index in self._gauges:
                numbers[index] = 0.0
            self._name = path.name
            return numbers
        raise OSError(0, f"{MOST_SLOTS} workers use this folder already")

    def totals(self) -> tuple[Sequence[float], int]:
        """The sum of all slots, and the number of running workers."""
        sums, running = array("d", self.slot), 1
        if not self._name or self._folder is None:
            return sums, running
        for path in self._folder.glob(f"{self._layout}-*.slot"):
            if path.name == self._name:
                continue
            with suppress(OSError):
                slot, is_running = self._read(path)
                running += is_running
                for index, number in enumerate(slot):
                    sums[index] += number
        return sums, running

    def _read(self, path: Path) -> tuple[array[float], bool]:
        file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            slot = array("d", os.read(file, self._bytes).ljust(self._bytes, b"\0"))
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return slot, True
        finally:
            os.close(file)
        for index in self._gauges:
            slot[index] = 0.0
        return slot, False
