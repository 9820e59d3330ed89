"""Reads the addresses of articles from a page that lists them, or from a sitemap (sitemaps.org, also gzip)."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser

from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.source import WEB_SCHEMES
from bantin_reader.sources.addresses import absolute_address, address_parts
from bantin_reader.sources.http_client import Response
from bantin_reader.sources.limits import MAX_FILE_BYTES
from bantin_reader.sources.text.encoding import decode

GZIP = b"\x1f\x8b"
START_WITHIN = 2_000
MAX_LINKS = 50_000


@dataclass(frozen=True, kw_only=True)
class LinkList:
    """`links` are addresses with the moment of their last change, empty where it is not told; `sitemaps` are further
    lists, of an index."""

    links: tuple[tuple[str, str], ...] = ()
    sitemaps: tuple[tuple[str, str], ...] = ()


def read_links(response: Response) -> LinkList:
    """Raises SourceRefused."""
    content = _decompressed(response.content)
    start = content[:START_WITHIN].lower()
    if b"<urlset" in start or b"<sitemapindex" in start:
        return _sitemap(content)
    return LinkList(links=tuple((link, "") for link in _links_of_page(content, response.url)))


def _decompressed(content: bytes) -> bytes:
    if not content.startswith(GZIP):
        return content
    try:
        stream = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        text = stream.decompress(content, MAX_FILE_BYTES)
    except zlib.error as error:
        raise SourceRefused(f"no sitemap: its compression is broken: {error}") from error
    if not stream.eof:
        raise SourceRefused(f"too big: more than {MAX_FILE_BYTES:,} bytes")
    return text


def _sitemap(content: bytes) -> LinkList:
    if b"<!ENTITY" in content:
        raise SourceRefused("no sitemap: it declares entities")
    try:
        root = ElementTree.fromstring(content.strip())  # noqa: S314 (entities are refused above)
    except ElementTree.ParseError as error:
        raise SourceRefused(f"no sitemap: {error}") from error
    found = [(_child(one, "loc"), _child(one, "lastmod")) for one in root[:MAX_LINKS]]
    places = tuple((place, changed) for place, changed in found if address_parts(place).scheme in WEB_SCHEMES)
    is_index = root.tag.rpartition("}")[2] == "sitemapindex"
    return LinkList(sitemaps=places) if is_index else LinkList(links=places)


def _child(element: ElementTree.Element, name: str) -> str:
    for child in element:
        if child.tag.rpartition("}")[2] == name:
            return (child.text or "").strip()
    return ""


def _links_of_page(content: bytes, url: str) -> list[str]:
    tree = LexborHTMLParser(decode(content).text)
    base = tree.css_first("base[href]")
    start = absolute_address(url, (base.attributes.get("href") or "").strip()) if base is not None else url
    found: dict[str, None] = {}
    for node in tree.css("a[href]")[:MAX_LINKS]:
        link = absolute_address(start, (node.attributes.get("href") or "").strip())
        parts = address_parts(link)
        if parts.scheme in WEB_SCHEMES and parts.hostname:
            found.setdefault(link.partition("#")[0])
    return list(found)
