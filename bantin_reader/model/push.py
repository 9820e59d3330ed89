"""Articles that another system pushes, and the interface of what takes them (port)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import datetime
from typing import Literal, Protocol

from bantin_reader.model.article import Correction
from bantin_reader.model.ports import Outcome

# The id that the pushing system gives an article: what a path holds unescaped (RFC 3986, 2.3), and a colon.
IDENTITY_PATTERN = r"^[A-Za-z0-9._~:-]+$"
MAX_IDENTITY = 200


@dataclass(frozen=True, kw_only=True)
class PushedFigure:
    """The picture that stands for an article: its address, or `cid:` and the name of a part."""

    src: str
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, kw_only=True)
class PushedArticle:
    """An article as its system writes it. `identity` is that system's own id of it, `translation_of` that of the
    article which this one translates, `recording` the address of the publisher's recording, as in a PushedFigure.
    Relative addresses begin at `address`. Moments with an offset are in that zone, others in the site's. `parts` are
    files that came along, by their names; an address `cid:` and a name leads to one.
    """

    identity: str
    title: str
    body: str
    form: Literal["html", "markdown"] = "html"
    lang: str = "vi"
    address: str = ""
    slug: str = ""
    sapo: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    credit: str = ""
    published: Date | datetime | None = None
    updated: Date | datetime | None = None
    expires: Date | datetime | None = None
    expiry_reason: str = ""
    corrections: tuple[Correction, ...] = ()
    pinned: bool = False
    translation_of: str = ""
    figure: PushedFigure | None = None
    recording: str = ""
    parts: Mapping[str, bytes] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, kw_only=True)
class PushResult:
    """What became of a pushed article, its slug, and what its readers will miss."""

    outcome: Outcome
    slug: str
    warnings: tuple[str, ...] = ()


class ArticleIntake(Protocol):
    """Takes pushed articles, each whole or not at all. Every method raises StoreUnavailable."""

    def put(self, source: str, article: PushedArticle) -> PushResult:
        """Create or update an article of a source. Raises SourceRefused, SlugTaken."""

    def delete(self, source: str, identity: str) -> None:
        """Withdraw an article of a source. Raises NotPushed."""
