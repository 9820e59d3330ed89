"""Writes sitemaps (sitemaps.org), with Google's extensions for pictures and news, and hreflang."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from xml.sax.saxutils import escape

from bantin_reader.model.listing import SitemapEntry
from bantin_reader.model.picture import Picture
from bantin_reader.web.urls import PublicUrls
from bantin_reader.web.xml import document_of, markup

SITEMAP = {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"}
IMAGE = {"xmlns:image": "http://www.google.com/schemas/sitemap-image/1.1"}
NEWS = {"xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9"}
XHTML = {"xmlns:xhtml": "http://www.w3.org/1999/xhtml"}

# Makes an address from the part of it that differs: a slug, or a file's name.
Address = Callable[[str], str]


class Sitemaps:
    def __init__(self, site_name: str, urls: PublicUrls) -> None:
        self._site_name = site_name
        self._urls = urls

    def index(self, parts: int) -> bytes:
        """The index of parts 1 to `parts`."""
        return _index(parts, *map(escape, self._urls.around("sitemaps.part", "number")))

    def part(self, entries: Iterable[SitemapEntry], *, with_front_page: bool) -> bytes:
        def lines() -> Iterator[str]:
            article, picture = self._article(), self._picture()
            if with_front_page:
                yield f"<url>{_loc(self._urls.of('articles.home'))}</url>"
            for entry in entries:
                updated = entry.updated.isoformat(timespec="seconds")
                yield f"<url>{_loc(article(entry.slug))}<lastmod>{updated}</lastmod>"
                yield from _languages(entry, article)
                yield from _images(entry.picture, picture)
                yield "</url>"

        return document_of("urlset", SITEMAP | IMAGE | XHTML, lines())

    def news(self, entries: Iterable[SitemapEntry]) -> bytes:
        def lines() -> Iterator[str]:
            article, picture = self._article(), self._picture()
            for entry in entries:
                yield f"<url>{_loc(article(entry.slug))}<news:news><news:publication>"
                yield markup("news:name", self._site_name)
                yield markup("news:language", entry.lang.partition("-")[0])
                yield "</news:publication>"
                yield markup("news:publication_date", entry.published.isoformat(timespec="seconds"))
                yield f"{markup('news:title', entry.title)}</news:news>"
                yield from _images(entry.picture, picture)
                yield "</url>"

        return document_of("urlset", SITEMAP | NEWS | IMAGE, lines())

    def _article(self) -> Address:
        return self._addresses("articles.article", "slug")

    def _picture(self) -> Address:
        return self._addresses("articles.picture", "name")

    def _addresses(self, endpoint: str, argument: str) -> Address:
        before, after = self._urls.around(endpoint, argument)
        return lambda value: f"{before}{value}{after}"


@lru_cache(maxsize=4)
def _index(parts: int, before: str, after: str) -> bytes:
    """The index changes only with its last part. `before` and `after` stand around the number of a part."""
    lines = (f"<sitemap><loc>{before}{number}{after}</loc></sitemap>" for number in range(1, parts + 1))
    return document_of("sitemapindex", SITEMAP, lines)


def _loc(address: str) -> str:
    return f"<loc>{escape(address)}</loc>"


def _languages(entry: SitemapEntry, article: Address) -> Iterator[str]:
    """Each version names all versions, itself too."""
    if entry.translations:
        for lang, slug in ((entry.lang, entry.slug), *entry.translations):
            yield markup("xhtml:link", attributes={"rel": "alternate", "hreflang": lang, "href": article(slug)})


def _images(picture: Picture | None, address: Address) -> Iterator[str]:
    if picture:
        name = picture.rendition_name(picture.widths[-1], "jpg")
        yield f"<image:image><image:loc>{escape(address(name))}</image:loc></image:image>"
