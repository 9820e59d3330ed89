"""Reads the addresses of pictures from a page's attributes: `src`, `srcset`, what scripts load later, backgrounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from bantin_reader.sources.html.dom import attribute
from bantin_reader.sources.html.element import Element

# Attributes in which scripts keep the address that they load later, and those that hold several with their widths.
LAZY = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-image", "data-orig-file", "data-large-file",
        "data-full", "data-hi-res-src")  # fmt: skip
LAZY_SETS = ("data-srcset", "data-lazy-srcset")
BACKGROUNDS = ("data-bg", "data-background", "data-background-image", "data-bg-url")
BACKGROUND = re.compile(r"background(?:-image)?\s*+:[^;()]{0,200}?url\(\s*+[\"']?+([^\"')]++)", re.IGNORECASE)
URL = re.compile(r"url\(\s*+[\"']?+([^\"')]++)", re.IGNORECASE)
PLACEHOLDER_NAME = re.compile(
    r"(?:[\W\d_]|blank|spacer|placeholder|loading|loader|lazy(?:load)?|transparent|trans|pixel|default|image|img|gr[ea]y|"
    r"white|bg|no|x)+",
    re.IGNORECASE,
)
PLACEHOLDER_WORD = re.compile(r"blank|spacer|placeholder|load|lazy|1x1|trans|pixel", re.IGNORECASE)
FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp)$", re.IGNORECASE)
CANDIDATE = re.compile(r"(\S++)(?:\s++(\d++(?:\.\d++)?)[wx])?")


class Candidate(NamedTuple):
    """An address, and the width or density that the page gives for it; 0 where it gives none."""

    address: str
    width: float = 0


def of_element(element: Element) -> Iterator[Candidate]:
    """The addresses that an `<img>` or `<source>` has itself, those that a script would load first."""
    yield from (Candidate(address) for name in LAZY if (address := element.get(name).strip()))
    for name in (*LAZY_SETS, "srcset"):
        yield from sorted(_of_set(element.get(name)), key=lambda one: -one.width)
    if address := element.get("src").strip():
        yield Candidate(address)


def enlarged(image: LexborNode) -> Iterator[str]:
    """The address of a picture file that a link around an image leads to."""
    around = image.parent
    for _ in range(3):
        if around is None:
            return
        if around.tag == "a" and is_picture_file(address := attribute(around, "href").strip()):
            yield address
        around = around.parent


def background_of(element: Element) -> str:
    """The address of an element's background picture, empty where it has none."""
    if not element.attributes:
        return ""
    for name in BACKGROUNDS:
        if given := element.get(name).strip() if name in element.attributes else "":
            inside = URL.search(given)
            return inside[1].strip() if inside else given
    style = element.get("style")
    inside = BACKGROUND.search(style) if "url(" in style.lower() else None
    return inside[1].strip() if inside else ""


def is_picture_file(address: str) -> bool:
    """Whether an address ends as those of picture files do."""
    return FILE.search(address.partition("?")[0].partition("#")[0]) is not None


def is_placeholder_name(address: str) -> bool:
    """Whether the file's name says that it stands in for another until that is loaded, such as `loading.gif`."""
    if address.startswith("data:"):
        return False
    stem = address.partition("?")[0].partition("#")[0].rpartition("/")[2].rpartition(".")[0]
    return PLACEHOLDER_WORD.search(stem) is not None and PLACEHOLDER_NAME.fullmatch(stem) is not None


def waits_for_script(image: Element) -> bool:
    """Whether a script loads the image: its own address is missing or a placeholder, or an attribute has another."""
    own = image.get("src").strip()
    if not own or own.startswith("data:") or is_placeholder_name(own):
        return True
    return any(name in image.attributes for name in (*LAZY, *LAZY_SETS))


def _of_set(text: str) -> Iterator[Candidate]:
    """The candidates of a `srcset` (HTML, 4.8.4.2.1): a comma ends an address only where white space follows it."""
    place = 0
    while found := CANDIDATE.search(text, place):
        place = found.end()
        address = found[1]
        if address.endswith(","):
            place = found.end(1)
            address = address.rstrip(",")
        else:
            place = text.find(",", place) + 1 or len(text)
        if address.strip(","):
            yield Candidate(address.lstrip(","), float(found[2] or 0))
