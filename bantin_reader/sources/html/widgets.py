"""Recognizes share buttons, boxes of related links and the like, by their class or id together with their content."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from bantin_reader.sources.html.characters import fold
from bantin_reader.sources.html.dom import texts
from bantin_reader.sources.html.element import Element, touches_text
from bantin_reader.sources.html.elements import HEADINGS
from bantin_reader.sources.text.portal_labels import without_controls

NAMED = re.compile(
    r"(?:^|[\s_-])(?:shar(?:e(?!point)|es|ing)|share-?buttons?|addthis|addtoany|sharethis|fb-like|fb-comments|zalo|social|"
    r"plusone|print-?button|related|tin-?lien-?quan|tin-?khac|bai-?lien-?quan|rating|comments?-?box)"
    r"(?=$|[\s_-]|(?-i:[A-Z\d]))",
    re.IGNORECASE,
)
FORM = "form, input:not([type=hidden]), textarea, select, button"
SERVICES = re.compile(
    r"facebook|fb|zalo|twitter|x|linkedin|pinterest|telegram|whatsapp|viber|messenger|skype|email|e|mail|google|youtube|"
    r"tiktok|instagram|copy|link|rss|print|share|like|tweet|follow|save|bản|in|lưu|thích|lượt|chia|sẻ|theo|dõi|quan|tâm|"
    r"sao|chép|liên|kết|bình|luận|đánh|giá|gửi|lên|qua|trên|và|on|via|to"
)
MOST_DIGITS = 5
SHARE_HOSTS = re.compile(
    r"(?:www\.|m\.)?(?:facebook\.com/(?:sharer|share\.php|dialog/(?:share|feed)|plugins/)|"
    r"(?:twitter|x)\.com/(?:intent|share|home\?status)|sp\.zalo\.me/|zalo\.me/share|linkedin\.com/share|"
    r"pinterest\.com/pin/create|t\.me/share|telegram\.me/share|api\.whatsapp\.com/send|wa\.me/\?|plus\.google\.com/share|"
    r"linkhay\.com/submit|addthis\.com/|addtoany\.com/)",
    re.IGNORECASE,
)
DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|zip|rar)(?:[?#]|$)", re.IGNORECASE)
SEPARATORS = re.compile(r"[\s|·•:;,./()\[\]«»<>+–—-]+")
RELATED = re.compile(
    r"(?:các\s+)?(?:tin|bài|bài viết|tin bài|tin tức|nội dung|chủ đề)\s+(?:có\s+)?"
    r"(?:liên quan|khác|cùng chuyên mục|cùng chủ đề|mới hơn|cũ hơn|đã đưa|mới(?: nhất)?|nổi bật|đọc nhiều)|"
    r"(?:xem|đọc|tham khảo|tìm hiểu) thêm|có thể bạn quan tâm|bạn có thể quan tâm|"
    r"related (?:news|articles|stories|posts)|see also|read more|you may also like",
    re.IGNORECASE,
)
POINTER = re.compile(rf"(?:{RELATED.pattern})\s*[:»>–-]", re.IGNORECASE)
DATED = re.compile(r"[\s()\[\]\d/:,.;|-]*+(?:new|mới)?[\s!]*+", re.IGNORECASE)
MOST_WORDS = 40
BOXES = ("aside", "div", "section")
LONGEST_LABEL = 60


def is_widget(element: Element) -> bool:
    """Whether the class or id of an element names a widget and its content is that of one: only links, a form, the
    address of a share service, or no words but names of such services."""
    if "class" not in element.attributes and "id" not in element.attributes:
        return False
    if element.tag in ("html", "body") or element.tag in HEADINGS or not NAMED.search(element.names):
        return False
    node = element.node
    links = [node] if element.tag == "a" else node.css("a")
    addresses = [link.attributes.get("href") or "" for link in links]
    outside = fold(" ".join(texts(node, without="a")))
    if any(map(is_share_address, addresses)):
        return len(outside.split()) <= MOST_WORDS
    if not element.is_block and touches_text(node):
        return False
    if _names_services(fold(" ".join(texts(node)))):
        return True
    if not element.is_block:
        return False
    if node.css_first(FORM) is not None:
        return len(outside.split()) <= MOST_WORDS
    is_label = RELATED.fullmatch(outside.strip(" :»>.…-")) is not None or DATED.fullmatch(outside) is not None
    return bool(links) and (is_label or _names_services(outside)) and not any(map(DOCUMENT.search, addresses))


def is_related_box(element: Element) -> bool:
    """Whether the element is a box of related links: its first text is the label of such a box, and each part after it
    contains a link and few other words."""
    if element.tag not in BOXES:
        return False
    first = next((text for text in texts(element.node) if text.strip()), "")
    if len(first) > LONGEST_LABEL or RELATED.fullmatch(first.strip(" :»>.…-\n\t\xa0")) is None:
        return False
    parts = [part for part in element.node.iter(include_text=False) if part.text().strip() or part.css_first("img")]
    if len(parts) < 2 or fold(parts[0].text()) != fold(first):
        return False
    return all(part.css_first("a[href]") is not None and _has_few_words(part) for part in parts[1:])


def _has_few_words(node: LexborNode) -> bool:
    addresses = [link.attributes.get("href") or "" for link in node.css("a[href]")]
    outside = fold(" ".join(texts(node, without="a")))
    return len(outside.split()) <= MOST_WORDS and not any(map(DOCUMENT.search, addresses))


def is_share_address(address: str) -> bool:
    """Whether a link only opens the form of a share service."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return SHARE_HOSTS.match(f"{parts.netloc}{parts.path}?{parts.query}") is not None


def _names_services(words: str) -> bool:
    """Whether all words are names of share services, verbs for sharing, or numbers."""
    if sum(map(str.isdigit, words)) > MOST_DIGITS:
        return False
    left = SEPARATORS.split(without_controls(words).lower())
    return all(not word or word.isdigit() or SERVICES.fullmatch(word) for word in left)
