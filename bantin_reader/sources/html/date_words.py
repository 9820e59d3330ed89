"""The words in Vietnamese and English dates."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import timedelta

_ONE_TO_TWELVE = ["một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười_một", "mười_hai"]
VIETNAMESE_MONTHS = {name.replace("_", " "): number for number, name in enumerate(_ONE_TO_TWELVE, 1)} | {
    "giêng": 1,
    "bốn": 4,
    "chạp": 12,
}
ENGLISH_MONTHS = (
    {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
    | {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
    | {"sept": 9}
)
NUMBER_WORDS = {"một": 1, "hai": 2, "ba": 3, "vài": 3, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_UNITS = {
    timedelta(minutes=1): "phút minute minutes min mins",
    timedelta(hours=1): "giờ tiếng hour hours",
    timedelta(days=1): "ngày day days",
    timedelta(weeks=1): "tuần week weeks",
    timedelta(days=30): "tháng month months",
    timedelta(days=365): "năm year years",
}
UNITS = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_WEEKDAYS = {"thứ", "chủ", "nhật", *(day.lower() for day in (*calendar.day_name, *calendar.day_abbr))}
_AROUND = {
    "ngày", "tháng", "thg", "năm", "lúc", "vào", "giờ", "phút", "giây", "h", "g", "am", "pm", "sa", "ch", "gmt", "utc",
    "t", "z", "sáng", "trưa", "chiều", "tối", "cập", "nhật", "đăng", "xuất", "bản", "viết", "tạo", "gửi", "on", "at",
    "of", "posted", "published", "updated", "date", "time", "st", "nd", "rd", "th", "hôm", "nay", "qua", "trước", "ago",
    "yesterday", "today", "cách", "đây",
}  # fmt: skip
_OF_MONTHS = {word for month in VIETNAMESE_MONTHS for word in month.split()} | set(ENGLISH_MONTHS)
_WORDS = _WEEKDAYS | _AROUND | _OF_MONTHS | set(UNITS) | set(NUMBER_WORDS) - {"a", "an"}
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_PARTED = re.compile(r"\d ?[-/.:h] ?\d")
_RELATIVE = {"trước", "ago"}
_LONGEST = 80
_LEAST_PARTS = 3


def either(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def looks_like_date(text: str) -> bool:
    """Whether a text consists of the words and numbers of dates only, be it in the calendar or not."""
    if len(text) > _LONGEST:
        return False
    tokens = _TOKEN.findall(text.lower())
    numbers = sum(1 for token in tokens if token.isdigit())
    words = {token for token in tokens if not token.isdigit()}
    if words <= _WORDS and ("yesterday" in words or {"hôm", "qua"} <= words):
        return True
    if not words <= _WORDS or not numbers:
        return False
    parts = numbers + bool(words & _WEEKDAYS) + bool(words & _OF_MONTHS)
    return parts >= _LEAST_PARTS or _PARTED.search(text) is not None or bool(words & _RELATIVE)
