"""Pages about the site, and its logo."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from flask import Blueprint, Response, render_template, send_file
from werkzeug.exceptions import NotFound

from bantin_reader.config.validators import LOGO_TYPES
from bantin_reader.model.embed_preferences import EMBED_COOKIE
from bantin_reader.web.http_cache import HOUR_SECONDS
from bantin_reader.web.route_policy import route_policy

STATEMENT_DATE = date(2026, 11, 29)


def blueprint(logo: Path | None) -> Blueprint:
    pages = Blueprint("pages", __name__)

    @pages.get("/accessibility")
    @route_policy(page_cache=True)
    def accessibility() -> str:
        return render_template("site_pages/accessibility.html", written_on=STATEMENT_DATE)

    @pages.get("/privacy")
    @route_policy(page_cache=True)
    def privacy() -> str:
        return render_template("site_pages/privacy.html", embed_cookie=EMBED_COOKIE)

    @pages.get("/logo")
    @route_policy(cross_origin=True)
    def site_logo() -> Response:
        if logo is None:
            raise NotFound
        return send_file(logo.absolute(), mimetype=LOGO_TYPES[logo.suffix.lower()], max_age=HOUR_SECONDS)

    return pages
