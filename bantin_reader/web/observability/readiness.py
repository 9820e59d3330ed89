"""Readiness: whether this process can serve readers now, told within a bounded time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from threading import Lock, Thread
from time import monotonic

PATIENCE_SECONDS = 2.0
KEPT_SECONDS = 1.0
NO_ANSWER = "does not answer"
UNKNOWN = "cannot be looked at"

# Says what is wrong, in words that anyone may read; empty when nothing is.
Probe = Callable[[], str]


class _Run:
    """A probe in a thread of its own: what it looks at may never answer."""

    def __init__(self, probe: Probe) -> None:
        self._probe = probe
        self.problem = NO_ANSWER
        self.thread = Thread(target=self._look, daemon=True)
        self.thread.start()

    def _look(self) -> None:
        try:
            self.problem = self._probe()
        except Exception:
            self.problem = UNKNOWN


class Readiness:
    """Looks by named probes, at most once in KEPT_SECONDS. One that hangs is waited for, not started again."""

    def __init__(self, probes: Mapping[str, Probe], patience: float = PATIENCE_SECONDS) -> None:
        self._probes = probes
        self._patience = patience
        self._lock = Lock()
        self._running: dict[str, _Run] = {}
        self._looked_at = float("-inf")
        self._found: Sequence[str] = ()

    def missing(self) -> Sequence[str]:
        """What is missing, such as "store: does not answer"; nothing when readers can be served."""
        with self._lock:
            if monotonic() - self._looked_at > KEPT_SECONDS:
                self._found = self._look()
                self._looked_at = monotonic()
            return self._found

    def _look(self) -> Sequence[str]:
        fresh = [name for name in self._probes if name not in self._running]
        self._running |= {name: _Run(self._probes[name]) for name in fresh}
        # One that did not answer the last time gets no second wait: many may ask while it hangs.
        last = monotonic() + self._patience
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
