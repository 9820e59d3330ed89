"""Reads tables: tables of data with their header cells; tables that only lay out become their content."""

from __future__ import annotations

import re
from collections.abc import Callable

from selectolax.lexbor import LexborNode

from bantin_reader.sources.html.blocks import CAPTION_LONGEST, Block, Cell, Paragraph, Picture, Table
from bantin_reader.sources.html.element import Element
from bantin_reader.sources.html.inline import Run, tidy, without
from bantin_reader.sources.html.table_kinds import columns_of, is_head, lays_out

Row = list[Cell]
WIDEST = 100
SECTIONS = {"thead": 0, "tbody": 1, "tfoot": 2}
SCOPES = ("row", "col", "rowgroup", "colgroup")

ReadBlocks = Callable[[LexborNode], list[Block]]
IsShown = Callable[[Element], bool]


def read_table(table: Element, read_cell: ReadBlocks, is_shown: IsShown, direction: str) -> list[Block]:
    """The blocks that stand for a table; `read_cell` gives a cell's, `is_shown` tells whether a row or cell is seen."""
    rows: list[Row] = []
    heads = 0
    for row, section in _rows(table.node):
        if not is_shown(Element(row)):
            continue
        found = (Element(cell) for cell in row.iter(include_text=False) if cell.tag in ("td", "th"))
        cells = [_cell(cell, read_cell) for cell in found if is_shown(cell)]
        heads += section == "thead" and heads == len(rows)
        rows.append(cells)
    heads = _drop_empty_rows(rows, heads)
    caption = next((child for child in table.node.iter(include_text=False) if child.tag == "caption"), None)
    said = read_cell(caption) if caption is not None and is_shown(Element(caption)) else []
    if lays_out(table, rows, has_caption=bool(said)):
        return said + _unwrapped(rows)
    runs = tidy(without(_in_line(said), "strong"))
    above = [block for block in said if not isinstance(block, Paragraph)]
    if not runs and (runs := _take_title_row(rows)):
        heads = max(heads - 1, 0)
    heads = min(heads or _leading_heads(rows), len(rows))
    for cell in (cell for row in rows[:heads] for cell in row):
        for block in cell.blocks:
            if isinstance(block, Paragraph) and block.is_bold:
                block.runs = tidy(without(block.runs, "strong"))
    return [*above, Table(rows, runs, heads, direction)]


def _rows(node: LexborNode) -> list[tuple[LexborNode, str]]:
    """The table's own rows, each with its section, in the order in which they are shown."""
    rows = []
    for child in node.iter(include_text=False):
        if child.tag == "tr":
            rows.append((child, "tbody"))
        elif child.tag in SECTIONS:
            rows += [(row, str(child.tag)) for row in child.iter(include_text=False) if row.tag == "tr"]
    return sorted(rows, key=lambda row: SECTIONS[row[1]])


def _cell(cell: Element, read_cell: ReadBlocks) -> Cell:
    return Cell(
        cell.tag,
        read_cell(cell.node),
        colspan=_span(cell.get("colspan")),
        rowspan=WIDEST if cell.get("rowspan").strip() == "0" else _span(cell.get("rowspan")),
        scope=scope if (scope := cell.get("scope").lower()) in SCOPES else "",
        abbr=" ".join(cell.get("abbr").split())[:100] if cell.tag == "th" else "",
        id=cell.get("id"),
        headers=tuple(cell.get("headers").split()[:WIDEST]),
    )


def _span(text: str) -> int:
    return min(max(int(text), 1), WIDEST) if re.fullmatch(r"\d{1,4}", text.strip()) else 1


def _drop_empty_rows(rows: list[Row], heads: int) -> int:
    """Remove rows without words or pictures; cells that span them span one row less. Returns the remaining number of
    header rows."""
    kept: list[Row] = []
    open_cells: list[tuple[Cell, int]] = []
    kept_heads = 0
    for number, row in enumerate(rows):
        is_empty = not any(cell.blocks for cell in row)
        still_open = []
        for cell, rest in open_cells:
            if is_empty:
                cell.rowspan -= 1
            if rest > 1:
                still_open.append((cell, rest - 1))
        open_cells = still_open
        if not is_empty:
            open_cells += [(cell, cell.rowspan - 1) for cell in row if cell.rowspan > 1]
            kept.append(row)
            kept_heads += number < heads
    for cell, rest in open_cells:
        cell.rowspan -= rest
    rows[:] = kept
    return kept_heads


def _take_title_row(rows: list[Row]) -> list[Run]:
    """Remove a first row of one cell over all columns, and return its text: the table's caption."""
    widest = max(sum(cell.colspan for cell in row) for row in rows)
    first = rows[0][0]
    if len(rows) < 3 or len(rows[0]) > 1 or first.colspan < widest or not is_head(first):
        return []
    if not all(isinstance(block, Paragraph) for block in first.blocks):
        return []
    del rows[0]
    return tidy(without(_in_line(first.blocks), "strong"))


def _in_line(blocks: list[Block]) -> list[Run]:
    """The paragraphs among blocks as one line."""
    runs: list[Run] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            runs += [Run(" "), *block.runs]
    return tidy(runs)


def _leading_heads(rows: list[Row]) -> int:
    """How many of the first rows are header rows: at most three, and never all."""
    heads = 0
    while heads < min(3, len(rows) - 1) and all(is_head(cell) for cell in rows[heads]):
        heads += 1
    return heads


def _unwrapped(rows: list[Row]) -> list[Block]:
    """The content of the cells in order; the cell below a picture is its caption."""
    blocks: list[Block] = []
    captions: set[int] = set()
    placed = columns_of(rows)
    for number, row in enumerate(placed):
        for cell, start, end in row:
            if id(cell) in captions:
                continue
            blocks += cell.blocks
            pictures = [block for block in cell.blocks if isinstance(block, Picture) and not block.caption]
            if not pictures or len(pictures) != len(cell.blocks):
                continue
            below = placed[number + cell.rowspan : number + cell.rowspan + 1]
            under = _under(below[0], start, end) if below else None
            if under and _is_caption(under):
                captions.add(id(under))
                pictures[-1].caption = " ".join(block.text for block in under.blocks if isinstance(block, Paragraph))
    return blocks


def _under(below: list[tuple[Cell, int, int]], start: int, end: int) -> Cell | None:
    """The cell that ends below the columns `start` to `end`: one that spans several pictures belongs to the last."""
    return next((cell for cell, first, last in below if first <= start and last <= end and last > start), None)


def _is_caption(cell: Cell) -> bool:
    text = " ".join(block.text for block in cell.blocks if isinstance(block, Paragraph))
    return 0 < len(text) <= CAPTION_LONGEST and all(isinstance(block, Paragraph) for block in cell.blocks)
