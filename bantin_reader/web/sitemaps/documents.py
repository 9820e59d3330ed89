"""Writes sitemaps (sitemaps.org), with Google's extensions for pictures and news, and hreflang."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from bantin_reader.model.listing import SitemapEntry
from bantin_reader.web.urls import PublicUrls
from bantin_reader.web.xml import add, document

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGE = {"xmlns:image": "http://www.google.com/schemas/sitemap-image/1.1"}
NEWS = {"xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9"}
XHTML = {"xmlns:xhtml": "http://www.w3.org/1999/xhtml"}


class Sitemaps:
    def __init__(self, site_name: str, urls: PublicUrls) -> None:
        self._site_name = site_name
        self._urls = urls

    def index(self, parts: int) -> bytes:
        """The index of parts 1 to `parts`."""
        root = Element("sitemapindex", {"xmlns": NAMESPACE})
        for number in range(1, parts + 1):
            add(add(root, "sitemap"), "loc", self._urls.of("sitemaps.part", number=number))
        return document(root)

    def part(self, entries: Iterable[SitemapEntry], *, with_front_page: bool) -> bytes:
        root = Element("urlset", {"xmlns": NAMESPACE, **IMAGE, **XHTML})
        if with_front_page:
            add(add(root, "url"), "loc", self._urls.of("articles.home"))
        for entry in entries:
            url = self._url(root, entry)
            add(url, "lastmod", entry.updated.isoformat(timespec="seconds"))
            self._add_languages(url, entry)
            self._add_picture(url, entry)
        return document(root)

    def news(self, entries: Iterable[SitemapEntry]) -> bytes:
        root = Element("urlset", {"xmlns": NAMESPACE, **NEWS, **IMAGE})
        for entry in entries:
            url = self._url(root, entry)
            news = add(url, "news:news")
            publication = add(news, "news:publication")
            add(publication, "news:name", self._site_name)
            add(publication, "news:language", entry.lang.partition("-")[0])
            add(news, "news:publication_date", entry.published.isoformat(timespec="seconds"))
            add(news, "news:title", entry.title)
            self._add_picture(url, entry)
        return document(root)

    def _url(self, root: Element, entry: SitemapEntry) -> Element:
        url = add(root, "url")
        add(url, "loc", self._urls.article(entry.slug).article)
        return url

    def _add_languages(self, url: Element, entry: SitemapEntry) -> None:
        """Each version names all versions, itself too."""
        if entry.translations:
            for lang, slug in ((entry.lang, entry.slug), *entry.translations):
                href = self._urls.article(slug).article
                add(url, "xhtml:link", attributes={"rel": "alternate", "hreflang": lang, "href": href})

    def _add_picture(self, url: Element, entry: SitemapEntry) -> None:
        if picture := entry.picture:
            name = picture.rendition_name(picture.widths[-1], "jpg")
            add(add(url, "image:image"), "image:loc", self._urls.of("articles.picture", name=name))
