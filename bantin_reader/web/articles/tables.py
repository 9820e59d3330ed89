"""Tables of an article: columns of numbers are marked, so that the style sheet aligns them at their last digit."""

from __future__ import annotations

import re
from html import unescape

# A table without another table inside it, its rows, and their cells.
TABLE = re.compile(r"<table(?: [^<>]*+)?+>[^<]*+(?:<(?!/?table[ >])[^<]*+)*</table>")
ROW = re.compile(r"<tr(?: [^<>]*+)?+>[^<]*+(?:<(?!/?t(?:r|able)[ >])[^<]*+)*</tr>")
CELL = re.compile(
    r"<t(?P<kind>[dh])(?P<attributes>(?: [^<>]*+)?+)>(?P<words>[^<]*+(?:<(?!/?t[dhr][ >])[^<]*+)*)</t[dh]>"
)
SPAN = re.compile(r" (?:col|row)span=")
TAG = re.compile(r"<[^<>]*+>")
# An amount with a sign before it and a short unit after it: -1.250,5  12 %  3,4 ha
NUMBER = re.compile(r"[-+−±]?\d[\d.,]*+(?:[ \u00a0]\d{3})*(?:[ \u00a0]?(?:%|°?[^\W\d]{1,5}[²³]?))?")
MARK = ' class="br-number"'


def mark_numbers(body: str) -> str:
    """A body whose tables have `class="br-number"` on the cells of each column of numbers, and on its head.

    Tables with cells over several rows or columns stay as they are.
    """
    return TABLE.sub(lambda table: table[0] if SPAN.search(table[0]) else _mark_table(table[0]), body)


def _mark_table(table: str) -> str:
    rows = [list(CELL.finditer(row[0])) for row in ROW.finditer(table)]
    width = max((len(row) for row in rows), default=0)
    numbers = {column for column in range(width) if _holds_numbers([row[column] for row in rows if column < len(row)])}

    def mark_row(row: re.Match[str]) -> str:
        columns = iter(range(width))
        return CELL.sub(lambda cell: _mark_cell(cell, next(columns) in numbers), row[0])

    return ROW.sub(mark_row, table) if numbers else table


def _holds_numbers(column: list[re.Match[str]]) -> bool:
    """Whether every cell with words, heads apart, is a number."""
    words = [_words(cell) for cell in column if cell["kind"] == "d"]
    return any(words) and all(NUMBER.fullmatch(word) for word in words if word)


def _mark_cell(cell: re.Match[str], is_number: bool) -> str:
    kind = cell["kind"]
    return f"<t{kind}{MARK if is_number else ''}{cell['attributes']}>{cell['words']}</t{kind}>"


def _words(cell: re.Match[str]) -> str:
    return unescape(TAG.sub("", cell["words"])).strip()
