"""The oEmbed provider: what another site shows for the URL of an article (oEmbed 1.0, oembed.com).

It knows the URLs of this site alone. Nothing is fetched, and no response repeats `url`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from flask import Blueprint, Response, current_app, get_template_attribute, request
from markupsafe import escape
from werkzeug.exceptions import BadRequest, HTTPException, NotFound
from werkzeug.exceptions import NotImplemented as FormatNotImplemented

from bantin_reader.model.errors import ArticleNotFound, ArticleWithdrawn
from bantin_reader.services.oembed import MaxSize, OEmbedResult, OEmbedService
from bantin_reader.web.http_cache import shared_for
from bantin_reader.web.query_arguments import whole_number
from bantin_reader.web.route_policy import route_policy
from bantin_reader.web.urls import ArticleUrls, PublicUrls
from bantin_reader.web.xml import xml_text

# For consumers, and for a shared cache in front: a consumer that asks again sees a withdrawal within minutes.
CONSUMER_SECONDS = 60 * 60
SHARED_CACHE_SECONDS = 5 * 60
ARGUMENTS = ("lang", "url", "format", "maxwidth", "maxheight")
SENTENCES = {
    400: "The argument url is missing.",
    404: "This site has no article at that address.",
    501: "The format can be json or xml.",
}
FAILURE = "The answer could not be made; please try again in a moment."

Fields = Mapping[str, str | int]


def blueprint(embedding: OEmbedService, addresses: PublicUrls, site_name: str) -> Blueprint:
    oembed = Blueprint("oembed", __name__)

    @oembed.get("/oembed")
    @route_policy(arguments=ARGUMENTS, cookies={}, page_cache=True, cross_origin=True)
    def answer() -> Response:
        url = request.args.get("url")
        if not url:
            raise BadRequest
        write = WRITERS.get(request.args.get("format", "json"))
        if write is None:
            raise FormatNotImplemented
        slug = addresses.slug_in(url)
        if slug is None:
            raise NotFound
        result = embedding.offer(slug, MaxSize(_pixels("maxwidth"), _pixels("maxheight")))
        return shared_for(SHARED_CACHE_SECONDS, write(_fields(result)))

    def _fields(result: OEmbedResult) -> Fields:
        article, thumbnail = result.article, result.thumbnail
        fields: dict[str, str | int] = {"type": "rich", "version": "1.0", "title": article.title}
        if article.byline:
            fields["author_name"] = article.byline
        fields |= {"provider_name": site_name, "provider_url": addresses.site, "cache_age": CONSUMER_SECONDS}
        if thumbnail:
            fields["thumbnail_url"] = addresses.of("articles.picture", name=thumbnail.name)
            fields |= {"thumbnail_width": thumbnail.width, "thumbnail_height": thumbnail.height}
        html = _snippet(result, addresses.article(article.slug), site_name)
        return fields | {"html": html, "width": result.width, "height": result.height}

    @oembed.errorhandler(Exception)
    def refused(error: Exception) -> Response:
        match error:
            case ArticleNotFound() | ArticleWithdrawn():
                code = 404
            case HTTPException():
                code = error.code or 500
            case _:
                current_app.logger.error("a request failed", exc_info=error)
                code = 500
        return Response(SENTENCES.get(code, FAILURE) + "\n", code, mimetype="text/plain")

    return oembed


def _snippet(result: OEmbedResult, addresses: ArticleUrls, site_name: str) -> str:
    snippet = get_template_attribute("embed/snippet.html", "snippet")
    return str(snippet(result.article.title, site_name, addresses, str(result.width), result.height))


def _pixels(name: str) -> int | None:
    """A bound that the consumer sets; None where it is missing or invalid."""
    return whole_number(request.args.get(name, "")) or None


def _as_json(fields: Fields) -> Response:
    # ASCII only: some consumers guess the encoding of JSON.
    return Response(json.dumps(fields), mimetype="application/json")


def _as_xml(fields: Fields) -> Response:
    lines = [f"<{name}>{escape(xml_text(str(value)))}</{name}>" for name, value in fields.items()]
    text = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>\n{}\n</oembed>\n'.format("\n".join(lines))
    return Response(text, content_type="text/xml; charset=utf-8")


WRITERS = {"json": _as_json, "xml": _as_xml}
