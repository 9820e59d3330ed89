"""The front page, the article page and the pictures."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from bantin_reader.model.article import ARTICLE_PATH
from bantin_reader.services.articles import ArticleService
from bantin_reader.services.front_page import FrontPageService
from bantin_reader.services.lists import PAGE_SIZE, ListService
from bantin_reader.services.read_on import ReadOnService
from bantin_reader.web.articles.body import Glossaries, render_body
from bantin_reader.web.articles.byline import byline_parts
from bantin_reader.web.articles.contents import article_contents, reading_minutes
from bantin_reader.web.articles.figures import render_figure
from bantin_reader.web.articles.metadata import ArticleMetadata
from bantin_reader.web.http_cache import YEAR_SECONDS
from bantin_reader.web.i18n.locale import LANGUAGES, language
from bantin_reader.web.query_arguments import position_text, requested_language, requested_position, whole_number
from bantin_reader.web.route_policy import route_policy


def blueprint(
    reading: ArticleService,
    front_pages: FrontPageService,
    lists: ListService,
    read_on: ReadOnService,
    describing: ArticleMetadata,
    glossaries: Glossaries,
) -> Blueprint:
    articles = Blueprint("articles", __name__)
    figure_html = partial(render_figure, size_of=reading.rendition_bytes)
    articles.add_app_template_filter(partial(render_body, glossaries=glossaries, figure_html=figure_html), "body")
    articles.add_app_template_filter(figure_html, "figure")
    articles.add_app_template_filter(byline_parts)
    articles.add_app_template_filter(reading_minutes)

    @articles.get("/")
    @route_policy(arguments=("lang", "before", "page"), page_cache=True)
    def home() -> str | AnyResponse:
        if "page" in request.args:
            return _to_position(request.args["page"])
        before = requested_position()
        if before:
            page, kept = lists.newest(before, language()), {"lang": requested_language() or None}
            return render_template("lists/latest.html", page=page, page_size=PAGE_SIZE, before=before, kept=kept)
        return render_template("articles/home.html", front=front_pages.front_page(language(), LANGUAGES))

    def _to_position(page: str) -> AnyResponse:
        """Earlier versions counted pages; their links lead to the articles that such a page would have today."""
        end = lists.end_of_page((whole_number(page) or 1) - 1)
        before = position_text(end) if end else None
        return redirect(url_for("articles.home", before=before, lang=request.args.get("lang")), 303)

    @articles.get(f"{ARTICLE_PATH}<slug>")
    @route_policy(arguments=("lang", "picture"), page_cache=True, plays_media=True)
    def article(slug: str) -> str:
        article, translations = reading.article(slug)
        return render_template(
            "articles/article.html",
            article=article,
            contents=article_contents(article),
            translations=translations,
            read_on=read_on.after(article),
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
