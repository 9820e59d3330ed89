"""Embeds: an article, or the newest headlines, in a frame on another site's page; and the script for that page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.exceptions import NotFound

from bantin_reader.model.article import ARTICLE_PATH
from bantin_reader.model.embed_preferences import EMBED_COOKIE, normalize_embed_cookie
from bantin_reader.services.articles import ArticleService
from bantin_reader.web.current_preferences import use_preferences
from bantin_reader.web.embed.frame import ARGUMENTS, PAGE, current_embed
from bantin_reader.web.error_pages import add_error_pages
from bantin_reader.web.http_cache import HOUR_SECONDS
from bantin_reader.web.i18n.locale import preferred_locale, use_locale
from bantin_reader.web.route_policy import route_policy
from bantin_reader.web.security.headers import SecurityHeaders
from bantin_reader.web.urls import url_for

PREFIX = "/embed"
COOKIES = {EMBED_COOKIE: normalize_embed_cookie}


def blueprint(articles: ArticleService, headers: SecurityHeaders, accent_style: str) -> Blueprint:
    """The frames. They have their own preferences, headers and error pages; `accent_style` is the site's."""
    embed = Blueprint("embed", __name__, url_prefix=PREFIX)
    add_error_pages(embed, "embed/error.html")

    @embed.get(f"{ARTICLE_PATH}<slug>")
    @route_policy(arguments=ARGUMENTS, cookies=COOKIES, page_cache=True)
    def article(slug: str) -> str:
        article, _ = articles.article(slug)
        return render_template("embed/article.html", article=article)

    @embed.get("/latest")
    @route_policy(arguments=ARGUMENTS, cookies=COOKIES, page_cache=True)
    def latest() -> str:
        arguments = current_embed().arguments
        headlines = articles.latest(
            count=current_embed().count, category=arguments.get("category", ""), lang=arguments.get("lang", "")
        )
        return render_template("embed/latest.html", headlines=headlines)

    @embed.get("/toolbar")
    @route_policy(arguments=(*ARGUMENTS, PAGE), cookies=COOKIES, page_cache=True)
    def toolbar() -> Response:
        """The toolbar alone, of the embed whose address `page` holds."""
        if current_embed().path == request.path:
            raise NotFound
        return make_response(render_template("embed/toolbar.html").strip())

    @embed.get("/<path:_rest>")
    @route_policy(arguments=ARGUMENTS, cookies=COOKIES)
    def unknown(_rest: str) -> Response:
        """All other addresses below /embed/, so that their error page can be shown in a frame, too."""
        raise NotFound

    @embed.before_request
    def apply_preferences() -> None:
        preferences = current_embed().preferences.effective
        use_preferences(preferences)
        use_locale(preferred_locale(preferences))

    @embed.context_processor
    def context() -> dict[str, Any]:
        return {"embed": current_embed(), "accent_style": accent_style + current_embed().accent_style}

    @embed.after_request
    def finish(response: Response) -> Response:
        response.headers.update(headers.embed(current_embed().accent_style))
        current_embed().remember(response)
        return response

    return embed


def host_script_blueprint(host_script: Path) -> Blueprint:
    """The script that fits frames to their content, for the pages of other sites."""
    blueprint = Blueprint("host_script", __name__, url_prefix=PREFIX)
    script = host_script.read_bytes()

    @blueprint.get("/v1.js")
    @route_policy(arguments=(), cookies={}, page_cache=True, cross_origin=True)
    def v1() -> Response:
        response = Response(script, mimetype="text/javascript")
        response.cache_control.public = True
        response.cache_control.max_age = HOUR_SECONDS
        # The copy whose name holds its hash, for sites that pin it (RFC 9110, 8.7).
        response.headers["Content-Location"] = url_for("static", filename=host_script.name)
        response.add_etag(weak=True)
        response.make_conditional(request)
        return response

    return blueprint
