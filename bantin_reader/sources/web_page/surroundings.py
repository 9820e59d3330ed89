"""Removes what stands around an article's text in its box: dates, bylines and tools above, further links below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from bantin_reader.sources.html.alternative_text import describes
from bantin_reader.sources.html.characters import fold
from bantin_reader.sources.html.dates import looks_like_date
from bantin_reader.sources.html.dom import attribute, is_taken, take_out
from bantin_reader.sources.html.picture_addresses import is_picture_file
from bantin_reader.sources.html.selectors import parts_of, seen_text, text_of

ABOVE = re.compile(
    r"(?:by|bởi|viết bởi|tác giả|posted|published|updated|last (?:updated|modified)|first published|cập nhật|"
    r"đăng (?:lúc|ngày))\b[^.!?]{0,120}|(?:image|photo|picture|ảnh|hình) \d{1,4} (?:of|/) \d{1,4}|"
    r"\d{1,3} min(?:ute)?s? read|caption|close|share|\d{0,6} ?(?:comments?|shares?|views?|bình luận|lượt xem)|"
    r"listen to (?:this )?article|chia sẻ|advertisement|quảng cáo",
    re.IGNORECASE,
)
BELOW = re.compile(
    r"(?:related|read (?:more|next|also)|also read|see also|more (?:from|on|stories|news|about)|most (?:read|popular)|"
    r"recommended|(?:you|people) (?:may|might) (?:also )?like|sign up|subscribe|follow (?:us|me)|about the author|"
    r"share this|like this|leave a (?:reply|comment)|comments?|want more|tags?|filed under|topics?|download our|"
    r"join (?:us|our)|copyright|all rights reserved|this material may not be|"
    r"(?:tin|bài)(?: viết)? (?:liên quan|khác|cùng)|(?:xem|đọc) thêm|có thể bạn quan tâm|từ khóa|bình luận|"
    r"chia sẻ)\b|©",
    re.IGNORECASE,
)
MOST_ABOVE = 10
LEAST_MENU = 4
LONGEST_LABEL = 120
MOST_LABEL_WORDS = 7
# Words outside links that make a sentence of an article, where a byline, a date or a label of a tool has fewer.
SENTENCE_WORDS = 12
# Letters by which the summary in the page's metadata is recognized in its text.
BEGINNING = 40
# Of the words of the article, how many at most may stand below a label that ends it.
SHARE_BELOW = 0.3


def remove_surroundings(container: LexborNode, title: str, fields: Sequence[LexborNode]) -> list[str]:
    """Remove them from the article, and return their texts. The elements that are `fields` of the article stay."""
    ids = {node.mem_id for node in fields}
    found = [(part, text_of(part)) for part in parts_of(container)]
    parts = [(part, text) for part, text in found if text and not _is_in(part, ids)]
    above = [(part, text) for part, text in parts[:MOST_ABOVE] if len(text) <= LONGEST_LABEL]
    removed = [(part, text) for part, text in above if text == title or ABOVE.fullmatch(text) or looks_like_date(text)]
    removed += _below(parts)
    for part, _ in removed:
        take_out(part)
    return [text for _, text in removed]


def has_sentence(node: LexborNode, known: Sequence[str]) -> bool:
    """Whether an element beside an article has text that may belong to it, and that does not begin one of the `known`
    texts."""
    text = text_of(node)
    in_links = sum(len(seen_text(link).split()) for link in node.css("a"))
    return len(text.split()) - in_links >= SENTENCE_WORDS and not any(one[:BEGINNING] in text for one in known if one)


def _below(parts: list[tuple[LexborNode, str]]) -> list[tuple[LexborNode, str]]:
    """Further links in the last third, and all that stands below the label of a box of them."""
    words = [len(text.split()) for _, text in parts]
    total, read = sum(words), 0
    pointers: list[tuple[LexborNode, str]] = []
    for number, (part, text) in enumerate(parts):
        if total - read <= SHARE_BELOW * total and len(text) <= LONGEST_LABEL and BELOW.match(text):
            if words[number] <= MOST_LABEL_WORDS:
                return pointers + parts[number:]
            pointers.append((part, text))
        read += words[number]
    return pointers


def remove_linked_pictures(container: LexborNode) -> list[str]:
    """Remove pictures that are links to other pages and have no words, where there are several: they are a menu. Return
    the addresses that they led to."""
    linked = [
        (link, address)
        for link in container.css("a[href]")
        if link.css_first("img") is not None
        and not is_picture_file(address := attribute(link, "href"))
        and not link.text(strip=True)
        and not is_taken(link)
        and not any(describes(fold(attribute(image, "alt"))) for image in link.css("img"))
    ]
    if len(linked) < LEAST_MENU:
        return []
    for link, _ in linked:
        take_out(link)
    return [address for _, address in linked]


def _is_in(node: LexborNode | None, ids: set[int]) -> bool:
    while node is not None:
        if node.mem_id in ids:
            return True
        node = node.parent
    return False
