"""A WordPress site as a source, by its REST API (developer.wordpress.org/rest-api/reference/posts)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode

from selectolax.lexbor import LexborHTMLParser

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import NotFetched
from bantin_reader.model.source import KnownItem, Listing, SourceItem, Validators
from bantin_reader.sources.addresses import absolute_address
from bantin_reader.sources.article_page import refusal_of
from bantin_reader.sources.fetched_source import FetchedSource
from bantin_reader.sources.http_client import HttpClient, Response
from bantin_reader.sources.identity import items_of
from bantin_reader.sources.limited_process import LimitedReader
from bantin_reader.sources.wordpress_posts import Post, entry_of, parse_posts

API_LINK = 'link[rel="https://api.w.org/"]'
# What follows the address of the site in that of its API; the second where its permalinks are plain.
API = re.compile(r"(?:wp-json|(?:index\.php)?\?rest_route=).*", re.DOTALL)
POSTS = "wp-json/wp/v2/posts?"
PLAIN_POSTS = "?rest_route=/wp/v2/posts&"
NO_SUCH_PAGE = 404
PER_PAGE = 50
MAX_PAGES = 1_000
# The response to a page after the last one.
PAST_THE_END = 400


class WordPressSource(FetchedSource):
    """Implements `model.source_ports.ArticleSource`. The date of the last change that was seen stands for the version
    of the whole site: the next run asks for what was changed since then."""

    def __init__(self, url: str, client: HttpClient, reader: LimitedReader) -> None:
        super().__init__(client, reader)
        self._url = url.rstrip("/")
        self._posts = POSTS

    def listing(self, validators: Validators) -> Listing:
        listing = Listing(validators=validators)
        listing.items = self._items(listing, self._page(1, validators))
        return listing

    def listing_of(self, response: Response) -> Listing:
        """The posts in a response of the API alone."""
        return Listing(items=_items_of(parse_posts(response.content), self._url))

    def _items(self, listing: Listing, first: list[Post]) -> Iterator[SourceItem]:
        """The posts of all pages, the oldest change first. The listing's validators follow the last page."""
        asked, posts = listing.validators, first
        for number in range(2, MAX_PAGES):
            newest = max((post.modified_gmt for post in posts), default=listing.validators.last_modified)
            listing.validators = Validators(last_modified=newest)
            yield from _items_of(posts, self._url)
            if len(posts) < PER_PAGE:
                return
            posts = self._page(number, asked)

    def _page(self, number: int, validators: Validators) -> list[Post]:
        """A page of posts; empty after the last one. Raises SourceRefused."""
        query = {"per_page": str(PER_PAGE), "page": str(number), "orderby": "modified", "order": "asc", "_embed": "1"}
        if validators.last_modified:
            query["modified_after"] = validators.last_modified
        try:
            address = f"{self._url}/{self._posts}{urlencode(query, quote_via=quote)}"
            response = self._client.get(address, accept="application/json")
        except NotFetched as error:
            if number > 1 and error.status == PAST_THE_END:
                return []
            if error.status == NO_SUCH_PAGE and self._posts == POSTS:
                self._posts = PLAIN_POSTS
                return self._page(number, validators)
            raise
        return parse_posts(response.content)

    def draft(self, item: SourceItem, known: KnownItem | None) -> tuple[Draft | None, Validators]:
        with refusal_of():
            draft: Draft = self._reader.call("entry", item.content)
        return draft, Validators()


def wordpress_site(tree: LexborHTMLParser, url: str) -> str:
    """The address of the WordPress site that a page at `url` belongs to; empty where it belongs to none."""
    link = tree.css_first(API_LINK)
    if link is None:
        return ""
    return API.sub("", absolute_address(url, (link.attributes.get("href") or "").strip())).rstrip("/")


def _items_of(posts: list[Post], url: str) -> list[SourceItem]:
    """Those that readers see without a password."""
    return items_of([entry_of(post) for post in posts if not post.content.protected], url)
