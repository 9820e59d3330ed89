"""The values of lists, feeds and sitemaps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bantin_reader.model.article import Article, ArticleSummary
from bantin_reader.model.picture import Picture


@dataclass(frozen=True, kw_only=True)
class DatedArticle:
    """A whole article with two moments, both with a time zone: `published` is its own date, or else that of its
    arrival; `updated` is its last change, never before `published`."""

    article: Article
    published: datetime
    updated: datetime


@dataclass(frozen=True, kw_only=True)
class SitemapEntry:
    """What a sitemap says of an article. The moments are those of `DatedArticle`; `translations` are the language and
    the slug of each article that is a translation of it, or its original."""

    slug: str
    title: str
    lang: str
    published: datetime
    updated: datetime
    picture: Picture | None = None
    translations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Position:
    """An article's place in every list: its moment by the site's clocks, and its number where several have the same."""

    moment: datetime
    number: int


@dataclass(frozen=True, kw_only=True)
class ListFilter:
    """Restricts a list to a category, by its slug, to a language, and to the period from `since` to `until`, which is
    excluded, by the site's clocks. An empty value restricts nothing."""

    category: str = ""
    lang: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ListSlice:
    """Successive articles of a list, newest first.

    `older` is the position of the last of them if older ones follow. `newer` is the position before which the page of
    newer ones begins; None if that is the first page, or if `is_first` says that there are none.
    """

    headlines: Sequence[ArticleSummary]
    is_first: bool = True
    newer: Position | None = None
    older: Position | None = None


@dataclass(frozen=True, kw_only=True)
class Section:
    """A category as the navigation has it: its slug, and its name and that name's language as its newest article has
    them."""

    slug: str
    name: str
    lang: str


@dataclass(frozen=True)
class Neighbour:
    """An article near another one in its category: what tells whether it is related, and its `summary`, which is made
    when it is called, since most neighbours are not shown."""

    slug: str
    title: str
    tags: tuple[str, ...]
    summary: Callable[[], ArticleSummary]
