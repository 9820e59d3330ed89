"""Compiles the date formats of profiles, such as `dd/MM/yyyy HH:mm`."""

from __future__ import annotations

import re

FIELDS = {
    "yyyy": r"(?P<year>\d{4})",
    "yy": r"(?P<short_year>\d{2})",
    "MM": r"(?P<month>\d{1,2})",
    "M": r"(?P<month>\d{1,2})",
    "dd": r"(?P<day>\d{1,2})",
    "d": r"(?P<day>\d{1,2})",
    "HH": r"(?P<hour>\d{1,2})",
    "H": r"(?P<hour>\d{1,2})",
    "hh": r"(?P<hour>\d{1,2})",
    "h": r"(?P<hour>\d{1,2})",
    "mm": r"(?P<minute>\d{2})",
    "ss": r"(?P<second>\d{2})",
    "a": r"(?P<half>[AP]M|SA|CH)",
}
TOKEN = re.compile("|".join([*sorted(FIELDS, key=len, reverse=True), r"'(?:[^']|'')*'", r"\s+", "."]), re.DOTALL)


def pattern_of(form: str) -> re.Pattern[str]:
    """A pattern for dates in a format such as `dd/MM/yyyy HH:mm` (Unicode Technical Standard 35, date field
    symbols: y M d H h m s a).

    Raises ValueError if day, month or year is missing, or if a field occurs twice.
    """
    parts = []
    for token in TOKEN.findall(form):
        if token in FIELDS:
            parts.append(FIELDS[token])
        elif token.isspace():
            parts.append(r"\s+")
        else:
            literal = token[1:-1].replace("''", "'") if token.startswith("'") and len(token) > 1 else token
            parts.append(re.escape(literal or "'"))
    try:
        pattern = re.compile(r"(?<!\d)" + "".join(parts) + r"(?!\d)", re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"{form!r} names a field twice") from error
    if not {"day", "month"} <= set(pattern.groupindex) or not {"year", "short_year"} & set(pattern.groupindex):
        raise ValueError(f"{form!r} needs day, month and year, as in dd/MM/yyyy")
    return pattern
