"""Writes blocks as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import escape

from bantin_reader.sources.html.alternative_text import with_useful_alt
from bantin_reader.sources.html.blocks import (
    Block,
    Cell,
    DefinitionList,
    ListBlock,
    Paragraph,
    Picture,
    Preformatted,
    Quote,
    Rule,
    Table,
)
from bantin_reader.sources.html.inline import Mark, Run, html_of
from bantin_reader.sources.html.link_names import name_of_address


@dataclass
class Writer:
    """Writes blocks as HTML and collects their pictures: the first is `picture-0`. An alternative text that
    only repeats the article's `title` is not written."""

    title: str = ""
    pictures: list[Picture] = field(default_factory=list)
    _tables: int = 0

    def write(self, blocks: Iterable[Block], between: str = "\n") -> str:
        return between.join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                tag = f"h{block.level}" if block.level else "p"
                return f"<{tag}{_language(block)}>{html_of(block.runs)}</{tag}>"
            case Preformatted():
                return f"<pre{_language(block)}>{html_of(block.runs, line_end=chr(10))}</pre>"
            case Picture():
                return self._picture(block)
            case Quote():
                return f"<blockquote>{self.write(block.blocks, '')}</blockquote>"
            case ListBlock():
                return self._list(block)
            case DefinitionList():
                parts = (f"<{tag}>{self._in_line(blocks)}</{tag}>" for tag, blocks in block.parts)
                return f"<dl>{''.join(parts)}</dl>"
            case Rule():
                return "<hr>"
            case Table():
                return self._table(block)

    def _picture(self, block: Picture) -> str:
        self.pictures.append(block)
        block.image = with_useful_alt(block.image, self.title, block.caption)
        link = link_of_picture(block)
        caption = f"<figcaption>{escape(block.caption)}</figcaption>" if block.caption else ""
        image = f'<img src="picture-{len(self.pictures) - 1}" alt="{escape(block.image.alt)}">'
        return f"<figure>{image}{caption}</figure>" + (f"\n{self._block(link)}" if link else "")

    def _list(self, block: ListBlock) -> str:
        tag, attributes = "ul", ""
        if block.ordered:
            tag = "ol"
            attributes += f' type="{block.style}"' if block.style != "1" else ""
            attributes += f' start="{block.start}"' if block.start != 1 or block.is_reversed else ""
            attributes += ' reversed=""' if block.is_reversed else ""
        items = ""
        for item in block.items:
            value = f' value="{item.value}"' if block.ordered and item.value is not None else ""
            items += f"<li{value}>{self._in_line(item.blocks)}</li>"
        return f"<{tag}{attributes}>{items}</{tag}>"

    def _in_line(self, blocks: Sequence[Block]) -> str:
        """The blocks of an item. A first paragraph that only lists follow is written without an element."""
        if not blocks:
            return ""
        first, rest = blocks[0], blocks[1:]
        if isinstance(first, Paragraph) and not first.level and all(isinstance(block, ListBlock) for block in rest):
            return _in_span(first) + self.write(rest, "")
        return self.write(blocks, "")

    def _table(self, block: Table) -> str:
        self._tables += 1
        ids = _ids(block, self._tables)
        caption = f"<caption>{html_of(block.caption)}</caption>" if block.caption else ""
        direction = f' dir="{block.direction}"' if block.direction else ""
        head = self._rows(block.rows[: block.heads], "thead", ids)
        return f"<table{direction}>{caption}{head}{self._rows(block.rows[block.heads :], 'tbody', ids)}</table>"

    def _rows(self, rows: list[list[Cell]], section: str, ids: dict[str, str]) -> str:
        cells = ("".join(self._cell(cell, ids, in_head=section == "thead") for cell in row) for row in rows)
        return f"<{section}>{''.join(f'<tr>{row}</tr>' for row in cells)}</{section}>" if rows else ""

    def _cell(self, cell: Cell, ids: dict[str, str], *, in_head: bool) -> str:
        tag = "th" if in_head else cell.tag
        given: list[tuple[str, object]] = [(name, span) for name, span in _spans(cell) if span > 1]
        if tag == "th":
            given.append(("scope", cell.scope or ("col" if in_head else "row")))
            given += [("abbr", cell.abbr)] if cell.abbr else []
            given += [("id", ids[cell.id])] if cell.id in ids else []
        heads = " ".join(ids[name] for name in cell.headers if name in ids)
        given += [("headers", heads)] if heads else []
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in given)
        paragraphs = [block for block in cell.blocks if isinstance(block, Paragraph)]
        languages = {_language(paragraph) for paragraph in paragraphs}
        if len(paragraphs) < len(cell.blocks):
            return f"<{tag}{attributes}>{self.write(cell.blocks, '')}</{tag}>"
        if len(languages) == 1:
            lines = "<br>".join(html_of(paragraph.runs) for paragraph in paragraphs)
            return f"<{tag}{attributes}{languages.pop()}>{lines}</{tag}>"
        return f"<{tag}{attributes}>{'<br>'.join(map(_in_span, paragraphs))}</{tag}>"


def link_of_picture(picture: Picture) -> Paragraph | None:
    """The link around a picture as text: its alternative text, otherwise the address. None where there is no link."""
    address = picture.image.link
    if not address:
        return None
    return Paragraph([Run(picture.image.alt or name_of_address(address), (Mark("a", "href", address),))])


def _spans(cell: Cell) -> tuple[tuple[str, int], ...]:
    return ("colspan", cell.colspan), ("rowspan", cell.rowspan)


def _ids(table: Table, number: int) -> dict[str, str]:
    """A new id for each header cell that another cell refers to, by the page's id."""
    named = {name for row in table.rows for cell in row for name in cell.headers}
    cells = [(cell, place < table.heads) for place, row in enumerate(table.rows) for cell in row]
    heads = [cell.id for cell, in_head in cells if cell.id in named and (in_head or cell.tag == "th")]
    return {head: f"head-{number}-{place}" for place, head in enumerate(dict.fromkeys(heads), start=1)}


def _in_span(paragraph: Paragraph) -> str:
    text, language = html_of(paragraph.runs), _language(paragraph)
    return f"<span{language}>{text}</span>" if language else text


def _language(block: Paragraph | Preformatted) -> str:
    lang = f' lang="{escape(block.lang)}"' if block.lang else ""
    return f'{lang} dir="{block.direction}"' if block.direction else lang
