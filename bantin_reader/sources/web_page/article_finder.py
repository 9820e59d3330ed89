"""Finds the article on a page of any site, and marks its parts in the page for a profile that selects the marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.html.dom import TAKEN, attribute, is_taken, take_out
from bantin_reader.sources.html.element import Element
from bantin_reader.sources.html.elements import HEADINGS
from bantin_reader.sources.html.omissions import Omissions, name_of_element
from bantin_reader.sources.html.page_metadata import Metadata
from bantin_reader.sources.html.picture_addresses import LAZY, LAZY_SETS
from bantin_reader.sources.html.profile import Profile
from bantin_reader.sources.html.visibility import Omission, Visibility
from bantin_reader.sources.html.widgets import DOCUMENT
from bantin_reader.sources.web_page.attachments import find_attachments
from bantin_reader.sources.web_page.author import find_author, find_sapo
from bantin_reader.sources.web_page.captions import CAPTIONS, is_caption, lead_figure
from bantin_reader.sources.web_page.no_article import reason_against
from bantin_reader.sources.web_page.numbered_xml import EMPTY, NumberedXml, write_xml
from bantin_reader.sources.web_page.readability import Readability
from bantin_reader.sources.web_page.surroundings import has_sentence, remove_linked_pictures, remove_surroundings
from bantin_reader.sources.web_page.title import find_title

NAME = "web-page"
PART = "data-part"
PROFILE = Profile.model_validate(
    {"name": NAME, "fields": {name: f'[{PART}="{name}"]' for name in ("title", "sapo", "author", "figure", "body")}}
)


def _link(address: str) -> str:
    """Readability asks of a link only whether it leads to a place of the same page, or runs a script."""
    return address if address.startswith(("#", "javascript:")) else "/"


def _picture(address: str) -> str:
    """Readability asks of an address that waits for a script only whether it is that of a picture."""
    return address and "a.jpg"


# What Readability reads of an element. It does not see styles: what is hidden is not written.
ATTRIBUTES: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(("id", "class", "role", "aria-modal", "rel", "itemprop", "src", "colspan", "rowspan"), str),
    "href": _link,
    **dict.fromkeys(("srcset", *LAZY, *LAZY_SETS), _picture),
}
UNREAD = frozenset({
    "datalist", "head", "link", "meta", "noscript", "option", "script", "select", "style", "svg", "template",
    "textarea", "title",
})  # fmt: skip
NOT_SHOWN = (Omission.HIDDEN, Omission.NAVIGATION, Omission.WIDGET)


class ArticleFinder:
    """Finds articles by Readability. Implements `html.reader.ProfileFinder`."""

    def __init__(self, readability: Readability | None = None) -> None:
        self._readability = readability or Readability()

    def profile_of(self, tree: LexborHTMLParser, omissions: Omissions) -> Profile:
        """The profile that reads the parts which are marked now. What is left out around and within the article's text
        is written into `omissions`. Raises SourceRefused where there is no article."""
        for node in tree.css(f"[{PART}]"):
            del node.attrs[PART]
        if tree.body is None:
            raise SourceRefused("no article: the page is empty")
        heading, title = find_title(tree)
        if not title:
            raise SourceRefused("no title: neither a heading nor the metadata name one")
        metadata, visibility = Metadata(tree), Visibility(tree)
        xml = write_xml(tree.body, ATTRIBUTES, lambda node: _is_read(node, visibility))
        kept = self._readability.find(f"<html><head><title>{escape(title)}</title></head>{xml.text}</html>")
        if not kept:
            raise SourceRefused("no article: the page holds too little text")
        number = container_of(xml, kept)
        if below := {node.mem_id for node in find_attachments(xml.nodes[number], heading)}:
            kept |= {place for place, node in enumerate(xml.nodes) if node.mem_id in below}
            number = container_of(xml, kept)
        first = _number_of(heading, xml, number)
        near = xml.nodes[first : xml.ends[number] + 1]
        authors, sapo = find_author(metadata, title, near), find_sapo(metadata, near)
        fields = [node for node in (heading, sapo, *authors) if node is not None]
        left_out = _take_out_others(xml, kept, number, fields)
        mark_title(tree, heading, title)
        _mark("author", authors)
        figure = lead_figure(xml.nodes[first:number])
        _mark("figure", figure)
        _mark("sapo", [sapo] if sapo is not None else [])
        spared = {node.mem_id for node in (*fields, *figure)}
        known = metadata.of("sapo")
        left_out += [name_of_element(node) for node in xml.before(number, first, spared) if has_sentence(node, known)]
        container = xml.nodes[number]
        container.attrs[PART] = "body"
        left_out += remove_linked_pictures(container) + remove_surroundings(container, title, fields)
        # A name that the metadata hold as well is in the byline.
        names = set(metadata.of("author"))
        omissions.add("parts beside the article", *(words for words in left_out if words not in names))
        if reason := reason_against(tree, container, title, metadata):
            raise SourceRefused(f"no article: {reason}")
        return PROFILE


def container_of(xml: NumberedXml, kept: Collection[int]) -> int:
    """The number of the innermost element that holds all that is kept."""
    first, last = min(kept), max(kept)
    return next(number for number in range(first, -1, -1) if xml.ends[number] >= last)


def _take_out_others(xml: NumberedXml, kept: frozenset[int], container: int, fields: Sequence[LexborNode]) -> list[str]:
    """Remove what is not kept from the container, except the elements that are `fields`. Return the words of what was
    removed."""
    ids = {node.mem_id for node in fields}
    spared = {number for number, node in enumerate(xml.nodes) if node.mem_id in ids}
    ordered = sorted(kept | spared)
    words: list[str] = []
    number = container + 1
    while number <= xml.ends[container]:
        place = bisect_left(ordered, number)
        holds_kept = place < len(ordered) and ordered[place] <= xml.ends[number]
        if holds_kept and number not in spared:
            number += 1
            continue
        node = xml.nodes[number]
        follows = xml.ends[number] + 1
        stays = _belongs(node) or (_is_heading(node) and follows in kept and follows <= xml.ends[container])
        if not holds_kept and node.tag not in EMPTY and not stays:
            words.append(name_of_element(node))
            take_out(node)
        number = xml.ends[number] + 1
    return words


def _number_of(heading: LexborNode | None, xml: NumberedXml, container: int) -> int:
    """The number of the title, if it stands before the container, else that of the container."""
    if heading is None:
        return container
    found = (number for number in range(container) if xml.nodes[number].mem_id == heading.mem_id)
    return next(found, container)


def _belongs(node: LexborNode) -> bool:
    """Whether a part that Readability leaves out stays: one with a document, or with the caption of a picture."""
    if any(DOCUMENT.search(attribute(link, "href")) for link in node.css("a[href]")):
        return True
    return any(map(is_caption, node.css(CAPTIONS)))


def _is_heading(node: LexborNode) -> bool:
    """Whether it is a heading without a link. Readability leaves it out where its class or id holds "social"."""
    return node.tag in HEADINGS and node.css_first("a") is None


def _is_read(node: LexborNode, visibility: Visibility) -> bool:
    if node.tag in UNREAD:
        return False
    attributes = node.attributes
    if not attributes and node.tag != "nav":
        return True
    return TAKEN not in attributes and visibility.omission(Element(node)) not in NOT_SHOWN


def _mark(part: str, nodes: Sequence[LexborNode]) -> None:
    for node in nodes:
        if PART not in node.attributes and not is_taken(node):
            node.attrs[PART] = part


def mark_title(tree: LexborHTMLParser, heading: LexborNode | None, title: str) -> None:
    """Mark the heading that is the title. A title without one is written into the head of the page."""
    if heading is not None and not is_taken(heading):
        heading.attrs[PART] = "title"
    elif title and tree.head is not None:
        node = tree.create_node("h1")
        node.attrs[PART] = "title"
        node.insert_child(title)
        tree.head.insert_child(node)
