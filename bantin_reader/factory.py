"""The only wiring: settings -> adapters -> services -> blueprints."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, request
from flask_babel import Babel
from flask_compress import Compress
from flask_htmx import HTMX
from markupsafe import Markup
from whitenoise import WhiteNoise

from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.model.preferences import COOKIE, SHOWN, SIZES, TABLE
from bantin_reader.services.importing import Importing
from bantin_reader.services.reading import Reading
from bantin_reader.services.withdrawing import Withdrawing
from bantin_reader.settings import Settings, SettingsError, embedded_database
from bantin_reader.sources.files import FileReader
from bantin_reader.store.articles import SqlArticles
from bantin_reader.store.database import IN_MEMORY, is_absent, open_database
from bantin_reader.store.pictures import PictureFolder
from bantin_reader.web import articles, body, caching, errors, locale, pages, preferences, security
from bantin_reader.web.assets import Assets
from bantin_reader.web.reader import reader

ROOT = Path(__file__).resolve().parent.parent
OPTIONS_JSON = Markup(json.dumps({row.name: row.options for row in SHOWN}, separators=(",", ":")))  # noqa: S704
STATEMENT_DATE = date(2026, 11, 23)
FORM_BYTES = 64 * 1024
YEAR_SECONDS = 365 * 24 * 60 * 60


def create_app(settings: Settings) -> Flask:
    """The WSGI application. Makes the schema of an empty store."""
    app = Flask(
        "bantin_reader",
        template_folder=ROOT / "templates",
        static_folder=None,
    )
    app.config.update(
        MAX_CONTENT_LENGTH=FORM_BYTES,
        BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "bantin_reader" / "translations"),
        BABEL_DEFAULT_LOCALE=locale.DEFAULT,
        BABEL_DEFAULT_TIMEZONE=settings.time_zone,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_STREAMS=False,
    )
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "autoescape": True}
    dist = ROOT / "static" / "dist"
    assets = Assets.load(dist)
    accent_style = _accent_style(settings)

    # Built files have their hash in their name and stand beside their compressed forms.
    app.add_url_rule("/static/<path:filename>", "static", build_only=True)
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app, root=dist, prefix="static/", max_age=YEAR_SECONDS, immutable_file_test=lambda *_: True
    )
    Compress(app)
    caching.add_caching(app)
    security.add_headers(app, assets, accent_style)
    errors.add_error_pages(app)
    Babel(app, locale_selector=locale.choose_locale)
    htmx = HTMX(app)

    store = _articles(settings, settings.database_url)
    reading = Reading(store, PictureFolder(settings.data / "pictures"))
    app.register_blueprint(articles.blueprint(reading))
    app.register_blueprint(preferences.blueprint(htmx, settings.public_url))
    app.register_blueprint(pages.blueprint(settings.logo))

    app.template_filter("body")(body.show_body)
    app.template_filter("machine_date")(locale.machine_date)
    app.template_filter("written_date")(locale.written_date)
    app.template_filter("language_name")(locale.language_name)

    @app.context_processor
    def everywhere() -> dict[str, Any]:
        return {
            "accent_style": accent_style,
            "assets": assets,
            "cookie_name": COOKIE,
            "language": locale.language(),
            "languages": locale.LANGUAGES,
            "next_path": security.safe_next(request.full_path.rstrip("?")),
            "page_address": (settings.public_url or request.host_url.rstrip("/")) + request.path,
            "preference_options": OPTIONS_JSON,
            "reader": reader(),
            "shown_preferences": SHOWN,
            "site": settings,
            "sizes": SIZES,
            "statement_date": STATEMENT_DATE,
            "table": TABLE,
        }

    return app


def create_importing(settings: Settings, *, store: bool = True) -> Importing:
    """The importing service; with `store` off it looks at an existing store and makes none."""
    url = settings.database_url
    if not store and is_absent(url):
        url = IN_MEMORY
    reader = FileReader(ZoneInfo(settings.time_zone))
    return Importing(reader, _articles(settings, url), PictureFolder(settings.data / "pictures"))


def create_withdrawing(settings: Settings) -> Withdrawing:
    return Withdrawing(_articles(settings, settings.database_url))


def application() -> Flask:
    """What a server's worker calls: the application with the settings of its environment."""
    return create_app(Settings())


def _articles(settings: Settings, url: str) -> SqlArticles:
    """Raises SettingsError when the database cannot be opened: a setting points to the wrong place."""
    try:
        return SqlArticles(open_database(url), ZoneInfo(settings.time_zone))
    except StoreUnavailable as error:
        embedded = url == embedded_database(settings.data)
        name = "BANTIN_DATA" if embedded else "BANTIN_DATABASE_URL"
        raise SettingsError(f"{name}: {settings.data if embedded else 'the database'}: {error}") from error


def _accent_style(settings: Settings) -> str:
    """The site's own accent as two custom properties; empty where the style sheet's stands."""
    parts = []
    if settings.accent:
        parts.append(f"--site-accent:{settings.accent}")
    if settings.accent_dark:
        parts.append(f"--site-accent-dark:{settings.accent_dark}")
    return f":root{{{';'.join(parts)}}}" if parts else ""
