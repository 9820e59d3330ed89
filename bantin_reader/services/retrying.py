"""Retries what failed and may succeed a moment later."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import stamina

from bantin_reader.model.errors import NotFetched

ATTEMPTS = 3
RETRY_SECONDS = 90.0

Result = TypeVar("Result")


def retried(do: Callable[[], Result]) -> Result:
    """The result, after further attempts where a failure may pass."""
    for attempt in stamina.retry_context(
        on=lambda error: isinstance(error, NotFetched) and error.is_temporary,
        attempts=ATTEMPTS,
        timeout=RETRY_SECONDS,
        wait_initial=1.0,
        wait_max=20.0,
    ):
        with attempt:
            result = do()
    return result
