"""The fields of an article that a source writes by name: front matter and JSON Lines have the same ones."""

from __future__ import annotations

import unicodedata
from datetime import date as Date
from datetime import datetime, timedelta
from datetime import time as Time
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool

from bantin_reader.model.article import Correction
from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.limits import (
    MAX_AUTHORS,
    MAX_CORRECTIONS,
    MAX_FORMER_SLUGS,
    MAX_LANG,
    MAX_SLUG,
)
from bantin_reader.sources.text.language import LANGUAGE_TAG
from bantin_reader.sources.text.normalize import CONTROLS

DAY = timedelta(days=1)


def _line(value: object) -> object:
    if not isinstance(value, str):
        return value
    line = " ".join(unicodedata.normalize("NFC", value).split())
    if not line.isprintable() and CONTROLS.search(line):
        raise ValueError("holds a control character")
    return line


Line = Annotated[str, BeforeValidator(_line)]
# An address of ours; and one that another system made.
Slug = Annotated[str, Field(pattern=r"^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$", max_length=MAX_SLUG)]
FormerSlug = Annotated[str, Field(pattern=r"^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$", max_length=MAX_SLUG)]


class FigureFields(BaseModel):
    model_config = ConfigDict(extra="forbid")

    src: str
    alt: Line = ""
    caption: Line = ""


class CorrectionFields(BaseModel):
    model_config = ConfigDict(extra="forbid")

    date: Any
    text: Annotated[Line, Field(min_length=1)]


class ArticleFields(BaseModel):
    """An unknown name is an error, because it may be misspelt."""

    model_config = ConfigDict(extra="forbid")

    title: Line = ""
    sapo: Line = ""
    date: Any = None
    updated: Any = None
    byline: Line = ""
    authors: Annotated[list[Line], Field(max_length=MAX_AUTHORS, default_factory=list)]
    source: Line = ""
    lang: Annotated[str, Field(pattern=LANGUAGE_TAG, max_length=MAX_LANG)] = "vi"
    category: Line = ""
    translation_of: Line | None = None
    figure: FigureFields | None = None
    audio: str = ""
    corrections: Annotated[list[CorrectionFields], Field(max_length=MAX_CORRECTIONS, default_factory=list)]
    expires: Any = None
    expiry_reason: Line = ""
    pinned: StrictBool = False
    slug: Slug = ""
    former_slugs: Annotated[list[FormerSlug], Field(max_length=MAX_FORMER_SLUGS, default_factory=list)]

    def of_publication(self, place: str) -> dict[str, Any]:
        """The draft's fields about its publication. `place` begins what is said of a wrong one; raises
        SourceRefused."""
        return {
            "authors": tuple(filter(None, self.authors)),
            "corrections": tuple(self._correction(place, one) for one in self.corrections),
            "expires_at": end_of(*moment(place, "expires", self.expires)),
            "expiry_reason": self.expiry_reason,
            "pinned": self.pinned,
            "slug": self.slug,
            "former_slugs": tuple(self.former_slugs),
        }

    def _correction(self, place: str, fields: CorrectionFields) -> Correction:
        date, _ = moment(place, "corrections.date", fields.date)
        if date is None:
            raise SourceRefused(f"{place}: corrections.date is missing")
        return Correction(date, fields.text)


def moment(place: str, name: str, value: object) -> tuple[Date | None, Time | None]:
    """The date and time in the field `name`. Raises SourceRefused."""
    if value is None or value == "":
        return None, None
    if isinstance(value, datetime):
        return value.date(), value.timetz()
    if isinstance(value, Date):
        return value, None
    try:
        found = datetime.fromisoformat(str(value).strip())
    except ValueError as error:
        raise SourceRefused(f"{place}: {name}: {value!r} is not like 2026-11-18 or 2026-11-18 07:30") from error
    has_time = len(str(value).strip()) > len("2026-11-18")
    return found.date(), found.timetz() if has_time else None


def end_of(date: Date | None, time: Time | None) -> datetime | None:
    """The moment at which an article expires: a time, or the end of a day."""
    if date is None:
        return None
    try:
        return datetime.combine(date, time) if time else datetime.combine(date + DAY, Time.min)
    except OverflowError as error:
        raise SourceRefused(f"expires: the date {date} is at the end of the calendar") from error
