"""Cleans the texts of fields: removes labels, splits lists of tags, and recognises excerpts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bantin_reader.sources.html.dates import looks_like_date

TAG_LABEL = re.compile(r"(?:từ khóa|từ khoá|tags?|thẻ|keywords)\s*:\s*", re.IGNORECASE)
SOURCE_LABEL = re.compile(r"\A\s*+(?:theo|nguồn(?:\s++tin)?+|source)\s*+:?\s*+", re.IGNORECASE)
NO_CATEGORY = re.compile(
    r"trang\s++(?:chủ|nhất)|home(?:\s?page)?|uncategori[sz]ed|(?:chưa|không)\s++(?:được\s++)?phân\s++loại|default|root",
    re.IGNORECASE,
)
BETWEEN_TAGS = re.compile("[,;]")
MAX_TAG_WORDS = 12
EXCERPT_LETTERS = 30
# What WordPress writes behind an excerpt that it made itself.
EXCERPT_END = re.compile(r"\[\s*(?:…|\.\.\.)\s*\]\s*\Z")


def tags_of(texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """The tags in the texts of a field, and the sentences among them, which are not tags. A single text is a list that
    is separated by commas or semicolons."""
    found = BETWEEN_TAGS.split(TAG_LABEL.sub("", texts[0])) if len(texts) == 1 else texts
    tags = dict.fromkeys(tag for text in found if (tag := TAG_LABEL.sub("", text).strip(" #,;.")))
    sentences = [tag for tag in tags if len(tag.split()) > MAX_TAG_WORDS]
    return [tag for tag in tags if tag not in sentences], sentences


def is_no_category(text: str) -> bool:
    """Whether a text in the place of a category names none: the home page, a date, or what a system writes where no
    category was chosen."""
    return NO_CATEGORY.fullmatch(text) is not None or looks_like_date(text)


def without_source_label(text: str) -> str:
    """The source without "Theo" or "Nguồn:" before it."""
    return SOURCE_LABEL.sub("", text)


def repeats(said: str, title: str, body: str) -> bool:
    """Whether a description repeats the title or the beginning of the body, in whole or as an excerpt."""
    if EXCERPT_END.search(said):
        return True
    whole = said.rstrip(" .…[]")
    is_cut_off = "…" in said[len(whole) :] or "..." in said[len(whole) :]
    letters, of_title, of_body = _letters(whole), _letters(title), _letters(body)
    if of_body.startswith(letters) or of_title.startswith(letters):
        return True
    # An excerpt may begin with the title, and may leave out headings.
    rest = letters.removeprefix(of_title)
    if of_body.startswith(rest) or (is_cut_off and rest in of_body):
        return True
    half = len(letters) // 2
    return is_cut_off and (of_body.startswith(letters[:half]) or letters[half:][:EXCERPT_LETTERS] in of_body)


def _letters(text: str) -> str:
    """The text for comparing: without white space, in lower case."""
    return "".join(text.split()).casefold()
