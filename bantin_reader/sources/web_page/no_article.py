"""Recognises pages that are no article although they hold text: errors, logins, lists."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bantin_reader.sources.html.characters import fold
from bantin_reader.sources.html.dom import is_taken
from bantin_reader.sources.html.page_metadata import Metadata
from bantin_reader.sources.html.selectors import seen_text

ERROR = re.compile(
    r"(?:(?:lỗi|error) )?(?:4\d\d|50\d)\b.{0,60}|(?:lỗi|error)|"
    r"(?:the )?(?:page|trang|bài viết)(?: này)? (?:was |is |cannot be |không )(?:not )?(?:found|tồn tại).{0,40}|"
    r"page not found.{0,40}|không tìm thấy (?:trang|bài).{0,40}|access denied|forbidden|not found|service unavailable",
    re.IGNORECASE,
)
MOST_HEADINGS = 20
LEAST_WORDS = 20
# For languages that write no spaces between words.
LEAST_LETTERS = 80
# A page with a password field and fewer words only asks to log in.
LEAST_WORDS_BESIDE_LOGIN = 120
LEAST_LISTED = 4
MOST_LINKED = 0.6
LINKED_HEADINGS = "h1 a[href], h2 a[href], h3 a[href], h4 a[href], a[href] h2, a[href] h3, a[href] h4"
DECLARED = 'meta[property="article:published_time"], meta[property="og:type"][content="article" i]'


def reason_against(tree: LexborHTMLParser, container: LexborNode, title: str, metadata: Metadata) -> str:
    """Why the text in the container is no article; empty if it may be one. `title` is that of the page."""
    words = len(seen_text(container).split())
    headings = [title, *(fold(heading.text()) for heading in tree.css("title, h1")[:MOST_HEADINGS])]
    if any(map(ERROR.fullmatch, headings)) and words < LEAST_WORDS_BESIDE_LOGIN:
        return "the page reports an error"
    if tree.css_first("input[type=password]") is not None and words < LEAST_WORDS_BESIDE_LOGIN:
        return "the page asks to log in"
    if words < LEAST_WORDS and len("".join(seen_text(container).split())) < LEAST_LETTERS:
        return "the page holds too little text"
    linked = sum(len(fold(link.text()).split()) for link in container.css("a[href]") if not is_taken(link))
    if linked > MOST_LINKED * words:
        return "the page is a list of links"
    if metadata.declares_article or tree.css_first(DECLARED) is not None:
        return ""
    listed = [heading for heading in container.css(LINKED_HEADINGS) if not is_taken(heading)]
    return "the page is a list of articles" if len(listed) >= LEAST_LISTED else ""
