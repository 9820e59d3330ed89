"""Reads JSON Feed, versions 1 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

from html import escape
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.addresses import absolute_address
from bantin_reader.sources.entry import Entry

START_WITHIN = 2_000


def _text(value: object) -> object:
    """Texts that some feeds write as numbers, or leave null."""
    return "" if value is None else str(value) if isinstance(value, int | float) else value


def _listed(value: object) -> object:
    return [] if value is None else value


Text = Annotated[str, BeforeValidator(_text)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Author(_Part):
    name: Text = ""


class _Attachment(_Part):
    url: Text = ""
    mime_type: Text = ""


class _Item(_Part):
    id: Text = ""
    url: Text = ""
    external_url: Text = ""
    title: Text = ""
    content_html: Text = ""
    content_text: Text = ""
    summary: Text = ""
    image: Text = ""
    banner_image: Text = ""
    date_published: Text = ""
    date_modified: Text = ""
    language: Text = ""
    author: _Author | None = None
    authors: Annotated[list[_Author], BeforeValidator(_listed)] = Field(default_factory=list)
    tags: Annotated[list[Text], BeforeValidator(_listed)] = Field(default_factory=list)
    attachments: Annotated[list[_Attachment], BeforeValidator(_listed)] = Field(default_factory=list)


class _Feed(_Part):
    version: Text = ""
    language: Text = ""
    author: _Author | None = None
    authors: Annotated[list[_Author], BeforeValidator(_listed)] = Field(default_factory=list)
    items: list[dict[str, Any]]


def recognises(content: bytes) -> bool:
    """Whether it begins as a JSON object with the parts of a JSON Feed."""
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:START_WITHIN]
    return start.startswith(b"{") and (b"jsonfeed.org" in start or b'"items"' in content)


def parse(content: bytes, url: str) -> list[Entry]:
    """The items of a feed; one that breaks the rules is left out. Raises SourceRefused."""
    try:
        feed = _Feed.model_validate_json(content.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise SourceRefused(f"no JSON Feed: {where or 'the document'}: {first['msg']}") from error
    entries = []
    for values in feed.items:
        try:
            item = _Item.model_validate(values)
        except ValidationError:
            continue
        entries.append(_entry(item, feed, url))
    return entries


def _entry(item: _Item, feed: _Feed, url: str) -> Entry:
    address = absolute_address(url, item.url or item.external_url) if item.url or item.external_url else ""
    paragraphs = [part for part in item.content_text.split("\n\n") if part.strip()]
    content = item.content_html or "".join(f"<p>{escape(part.strip())}</p>" for part in paragraphs)
    authors = item.authors or feed.authors or [one for one in (item.author or feed.author,) if one]
    tags = [tag for tag in item.tags if tag]
    return Entry(
        title=" ".join(item.title.split()),
        identity=item.id,
        address=address,
        base=address or url,
        content=content,
        summary=escape(item.summary),
        is_full=bool(content) or not address,
        lang=item.language or feed.language,
        authors=tuple(author.name for author in authors if author.name),
        published=item.date_published or item.date_modified,
        updated=item.date_modified,
        category=tags[0] if tags else "",
        tags=tuple(tags[1:]),
        picture=absolute_address(url, item.image or item.banner_image) if item.image or item.banner_image else "",
        recordings=tuple(
            absolute_address(url, one.url)
            for one in item.attachments
            if one.url and one.mime_type.lower().startswith("audio/")
        ),
    )
