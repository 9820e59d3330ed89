"""Patterns for the end of an article: the end mark and the byline."""

from __future__ import annotations

import re

END_MARK = "./."
SENTENCE_END = re.compile(r"[.!?…:;][\"”’»)\]]*$")
NEXT_SENTENCE = re.compile(r"[.!?…][\"”’»)\]]*\s+[\"“‘«(]*[A-ZĐÀ-Ỹ]")
ITEM = re.compile(r"[-–•+]\s")
# Who wrote all of it, text and pictures, needs no label.
TEXT_AND_PICTURES = r"(?:tin\s++bài|tin|bài(?:\s++viết)?)\s*+(?:[,&+]|-|–|và)\s*+(?:ảnh|hình(?:\s++ảnh)?)"
LABEL = re.compile(
    rf"(?:tác giả|author|by|thực hiện|người viết|{TEXT_AND_PICTURES})\s*+:\s*+|by\s++(?=\w)", re.IGNORECASE
)
NAME_WORD = re.compile(r"[^\W\d_][^\W\d_'’]*+")
SURNAMES = {
    "An", "Âu", "Bạch", "Bàn", "Bế", "Bùi", "Cà", "Cao", "Cầm", "Châu", "Chu", "Cù", "Dương", "Đàm", "Đào",
    "Đặng", "Điêu", "Đinh", "Đoàn", "Đỗ", "Đồng", "Giàng", "Hà", "Hạng", "Hầu", "Hoàng", "Hồ", "Hứa", "Huỳnh",
    "Kha", "Khổng", "Kiều", "La", "Lầu", "Lâm", "Lê", "Lò", "Lô", "Lù", "Lữ", "Lương", "Lường", "Lưu", "Lý",
    "Ma", "Mã", "Mạc", "Mai", "Mùa", "Ngân", "Nghiêm", "Ngô", "Nguyễn", "Nông", "Phạm", "Phan", "Phùng",
    "Quách", "Quàng", "Sùng", "Tạ", "Tăng", "Thái", "Thân", "Thào", "Tô", "Tòng", "Tống", "Trần", "Tráng",
    "Triệu", "Trịnh", "Trương", "Từ", "Vàng", "Văn", "Vi", "Viên", "Võ", "Vũ", "Vừ", "Vương",
}  # fmt: skip
# The beginning of a numbered heading, which may be as long as a sentence.
NUMBERED_PART = re.compile(
    r"(?:[IVX]+|\d+|[a-zđ])[.)/]\s|(?:điều|chương|mục|phần|khoản|bài|câu)\s+[\dIVX]+\b", re.IGNORECASE
)
LEAD_END = re.compile(r"[.…!][\"”’»)\]]*$")
LEAST_LEAD_WORDS = 12
LEAST_OPEN_LEAD_WORDS = 25
LONGEST = 80
MOST_WORDS = 12


def reads_as_byline(text: str) -> bool:
    """Whether the text is as short as a byline, and neither a sentence nor a list item."""
    short = 0 < len(text) <= LONGEST and len(text.split()) <= MOST_WORDS
    return short and END_MARK not in text and not SENTENCE_END.search(text) and not ITEM.match(text)


def reads_as_lead(text: str) -> bool:
    """Whether the text of a heading is a summary: a sentence of LEAST_LEAD_WORDS words, or LEAST_OPEN_LEAD_WORDS words
    without a full stop. Not a question, an introduction of a list or a numbered heading."""
    if NUMBERED_PART.match(text) or text.endswith((":", "?")):
        return False
    return len(text.split()) >= (LEAST_LEAD_WORDS if LEAD_END.search(text) else LEAST_OPEN_LEAD_WORDS)


def without_label(text: str) -> str:
    """The byline without a label such as "Tác giả:" or "By"."""
    return LABEL.sub("", text, count=1) if LABEL.match(text) else text


def reads_as_person(text: str) -> bool:
    """Whether the text has the form of a Vietnamese name: a surname and two or three more words, each of which begins
    with a capital letter."""
    words = text.split()
    if not 3 <= len(words) <= 4 or words[0].capitalize() not in SURNAMES:
        return False
    return all(NAME_WORD.fullmatch(word) and word[0].isupper() for word in words)
