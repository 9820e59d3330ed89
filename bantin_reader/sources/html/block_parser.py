"""Parses the elements of a page into blocks, in the order in which readers see them."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from selectolax.lexbor import LexborNode

from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.html.blocks import Block, Quote, Rule
from bantin_reader.sources.html.boilerplate import names_of
from bantin_reader.sources.html.captions import caption_figure, join_marked_captions, own_captions
from bantin_reader.sources.html.characters import fold, source_text, visible_text
from bantin_reader.sources.html.context_rules import inside
from bantin_reader.sources.html.dom import take_out
from bantin_reader.sources.html.element import Element, stands_apart
from bantin_reader.sources.html.elements import HEADINGS
from bantin_reader.sources.html.embedded import EMBEDDED, control_in_line, wordless_link
from bantin_reader.sources.html.inline import STRONG, Run
from bantin_reader.sources.html.inline_images import background
from bantin_reader.sources.html.lists import ListReader, gather_lists, read_definitions
from bantin_reader.sources.html.paragraphs import as_headings, blocks_of_runs
from bantin_reader.sources.html.parse_context import Page, ParseContext
from bantin_reader.sources.html.placing import is_list_marker, list_level, list_marker
from bantin_reader.sources.html.preformatted import join_lines
from bantin_reader.sources.html.tables import read_table
from bantin_reader.sources.html.visibility import Omission, is_in_heading
from bantin_reader.sources.html.widgets import is_related_box
from bantin_reader.sources.limits import MAX_ARTICLE_DEPTH, TOO_DEEP_ARTICLE


class BlockParser:
    """Collects the blocks of one container."""

    def __init__(self, page: Page, context: ParseContext | None = None) -> None:
        self._page = page
        self._context = context or ParseContext()
        self._blocks: list[Block] = []
        self._runs: list[Run] = []
        self._marker = ""

    def blocks_in(self, node: LexborNode) -> list[Block]:
        """The blocks inside an element. Raises SourceRefused."""
        self._children(node, self._context)
        return self._finish()

    def blocks_of(self, node: LexborNode) -> list[Block]:
        """The blocks that an element itself makes. Raises SourceRefused where elements are nested too deeply."""
        self._element(node, self._context)
        return self._finish()

    def _finish(self) -> list[Block]:
        self._flush(self._context)
        return gather_lists(join_marked_captions(self._blocks))

    def _inside(self, node: LexborNode, context: ParseContext) -> list[Block]:
        return BlockParser(self._page, context._replace(item_level=0, depth=context.depth + 1)).blocks_in(node)

    def _within(self, element: Element, context: ParseContext) -> list[Block]:
        """The blocks inside a cell or an item."""
        return self._inside(element.node, inside(element, context, self._page))

    def _children(self, node: LexborNode, context: ParseContext, gap: tuple[Run, ...] = ()) -> None:
        if context.depth > MAX_ARTICLE_DEPTH:
            raise SourceRefused(TOO_DEEP_ARTICLE)
        deeper = context._replace(depth=context.depth + 1)
        for child in node.iter(include_text=True):
            self._runs += gap
            if child.is_text_node:
                words = (visible_text if context.white else source_text)(child.text(deep=False))
                self._runs += self._page.places.marked(Run(words, context.marks))
            elif child.is_element_node:
                self._element(child, deeper)

    def _element(self, node: LexborNode, context: ParseContext) -> None:
        while True:
            element = Element(node)
            if not self._is_shown(element, context):
                return
            if "style" in element.attributes or element.tag == "div":
                self._runs += background(element, self._page, context.marks)
            if element.is_block or (element.tag == "button" and not is_in_heading(node)):
                self._flush(context)
                take = self._BLOCKS.get(element.tag, BlockParser._block)
                take(self, element, inside(element, context, self._page))
                return
            embed = EMBEDDED.get(element.tag)
            if embed is not None and (runs := embed(element, self._page, context.marks)) is not None:
                self._runs += runs
                return
            if context.item_level and is_list_marker(element):
                self._marker = list_marker(element, fold(node.text()))
                return
            context = inside(element, context, self._page)
            only = node.first_child if element.tag != "a" and not element.is_unknown else None
            if only is None or not only.is_element_node or only.next is not None:
                break
            node = only
        apart = [Run(" ")] if stands_apart(element) else []
        self._runs += apart
        self._content(element, context)
        self._runs += apart

    def _content(self, element: Element, context: ParseContext) -> None:
        """The content of an element; a link without readable content gets words."""
        blocks, runs = len(self._blocks), len(self._runs)
        self._children(element.node, context, (Run(" "),) if element.separates_children else ())
        if element.tag == "a" and len(self._blocks) == blocks and all(run.is_blank for run in self._runs[runs:]):
            self._runs += wordless_link(element, self._page, context.marks)

    def _is_shown(self, element: Element, context: ParseContext) -> bool:
        """Whether an element is shown; one that is not is reported."""
        omission = self._page.visibility.omission(element)
        if omission is None:
            self._page.places.enter(element.node)
            return True
        control = control_in_line(element, context.marks) if omission is Omission.CONTROL else []
        self._runs += control
        if omission is not Omission.SILENT and all(run.is_blank for run in control):
            self._page.omissions.add_element(omission.value, element.node)
        return False

    def _block(self, element: Element, context: ParseContext) -> None:
        if is_related_box(element):
            self._page.omissions.add(Omission.WIDGET.value, *names_of(self._inside(element.node, context)))
            return
        context = context._replace(item_level=list_level(element) or context.item_level)
        self._content(element, context)
        self._flush(context)

    def _label(self, element: Element, context: ParseContext) -> None:
        """The label that opens a part of the page, as a bold line above that part."""
        around = tuple(mark for mark in context.marks if mark != STRONG)
        self._blocks += self._inside(element.node, context._replace(marks=(*around, STRONG)))

    def _heading(self, element: Element, context: ParseContext) -> None:
        self._blocks += as_headings(self._inside(element.node, context), int(element.tag[1]))

    def _list(self, element: Element, context: ParseContext) -> None:
        context = context._replace(align="")
        reader = ListReader(
            lambda item: self._within(Element(item), context),
            lambda other: BlockParser(self._page, context).blocks_of(other),
            lambda item: self._is_shown(item, context),
            self._page.omissions,
        )
        self._blocks += reader.read(element)

    def _definitions(self, element: Element, context: ParseContext) -> None:
        self._blocks += read_definitions(
            element.node,
            lambda part: self._within(Element(part), context),
            lambda part: self._is_shown(part, context),
        )

    def _quote(self, element: Element, context: ParseContext) -> None:
        blocks = self._inside(element.node, context._replace(align=""))
        self._blocks += [Quote(blocks)] if blocks else []

    def _figure(self, element: Element, context: ParseContext) -> None:
        captions = own_captions(element.node)
        words: list[Block] = []
        if len(captions) == 1 and self._is_shown(Element(captions[0]), context):
            words = self._inside(captions[0], context)
            take_out(captions[0])
        self._blocks += caption_figure(self._inside(element.node, context), words, self._page.omissions)

    def _table(self, element: Element, context: ParseContext) -> None:
        self._blocks += read_table(
            element,
            lambda cell: self._within(Element(cell), context),
            lambda part: self._is_shown(part, context),
            context.direction,
        )

    def _pre(self, element: Element, context: ParseContext) -> None:
        self._blocks += join_lines(self._inside(element.node, context._replace(white="pre")))

    def _rule(self, element: Element, context: ParseContext) -> None:
        self._blocks.append(Rule())

    def _flush(self, context: ParseContext) -> None:
        """The runs so far become paragraphs and pictures."""
        runs, marker = self._runs, self._marker
        self._runs, self._marker = [], ""
        self._blocks += blocks_of_runs(runs, context, marker, self._page.omissions)

    _BLOCKS: ClassVar[dict[str, Callable[[BlockParser, Element, ParseContext], None]]] = {
        **dict.fromkeys(HEADINGS, _heading),
        **dict.fromkeys(("dir", "menu", "ol", "ul"), _list),
        **dict.fromkeys(("listing", "plaintext", "pre", "xmp"), _pre),
        **dict.fromkeys(("button", "summary"), _label),
        "blockquote": _quote,
        "dl": _definitions,
        "figure": _figure,
        "hr": _rule,
        "table": _table,
    }
