"""The fields of a pushed article in JSON, and of the response to it. The API's description is made of these models."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date as Date
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from bantin_reader.model.article import Correction
from bantin_reader.model.ports import Outcome
from bantin_reader.model.push import IDENTITY_PATTERN, MAX_IDENTITY, PushedArticle, PushedFigure

MAX_LINE = 10_000
MOMENT = r"^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?$"
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _moment(value: str) -> str:
    try:
        datetime.fromisoformat(value)
    except ValueError as error:
        raise ValueError("is not in the calendar") from error
    return value


Line = Annotated[str, Field(max_length=MAX_LINE)]
Moment = Annotated[
    str,
    Field(pattern=MOMENT, examples=["2026-11-18", "2026-11-18T07:30", "2026-11-18T07:30:00+07:00"]),
    AfterValidator(_moment),
]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$", examples=["2026-11-20"]), AfterValidator(_moment)]
Identity = Annotated[str, Field(pattern=IDENTITY_PATTERN, max_length=MAX_IDENTITY, examples=["42"])]


class Fields(BaseModel):
    """An unknown name is an error, because it may be misspelt; a number is no text."""

    model_config = ConfigDict(extra="forbid", strict=True)


class FigureFields(Fields):
    """The picture above the text. Without one, a picture that begins the body stands there."""

    src: Annotated[Line, Field(min_length=1, description="An address, or `cid:` and the name of a part.")]
    alt: Annotated[Line, Field(description="What it shows, for readers who do not see it.")] = ""
    caption: Line = ""


class CorrectionFields(Fields):
    """What was wrong in the article, and when that was corrected."""

    date: Day
    text: Annotated[Line, Field(min_length=1)]


class ArticleFields(Fields):
    """An article. What a PUT does not name is empty afterwards, but for the slug, which stays."""

    title: Annotated[Line, Field(min_length=1, max_length=1_000)]
    body: Annotated[str, Field(min_length=1, description="The text, with its headings, lists, tables and pictures.")]
    format: Annotated[Literal["html", "markdown"], Field(description="How the body is written.")] = "html"
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$", max_length=35)] = "vi"
    url: Annotated[
        str,
        Field(
            pattern=r"^(?:https?://[^\s/]+[^\s]*)?$",
            max_length=2_000,
            description="The article's address in its own system: relative addresses of the body begin there.",
        ),
    ] = ""
    slug: Annotated[
        str,
        Field(
            pattern=r"^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$",
            max_length=120,
            description="The end of its address here; made of the title unless given. A former one leads to it.",
        ),
    ] = ""
    sapo: Annotated[Line, Field(description="The summary below the title.")] = ""
    category: Annotated[Line, Field(max_length=500)] = ""
    tags: Annotated[list[Line], Field(max_length=200)] = []
    authors: Annotated[list[Annotated[Line, Field(max_length=500)]], Field(max_length=50)] = []
    source: Annotated[Line, Field(max_length=500, description="Whom the article is taken from, such as an agency.")] = (
        ""
    )
    published: Annotated[
        Moment | None,
        Field(description="Readers see it from then on. Without an offset, in the site's time zone."),
    ] = None
    updated: Annotated[Moment | None, Field(description="When its text was last changed.")] = None
    expires: Annotated[Moment | None, Field(description="Until when readers see it; of a day, until its end.")] = None
    expiry_reason: Line = ""
    corrections: Annotated[list[CorrectionFields], Field(max_length=100)] = []
    pinned: Annotated[bool, Field(description="Whether it leads the front page.")] = False
    translation_of: Annotated[Identity | None, Field(description="The id of the article that it translates.")] = None
    figure: FigureFields | None = None
    audio: Annotated[
        Line, Field(description="The publisher's recording of it: an address, or `cid:` and the name of a part.")
    ] = ""

    def article(self, identity: str, parts: Mapping[str, bytes]) -> PushedArticle:
        figure = self.figure
        return PushedArticle(
            identity=identity,
            title=self.title,
            body=self.body,
            form=self.format,
            lang=self.language,
            address=self.url,
            slug=self.slug,
            sapo=self.sapo,
            category=self.category,
            tags=_filled(self.tags),
            authors=_filled(self.authors),
            credit=self.source,
            published=_time(self.published),
            updated=_time(self.updated),
            expires=_time(self.expires),
            expiry_reason=self.expiry_reason,
            corrections=tuple(Correction(Date.fromisoformat(one.date), one.text) for one in self.corrections),
            pinned=self.pinned,
            translation_of=self.translation_of or "",
            figure=PushedFigure(src=figure.src, alt=figure.alt, caption=figure.caption) if figure else None,
            recording=self.audio,
            parts=parts,
        )


class Pushed(BaseModel):
    """What became of a pushed article."""

    outcome: Outcome
    url: Annotated[str, Field(description="Where readers find it.")]
    warnings: Annotated[list[str], Field(description="What its readers will miss, and why.")]


class Mistake(BaseModel):
    """A field that is wrong."""

    pointer: Annotated[str, Field(description="A JSON Pointer as a URI fragment (RFC 6901), such as `#/tags/0`.")]
    detail: str


class Problem(BaseModel):
    """What keeps a request from being done (RFC 9457), with what to mend."""

    title: str
    status: int
    detail: str
    errors: list[Mistake] | None = None


def _filled(texts: list[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if text.strip())


def _time(value: str | None) -> Any:
    """A day or a moment; None where there is none."""
    if value is None:
        return None
    return Date.fromisoformat(value) if DAY.fullmatch(value) else datetime.fromisoformat(value)
