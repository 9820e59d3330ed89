"""A WordPress export (WXR) as a source: the posts and pages in it that are published."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import DocumentRefused, SourceRefused
from bantin_reader.model.source import KnownItem, Listing, SourceItem, Validators
from bantin_reader.sources.article_page import refusal_of
from bantin_reader.sources.discovery import cannot_be_opened
from bantin_reader.sources.entry import Entry
from bantin_reader.sources.fetched_source import FetchedSource
from bantin_reader.sources.http_client import HttpClient
from bantin_reader.sources.identity import items_of
from bantin_reader.sources.limited_process import LimitedReader
from bantin_reader.sources.limits import MAX_CAPTION, MAX_FILE_BYTES
from bantin_reader.sources.shortcodes import Attachment, Renderer
from bantin_reader.sources.wordpress_export import ExportReader, Item
from bantin_reader.sources.wordpress_posts import Author, Embedded, Media, Post, Rendered, Term, entry_of

TYPES = ("post", "page")
PUBLISHED = "publish"
BATCH = 50
MAX_ATTACHMENTS = 100_000
NO_DATE = "0000"
TOO_BIG = f"too big: more than {MAX_FILE_BYTES:,} characters"


class WordPressExportSource(FetchedSource):
    """Implements `model.source_ports.ArticleSource`. `open_file` opens the file from its start; `version` changes with
    it, and is empty where that is not known. The file is read twice, because an attachment may stand behind the posts
    that show it, and never held in memory."""

    def __init__(
        self,
        name: str,
        open_file: Callable[[], BinaryIO],
        client: HttpClient,
        reader: LimitedReader,
        version: Callable[[], str] = lambda: "",
    ) -> None:
        super().__init__(client, reader)
        self._name = name
        self._open = open_file
        self._version = version

    def listing(self, validators: Validators) -> Listing:
        try:
            version = self._version()
            if version and version == validators.etag:
                return Listing(validators=validators, is_unchanged=True)
            attachments = Attachments()
            # A file that is broken further below still has the articles above.
            with self._open() as file, suppress(SourceRefused):
                for item in ExportReader().items(file):
                    attachments.add(item)
        except OSError as error:
            raise SourceRefused(cannot_be_opened(error)) from error
        return Listing(items=self._items(attachments), validators=Validators(etag=version))

    def _items(self, attachments: Attachments) -> Iterator[SourceItem]:
        export = ExportReader()
        with self._open() as file:
            published = (item for item in export.items(file) if _is_published(item))
            entries = (_entry(item, export.authors, attachments) for item in published)
            batch: list[Entry] = []
            broken: SourceRefused | None = None
            try:
                for entry in entries:
                    batch.append(entry)
                    if len(batch) == BATCH:
                        yield from items_of(batch, self._name)
                        batch.clear()
            except SourceRefused as error:
                broken = error
            yield from items_of(batch, self._name)
            if broken:
                raise broken

    def draft(self, item: SourceItem, known: KnownItem | None) -> tuple[Draft | None, Validators]:
        entry: Entry = item.content
        if TOO_BIG in entry.warnings:
            raise DocumentRefused(TOO_BIG, Validators())
        with refusal_of():
            draft: Draft = self._reader.call("entry", entry)
        return draft, Validators()


class Attachments:
    """The files of an export's library, by id and by the post to which they were uploaded."""

    def __init__(self) -> None:
        self._by_id: dict[str, Attachment] = {}
        self._of_post: dict[str, list[Attachment]] = {}

    def add(self, item: Item) -> None:
        address = item.get("attachment_url")
        if item.get("post_type") != "attachment" or not address or len(self._by_id) >= MAX_ATTACHMENTS:
            return
        order = item.get("menu_order")
        one = Attachment(
            identity=item.get("post_id"),
            address=address[:2_000],
            alt=item.meta.get("_wp_attachment_image_alt", "")[:MAX_CAPTION],
            caption=item.get("excerpt")[:MAX_CAPTION],
            order=int(order) if order.isascii() and order.isdigit() else 0,
        )
        self._by_id[one.identity] = one
        self._of_post.setdefault(item.get("post_parent"), []).append(one)

    def find(self, post: str, identities: Sequence[str]) -> list[Attachment]:
        """Those with these ids, in this order; those of the post where none are named."""
        if identities:
            return [self._by_id[identity] for identity in identities if identity in self._by_id]
        return sorted(self._of_post.get(post, []), key=lambda one: one.order)


def file_version(file: Path) -> str:
    facts = file.stat()
    return f"{facts.st_mtime_ns}-{facts.st_size}"


def _is_published(item: Item) -> bool:
    return item.get("post_type") in TYPES and item.get("status") == PUBLISHED and not item.get("post_password")


def _entry(item: Item, authors: dict[str, str], attachments: Attachments) -> Entry:
    post = item.get("post_id")
    renderer = Renderer(lambda identities: attachments.find(post, identities))
    content = renderer.html("" if item.is_too_big else item.get("encoded"))
    creator = item.get("creator")
    name = authors.get(creator, "") if authors else creator
    media = [
        Media(source_url=lead.address, alt_text=lead.alt, caption=Rendered(rendered=lead.caption))
        for lead in attachments.find(post, [item.meta.get("_thumbnail_id", "none")])
    ]
    entry = entry_of(
        Post(
            id=int(post) if post.isascii() and post.isdigit() else item.line,
            link=item.get("link"),
            date_gmt=_moment(item.get("post_date_gmt")),
            modified_gmt=_moment(item.get("post_modified_gmt")),
            title=Rendered(rendered=item.get("title")),
            content=Rendered(rendered=content),
            excerpt=Rendered(rendered=item.get("excerpt")),
            embedded=Embedded(
                author=[Author(name=name)],
                media=media,
                terms=[[Term(taxonomy=taxonomy, name=term) for taxonomy, term in item.terms]],
            ),
        )
    )
    left_out = [f"left out: {what}, which only WordPress can show" for what in renderer.left_out]
    warnings = (*left_out, *([TOO_BIG] if item.is_too_big else []))
    # A draft that was published at once may have no date in GMT.
    return replace(entry, published=entry.published or _moment(item.get("post_date")), warnings=warnings)


def _moment(text: str) -> str:
    """`2026-11-05 00:30:00` in the form of ISO 8601; empty where there is none."""
    return "" if text.startswith(NO_DATE) else text.replace(" ", "T")
