"""Checks that hold for every response, whatever the request."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlsplit
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser

from tests.checking import check
from tests.fuzz.asking import Answer
from tests.fuzz.strings import MARK, PRODUCT

HEADERS = {
    *("accept-ranges", "access-control-allow-origin", "allow", "cache-control", "content-disposition"),
    *("content-encoding", "content-language", "content-length", "content-location", "content-range"),
    *("content-security-policy", "content-type", "cross-origin-embedder-policy", "cross-origin-opener-policy"),
    *("cross-origin-resource-policy", "date", "etag", "expires", "last-modified", "link", "location"),
    *(
        "permissions-policy",
        "referrer-policy",
        "retry-after",
        "set-cookie",
        "strict-transport-security",
        "vary",
        "www-authenticate",
        "x-content-type-options",
    ),
    "x-request-id",
}
COOKIES = [
    re.compile(
        r"bantin_prefs=(?:[a-z]+=[a-z0-9]+(?:&[a-z]+=[a-z0-9]+)*)?;"
        r"( Expires=[^;]+;)? Max-Age=\d+;( Secure;)? Path=/; SameSite=Lax"
    ),
    re.compile(
        r"__Host-bantin_widget=[a-z]+=[a-z0-9]+(?:&[a-z]+=[a-z0-9]+)*;"
        r" (Expires=[^;]+; )?Max-Age=31536000; Secure; HttpOnly; Path=/; SameSite=None; Partitioned"
    ),
]
LINKS = ("href", "src", "action", "formaction", "data-hx-get", "data-hx-post", "data-press", "poster", "xlink:href")
# Where a page may differ from another without being checked strictly again: the values of some attributes.
SPARED = re.compile(rb'(?<= )(href|value|data-hx-get)="([^"]*)"|(class="br-print-address">)([^<]*)<')
PLAIN_VALUE = re.compile(r"(?:[ !#-%'-;=?-~]|&(?:amp|#34|#39|lt|gt);)*")
FEEDS = {"application/atom+xml", "application/rss+xml", "application/feed+json"}
LARGEST_ADDITION = 60  # how many times an awkward string may come back, escaped as %EF&amp; and the like


@dataclass(repr=False)
class Vocabulary:
    """What the ordinary responses of a route contain: elements with attributes, scripts, URLs of other sites."""

    words: set[tuple[str, str]] = field(default_factory=set)
    scripts: set[str] = field(default_factory=set)
    elsewhere: set[str] = field(default_factory=set)
    largest: int = 0
    checked: set[bytes] = field(default_factory=set)

    def learn(self, answers: Iterable[Answer]) -> None:
        for answer in answers:
            self.largest = max(self.largest, len(answer.body))
            if answer.is_html:
                for element in elements(answer.text):
                    self.words |= words(element)
                    self.scripts |= scripts(element)
                    self.elsewhere |= {value for value in links(element) if not is_here(value)}


Element = tuple[str, dict[str, str | None], str]


def elements(html: str) -> list[Element]:
    """Every element with its attributes, inside templates too, and the text of scripts."""
    tree = LexborHTMLParser(html, is_fragment=not html.startswith("<!doctype html>"))
    found: list[Element] = []
    for node in tree.root.traverse(include_text=False) if tree.root else ():
        tag = str(node.tag)
        found.append((tag, node.attributes, node.text() if tag == "script" else ""))
        if tag == "template":
            found += elements(re.sub(r"\A<template[^>]*+>", "", node.html or ""))
    return found


def words(element: Element) -> set[tuple[str, str]]:
    tag, attributes, _ = element
    return {(tag, ""), *((tag, name) for name in attributes)}


def scripts(element: Element) -> set[str]:
    """The text of an executable script."""
    tag, attributes, text = element
    return {text} if tag == "script" and attributes.get("type") != "application/ld+json" else set()


def links(element: Element) -> set[str]:
    return {value for name, value in element[1].items() if name in LINKS and value}


def is_here(address: str) -> bool:
    """Whether a browser stays on the site. It drops tabs and line ends and takes a backslash for a slash (URL, 4.4)."""
    read = re.sub("[\t\r\n]", "", address.strip("".join(map(chr, range(33))))).replace("\\", "/")
    return read.startswith(("/", "#", "?")) and not read.startswith("//")


def keep(answer: Answer, plain: Vocabulary, sent: int) -> None:
    """Raises AssertionError unless the response passes every check; `sent` is the length of the request's data."""
    assert 200 <= answer.status < 500 or answer.status == 501, f"{answer.status}: {answer.body[:500]!r}"
    keep_headers(answer)
    assert len(answer.body) <= plain.largest + 10_000 + LARGEST_ADDITION * min(sent, 16_000)
    kind = answer.header("Content-Type").partition(";")[0]
    assert f"{PRODUCT}".encode() not in answer.body, "a template was evaluated"
    if answer.header("Content-Encoding") or not answer.body:
        return
    if kind == "text/html":
        keep_markup(answer, plain)
    elif kind in FEEDS:
        keep_feed(answer, kind)
    elif kind.endswith(("/json", "+json")):
        assert MARK not in answer.text
        json.loads(answer.body)
    elif kind.endswith(("/xml", "+xml")):
        assert MARK not in answer.text
        assert "<!" not in answer.text
        ElementTree.fromstring(answer.body)
    elif kind == "text/plain":
        assert MARK not in answer.text


def keep_feed(answer: Answer, kind: str) -> None:
    """A feed of a search says what was searched for, as text alone."""
    if kind.endswith("json"):
        names: list[str] = []
        json.loads(answer.body, object_pairs_hook=lambda pairs: names.extend(name for name, _ in pairs))
    else:
        assert "<!" not in answer.text
        names = [name for one in ElementTree.fromstring(answer.body).iter() for name in (one.tag, *one.attrib)]
    assert not [name for name in names if MARK in name]


def keep_headers(answer: Answer) -> None:
    names = [name.lower() for name, _ in answer.headers]
    assert set(names) <= HEADERS, f"an unknown header: {set(names) - HEADERS}"
    assert len(names) == len(set(names)), f"a header twice: {names}"
    for name, value in answer.headers:
        assert re.fullmatch(r"[A-Za-z0-9-]+", name)
        assert value.isascii(), f"{name}: {value!r}"
        assert value.isprintable(), f"{name}: {value!r}"
        assert MARK not in value or name == "Location", f"{name}: {value!r}"
    cookie, location = answer.header("Set-Cookie"), answer.header("Location")
    assert not cookie or any(form.fullmatch(cookie) for form in COOKIES), cookie
    if location:
        assert is_here(location), location
        assert not urlsplit(location).netloc, location
        assert "\\" not in location, location
    assert "default-src 'none'" in answer.header("Content-Security-Policy")
    assert "unsafe" not in answer.header("Content-Security-Policy")
    assert answer.header("X-Content-Type-Options") == "nosniff"


def keep_markup(answer: Answer, plain: Vocabulary) -> None:
    assert f"<{MARK}".encode() not in answer.body
    shape, values = SPARED.sub(b"", answer.body), SPARED.findall(answer.body)
    addresses = {unescape(value.decode()) for name, value, *_ in values if name in (b"href", b"data-hx-get")}
    assert all(is_here(address) or address in plain.elsewhere for address in addresses), addresses
    # A page that differs from a checked one in quoted values alone is correct too.
    plainly = all(PLAIN_VALUE.fullmatch((value or shown).decode("latin-1")) for _, value, _, shown in values)
    if plainly and shape in plain.checked:
        return
    html = answer.text
    for element in elements(html):
        assert words(element) <= plain.words, f"{words(element) - plain.words} is on no plain page"
        assert scripts(element) <= plain.scripts, f"a script of no plain page: {element[2][:200]}"
        elsewhere = {value for value in links(element) if not is_here(value)} - plain.elsewhere
        assert not elsewhere, f"an address elsewhere: {elsewhere}"
        if element[1].get("type") == "application/ld+json":
            json.loads(element[2])
    if answer.status // 100 != 3:
        check(html)
    plain.checked.add(shape)
