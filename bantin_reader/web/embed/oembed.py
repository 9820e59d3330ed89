"""The oEmbed provider: what another site shows for the address of one of our articles (oEmbed 1.0, oembed.com).

Only our own addresses are answered; nothing is fetched, and nothing of `url` comes back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from flask import Blueprint, Response, current_app, get_template_attribute, request
from markupsafe import escape
from werkzeug.exceptions import BadRequest, HTTPException, NotFound
from werkzeug.exceptions import NotImplemented as FormatNotImplemented

from bantin_reader.model.errors import ArticleNotFound, ArticleWithdrawn
from bantin_reader.services.oembed import MaxSize, OEmbedResult, OEmbedService
from bantin_reader.web.route_policy import route_policy
from bantin_reader.web.urls import ArticleUrls, PublicUrls

# What consumers are told, and what a cache before us may keep: a withdrawal shows in minutes to who asks anew.
CONSUMERS_SECONDS = 60 * 60
CACHES_SECONDS = 5 * 60
ARGUMENTS = ("lang", "url", "format", "maxwidth", "maxheight")
FORBIDDEN_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
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
        offer = embedding.offer(slug, MaxSize(_pixels("maxwidth"), _pixels("maxheight")))
        response = write(_fields(offer))
        response.cache_control.public = True
        response.cache_control.max_age = CACHES_SECONDS
        response.add_etag(weak=True)
        response.make_conditional(request)
        return response

    def _fields(offer: OEmbedResult) -> Fields:
        article, thumbnail = offer.article, offer.thumbnail
        fields: dict[str, str | int] = {"type": "rich", "version": "1.0", "title": article.title}
        if article.byline:
            fields["author_name"] = article.byline
        fields |= {"provider_name": site_name, "provider_url": addresses.site, "cache_age": CONSUMERS_SECONDS}
        if thumbnail:
            fields["thumbnail_url"] = addresses.of("articles.picture", name=thumbnail.name)
            fields |= {"thumbnail_width": thumbnail.width, "thumbnail_height": thumbnail.height}
        html = _snippet(offer, addresses.article(article.slug), site_name)
        return fields | {"html": html, "width": offer.width, "height": offer.height}

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


def _snippet(offer: OEmbedResult, addresses: ArticleUrls, site_name: str) -> str:
    snippet = get_template_attribute("embed/snippet.html", "snippet")
    return str(snippet(offer.article.title, site_name, addresses, str(offer.width), offer.height))


def _pixels(name: str) -> int | None:
    """A bound that the consumer sets; None where it is missing, broken or nothing."""
    text = request.args.get(name, "")
    return int(text) or None if text.isascii() and text.isdigit() and len(text) <= 9 else None


def _as_json(fields: Fields) -> Response:
    # ASCII alone: some consumers guess at the encoding of JSON.
    return Response(json.dumps(fields), mimetype="application/json")


def _as_xml(fields: Fields) -> Response:
    lines = [f"<{name}>{escape(FORBIDDEN_IN_XML.sub('', str(value)))}</{name}>" for name, value in fields.items()]
    text = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>\n{}\n</oembed>\n'.format("\n".join(lines))
    return Response(text, content_type="text/xml; charset=utf-8")


WRITERS = {"json": _as_json, "xml": _as_xml}
