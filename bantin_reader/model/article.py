"""An article and its parts, as every layer hands them on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from datetime import time as Time
from pathlib import Path
from zoneinfo import ZoneInfo

DEFAULT_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A stored picture: its file name in the picture store and its size in pixels."""

    name: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A picture with its caption. A portal's text may bring the caption alone."""

    caption: str = ""
    alt: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An article as its source has it, before it has an address.

    `body` is clean HTML whose headings start at h2. `date` and `time` are wall-clock values in the site's
    time zone. `source_id` names the source for good: the same one again is the same article.
    `translation_of` is the source_id of the article that this one translates. `picture_file` is where the
    figure's picture lies until the picture store keeps it.
    """

    source_id: str
    title: str
    sapo: str
    body: str
    lang: str
    date: Date | None = None
    time: Time | None = None
    byline: str = ""
    credit: str = ""
    category: str = ""
    figure: Figure | None = None
    translation_of: str | None = None
    picture_file: Path | None = None


@dataclass(frozen=True, kw_only=True)
class Headline:
    """What a list shows of an article."""

    slug: str
    title: str
    sapo: str
    lang: str
    date: Date | None
    time: Time | None
    category: str
    figure: Figure | None


@dataclass(frozen=True, kw_only=True)
class Article(Draft):
    """A stored article: a draft with its address."""

    slug: str
