"""Tables: those of data are kept, with their heads; those that only lay out are unwrapped."""

from __future__ import annotations

import re
from collections.abc import Callable

from selectolax.lexbor import LexborNode

from bantin_reader.sources.html.blocks import CAPTION_LONGEST, Block, Cell, Paragraph, Picture, Table
from bantin_reader.sources.html.dom import attribute, is_gone
from bantin_reader.sources.html.inline import fold, tidy, without

Row = list[Cell]
WIDEST = 100


def read_table(node: LexborNode, read_cell: Callable[[LexborNode], list[Block]]) -> list[Block]:
    """The blocks that stand for a table; `read_cell` gives a cell's."""
    own_rows = [(row, section) for row, section in _rows(node) if not is_gone(row)]
    rows: list[Row] = []
    heads = 0
    for row, section in own_rows:
        cells = [_cell(cell, read_cell) for cell in row.iter(include_text=False) if cell.tag in ("td", "th")]
        if any(cell.blocks for cell in cells):
            heads += section == "thead" and heads == len(rows)
            rows.append(cells)
    caption = next((child for child in node.iter(include_text=False) if child.tag == "caption"), None)
    words = fold(caption.text(separator=" ")) if caption is not None else ""
    if _lays_out(node, rows):
        before: list[Block] = read_cell(caption) if caption is not None and words else []
        return before + _unwrapped(rows)
    words = words or _take_title_row(rows)
    heads = heads or _leading_heads(rows)
    for cell in (cell for row in rows[:heads] for cell in row):
        for block in cell.blocks:
            if isinstance(block, Paragraph) and block.is_bold:
                block.runs = tidy(without(block.runs, "strong"))
    return [Table(rows, words, min(heads, len(rows)))]


def _rows(node: LexborNode) -> list[tuple[LexborNode, str]]:
    """The table's own rows, each with the section that it stands in."""
    rows = []
    for child in node.iter(include_text=False):
        if child.tag == "tr":
            rows.append((child, "tbody"))
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows += [(row, str(child.tag)) for row in child.iter(include_text=False) if row.tag == "tr"]
    return rows


def _cell(node: LexborNode, read_cell: Callable[[LexborNode], list[Block]]) -> Cell:
    return Cell(str(node.tag), read_cell(node), _span(node, "colspan"), _span(node, "rowspan"))


def _span(node: LexborNode, name: str) -> int:
    text = attribute(node, name)
    return min(max(int(text), 1), WIDEST) if re.fullmatch(r"\d{1,4}", text) else 1


def _lays_out(node: LexborNode, rows: list[Row]) -> bool:
    if attribute(node, "role") in ("presentation", "none") or len(rows) < 2:
        return True
    if max(sum(cell.colspan for cell in row) for row in rows) < 2 or all(len(row) == 1 for row in rows):
        return True
    if len(node.css("table")) > 1:
        return True
    if any(isinstance(block, Table) for row in rows for cell in row for block in cell.blocks):
        return True
    has_head = len(rows[0]) > 1 and all(cell.blocks and _is_head(cell) for cell in rows[0])
    return not has_head and any(isinstance(block, Picture) for row in rows for cell in row for block in cell.blocks)


def _take_title_row(rows: list[Row]) -> str:
    """Take away a first row of one cell over all columns, and give its text: the table's caption."""
    widest = max(sum(cell.colspan for cell in row) for row in rows)
    first = rows[0][0]
    if len(rows) < 3 or len(rows[0]) > 1 or first.colspan < widest or not _is_head(first):
        return ""
    del rows[0]
    return " ".join(block.text for block in first.blocks if isinstance(block, Paragraph))


def _leading_heads(rows: list[Row]) -> int:
    """How many first rows are heads: at most three, and never all."""
    heads = 0
    while heads < min(3, len(rows) - 1) and all(_is_head(cell) for cell in rows[heads]):
        heads += 1
    return heads


def _is_head(cell: Cell) -> bool:
    if not cell.blocks or cell.tag == "th":
        return True
    return all(isinstance(block, Paragraph) and block.is_bold for block in cell.blocks)


def _unwrapped(rows: list[Row]) -> list[Block]:
    """What the cells hold, in order; the cell below a picture is its caption."""
    blocks: list[Block] = []
    captions: set[int] = set()
    for number, row in enumerate(rows):
        below = _columns(rows[number + 1]) if number + 1 < len(rows) else []
        for cell, start, end in _columns(row):
            if id(cell) in captions:
                continue
            blocks += cell.blocks
            pictures = [block for block in cell.blocks if isinstance(block, Picture) and not block.caption]
            if not pictures or len(pictures) != len(cell.blocks):
                continue
            under = _under(below, start, end)
            if under and _is_caption(under):
                captions.add(id(under))
                pictures[-1].caption = " ".join(block.text for block in under.blocks if isinstance(block, Paragraph))
    return blocks


def _columns(row: Row) -> list[tuple[Cell, int, int]]:
    """Each cell with its first column and the one after its last."""
    placed = []
    column = 0
    for cell in row:
        placed.append((cell, column, column + cell.colspan))
        column += cell.colspan
    return placed


def _under(below: list[tuple[Cell, int, int]], start: int, end: int) -> Cell | None:
    """The cell that ends under the columns `start` to `end`: one that spans several pictures is of the last."""
    return next((cell for cell, first, last in below if first <= start and last <= end and last > start), None)


def _is_caption(cell: Cell) -> bool:
    text = " ".join(block.text for block in cell.blocks if isinstance(block, Paragraph))
    return 0 < len(text) <= CAPTION_LONGEST and all(isinstance(block, Paragraph) for block in cell.blocks)
