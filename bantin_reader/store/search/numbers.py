"""The number of an article in the index. It grows with the article's date, so that the newest hits are read first, in
whatever order articles were imported."""

from __future__ import annotations

from datetime import datetime, timedelta

FIRST = datetime(1900, 1, 1)
LAST = datetime(9998, 12, 31)
# Articles of one minute are numbered as they arrive. FTS5 stores differences between numbers: the fewer bits, the
# smaller the index.
BITS = 20


def first_number(moment: datetime) -> int:
    """The smallest number of an article of this minute."""
    minutes = (min(max(moment, FIRST), LAST) - FIRST) // timedelta(minutes=1)
    return minutes << BITS


def last_number(moment: datetime) -> int:
    """The largest number of an article of this minute."""
    return first_number(moment) + (1 << BITS) - 1
