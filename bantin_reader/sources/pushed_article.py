"""Reads a pushed article: its body as those of feeds and files, its other fields as they are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date as Date
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from bantin_reader.model.article import Draft
from bantin_reader.model.body_figures import about_missing_alt
from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.picture import Figure, PictureSource
from bantin_reader.model.push import PushedArticle
from bantin_reader.sources.article_fields import end_of
from bantin_reader.sources.entry import Entry
from bantin_reader.sources.file_reader import NO_FILE, FileLoader
from bantin_reader.sources.html.alternative_text import with_useful_alt
from bantin_reader.sources.html.inline import Image
from bantin_reader.sources.html.picture_files import PictureFiles
from bantin_reader.sources.limits import MAX_PLAIN_TEXT, require_at_most
from bantin_reader.sources.markdown.body import read_markdown_with
from bantin_reader.sources.publishable import Moment, publishable
from bantin_reader.sources.recording_places import recordings_at
from bantin_reader.sources.sanitize import words_of
from bantin_reader.sources.text.normalize import clean_text

PART = "cid:"
NO_TEXT = "no body: it holds no text"
# What the reader of a page says of fields that a push names by itself.
ABOUT_OTHER_FIELDS = ("no date found", "no author found")


class PushedArticleReader:
    """A LimitedReader runs it in a process of its own."""

    def __init__(self, loader: FileLoader, zone: tzinfo) -> None:
        self._loader = loader
        self._zone = zone

    def read(self, file: Path) -> Draft:
        return self._loader.read(file)

    def article(self, pushed: PushedArticle) -> Draft:
        """The draft, with the system's own ids for this article and its original. Raises SourceRefused."""
        parts = {f"{PART}{name}": content for name, content in pushed.parts.items()}
        draft = self._markdown(pushed, parts) if pushed.form == "markdown" else self._html(pushed, parts)
        date, time = _moment(pushed.published)
        updated, updated_time = _moment(pushed.updated)
        said = ABOUT_OTHER_FIELDS if date else ABOUT_OTHER_FIELDS[1:]
        whole = replace(
            draft,
            source_id=pushed.identity,
            title=_line(pushed.title),
            sapo=_line(pushed.sapo),
            lang=pushed.lang,
            date=date,
            time=time,
            updated=updated,
            updated_time=updated_time,
            byline=draft.byline or ", ".join(map(_line, pushed.authors)),
            authors=tuple(map(_line, pushed.authors)),
            credit=_line(pushed.credit) or draft.credit,
            category=_line(pushed.category),
            tags=tuple(map(_line, pushed.tags)),
            slug=pushed.slug,
            corrections=tuple(replace(one, text=_line(one.text)) for one in pushed.corrections),
            expires_at=end_of(*_moment(pushed.expires)),
            expiry_reason=_line(pushed.expiry_reason),
            pinned=pushed.pinned,
            translation_of=pushed.translation_of or None,
            recordings=recordings_at([pushed.recording], pushed.address, parts),
            warnings=tuple(one for one in draft.warnings if not one.startswith(said)),
        )
        return publishable(whole, self._zone)

    def _html(self, pushed: PushedArticle, parts: Mapping[str, bytes]) -> Draft:
        figure = pushed.figure
        entry = Entry(
            title=pushed.title,
            content=pushed.body,
            base=pushed.address,
            lang=pushed.lang,
            picture=figure.src if figure else "",
            picture_alt=figure.alt if figure else "",
            picture_caption=figure.caption if figure else "",
        )
        try:
            return self._loader.read_entry(entry, parts)
        except SourceRefused as error:
            # The reader of pages speaks of profiles, which a push has none of.
            raise SourceRefused(NO_TEXT if str(error).startswith("no body") else str(error)) from error

    def _markdown(self, pushed: PushedArticle, parts: Mapping[str, bytes]) -> Draft:
        require_at_most(MAX_PLAIN_TEXT, "body", pushed.body)
        files = PictureFiles(pushed.address, NO_FILE, NO_FILE.parent, parts)
        title = _line(pushed.title)
        body = read_markdown_with(lambda address: files.find(address).source, clean_text(pushed.body), title)
        if not words_of(body.html):
            raise SourceRefused(NO_TEXT)
        figure: dict[str, Any] = {}
        warnings = body.warnings
        if pushed.figure:
            picture: PictureSource = files.find(pushed.figure.src).source
            caption = _line(pushed.figure.caption)
            alt = with_useful_alt(Image(picture, _line(pushed.figure.alt)), title, caption).alt
            figure = {"figure": Figure(caption=caption, alt=alt), "picture": picture}
            warnings = (*(() if alt else (about_missing_alt(picture.shown, caption),)), *warnings)
        return Draft(
            source_id=pushed.identity,
            title=title,
            sapo="",
            body=body.html,
            lang=pushed.lang,
            pictures=body.pictures,
            warnings=warnings,
            **figure,
        )


def _line(text: str) -> str:
    return " ".join(clean_text(text).split())


def _moment(value: Date | datetime | None) -> Moment:
    if isinstance(value, datetime):
        return value.date(), value.timetz()
    return value, None
