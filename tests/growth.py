"""Whether work grows as its input does. Work is time of this thread on a processor, and compared with itself only, so
that neither a slow machine nor a busy one decides."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

STEP = 4
# What is linear takes four times as long for four times the input, what is quadratic sixteen times.
MOST_GROWTH = 10
# Shorter times, in seconds, say nothing.
MEASURABLE = 0.005


def growth(run: Callable[[T], object], make: Callable[[int], T], smallest: int, largest: int) -> str:
    """Empty where the work of `run` grows no faster than the size that `make` is given, else how it grew. Stops at the
    first size that shows it, so that what is not linear costs little to find out."""
    size = smallest
    before = seconds(run, make(size))
    while size < largest:
        size *= STEP
        now = seconds(run, make(size))
        if now > MEASURABLE and now > MOST_GROWTH * before:
            before = max(before, *(seconds(run, make(size // STEP)) for _ in range(2)))
            now = min(now, *(seconds(run, make(size)) for _ in range(2)))
            if now > MOST_GROWTH * before:
                return f"size {size:,}: {now / before:.0f} times the work of size {size // STEP:,}"
        before = now
    return ""


def seconds(run: Callable[[T], object], value: T) -> float:
    """What one run takes, at least a tenth of what is measurable."""
    start = time.thread_time()
    run(value)
    return max(time.thread_time() - start, MEASURABLE / MOST_GROWTH)
