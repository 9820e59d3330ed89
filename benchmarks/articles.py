"""Makes articles that look Vietnamese, always the same ones, as JSON Lines for an import."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

SEED = 2026
INITIALS = ["b", "c", "ch", "d", "đ", "g", "gi", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "r", "s", "t", "th"]
VOWELS = [
    *(
        "a",
        "á",
        "à",
        "ả",
        "ã",
        "ạ",
        "ă",
        "ắ",
        "â",
        "ấ",
        "ầ",
        "e",
        "é",
        "ê",
        "ế",
        "ề",
        "i",
        "í",
        "o",
        "ó",
        "ô",
        "ố",
        "ồ",
    ),
    *("ơ", "ớ", "u", "ú", "ư", "ứ", "iê", "ươ", "uô"),
]
FINALS = ["", "", "", "n", "ng", "nh", "m", "c", "t", "i", "p"]
SYLLABLES = 4000
CATEGORIES = [f"Chuyên mục {number}" for number in range(1, 13)]
TAGS = [f"từ khóa {number}" for number in range(40)]
# The moment of the newest article, and the time between two: a million cover fifteen years, and every list, also that
# of a day, is full in every store.
LAST = datetime(2026, 1, 31, 23, 55)
STEP = timedelta(minutes=8)


def _syllables(chance: random.Random) -> list[str]:
    return [chance.choice(INITIALS) + chance.choice(VOWELS) + chance.choice(FINALS) for _ in range(SYLLABLES)]


def common_words(count: int) -> list[str]:
    """The words that stand most often in the articles, from the most common one."""
    return _syllables(random.Random(SEED))[:count]


def articles(count: int) -> Iterator[dict[str, Any]]:
    """So many articles of some 2.5 KB, oldest first; every second one is declared to be in English."""
    chance = random.Random(SEED)
    syllables = _syllables(chance)
    # A few words are in most articles and many in few, as in a language.
    weights = list(accumulate(1 / (rank + 5) for rank in range(SYLLABLES)))

    def words(number: int) -> list[str]:
        return chance.choices(syllables, cum_weights=weights, k=number)

    for number in range(count):
        moment = moment_of(number, count)
        paragraphs = "".join(f"<p>{' '.join(words(80)).capitalize()}.</p>" for _ in range(5))
        yield {
            "source_id": f"benchmark:{number}",
            "title": " ".join(words(10)).capitalize(),
            "sapo": " ".join(words(30)).capitalize() + ".",
            "body": paragraphs,
            "lang": "en" if number % 2 else "vi",
            "date": moment.isoformat(timespec="minutes"),
            "byline": " ".join(word.capitalize() for word in words(3)),
            "category": chance.choice(CATEGORIES),
            "tags": chance.sample(TAGS, 3),
        }


def moment_of(number: int, count: int) -> datetime:
    """The date of one of so many articles, counted from the oldest, 0."""
    return LAST - STEP * (count - 1 - number)


def write_articles(file: Path, count: int) -> None:
    with file.open("w", encoding="utf-8") as opened:
        for article in articles(count):
            opened.write(json.dumps(article, ensure_ascii=False) + "\n")
