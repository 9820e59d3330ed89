"""An article and its parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from datetime import time as Time
from pathlib import Path
from zoneinfo import ZoneInfo

DEFAULT_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
# The path of an article on its site, followed by its slug.
ARTICLE_PATH = "/articles/"

WIDTHS = (480, 960, 1440)
# The size of the preview that social networks show beside a link, in pixels.
CARD_WIDTH, CARD_HEIGHT = 1200, 630


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A stored picture: the name of its original in the picture store and its size in pixels."""

    name: str
    width: int
    height: int

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths of its renditions, in pixels: at most three, none over its own."""
        widest = min(self.width, WIDTHS[-1])
        return (*(width for width in WIDTHS if width < widest), widest)

    def height_at(self, width: int) -> int:
        """The height of its rendition of this width, in pixels."""
        return max(1, round(self.height * width / self.width))

    def rendition_name(self, width: int, suffix: str) -> str:
        """The name of a rendition: `<hash>-<width>.<avif|webp|jpg>`."""
        return f"{self._stem}-{width}.{suffix}"

    @property
    def card_name(self) -> str:
        """The name of the rendition that is cut to CARD_WIDTH × CARD_HEIGHT."""
        return f"{self._stem}-card.jpg"

    @property
    def _stem(self) -> str:
        return self.name.rpartition(".")[0]


@dataclass(frozen=True, kw_only=True)
class PictureSource:
    """A picture where its source has it: in a file, or as bytes in the page itself; in neither, it cannot be had.

    `shown` names it in messages.
    """

    shown: str
    file: Path | None = None
    content: bytes | None = None


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A picture with its caption. The portal's text dump has the caption alone."""

    caption: str = ""
    alt: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An article as its source has it, before it has an address.

    `body` is clean HTML whose headings start at h2. `date` and `time` say when it was published, `updated` and
    `updated_time` when its text was last changed, as wall-clock values in the site's time zone. `source_id` identifies
    the source permanently: the same one again is the same article. `translation_of` is the source_id of the article
    that this one translates.

    Until the picture store has them, `picture` is the figure's, and `pictures` are those of the body, in which
    `<img src="picture-0">` is the first. `warnings` name what a reader of the page will miss.
    """

    source_id: str
    title: str
    sapo: str
    body: str
    lang: str
    date: Date | None = None
    time: Time | None = None
    updated: Date | None = None
    updated_time: Time | None = None
    byline: str = ""
    credit: str = ""
    category: str = ""
    figure: Figure | None = None
    translation_of: str | None = None
    tags: tuple[str, ...] = ()
    picture: PictureSource | None = None
    pictures: tuple[PictureSource, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ArticleSummary:
    """The parts of an article that a list shows."""

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
    """A stored article: a draft with its slug."""

    slug: str
