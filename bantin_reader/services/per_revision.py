"""Results that depend on the store alone, computed once for each of its revisions."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar

# The store's revision; None where it is unknown.
CurrentRevision = Callable[[], int | None]

P = ParamSpec("P")
R = TypeVar("R")


def unknown_revision() -> int | None:
    """For those who want each result read from the store."""
    return None


def per_revision(read: Callable[P, R], revision: CurrentRevision, most: int) -> Callable[P, R]:
    """`read`, which is called again for the same arguments when the revision is another one, or unknown. The arguments
    are hashable; the results of the `most` least long ago are stored. Thread-safe; errors are not stored.

    The revision is read first, so that a result is never older than the revision that it is stored for.
    """

    @lru_cache(maxsize=most)
    def stored(_revision: int, *arguments: P.args, **named: P.kwargs) -> R:
        return read(*arguments, **named)

    def current(*arguments: P.args, **named: P.kwargs) -> R:
        number = revision()
        if number is None:
            return read(*arguments, **named)
        return stored(number, *arguments, **named)  # type: ignore[arg-type]  # hashable, as told above

    return current
