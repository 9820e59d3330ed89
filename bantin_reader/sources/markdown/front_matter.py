"""Parses Markdown with YAML front matter, the format of the samples.

---
title: …        (required)      sapo, byline, source, category: text
date, updated, expires: 2026-11-18 or "2026-11-18 07:30"
authors: [Lò Thị Én, Lường Văn Thắng]    pinned: true      expiry_reason: text
corrections: [{date: 2026-11-20, text: …}]
slug: its-address                        former_slugs: [its-former-address]
lang: vi        (default)       translation_of: another.md
figure: {src: images/a.webp, alt: …, caption: …}
audio: sounds/a.mp3                      (or an address) the publisher's own recording of the article
---
CommonMark with tables and figures (`markdown.py`)
"""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from pydantic import ValidationError
from yaml.events import AliasEvent
from yaml.nodes import Node

from bantin_reader.model.article import Draft
from bantin_reader.model.body_figures import about_missing_alt
from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.picture import Figure
from bantin_reader.sources.article_fields import ArticleFields, moment
from bantin_reader.sources.file_context import UNKNOWN, FileContext
from bantin_reader.sources.html.alternative_text import with_useful_alt
from bantin_reader.sources.html.inline import Image
from bantin_reader.sources.limits import MAX_FRONT_MATTER, MAX_PLAIN_TEXT, require_at_most
from bantin_reader.sources.markdown.body import picture_of, read_markdown
from bantin_reader.sources.recording_places import recordings_beside
from bantin_reader.sources.sanitize import has_words

FENCE = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)(.*)\Z", re.DOTALL | re.MULTILINE)
MAX_VALUE_DEPTH = 10
PICTURES_ALONE = "no body: pictures alone follow the front matter; write a sentence of text beside them"
PLACE = "front matter"


class BoundedLoader(yaml.SafeLoader):
    """A YAML loader that refuses aliases (`*name`), because a few nested ones take up all memory, and values nested
    more deeply than MAX_VALUE_DEPTH."""

    depth = 0

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        if self.check_event(AliasEvent):
            raise yaml.YAMLError("an alias (*name) is not allowed; write the value itself")
        if self.depth == MAX_VALUE_DEPTH:
            raise yaml.YAMLError(f"values are nested too deeply: at most {MAX_VALUE_DEPTH} in each other")
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


def recognises(text: str) -> bool:
    return re.match(r"---[ \t]*\n", text) is not None


def read(text: str, file: Path, context: FileContext = UNKNOWN) -> Draft:
    require_at_most(MAX_PLAIN_TEXT, "text", text)
    found = FENCE.match(text)
    if found is None:
        raise SourceRefused("unknown layout: the front matter has no closing line of ---")
    require_at_most(MAX_FRONT_MATTER, "front matter", found[1])
    fields = _fields(found[1])
    root = context.root_of(file)
    body = read_markdown(found[2], file.parent, root, fields.title)
    if not fields.title:
        raise SourceRefused("no title: the front matter has no title, or an empty one")
    if not has_words(body.html):
        raise SourceRefused(PICTURES_ALONE if body.pictures else "no body: nothing but blanks follows the front matter")
    date, time = moment(PLACE, "date", fields.date)
    updated, updated_time = moment(PLACE, "updated", fields.updated)
    figure, picture = None, None
    warnings: tuple[str, ...] = ()
    if fields.figure:
        caption = fields.figure.caption
        picture = picture_of(fields.figure.src, file.parent, root)
        alt = with_useful_alt(Image(picture, fields.figure.alt), fields.title, caption).alt
        figure = Figure(caption=caption, alt=alt)
        warnings = () if figure.alt else (about_missing_alt(picture.shown, figure.caption),)
    original = fields.translation_of
    return Draft(
        source_id=str(file.resolve()),
        title=fields.title,
        sapo=fields.sapo,
        body=body.html,
        lang=fields.lang,
        date=date,
        time=time,
        updated=updated,
        updated_time=updated_time,
        byline=fields.byline or ", ".join(fields.authors),
        credit=fields.source,
        category=fields.category,
        figure=figure,
        translation_of=str((file.parent / original).resolve()) if original else None,
        picture=picture,
        pictures=body.pictures,
        recordings=recordings_beside(fields.audio, file.parent, root),
        warnings=warnings + body.warnings,
        **fields.of_publication(PLACE),
    )


def _fields(front: str) -> ArticleFields:
    try:
        loaded = yaml.load(front, Loader=BoundedLoader)  # noqa: S506
    except (yaml.YAMLError, ValueError) as error:
        # PyYAML makes dates itself, and a day that is not in the calendar is a bare ValueError.
        raise SourceRefused(f"front matter: {_in_one_line(error)}") from error
    if loaded is None:
        loaded = {}
    if not isinstance(loaded, dict):
        raise SourceRefused("front matter: lines of 'name: value' were expected")
    try:
        return ArticleFields.model_validate(loaded)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SourceRefused(f"front matter: {where}: {first['msg']}") from error


def _in_one_line(error: Exception) -> str:
    about = "a date or time that is not in the calendar: " if type(error) is ValueError else ""
    return about + " ".join(str(error).split())[:200]
