"""Readiness: whether this process can serve readers now, found out in a bounded time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from threading import Lock, Thread
from time import monotonic

TIMEOUT_SECONDS = 2.0
CACHED_SECONDS = 1.0
NO_ANSWER = "does not answer"
UNKNOWN = "cannot be checked"

# Returns what is wrong, in words that anybody may read; empty when nothing is.
Probe = Callable[[], str]


class _Run:
    """A probe running in a thread of its own, because what it checks may never answer."""

    def __init__(self, probe: Probe) -> None:
        self._probe = probe
        self.problem = NO_ANSWER
        self.thread = Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        try:
            self.problem = self._probe()
        except Exception:
            self.problem = UNKNOWN


class Readiness:
    """Runs named probes, at most once in CACHED_SECONDS. A probe that hangs is not started again until it returns."""

    def __init__(self, probes: Mapping[str, Probe], timeout: float = TIMEOUT_SECONDS) -> None:
        self._probes = probes
        self._timeout = timeout
        self._lock = Lock()
        self._running: dict[str, _Run] = {}
        self._checked_at = float("-inf")
        self._found: Sequence[str] = ()

    def missing(self) -> Sequence[str]:
        """What keeps this process from serving readers, such as "store: does not answer"; empty when nothing does."""
        with self._lock:
            if monotonic() - self._checked_at > CACHED_SECONDS:
                self._found = self._check()
                self._checked_at = monotonic()
            return self._found

    def _check(self) -> Sequence[str]:
        fresh = [name for name in self._probes if name not in self._running]
        self._running |= {name: _Run(self._probes[name]) for name in fresh}
        # A probe that hung the last time is not waited for again: many clients may ask meanwhile.
        last = monotonic() + self._timeout
        found = []
        for name in self._probes:
            run = self._running[name]
            run.thread.join(max(0.0, last - monotonic()) if name in fresh else 0.0)
            if run.thread.is_alive():
                found.append(f"{name}: {NO_ANSWER}")
                continue
            del self._running[name]
            if run.problem:
                found.append(f"{name}: {run.problem}")
        return found
