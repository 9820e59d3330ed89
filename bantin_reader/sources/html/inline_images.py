"""Reads the images in a page's lines: as pictures, or as words where they are no larger than letters."""

from __future__ import annotations

import re
from itertools import islice

from bantin_reader.model.picture import PictureSource
from bantin_reader.sources.html.alternative_text import describes
from bantin_reader.sources.html.characters import fold
from bantin_reader.sources.html.context_rules import CAPTION
from bantin_reader.sources.html.dom import attribute
from bantin_reader.sources.html.element import Element
from bantin_reader.sources.html.inline import BREAK, Image, Mark, Run
from bantin_reader.sources.html.omissions import Omissions, words_of_element
from bantin_reader.sources.html.parse_context import Page
from bantin_reader.sources.html.picture_addresses import background_of, is_picture_file
from bantin_reader.sources.html.picture_files import extent
from bantin_reader.sources.html.placing import SMALL, floats, is_small, is_spacer, is_symbol

Marks = tuple[Mark, ...]
APART = Run(BREAK * 2)
EMOJI = re.compile(r"(?:^|[\s_-])(?:emoji|emoticon|smiley)(?=$|[\s_-])", re.IGNORECASE)
# Larger files hold no picture of the size of a letter; in bytes.
LARGEST_SMALL_FILE = 20_000
MOST_BESIDE = 10
UNNAMED = "pictures whose address the page does not have"
WORDLESS = "small pictures without words"


def image(element: Element, page: Page, marks: Marks) -> list[Run]:
    """An `<img>` as a picture; one that is as small as a letter as its alternative text."""
    if is_spacer(element):
        return [Run(" ")]
    alt = fold(element.get("alt") or element.get("aria-label") or element.get("title") or _label_of_link(element))
    if is_small(element) or is_symbol(element) or EMOJI.search(element.get("class")):
        if describes(alt) or 0 < len(alt) < 3:
            return [_word(alt, marks)]
        page.omissions.add(WORDLESS, _name_of(element))
        return [Run(" ")]
    alt = alt if describes(alt) else ""
    source = page.pictures.of_image(element)
    if source is None:
        page.omissions.add(UNNAMED, alt)
        return []
    link = _link(marks)
    if link and (is_picture_file(link) or _leads_to_attachment(element)):
        if source.shown != link.partition("?")[0].rpartition("/")[2]:
            page.omissions.add("addresses of larger pictures", link)
        link = None
    says_size = bool(element.get("width") or element.get("height"))
    is_letter = not says_size and is_letter_sized(source)
    return [Run("", marks, Image(source, alt, floats(element), link, is_letter))]


def picture_at(address: str, alt: str, page: Page, marks: Marks) -> list[Run]:
    """The picture at an address, on a line of its own: a background, or the preview of a video."""
    source = page.pictures.at(address)
    return [APART, Run("", marks, Image(source, alt, link=_link(marks))), APART] if source else []


def background(element: Element, page: Page, marks: Marks) -> list[Run]:
    """A background as a picture where the page says that it is one: by a role or a name, in a figure, beside a caption.
    Any other is reported."""
    address = background_of(element)
    if not address or address.startswith("data:"):
        return []
    name = fold(element.get("aria-label") or element.get("title"))
    if name or element.get("role") == "img" or _is_shown_as_picture(element):
        return picture_at(address, name if describes(name) else "", page, marks)
    source = page.pictures.at(address)
    page.omissions.add("pictures behind the text", source.shown if source else "")
    return []


def without_scripts(element: Element, page: Page, marks: Marks) -> list[Run]:
    """What only browsers without scripts show: pictures that are no copies of the page's images. Words are reported."""
    page.omissions.add("shown without scripts only", words_of_element(element.node))
    if page.pictures.is_copy(element.node):
        return []
    return [run for node in element.node.css("img") for run in image(Element(node), page, marks)]


def as_words(runs: list[Run], omissions: Omissions) -> list[Run]:
    """The runs of one block with small images in a sentence as their alternative texts."""
    if not any(run.image and run.image.is_small for run in runs) or not any(run.text.strip() for run in runs):
        return runs
    words: list[Run] = []
    for run in runs:
        if run.image is None or not run.image.is_small:
            words.append(run)
        elif run.image.alt:
            words.append(_word(run.image.alt, run.marks))
        else:
            omissions.add(WORDLESS, run.image.source.shown)
            words.append(Run(" "))
    return words


def is_letter_sized(source: PictureSource) -> bool:
    """Whether a picture's file is as small as a letter."""
    if not source.file or not source.file.is_file():
        return False
    return source.file.stat().st_size <= LARGEST_SMALL_FILE and 0 < max(extent(source)) <= SMALL


def _word(alt: str, marks: Marks) -> Run:
    """An alternative text in a line: words with spaces around them, a sign such as an emoji as it is."""
    return Run(f" {alt} " if any(map(str.isalnum, alt)) else alt, marks)


def _label_of_link(element: Element) -> str:
    """The label of a link right around an image."""
    around = element.node.parent
    return attribute(around, "aria-label") or attribute(around, "title") if around and around.tag == "a" else ""


def _link(marks: Marks) -> str | None:
    return next((mark.value for mark in marks if mark.tag == "a"), None)


def _leads_to_attachment(element: Element) -> bool:
    """Whether the link right around an image leads to WordPress's page of that image alone."""
    around = element.node.parent
    return around is not None and around.tag == "a" and "attachment" in attribute(around, "rel").split()


def _name_of(element: Element) -> str:
    """What a warning calls an image by: the last part of its address."""
    address = element.get("src") or element.get("data-src")
    return "" if address.startswith("data:") else address.partition("?")[0].rpartition("/")[2]


def _is_shown_as_picture(element: Element) -> bool:
    """Whether an element without words stands in a figure, or beside what the page calls a caption."""
    if fold(element.node.text()) or element.node.css_first("img") is not None:
        return False
    around = element.node.parent
    if around is None or around.tag == "body":
        return False
    return around.tag == "figure" or any(
        CAPTION.search(attribute(child, "class")) for child in islice(around.iter(include_text=False), MOST_BESIDE)
    )
