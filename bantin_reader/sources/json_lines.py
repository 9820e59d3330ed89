"""Reads articles as JSON Lines (jsonlines.org): an article a line, its pictures in files beside it.

`export` writes this format. The fields are those of front matter, with `source_id`, `body` (HTML), `tags`, and what
happened to the article in its store. Addresses of pictures and of `audio` are paths relative to the file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Annotated, BinaryIO
from urllib.parse import unquote

from pydantic import Field, ValidationError

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.picture import Figure, PictureSource
from bantin_reader.model.recording import RecordingSource
from bantin_reader.model.source import WEB_PREFIXES
from bantin_reader.model.stored_article import History, LineResult, StoredArticle
from bantin_reader.sources.addresses import absolute_address, address_parts
from bantin_reader.sources.article_fields import ArticleFields, Line, moment
from bantin_reader.sources.discovery import cannot_be_opened
from bantin_reader.sources.http_client import Response
from bantin_reader.sources.import_roots import lies_inside
from bantin_reader.sources.json_lines_writer import SUFFIXES
from bantin_reader.sources.limits import MAX_LINE_BYTES, MAX_PLAIN_TEXT, MAX_TAGS, require_at_most
from bantin_reader.sources.recording_places import recordings_at, recordings_beside
from bantin_reader.sources.sanitize import clean_body, has_words
from bantin_reader.sources.text.normalize import clean_text

PLACE = "its fields"
MAX_SHOWN = 100
NOT_NAMED = "JSON Lines replace any article that they name: download the file and import it"

FindPicture = Callable[[str], PictureSource]
FindRecordings = Callable[[str], tuple[RecordingSource, ...]]


class LineFields(ArticleFields):
    source_id: Annotated[Line, Field(min_length=1)]
    body: str = ""
    tags: Annotated[list[Line], Field(max_length=MAX_TAGS, default_factory=list)]
    created_at: datetime | None = None
    updated_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_reason: Line = ""


class JsonLinesReader:
    """Implements `model.stored_article.LineReader`. `finish` refuses a draft that cannot be published, and brings its
    moments into the site's time zone."""

    def __init__(self, finish: Callable[[Draft], Draft]) -> None:
        self._finish = finish

    def lines(self, file: Path) -> Iterator[LineResult]:
        try:
            folder = file.resolve().parent
            with file.open("rb") as opened:
                files = partial(_picture_in, folder), lambda name: recordings_beside(name, folder, folder)
                yield from self._lines(opened, *files)
        except OSError as error:
            raise SourceRefused(cannot_be_opened(error)) from error

    def lines_of(self, response: Response) -> Iterator[LineResult]:
        """The same of a file that was fetched; its pictures are at addresses relative to its own."""
        files = partial(_picture_at, response.url), lambda name: recordings_at([name], response.url)
        yield from self._lines(BytesIO(response.content), *files)

    def _lines(self, opened: BinaryIO, picture: FindPicture, recordings: FindRecordings) -> Iterator[LineResult]:
        number = 0
        while line := opened.readline(MAX_LINE_BYTES):
            number += 1
            if len(line) == MAX_LINE_BYTES and not line.endswith(b"\n"):
                while (rest := opened.readline(MAX_LINE_BYTES)) and not rest.endswith(b"\n"):
                    pass
                yield number, SourceRefused(f"too long: at most {MAX_LINE_BYTES:,} bytes")
            elif line.strip():
                yield number, self._attempt(line, picture, recordings)

    def _attempt(self, line: bytes, picture: FindPicture, recordings: FindRecordings) -> StoredArticle | SourceRefused:
        try:
            return self._article(_fields(line), picture, recordings)
        except SourceRefused as error:
            return error

    def _article(self, fields: LineFields, picture: FindPicture, recordings: FindRecordings) -> StoredArticle:
        require_at_most(MAX_PLAIN_TEXT, "body", fields.body)
        addresses: list[str] = []
        body = clean_body(clean_text(fields.body), addresses)
        if not addresses and not has_words(body):
            raise SourceRefused("no body: it holds no text")
        date, time = moment(PLACE, "date", fields.date)
        updated, updated_time = moment(PLACE, "updated", fields.updated)
        figure = fields.figure
        draft = Draft(
            source_id=fields.source_id,
            title=fields.title,
            sapo=fields.sapo,
            body=body,
            lang=fields.lang,
            date=date,
            time=time,
            updated=updated,
            updated_time=updated_time,
            byline=fields.byline if "byline" in fields.model_fields_set else ", ".join(fields.authors),
            credit=fields.source,
            category=fields.category,
            figure=Figure(caption=figure.caption, alt=figure.alt) if figure else None,
            translation_of=fields.translation_of or None,
            tags=tuple(filter(None, fields.tags)),
            picture=picture(figure.src) if figure and figure.src else None,
            pictures=tuple(picture(address) for address in addresses),
            recordings=recordings(fields.audio),
            **fields.of_publication(PLACE),
        )
        return StoredArticle(self._finish(draft), _history(fields))


def require_named_lines(url: str) -> None:
    """Raises SourceRefused where a person asked for an address that does not say that there are JSON Lines: its site
    could change and withdraw any article of the store by them."""
    if not address_parts(url).path.lower().endswith(SUFFIXES):
        raise SourceRefused(NOT_NAMED)


def _fields(line: bytes) -> LineFields:
    """Raises SourceRefused."""
    try:
        return LineFields.model_validate(json.loads(line))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SourceRefused(f"{where}: {first['msg']}" if where else "not an object: {…} was expected") from error
    except (ValueError, RecursionError) as error:
        raise SourceRefused(f"not JSON: {' '.join(str(error).split())[:200]}") from error


def _picture_in(folder: Path, address: str) -> PictureSource:
    """The picture at an address relative to `folder`; without a file where that leads out of it."""
    place = folder / unquote(address)
    return PictureSource(shown=_shown(address), file=place if lies_inside(folder, place) else None)


def _picture_at(url: str, address: str) -> PictureSource:
    """The picture at an address relative to `url`; without one where that is no address of the web."""
    joined = absolute_address(url, address)
    return PictureSource(shown=_shown(address), address=joined if joined.startswith(WEB_PREFIXES) else "")


def _shown(address: str) -> str:
    return unquote(address).rpartition("/")[2][:MAX_SHOWN]


def _history(fields: LineFields) -> History:
    return History(
        created_at=_in_utc(fields.created_at),
        updated_at=_in_utc(fields.updated_at),
        withdrawn_at=_in_utc(fields.withdrawn_at),
        withdrawn_reason=fields.withdrawn_reason,
    )


def _in_utc(value: datetime | None) -> datetime | None:
    """Without a zone; a moment that names none is in UTC."""
    return value.astimezone(UTC).replace(tzinfo=None) if value and value.tzinfo else value
