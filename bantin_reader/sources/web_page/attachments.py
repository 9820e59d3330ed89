"""Finds the documents that a page offers below its article, in a box of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from bantin_reader.sources.html.characters import fold
from bantin_reader.sources.html.dom import attribute
from bantin_reader.sources.html.selectors import seen_text
from bantin_reader.sources.html.widgets import DOCUMENT

LABEL = re.compile(
    r"\W*(?:(?:các\s++)?(?:tệp|tập|file|tài liệu|văn bản|biểu mẫu|phụ lục)(?:\s++tin)?\s++)?(?:gửi\s++)?"
    r"(?:đính\s++kèm|kèm\s++theo)(?!\w)|"
    r"\W*(?:tải\s++(?:về|xuống|file|tệp)|downloads?|attach(?:ments?|ed))(?!\w)",
    re.IGNORECASE,
)
CALLED = re.compile(r"(?:^|[\s_-])(?:dinh-?kem|attach(?:ed|ments?)?|downloads?)(?=$|[\s_-])", re.IGNORECASE)
MOST_WORDS = 60
MOST_AROUND = 3


def find_attachments(container: LexborNode, heading: LexborNode | None) -> list[LexborNode]:
    """The boxes of documents after the article's text, inside the box that holds the `heading`: each has a link to a
    document, few words, and is labelled or called attachments. None where no heading is known."""
    found: list[LexborNode] = []
    around: LexborNode | None = container
    for _ in range(MOST_AROUND if heading is not None else 0):
        if around is None or around.tag == "body" or _holds(around, heading):
            break
        found += [node for node in _after(around) if _is_attachments(node)]
        around = around.parent
    return found


def _holds(node: LexborNode, heading: LexborNode | None) -> bool:
    return heading is not None and any(one.mem_id == heading.mem_id for one in node.css(heading.tag or "*"))


def _after(node: LexborNode) -> Iterator[LexborNode]:
    beside = node.next
    while beside is not None:
        if beside.is_element_node and beside.tag not in ("aside", "footer", "nav"):
            yield beside
        beside = beside.next


def _is_attachments(node: LexborNode) -> bool:
    links = [node] if node.tag == "a" else node.css("a[href]")
    if not any(DOCUMENT.search(attribute(link, "href")) for link in links):
        return False
    text = fold(seen_text(node))
    named = CALLED.search(f"{attribute(node, 'class')} {attribute(node, 'id')}")
    return len(text.split()) <= MOST_WORDS and (LABEL.match(text) is not None or named is not None)
