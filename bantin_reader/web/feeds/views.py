"""The feeds of the site, of each category, of each tag and of each search, in three formats."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import Blueprint, Response, request

from bantin_reader.model.search_query import parse_query
from bantin_reader.services.feeds import FeedService
from bantin_reader.web.feeds import atom, json_feed, rss
from bantin_reader.web.feeds.document import FeedDocument, FeedPresenter
from bantin_reader.web.http_cache import shared_for
from bantin_reader.web.query_arguments import requested_language, requested_search_filter
from bantin_reader.web.route_policy import route_policy
from bantin_reader.web.urls import PublicUrls

SHARED_CACHE_SECONDS = 5 * 60
FORMATS: dict[str, tuple[str, Callable[[FeedDocument], bytes]]] = {
    "atom": (atom.MEDIA_TYPE, atom.atom),
    "rss": (rss.MEDIA_TYPE, rss.rss),
    "json": (json_feed.MEDIA_TYPE, json_feed.json_feed),
}


def blueprint(service: FeedService, urls: PublicUrls, site_name: str, hub: str) -> Blueprint:
    """`/feed.atom`, `/feed.rss` and `/feed.json`, also below a category, a tag or the search. `?lang=` selects articles
    in a language, of the site or of a category; the arguments of a search are those of its page.

    `hub` is the URL of a WebSub hub, which tells subscribers of new articles; empty where there is none. The feeds that
    it is notified of name it: those of the site and of categories, in all languages.
    """
    feeds = Blueprint("feeds", __name__)
    presenter = FeedPresenter(site_name, urls, hub)
    policy = route_policy(arguments=("lang",), cookies={}, page_cache=True, cross_origin=True)

    def site(form: str) -> Response:
        lang = requested_language()
        url = urls.of(f"feeds.{form}", lang=lang or None)
        home = urls.of("articles.home")
        feed = service.site(lang=lang)
        return _response(form, presenter.present(feed, page_url=home, url=url, lang=lang, has_notices=not lang))

    def category(form: str, category: str) -> Response:
        lang = requested_language()
        url = urls.of(f"feeds.category_{form}", category=category, lang=lang or None)
        feed = service.category(category, lang=lang)
        home = urls.of("articles.home")
        return _response(form, presenter.present(feed, page_url=home, url=url, lang=lang, has_notices=not lang))

    def tag(form: str, tag: str) -> Response:
        url, page_url = urls.of(f"feeds.tag_{form}", tag=tag), urls.of("lists.tag", tag=tag)
        return _response(form, presenter.present(service.tag(tag), page_url=page_url, url=url))

    def search(form: str) -> Response:
        query, which = parse_query(request.args.get("q", "")), requested_search_filter()
        year = which.since.year if which.since else None
        given = {"q": query.text, "category": which.category or None, "year": year, "lang": which.lang or None}
        url, page_url = urls.of(f"feeds.search_{form}", **given), urls.of("search.page", **given)
        feed = service.search(query, which)
        return _response(form, presenter.present(feed, page_url=page_url, url=url, lang=which.lang))

    plain = route_policy(arguments=(), cookies={}, page_cache=True, cross_origin=True)
    # Not cached in memory, as the pages of the search: each reader may ask for another one.
    searched = route_policy(arguments=("q", "category", "year", "lang"), cookies={}, cross_origin=True)
    for form in FORMATS:
        feeds.add_url_rule(f"/feed.{form}", form, policy(partial(site, form)))
        feeds.add_url_rule(f"/categories/<category>/feed.{form}", f"category_{form}", policy(partial(category, form)))
        feeds.add_url_rule(f"/tags/<tag>/feed.{form}", f"tag_{form}", plain(partial(tag, form)))
        feeds.add_url_rule(f"/search/feed.{form}", f"search_{form}", searched(partial(search, form)))
    return feeds


def _response(form: str, feed: FeedDocument) -> Response:
    media_type, write = FORMATS[form]
    response = Response(write(feed), content_type=f"{media_type}; charset=utf-8")
    if feed.hub:  # WebSub, section 4
        response.headers["Link"] = f'<{feed.hub}>; rel="hub", <{feed.url}>; rel="self"'
    return shared_for(SHARED_CACHE_SECONDS, response)
