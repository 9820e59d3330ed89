"""An article, before and after it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from datetime import time as Time
from zoneinfo import ZoneInfo

from bantin_reader.model.picture import Figure, PictureSource
from bantin_reader.model.recording import Recording, RecordingSource

DEFAULT_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
# The path of an article on its site, followed by its slug.
ARTICLE_PATH = "/articles/"


@dataclass(frozen=True)
class Correction:
    """The day on which an article was corrected, and what was wrong in it, in its own language."""

    date: Date
    text: str


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An article as its source has it, before it has an address.

    `body` is clean HTML whose headings start at h2. `date` and `time` say when it was published, `updated` and
    `updated_time` when its text was last changed, as wall-clock values in the site's time zone. `source_id` identifies
    the source permanently: the same one again is the same article. `translation_of` is the source_id of the article
    that this one translates.

    `authors` are the names that the source itself lists; where it has a byline alone, `byline.authors_of` finds them.
    Readers no longer see the article from `expires_at` on, a wall-clock value too, but `expiry_reason`. One that is
    `pinned` leads the front page. `slug` is the address that the source asks for, empty for one made of the title;
    those in `former_slugs` lead to it.

    Until the picture store has them, `picture` is the figure's, and `pictures` are those of the body, in which
    `<img src="picture-0">` is the first. Until the store of recordings has it, `recordings` are where the publisher's
    own recording may be had, the best first. `warnings` name what a reader of the page will miss.
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
    authors: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    expires_at: datetime | None = None
    expiry_reason: str = ""
    pinned: bool = False
    slug: str = ""
    former_slugs: tuple[str, ...] = ()
    picture: PictureSource | None = None
    pictures: tuple[PictureSource, ...] = ()
    recording: Recording | None = None
    recordings: tuple[RecordingSource, ...] = ()
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
    """A stored article: a draft that has its slug."""

    slug: str
