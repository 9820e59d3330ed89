"""Widgets: an article, or the newest headlines, in a frame on another site's page; and the script for that page."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.exceptions import NotFound

from bantin_reader.services.articles import ArticleService
from bantin_reader.web.embed.frame import widget
from bantin_reader.web.http_cache import HOUR_SECONDS
from bantin_reader.web.urls import url_for


def blueprint(reading: ArticleService, host_script: Path) -> Blueprint:
    embed = Blueprint("embed", __name__, url_prefix="/embed")
    script = host_script.read_bytes()

    @embed.get("/articles/<slug>")
    def article(slug: str) -> str:
        article, _ = reading.article(slug)
        return render_template("embed/article.html", article=article)

    @embed.get("/latest")
    def latest() -> str:
        arguments = widget().arguments
        headlines = reading.latest(
            count=widget().count, category=arguments.get("category", ""), lang=arguments.get("lang", "")
        )
        return render_template("embed/latest.html", headlines=headlines)

    @embed.get("/toolbar")
    def toolbar() -> Response:
        """The toolbar alone, of the widget that `page` names."""
        if widget().path == request.path:
            raise NotFound
        return make_response(render_template("embed/toolbar.html").strip())

    @embed.get("/v1.js")
    def v1() -> Response:
        response = Response(script, mimetype="text/javascript")
        response.cache_control.public = True
        response.cache_control.max_age = HOUR_SECONDS
        # The copy whose name holds its hash, for hosts that pin it (RFC 9110, 8.7).
        response.headers["Content-Location"] = url_for("static", filename=host_script.name)
        response.add_etag(weak=True)
        response.make_conditional(request)
        return response

    @embed.after_request
    def remember(response: Response) -> Response:
        if request.endpoint != "embed.v1":
            widget().remember(response)
        return response

    return embed
