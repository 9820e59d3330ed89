"""The part of a browser's driver that is the same for every engine."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, ClassVar


class StepDriver(ABC):
    """Executes the steps of scenarios (see engine_scenarios.py). `seen` holds the values of `eval` by their names.

    `patience_seconds` is how long `until` polls; `leaving_errors` are raised by scripts on a page that is being left.
    """

    patience_seconds: ClassVar[float]
    leaving_errors: ClassVar[type[Exception]]

    def __init__(self) -> None:
        self._frame = ""
        self.seen: dict[str, Any] = {}

    def take(self, steps: Iterable[tuple[Any, ...]]) -> None:
        for verb, *details in steps:
            getattr(self, verb)(*details)

    def frame(self, selector: str) -> None:
        self._frame = selector

    def eval(self, name: str, text: str) -> None:
        value = self._evaluate(text)
        if name:
            self.seen[name] = value

    def until(self, text: str) -> None:
        end = time.monotonic() + self.patience_seconds
        while not self._is_true(text):
            assert time.monotonic() < end, f"never true: {text}"
            self.pause(0.02)

    def _is_true(self, text: str) -> bool:
        try:
            return bool(self._evaluate(text))
        except self.leaving_errors:
            return False

    @abstractmethod
    def pause(self, seconds: float) -> None: ...

    @abstractmethod
    def _evaluate(self, text: str) -> Any:
        """The value that a function body returns in the current frame."""
