"""The sitemap index and its parts, the news sitemap, and robots.txt (RFC 9309)."""

from __future__ import annotations

from flask import Blueprint, Response

from bantin_reader.config.settings import Settings
from bantin_reader.model.errors import PageNotFound
from bantin_reader.services.sitemaps import SitemapService
from bantin_reader.web.http_cache import shared_for
from bantin_reader.web.query_arguments import whole_number
from bantin_reader.web.route_policy import route_policy
from bantin_reader.web.sitemaps.documents import Sitemaps
from bantin_reader.web.urls import PublicUrls, url_for

SHARED_CACHE_SECONDS = 5 * 60


def blueprint(service: SitemapService, urls: PublicUrls, settings: Settings) -> Blueprint:
    """With a key of IndexNow, `/<key>.txt` holds that key (https://www.indexnow.org/documentation).

    Parts and news are not in the page cache: crawlers read each part once, and news grow old by the clock.
    """
    blueprint = Blueprint("sitemaps", __name__)
    sitemaps = Sitemaps(settings.site_name, urls)

    @blueprint.get("/sitemap.xml")
    @route_policy(arguments=(), cookies={}, page_cache=True)
    def index() -> Response:
        return _xml(sitemaps.index(service.parts()))

    @blueprint.get("/sitemaps/<number>.xml")
    @route_policy(arguments=(), cookies={})
    def part(number: str) -> Response:
        which = whole_number(number)
        if which is None or str(which) != number:
            raise PageNotFound(f"sitemap {number}")
        return _xml(sitemaps.part(service.part(which), with_front_page=which == 1))

    @blueprint.get("/sitemap-news.xml")
    @route_policy(arguments=(), cookies={})
    def news() -> Response:
        return _xml(sitemaps.news(service.news()))

    @blueprint.get("/robots.txt")
    @route_policy(arguments=(), cookies={}, page_cache=True)
    def robots() -> Response:
        lines = [
            "User-agent: *",
            f"Disallow: {url_for('preferences.show')}",
            # A book has what the articles' own pages have, and takes twenty times the work of one.
            f"Disallow: {url_for('articles.home')}*/book.epub",
            "",
            f"Sitemap: {urls.of('sitemaps.index')}",
            f"Sitemap: {urls.of('sitemaps.news')}",
        ]
        response = Response("\n".join(lines) + "\n", mimetype="text/plain")
        return shared_for(SHARED_CACHE_SECONDS, response)

    if key := settings.indexnow_key:

        @blueprint.get(f"/{key}.txt")
        @route_policy(arguments=(), cookies={}, page_cache=True)
        def key_of_indexnow() -> Response:
            return shared_for(SHARED_CACHE_SECONDS, Response(key, mimetype="text/plain"))

    return blueprint


def _xml(content: bytes) -> Response:
    return shared_for(SHARED_CACHE_SECONDS, Response(content, content_type="application/xml; charset=utf-8"))
