"""Reads media in a page: videos, sounds, frames and documents. Nothing is loaded from elsewhere: each becomes a link,
a document in a viewer (Google, Office, pdf.js) a link to the document."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urljoin, urlsplit

from selectolax.lexbor import LexborNode

from bantin_reader.sources.html.characters import fold
from bantin_reader.sources.html.dom import attribute
from bantin_reader.sources.html.element import Element
from bantin_reader.sources.html.inline import Mark, Run
from bantin_reader.sources.html.link_names import name_of_address, name_of_document
from bantin_reader.sources.html.omissions import words_of_element
from bantin_reader.sources.html.parse_context import Page
from bantin_reader.sources.html.picture_addresses import is_picture_file
from bantin_reader.sources.html.widgets import is_share_address
from bantin_reader.sources.sanitize import words_of

MEDIA = frozenset({
    "amp-audio", "amp-iframe", "amp-video", "applet", "audio", "embed", "iframe", "object", "video",
})  # fmt: skip
SOUND_OR_VIDEO = ("amp-audio", "amp-video", "audio", "video")
ADDRESSES = ("src", "data", "data-src", "data-lazy-src", "data-url")
# Arguments in which viewers name the document that they show.
VIEWED = ("file", "url", "src")
VIEWER = re.compile(r"view|embed|pdf", re.IGNORECASE)
# Elements whose content a browser shows where it cannot show what they name.
SHOWS_CONTENT = ("applet", "object")
LONGEST_DOCUMENT = 200
TINY = re.compile(r"[01](?:px)?")


def links_to(element: Element, page: Page) -> list[Run]:
    """Links to what a media element shows, with its tracks: each named by the element's title, else by the file.

    What has no address that a reader could open is noted as left out, and so are the words for old browsers.
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
        viewed = viewed_document(address)
        if link := page.link(viewed):
            runs += _link(name_of_document(named if place == 0 else "", link, page.pictures.file_at(viewed)), link)
            break
    if not runs:
        page.omissions.add(f"<{element.tag}>, whose address leads nowhere", named, *map(_lost_name, written))
    page.omissions.add(f"words in <{element.tag}>", words_of(element.get("srcdoc"))[:LONGEST_DOCUMENT])
    if runs or element.tag not in SHOWS_CONTENT:
        page.omissions.add(f"words in <{element.tag}> that browsers do not show", words_of_element(element.node))
    for track in element.node.css("track[src]") if runs else ():
        if link := page.link(attribute(track, "src")):
            runs += [Run(" "), *_link(fold(attribute(track, "label")) or name_of_address(link), link)]
    return runs


def shown_picture(element: Element) -> str:
    """The address of the picture that a frame or an object shows, empty where it shows something else."""
    address = element.get("src") or element.get("data")
    if element.tag in SOUND_OR_VIDEO or address.startswith("data:"):
        return ""
    return address if is_picture_file(address) or element.get("type").startswith("image/") else ""


def area_links(node: LexborNode, page: Page) -> list[list[Run]]:
    """The links of an image map, each named by its alternative text."""
    links = []
    for area in node.css("area"):
        name = fold(attribute(area, "alt") or attribute(area, "title"))
        if link := page.link(attribute(area, "href")):
            links.append(_link(name or name_of_address(link), link))
        else:
            page.omissions.add("places of an image map that lead nowhere", name)
    return links


def viewed_document(address: str) -> str:
    """The address of the document that a viewer shows; the address itself where it is not a viewer's."""
    try:
        parts = urlsplit(address)
        arguments = parse_qs(parts.query)
        if not VIEWER.search(f"{parts.netloc}{parts.path}"):
            return address
        named = [value for name in VIEWED for value in arguments.get(name, ())]
        return next((urljoin(address, value) for value in named if "/" in value or "." in value), address)
    except ValueError:
        return address


def _addresses(element: Element) -> list[str]:
    found = [address for name in ADDRESSES if (address := element.get(name).strip())]
    for source in element.node.css("source[src], param[name=movie][value], param[name=src][value], embed[src]"):
        found.append((attribute(source, "src") or attribute(source, "value")).strip())
    return list(dict.fromkeys(found))


def _link(name: str, address: str) -> list[Run]:
    return [Run(name, (Mark("a", "href", address),))]


def _is_tracker(element: Element) -> bool:
    """Whether it is too small to be seen."""
    sizes = [size for name in ("width", "height") for size in (element.get(name).strip(), element.style(name))]
    return any(map(TINY.fullmatch, sizes))


def _lost_name(address: str) -> str:
    """What a warning calls an address that leads nowhere; empty where it never led anywhere."""
    if address.startswith(("about:", "javascript:")):
        return ""
    return "a file written out in the page" if address.startswith(("data:", "blob:")) else name_of_address(address)
