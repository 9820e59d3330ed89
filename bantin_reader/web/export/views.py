"""The article as a file: `/articles/<slug>.txt`, `.md`, `.json`, `.epub`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import Blueprint, Response

from bantin_reader.model.article import ARTICLE_PATH
from bantin_reader.services.articles import ArticleService
from bantin_reader.web.export import epub, json_item, markdown, plain_text
from bantin_reader.web.export.book import article_book
from bantin_reader.web.export.document import ExportedArticle, ExportPresenter
from bantin_reader.web.http_cache import shared_for
from bantin_reader.web.qr_code import qr_svg
from bantin_reader.web.route_policy import route_policy

SHARED_CACHE_SECONDS = 300
Write = Callable[[ExportedArticle], bytes]


def blueprint(reading: ArticleService, presenter: ExportPresenter) -> Blueprint:
    export = Blueprint("export", __name__)
    formats: dict[str, tuple[str, Write]] = {
        "txt": (plain_text.MEDIA_TYPE, plain_text.plain_text),
        "md": (markdown.MEDIA_TYPE, markdown.markdown),
        "json": (json_item.MEDIA_TYPE, json_item.json_item),
        "epub": (epub.MEDIA_TYPE, lambda exported: epub.epub(article_book(exported), reading.rendition_path)),
    }
    policy = route_policy(arguments=(), cookies={}, page_cache=True, cross_origin=True)

    def article(slug: str, form: str) -> Response:
        media_type, write = formats[form]
        found, _translations = reading.article(slug)
        charset = "" if form == "epub" else "; charset=utf-8"
        response = Response(write(presenter.present(found)), content_type=media_type + charset)
        disposition = "attachment" if form == "epub" else "inline"
        response.headers.set("Content-Disposition", disposition, filename=f"{found.slug}.{form}")
        # Search engines list the page, not its copies (RFC 6596).
        response.headers["Link"] = f'<{presenter.url_of(found)}>; rel="canonical"'
        return shared_for(SHARED_CACHE_SECONDS, response)

    @export.get(f"{ARTICLE_PATH}<slug>/qr.svg")
    @route_policy(arguments=(), cookies={}, page_cache=True, cross_origin=True)
    def qr_code(slug: str) -> Response:
        found, _translations = reading.article(slug)
        response = Response(qr_svg(presenter.url_of(found)), content_type="image/svg+xml")
        return shared_for(SHARED_CACHE_SECONDS, response)

    for form in formats:
        export.add_url_rule(f"{ARTICLE_PATH}<slug>.{form}", form, policy(partial(article, form=form)))
    return export
