"""Parses the authors of an article from its byline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

PICTURES = r"ảnh|hình(?:\s++ảnh)?|minh\s++họa|đồ\s++họa|video|clip|photos?|pictures?|images?"
WORDS = r"tin|bài(?:\s++viết)?|nội\s++dung|thực\s++hiện|tác\s++giả|người\s++viết|text|story|words|author|by"
ROLE = rf"(?:{PICTURES}|{WORDS})(?!\w)"
BETWEEN_ROLES = r"(?:\s*+(?:[,&/+–-]|và|and)\s*+|\s++)"
LABEL = re.compile(rf"(?<!\w)({ROLE}(?:{BETWEEN_ROLES}{ROLE}){{0,4}})\s*+:", re.IGNORECASE)
OF_WORDS = re.compile(rf"(?<!\w)(?:{WORDS})(?!\w)", re.IGNORECASE)
BY = re.compile(r"\A\s*by\s+", re.IGNORECASE)
BRACKETS = re.compile(r"\([^()]*+\)")
BETWEEN = re.compile(r"[,;/|•·]")
BETWEEN_PEOPLE = re.compile(r"(?<!\s)\s++(?:[-–—&+]|và|and)\s++", re.IGNORECASE)
COLLECTIVE = re.compile(
    r"(?:ban|báo|bbt|bộ|btv|cổng|công\s+an|cục|chi\s+cục|ctv|đài|đoàn|hội|liên\s+đoàn|nhóm|phòng|phóng\s+viên|pv|sở|tạp\s+chí|"
    r"tổ|tòa\s+soạn|toà\s+soạn|trạm|trang|trung\s+tâm|trường|ttxvn|ủy\s+ban|uỷ\s+ban|ubnd|ubmttq|hđnd|văn\s+phòng|viện|"
    r"the|department|office|ministry|committee|editors?|newsroom|staff|.*\s(?:alliance|agency|bulletin|news|team|union))"
    r"(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Author:
    """An author: a person, or else a newsroom or an office."""

    name: str
    is_person: bool


def authors_of(byline: str, names: Sequence[str] = ()) -> tuple[Author, ...]:
    """The authors that a byline names, in its order, without photographers; or else those whose `names` are known."""
    if names:
        return tuple(Author(name, is_person=not COLLECTIVE.match(name)) for name in dict.fromkeys(names))
    parts = LABEL.split(BRACKETS.sub(" ", byline))
    texts = [parts[0], *(text for label, text in zip(parts[1::2], parts[2::2], strict=True) if OF_WORDS.search(label))]
    found: dict[str, Author] = {}
    for text in texts:
        for name in map(_trimmed, BETWEEN.split(BY.sub("", text))):
            if COLLECTIVE.match(name):
                found.setdefault(name, Author(name, is_person=False))
                continue
            for person in filter(None, map(_trimmed, BETWEEN_PEOPLE.split(name))):
                found.setdefault(person, Author(person, is_person=True))
    return tuple(found.values())


def _trimmed(name: str) -> str:
    return " ".join(name.split()).strip(" .:-–—&+")
