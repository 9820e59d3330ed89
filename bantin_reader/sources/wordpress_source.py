"""A WordPress site as a source, by its REST API (developer.wordpress.org/rest-api/reference/posts)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated
from urllib.parse import quote, urlencode

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import NotFetched, SourceRefused
from bantin_reader.model.source import KnownItem, Listing, SourceItem, Validators
from bantin_reader.sources.entry import Entry, plain_text
from bantin_reader.sources.http_client import HttpClient
from bantin_reader.sources.identity import items_of
from bantin_reader.sources.limited_process import LimitedReader

POSTS = "wp-json/wp/v2/posts"
PER_PAGE = 50
MAX_PAGES = 1_000
# The response to a page after the last one.
PAST_THE_END = 400


def _text(value: object) -> object:
    return "" if value is None else value


def _listed(value: object) -> object:
    """Parts that a plug-in or an error leaves in place of a list."""
    return value if isinstance(value, list) else []


Text = Annotated[str, BeforeValidator(_text)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Rendered(_Part):
    rendered: Text = ""
    protected: bool = False


class _Author(_Part):
    name: Text = ""


class _Media(_Part):
    source_url: Text = ""
    alt_text: Text = ""
    caption: _Rendered = _Rendered()


class _Term(_Part):
    taxonomy: Text = ""
    name: Text = ""


class _Embedded(_Part):
    author: Annotated[list[_Author], BeforeValidator(_listed)] = Field(default_factory=list)
    media: Annotated[list[_Media], BeforeValidator(_listed)] = Field(default_factory=list, alias="wp:featuredmedia")
    terms: Annotated[list[list[_Term]], BeforeValidator(_listed)] = Field(default_factory=list, alias="wp:term")


class _Post(_Part):
    id: int
    link: Text = ""
    date_gmt: Text = ""
    modified_gmt: Text = ""
    title: _Rendered = _Rendered()
    content: _Rendered = _Rendered()
    excerpt: _Rendered = _Rendered()
    embedded: _Embedded = Field(default_factory=_Embedded, alias="_embedded")


POST_LIST = TypeAdapter(list[_Post])


class WordPressSource:
    """Implements `model.source_ports.ArticleSource`. The date of the last change that was seen stands for the version
    of the whole site: the next run asks for what was changed since then."""

    def __init__(self, url: str, client: HttpClient, reader: LimitedReader) -> None:
        self._url = url.rstrip("/")
        self._client = client
        self._reader = reader

    def listing(self, validators: Validators) -> Listing:
        listing = Listing(validators=validators)
        listing.items = self._items(listing, self._page(1, validators))
        return listing

    def _items(self, listing: Listing, first: list[_Post]) -> Iterator[SourceItem]:
        """The posts of all pages, the oldest change first. The listing's validators follow the last page."""
        asked, posts = listing.validators, first
        for number in range(2, MAX_PAGES):
            newest = max((post.modified_gmt for post in posts), default=listing.validators.last_modified)
            listing.validators = Validators(last_modified=newest)
            yield from items_of([_entry(post) for post in posts if not post.content.protected], self._url)
            if len(posts) < PER_PAGE:
                return
            posts = self._page(number, asked)

    def _page(self, number: int, validators: Validators) -> list[_Post]:
        """A page of posts; empty after the last one. Raises SourceRefused."""
        query = {"per_page": str(PER_PAGE), "page": str(number), "orderby": "modified", "order": "asc", "_embed": "1"}
        if validators.last_modified:
            query["modified_after"] = validators.last_modified
        try:
            address = f"{self._url}/{POSTS}?{urlencode(query, quote_via=quote)}"
            response = self._client.get(address, accept="application/json")
        except NotFetched as error:
            if number > 1 and error.status == PAST_THE_END:
                return []
            raise
        try:
            return POST_LIST.validate_json(response.content)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise SourceRefused(f"no posts of WordPress: {where or 'the document'}: {first['msg']}") from error

    def draft(self, item: SourceItem, known: KnownItem | None) -> tuple[Draft | None, Validators]:
        draft: Draft = self._reader.call("entry", item.content)
        return draft, Validators()

    def item_at(self, known: KnownItem) -> SourceItem | None:
        return None

    def close(self) -> None:
        self._reader.close()
        self._client.close()


def _entry(post: _Post) -> Entry:
    terms = [term for group in post.embedded.terms for term in group if term.name]
    categories = [plain_text(term.name) for term in terms if term.taxonomy == "category"]
    media = next((one for one in post.embedded.media if one.source_url), None)
    return Entry(
        title=plain_text(post.title.rendered),
        identity=str(post.id),
        address=post.link,
        content=post.content.rendered,
        summary=post.excerpt.rendered,
        authors=tuple(plain_text(author.name) for author in post.embedded.author if author.name),
        published=f"{post.date_gmt}Z" if post.date_gmt else "",
        updated=f"{post.modified_gmt}Z" if post.modified_gmt else "",
        category=categories[0] if categories else "",
        tags=tuple(plain_text(term.name) for term in terms if term.taxonomy == "post_tag"),
        picture=media.source_url if media else "",
        picture_alt=media.alt_text if media else "",
        picture_caption=plain_text(media.caption.rendered) if media else "",
    )
