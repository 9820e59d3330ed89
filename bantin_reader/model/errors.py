"""What can go wrong, in the product's own words. The web layer gives these their HTTP status."""

from __future__ import annotations

import traceback
from pathlib import Path

from bantin_reader.model.article import ARTICLE_PATH


class BantinError(Exception):
    """Base of every error that the product raises on purpose."""


class ArticleNotFound(BantinError):
    """No article has this address."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"no article at {ARTICLE_PATH}{slug}")
        self.slug = slug


class ArticleWithdrawn(BantinError):
    """The article was taken back; `reason` is what readers are told."""

    def __init__(self, slug: str, reason: str) -> None:
        super().__init__(f"{ARTICLE_PATH}{slug} was withdrawn: {reason}")
        self.slug = slug
        self.reason = reason


class BackupRefused(BantinError):
    """A backup that cannot be made, or not be used; nothing has changed, and the message says why."""


class PageNotFound(BantinError):
    """A list has no such page."""


class PictureNotFound(BantinError):
    """No stored picture has this name."""


class PictureRefused(BantinError):
    """A file that should be a picture cannot be used as one; the message says why."""


class SourceRefused(BantinError):
    """A source cannot be read as an article; the message says why."""


class ProfileRefused(BantinError):
    """A profile of saved pages that cannot be used; the message names it and says why."""


class StoreUnavailable(BantinError):
    """The articles or their pictures cannot be read or stored just now; the message says why."""


class UnknownPreference(BantinError):
    """A preference, or a value of one, that is not in the table."""


def describe_unexpected(error: Exception) -> str:
    """One line about an error that this program should have foreseen, with the place in the source."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return f"an error of this program, which you should report: {type(error).__name__}{where}: {error}"
