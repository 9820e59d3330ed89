"""Links within a page: footnotes and tables of contents jump to places in the article, by ids of our own.

The page's ids are not kept, so that none of them is mistaken for a part of the page that shows the article. A place is
written as `<span id="place-1">` around the first word of the element that is linked to, a link to it as `#place-1`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from bantin_reader.sources.html.dom import attribute
from bantin_reader.sources.html.inline import Mark, Run

MOST_LINKS = 2000
MOST_AROUND = 6
FIRST_WORD = re.compile(r"(\s*+)(\S++)(.*)\Z", re.DOTALL)
LINK = re.compile(r'<a href="#place-(\d+)"((?: [\w-]++="[^"]*+")*+)>')
ANCHOR = re.compile(r'<a(?: [\w-]++="[^"]*+")*+>|</a>')
PLACE = re.compile(r'<span id="place-(\d+)">([^<]*+)</span>')


class Places:
    """The places in an article that its links lead to. `fragment_of` gives the fragment of an address within the page
    itself, and nothing for another address."""

    def __init__(self, body: LexborNode | None = None, fragment_of: Callable[[str], str] = lambda href: "") -> None:
        self._numbers: dict[int, int] = {}
        self._targets: dict[int, int] = {}
        self._waiting: list[int] = []
        self._same: dict[int, int] = {}
        found = body.css('a[href*="#"]')[:MOST_LINKS] if body is not None else []
        links = [(link, name) for link in found if (name := unquote(fragment_of(attribute(link, "href"))))]
        if body is not None and links:
            self._connect(links, _by_name(body))

    def _connect(self, links: list[tuple[LexborNode, str]], named: dict[str, LexborNode]) -> None:
        first_links: dict[str, LexborNode] = {}
        for link, name in links:
            first_links.setdefault(name, link)
        for link, name in links:
            target = named.get(name) or first_links.get(_note_around(link, first_links))
            if target is not None and target.mem_id != link.mem_id:
                number = self._numbers.setdefault(target.mem_id, len(self._numbers) + 1)
                self._targets[link.mem_id] = number

    def link(self, link: LexborNode) -> str:
        """The address of the place in the article that a link leads to, empty where it leads to none."""
        number = self._targets.get(link.mem_id) if self._targets else None
        return f"#place-{number}" if number else ""

    def enter(self, node: LexborNode) -> None:
        """Note an element; if a link leads to it, the next word is its place."""
        if self._numbers and (number := self._numbers.get(node.mem_id)):
            self._waiting.append(number)

    def marked(self, run: Run) -> list[Run]:
        """The run with its first word marked as the place, where an element waits for one."""
        word = FIRST_WORD.match(run.text) if self._waiting else None
        if word is None:
            return [run]
        number, *others = self._waiting
        self._same.update(dict.fromkeys(others, number))
        self._waiting = []
        place = (Mark("span", "id", f"place-{number}"),)
        pieces: list[tuple[str, tuple[Mark, ...]]] = [(word[1], ()), (word[2], place), (word[3], ())]
        return [run._replace(text=text, marks=run.marks + marks) for text, marks in pieces if text]

    def resolve_links(self, html: str) -> str:
        """Clean HTML without links to places that it does not have, and without places that no link leads to."""
        if not self._numbers:
            return html
        there = {int(found[1]) for found in PLACE.finditer(html)}
        kept: list[bool] = []

        def anchor(tag: re.Match[str]) -> str:
            if tag[0] == "</a>":
                return tag[0] if kept.pop() else ""
            link = LINK.fullmatch(tag[0])
            number = self._same.get(int(link[1]), int(link[1])) if link else 0
            kept.append(link is None or number in there)
            return f'<a href="#place-{number}"{link[2]}>' if link and kept[-1] else tag[0] if kept[-1] else ""

        html = ANCHOR.sub(anchor, html)
        linked = {found[1] for found in LINK.finditer(html)}
        return PLACE.sub(lambda found: found[0] if found[1] in linked else found[2], html)


def _by_name(body: LexborNode) -> dict[str, LexborNode]:
    """The first element of each id, or name of an `<a>`."""
    named: dict[str, LexborNode] = {}
    for node in body.css("[id], a[name]"):
        for name in (attribute(node, "id"), attribute(node, "name") if node.tag == "a" else ""):
            named.setdefault(name.strip(), node)
    return named


def _note_around(link: LexborNode, linked: dict[str, LexborNode]) -> str:
    """The id of the note that a link stands in, so that a link whose own target is missing leads back to the note's
    first mention; empty where it stands in no note."""
    around = link.parent
    for _ in range(MOST_AROUND):
        if around is None or not around.is_element_node:
            return ""
        if (name := attribute(around, "id")) in linked:
            return name
        around = around.parent
    return ""
