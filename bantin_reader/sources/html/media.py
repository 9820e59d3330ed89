"""Media that stand in a page: videos, sounds, frames and documents. Nothing is loaded from elsewhere, so a reader gets
a link to each; a document in a frame of a portal's own or a viewer is a link to the document."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

from selectolax.lexbor import LexborNode

from bantin_reader.sources.html.characters import fold
from bantin_reader.sources.html.dom import attribute
from bantin_reader.sources.html.element import Element
from bantin_reader.sources.html.inline import Mark, Run
from bantin_reader.sources.html.omissions import words_of_element
from bantin_reader.sources.html.parse_context import Page
from bantin_reader.sources.html.widgets import is_share_address

MEDIA = frozenset({"applet", "audio", "embed", "iframe", "object", "video"})
ADDRESSES = ("src", "data", "data-src", "data-lazy-src", "data-url")
# Arguments in which viewers (Google, Office, pdf.js) name the document that they show.
VIEWED = ("file", "url", "src")
# Elements whose content a browser shows where it cannot show what they name.
SHOWS_CONTENT = ("applet", "object")
TINY = re.compile(r"[01](?:px)?")


def links_to(element: Element, page: Page) -> list[Run]:
    """Links to what a media element shows, with its tracks: each named by the element's title, else by the file.

    What has no address that a reader could open is noted as left out, and so are the words for browsers of old.
    """
    if _is_tracker(element):
        return []
    runs: list[Run] = []
    named = fold(element.get("title") or element.get("aria-label"))
    written = _addresses(element)
    for place, address in enumerate(written):
        if is_share_address(address):
            page.omissions.add("share buttons or related links", address)
            return []
        if link := page.link(_viewed(address)):
            runs += _link(named if place == 0 and named else _name_of(link), link)
            break
    if not runs:
        page.omissions.add(f"<{element.tag}>, whose address leads nowhere", named, *map(_lost_name, written))
    if runs or element.tag not in SHOWS_CONTENT:
        page.omissions.add(f"words in <{element.tag}> that browsers do not show", words_of_element(element.node))
    for track in element.node.css("track[src]") if runs else ():
        if link := page.link(attribute(track, "src")):
            runs += [Run(" "), *_link(fold(attribute(track, "label")) or _name_of(link), link)]
    return runs


def poster_of(element: Element) -> str:
    """The address of the picture that stands for a video before it plays."""
    return element.get("poster") if element.tag == "video" else ""


def area_links(node: LexborNode, page: Page) -> list[list[Run]]:
    """The links of an image map, each named by its alternative text."""
    links = []
    for area in node.css("area[href]"):
        if link := page.link(attribute(area, "href")):
            name = fold(attribute(area, "alt") or attribute(area, "title")) or _name_of(link)
            links.append(_link(name, link))
    return links


def _addresses(element: Element) -> list[str]:
    found = [address for name in ADDRESSES if (address := element.get(name).strip())]
    for source in element.node.css("source[src], param[name=movie][value], param[name=src][value], embed[src]"):
        found.append((attribute(source, "src") or attribute(source, "value")).strip())
    return list(dict.fromkeys(found))


def _viewed(address: str) -> str:
    """The address of the document that a viewer shows; the address itself where it is no viewer's."""
    try:
        arguments = parse_qs(urlsplit(address).query)
    except ValueError:
        return address
    for name in VIEWED:
        for value in arguments.get(name, ()):
            if re.match(r"https?://|/", value) and re.search(r"view|embed|gview|pdf", address, re.IGNORECASE):
                return value
    return address


def _link(name: str, address: str) -> list[Run]:
    return [Run(name, (Mark("a", "href", address),))]


def _name_of(address: str) -> str:
    """The name of the file, else the address without its scheme."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return fold(address)[:100]
    file = unquote(parts.path.rsplit("/", 1)[-1])
    return fold(file if "." in file else f"{parts.netloc}{unquote(parts.path)}".strip("/"))[:200]


def _is_tracker(element: Element) -> bool:
    """Whether it is too small to be seen."""
    sizes = [size for name in ("width", "height") for size in (element.get(name).strip(), element.style(name))]
    return any(map(TINY.fullmatch, sizes))


def _lost_name(address: str) -> str:
    """How a warning names an address that leads nowhere; empty where it never led anywhere."""
    if address.startswith(("about:", "javascript:")):
        return ""
    return "a file written out in the page" if address.startswith(("data:", "blob:")) else _name_of(address)
