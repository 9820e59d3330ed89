"""Suggestions below the search field, as JSON for the page's script."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request, url_for

from bantin_reader.services.search import SearchService
from bantin_reader.web.http_cache import shared_for
from bantin_reader.web.route_policy import route_policy

SHARED_CACHE_SECONDS = 60


def add_suggestions(blueprint: Blueprint, service: SearchService) -> None:
    """`/search/suggestions?q=`: articles whose titles have the words that were typed, the last of which may be
    unfinished. Any cache may keep them for a minute."""

    @blueprint.get("/search/suggestions")
    @route_policy(arguments=("q",), cookies={})
    def suggestions() -> Response:
        found = service.suggestions(request.args.get("q", ""))
        articles = [
            {"title": one.title, "url": url_for("articles.article", slug=one.slug), "lang": one.lang} for one in found
        ]
        return shared_for(SHARED_CACHE_SECONDS, jsonify(articles=articles))
