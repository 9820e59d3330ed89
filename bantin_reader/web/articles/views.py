"""The front page, the article page and the pictures."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from bantin_reader.model.article import ARTICLE_PATH
from bantin_reader.services.articles import ArticleService
from bantin_reader.web.articles.body import render_body
from bantin_reader.web.articles.figures import render_figure
from bantin_reader.web.articles.metadata import ArticleMetadata
from bantin_reader.web.http_cache import YEAR_SECONDS
from bantin_reader.web.query_arguments import whole_number
from bantin_reader.web.route_policy import route_policy


def blueprint(reading: ArticleService, describing: ArticleMetadata) -> Blueprint:
    articles = Blueprint("articles", __name__)
    articles.add_app_template_filter(render_body, "body")
    articles.add_app_template_filter(render_figure, "figure")

    @articles.get("/")
    @route_policy(arguments=("lang", "page"), page_cache=True)
    def home() -> str | AnyResponse:
        number = whole_number(request.args.get("page", ""))
        number = 1 if number is None else number
        if "page" in request.args and number == 1:
            return redirect(url_for("articles.home", lang=request.args.get("lang")))
        return render_template("articles/home.html", page=reading.newest(number))

    @articles.get(f"{ARTICLE_PATH}<slug>")
    @route_policy(arguments=("lang", "picture"), page_cache=True)
    def article(slug: str) -> str:
        article, translations = reading.article(slug)
        return render_template(
            "articles/article.html",
            article=article,
            translations=translations,
            metadata=describing.article(article, translations),
        )

    @articles.get("/pictures/<name>")
    @route_policy(cross_origin=True)
    def picture(name: str) -> Response:
        response = send_file(reading.rendition_path(name).absolute(), max_age=YEAR_SECONDS)
        response.cache_control.public = True
        response.cache_control.immutable = True
        return response

    return articles
