"""Distinguishes tables of data from tables that only lay out a page."""

from __future__ import annotations

from collections import Counter

from bantin_reader.sources.html.blocks import Cell, Paragraph, Picture, Table
from bantin_reader.sources.html.element import Element

Row = list[Cell]
Placed = list[tuple[Cell, int, int]]
PICTURE, TEXT = "picture", "text"
# The share of cells that may differ in kind from the others of their column.
ODD_SHARE = 0.25
# Cells that reach down are counted in so many columns, so that no table takes long.
MOST_COLUMNS = 1000


def lays_out(table: Element, rows: list[Row], *, has_caption: bool) -> bool:
    """Whether a table only lays out its content: it declares so, has one row or column, contains other tables, or its
    columns mix pictures and text from row to row."""
    if table.get("role") in ("presentation", "none") or len(rows) < 2:
        return True
    if max(sum(cell.colspan for cell in row) for row in rows) < 2 or all(len(row) == 1 for row in rows):
        return True
    if len(table.node.css("table")) > 1 or _hold(rows, Table):
        return True
    if has_caption or _has_heads(rows):
        return False
    if not any(_kind(cell) == PICTURE for cell in _cells(rows)):
        return _is_gallery(rows) or not _is_regular(rows)
    has_head_of_words = len(rows) > 2 and all(_kind(cell) == TEXT for cell in rows[0])
    placed = columns_of(rows)
    return _is_gallery(rows) or not (_is_consistent(placed) or (has_head_of_words and _is_consistent(placed[1:])))


def columns_of(rows: list[Row]) -> list[Placed]:
    """The cells of each row, each with its first column and the one after its last. Cells that reach down from the rows
    above move the others (HTML, 4.9.12.1)."""
    placed: list[Placed] = []
    taken: dict[int, int] = {}
    for number, row in enumerate(rows):
        column = 0
        line: Placed = []
        for cell in row:
            while taken.get(column, 0) > number:
                column += 1
            line.append((cell, column, column + cell.colspan))
            column += cell.colspan
        for cell, start, end in line:
            if cell.rowspan > 1:
                taken.update(dict.fromkeys(range(start, min(end, MOST_COLUMNS)), number + cell.rowspan))
        placed.append(line)
    return placed


def is_head(cell: Cell) -> bool:
    """Whether a cell reads as the head of a column: an empty one, a `<th>`, or nothing but bold text."""
    if not cell.blocks or cell.tag == "th":
        return True
    return all(isinstance(block, Paragraph) and block.is_bold for block in cell.blocks)


def _cells(rows: list[Row]) -> list[Cell]:
    return [cell for row in rows for cell in row]


def _hold(rows: list[Row], kind: type) -> bool:
    """Whether a cell holds a block of this kind."""
    return any(isinstance(block, kind) for cell in _cells(rows) for block in cell.blocks)


def _has_heads(rows: list[Row]) -> bool:
    first = rows[0]
    return len(first) > 1 and all(cell.blocks and is_head(cell) for cell in first)


def _kind(cell: Cell) -> str:
    """What a cell holds: only pictures, something else, or nothing ("")."""
    if not cell.blocks:
        return ""
    return PICTURE if all(isinstance(block, Picture) for block in cell.blocks) else TEXT


def _is_gallery(rows: list[Row]) -> bool:
    """Whether each cell that holds anything holds a picture."""
    filled = [cell for cell in _cells(rows) if cell.blocks]
    return all(any(isinstance(block, Picture) for block in cell.blocks) for cell in filled)


def _is_regular(rows: list[Row]) -> bool:
    """Whether half of the rows or more are equally wide, with the cells that reach down into them."""
    widths: Counter[int] = Counter()
    open_cells: list[tuple[int, int]] = []
    for row in rows:
        widths[sum(cell.colspan for cell in row) + sum(width for width, _ in open_cells)] += 1
        open_cells += [(cell.colspan, cell.rowspan) for cell in row]
        open_cells = [(width, rest - 1) for width, rest in open_cells if rest > 1]
    return widths.most_common(1)[0][1] * 2 >= len(rows)


def _is_consistent(rows: list[Placed]) -> bool:
    """Whether half of the rows or more fill several cells, and nearly all cells of each column are of one kind."""
    if sum(sum(1 for cell, _, _ in row if cell.blocks) > 1 for row in rows) * 2 < len(rows):
        return False
    columns: dict[int, Counter[str]] = {}
    for row in rows:
        for cell, place, _ in row:
            if kind := _kind(cell):
                columns.setdefault(place, Counter())[kind] += 1
    return all(min(kinds[PICTURE], kinds[TEXT]) <= ODD_SHARE * kinds.total() for kinds in columns.values())
