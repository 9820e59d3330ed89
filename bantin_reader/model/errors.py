"""The errors of the product. The web layer maps them to HTTP statuses."""

from __future__ import annotations

import traceback
from datetime import datetime
from pathlib import Path

from bantin_reader.model.article import ARTICLE_PATH
from bantin_reader.model.source import Validators


class BantinError(Exception):
    """Base of all errors that the product raises on purpose."""


class ArticleNotFound(BantinError):
    """No article has this slug."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"no article at {ARTICLE_PATH}{slug}")
        self.slug = slug


class ArticleMoved(ArticleNotFound):
    """The article that had this slug has the slug `current` now."""

    def __init__(self, slug: str, current: str) -> None:
        super().__init__(slug)
        self.current = current


class ArticleWithdrawn(BantinError):
    """The article was withdrawn; readers see `reason`."""

    def __init__(self, slug: str, reason: str) -> None:
        super().__init__(f"{ARTICLE_PATH}{slug} was withdrawn: {reason}")
        self.slug = slug
        self.reason = reason


class ArticleExpired(ArticleWithdrawn):
    """The article was to be shown until the moment `until`, by the site's clocks; `reason` may be empty."""

    def __init__(self, slug: str, reason: str, until: datetime) -> None:
        super().__init__(slug, reason)
        self.until = until


class AudioNotFound(BantinError):
    """No audio has this name and format."""


class BackupRefused(BantinError):
    """A backup cannot be made or used; nothing has changed, and the message says why."""


class PageNotFound(BantinError):
    """A list has no such page."""


class PictureNotFound(BantinError):
    """No stored picture has this name."""


class PictureRefused(BantinError):
    """A file cannot be used as a picture; the message says why."""


class RecordingRefused(BantinError):
    """A file cannot be used as a recording; the message says why. `is_temporary` says that another attempt may
    succeed."""

    def __init__(self, reason: str, *, is_temporary: bool = False) -> None:
        super().__init__(reason)
        self.is_temporary = is_temporary


class SourceRefused(BantinError):
    """A source cannot be read as an article; the message says why."""


class SlugTaken(SourceRefused):
    """The address that an article asks for is that of another article."""


class NotPushed(SourceRefused):
    """A source has pushed no article with this identity."""


class NotFetched(SourceRefused):
    """A document cannot be fetched. `status` is that of the response, None where there was none; `is_temporary` says
    that another attempt may succeed."""

    def __init__(self, reason: str, status: int | None = None, *, is_temporary: bool = False) -> None:
        super().__init__(reason)
        self.status = status
        self.is_temporary = is_temporary


class DocumentRefused(SourceRefused):
    """A document that was fetched is no article. `validators` are those of its version."""

    def __init__(self, reason: str, validators: Validators) -> None:
        super().__init__(reason)
        self.validators = validators


class ReadingInterrupted(SourceRefused):
    """The process that read a document was ended by another one, which says nothing about the document."""


class ProfileRefused(BantinError):
    """A profile of saved pages cannot be used; the message names it and says why."""


class SpeechRefused(BantinError):
    """No sound can be made of a text; the message says why."""


class StoreUnavailable(BantinError):
    """Articles or pictures cannot be read or stored at the moment; the message says why."""


class UnknownPreference(BantinError):
    """A preference or a value of one is not in the table."""


def describe_unexpected(error: Exception) -> str:
    """One line about an unexpected error, with its place in the source."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return f"an error of this program, which you should report: {type(error).__name__}{where}: {error}"
