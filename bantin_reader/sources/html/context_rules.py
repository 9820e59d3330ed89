"""Derives the context inside an element from the context around it."""

from __future__ import annotations

import re

from bantin_reader.sources.html.characters import fold
from bantin_reader.sources.html.element import Element
from bantin_reader.sources.html.inline import Mark
from bantin_reader.sources.html.marks import direction_of, is_from_word, language_of
from bantin_reader.sources.html.media import viewed_document
from bantin_reader.sources.html.parse_context import Page, ParseContext
from bantin_reader.sources.html.placing import align_of
from bantin_reader.sources.html.widgets import DOCUMENT

KEEPING_LINES = ("pre", "pre-line", "pre-wrap", "break-spaces")
CAPTION = re.compile(
    r"(?:^|[\s_-]|(?-i:(?<=[a-z])(?=C)))(?:(?<!wp-)caption|caption[_-]?text|chu-?thich(?:-?anh)?|image-?note|(?:img|image|photo|desc)_?-?desc|"
    r"desc_?image|ck_legend|photo-?note)(?=$|\s)",
    re.IGNORECASE,
)
LEADS_NOWHERE = ("#", "javascript:", "about:")
NAMED_BY_TITLE = ("a", "abbr", "acronym", "dfn")
CITING = {
    "blockquote": "the address of a quotation", "q": "the address of a quotation",
    "del": "the address of a change's reason", "ins": "the address of a change's reason",
}  # fmt: skip
SETTING = ("center", "figcaption")


def inside(element: Element, context: ParseContext, page: Page) -> ParseContext:
    """The context of the content of an element, a block or an inline element."""
    marks = page.marks.inside(element, context.marks)
    if not element.attributes and element.tag not in SETTING:
        if marks is not context.marks:
            context = context._replace(marks=marks)
        return _of_block(context, page) if context.lang != context.nearest_lang and element.is_block else context
    _note_title(element, page)
    if element.tag in CITING:
        page.omissions.add(CITING[element.tag], element.get("cite"))
    word = context.in_word or is_from_word(element)
    nearest_lang = context.nearest_lang if word else _language(element, context, page)
    nearest_direction = _direction(element, context, page)
    is_block = element.is_block
    if not is_block:
        marks += _line_marks(element, context, page, nearest_lang, nearest_direction)
    if element.get("translate") == "no":
        marks += (Mark("span", "translate", "no"),)
    if element.tag == "a" and "href" in element.attributes and not any(mark.tag == "a" for mark in marks):
        marks += (_link(element, page),)
    changed = context._replace(
        marks=marks,
        align=align_of(element, context.align),
        nearest_lang=nearest_lang,
        nearest_direction=nearest_direction,
        white=_white(element, context.white),
        in_word=word,
        for_picture=context.for_picture or element.tag == "figcaption" or _is_caption(element),
    )
    return _of_block(changed, page) if is_block else changed


def _of_block(context: ParseContext, page: Page) -> ParseContext:
    """The context with the nearest language and direction as the block's own, so that no mark repeats them."""
    marks = tuple(mark for mark in context.marks if mark.tag != "span" or mark.name not in ("lang", "dir"))
    return context._replace(marks=marks, lang=context.nearest_lang, direction=context.nearest_direction)


def _language(element: Element, context: ParseContext, page: Page) -> str:
    said = language_of(element, context.nearest_lang or page.lang)
    if not said:
        return context.nearest_lang
    return "" if said.split("-")[0].lower() == page.lang.split("-")[0].lower() else said


def _direction(element: Element, context: ParseContext, page: Page) -> str:
    said = direction_of(element)
    if not said or element.tag == "bdo":
        return context.nearest_direction
    return "" if said == page.direction else said


def _line_marks(element: Element, context: ParseContext, page: Page, lang: str, direction: str) -> tuple[Mark, ...]:
    marks: tuple[Mark, ...] = ()
    if lang != context.nearest_lang:
        marks += (Mark("span", "lang", lang or page.lang),)
    if direction != context.nearest_direction:
        marks += (Mark("span", "dir", direction or page.direction),)
    return marks


def _link(element: Element, page: Page) -> Mark:
    href = element.get("href")
    viewed = viewed_document(href)
    href = viewed if DOCUMENT.search(viewed) else href
    if place := page.places.link(element.node):
        return Mark("a", "href", place)
    address = page.link(href)
    if page.is_lost(href):
        page.lost_links.append(fold(element.node.text()))
    elif not address and not href.strip().lower().startswith(LEADS_NOWHERE):
        page.omissions.add("addresses that lead nowhere", href)
    return Mark("a", "href", address)


def _note_title(element: Element, page: Page) -> None:
    """Report a `title` with words that the element does not have: browsers show it only under a mouse pointer. The
    title of a link only describes its target."""
    title = fold(element.get("title")) if element.tag not in NAMED_BY_TITLE else ""
    if title and title.casefold() not in fold(element.node.text(separator=" ")).casefold():
        page.omissions.add("words that show where a pointer rests", title)


def _white(element: Element, around: str) -> str:
    given = element.style("white-space")
    if around == "pre" or not given:
        return around
    return "lines" if given in KEEPING_LINES else ""


def _is_caption(element: Element) -> bool:
    return "class" in element.attributes and CAPTION.search(element.get("class")) is not None
