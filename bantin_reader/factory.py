"""Wires the web application: settings -> adapters -> services -> blueprints."""

from __future__ import annotations

from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from flask import Flask
from flask_babel import Babel
from flask_htmx import HTMX
from jinja2 import StrictUndefined

from bantin_reader.config.settings import Settings
from bantin_reader.server.push_process import PushProcess
from bantin_reader.services.abbreviations import Abbreviations
from bantin_reader.services.api_tokens import ApiTokens
from bantin_reader.services.articles import ArticleService
from bantin_reader.services.feeds import FeedService
from bantin_reader.services.front_page import FrontPageService
from bantin_reader.services.glossary.loader import load_glossaries
from bantin_reader.services.lists import ListService
from bantin_reader.services.oembed import OEmbedService
from bantin_reader.services.read_on import ReadOnService
from bantin_reader.services.search import SearchService
from bantin_reader.services.sections import SectionService
from bantin_reader.services.sitemaps import SitemapService
from bantin_reader.services.speech.audio import AudioService
from bantin_reader.services.terms import TermService
from bantin_reader.store import health
from bantin_reader.store.audio.folder import AudioFolder
from bantin_reader.store.circuit_breaker import stores_for_readers
from bantin_reader.store.opening import naming_its_setting
from bantin_reader.store.pictures.store import FilesystemPictureStore
from bantin_reader.store.recordings.folder import RecordingFolder
from bantin_reader.web import preferences, site_pages
from bantin_reader.web.api import problems
from bantin_reader.web.api import views as api
from bantin_reader.web.articles import views as articles
from bantin_reader.web.articles.metadata import ArticleMetadata
from bantin_reader.web.embed import oembed
from bantin_reader.web.embed import views as embed
from bantin_reader.web.error_pages import add_error_pages
from bantin_reader.web.export import list_views as books
from bantin_reader.web.export import views as export
from bantin_reader.web.export.document import ExportPresenter
from bantin_reader.web.feeds import views as feeds
from bantin_reader.web.glossary import views as glossary
from bantin_reader.web.http_cache import add_cache_headers, compress_responses
from bantin_reader.web.i18n import locale
from bantin_reader.web.i18n.dates import register_dates
from bantin_reader.web.lists import views as lists
from bantin_reader.web.middleware import stack
from bantin_reader.web.middleware.script_name import public_path
from bantin_reader.web.middleware.static_files import PATTERN as STATIC_FILES
from bantin_reader.web.observability.endpoints import OPERATOR_PATHS
from bantin_reader.web.observability.logging import configure_app_logging, configure_root_logging
from bantin_reader.web.observability.metrics import RequestMetrics, RouteLabels
from bantin_reader.web.observability.readiness import Readiness
from bantin_reader.web.offline import views as offline
from bantin_reader.web.page_cache.replay import ResponseReplay
from bantin_reader.web.page_cache.revision import StoreRevision, of_day
from bantin_reader.web.route_policy import RoutePolicies
from bantin_reader.web.search import views as search
from bantin_reader.web.security.bearer import PushRequests
from bantin_reader.web.security.headers import SecurityHeaders, add_security_headers
from bantin_reader.web.sitemaps import views as sitemaps
from bantin_reader.web.speech import views as speech
from bantin_reader.web.templating.accent_css import site_accent
from bantin_reader.web.templating.assets import PACKAGE, ROOT, Assets
from bantin_reader.web.templating.cached_macros import cache_macros
from bantin_reader.web.templating.context import context
from bantin_reader.web.templating.environment import TranslatedEnvironment
from bantin_reader.web.urls import PublicUrls, cache_url_for, redirect_to_canonical_paths

FORM_BYTES = 64 * 1024


def create_app(settings: Settings, *, make_store: bool = True) -> Flask:
    """The WSGI application.

    Creates the schema of an empty store; with `make_store` off it creates none, and starts even while the store cannot
    be used. Raises SettingsError and FrontEndMissing.
    """
    return _create_app(settings, make_store=make_store).wsgi


class Application(NamedTuple):
    """What a server's worker runs: the application, what it may ask before that, and which requests bring articles."""

    wsgi: Flask
    replay: ResponseReplay | None
    pushes: PushRequests


def _create_app(settings: Settings, *, make_store: bool) -> Application:
    dist = ROOT / "static" / "dist"
    assets = Assets.load(dist)
    accent_style = site_accent(settings.accent, settings.accent_dark)
    glossaries = load_glossaries(settings.data, locale.LANGUAGES)
    urls = PublicUrls(settings.public_url)
    with naming_its_setting(settings, settings.database_url):
        stores = stores_for_readers(settings.database_url, ZoneInfo(settings.time_zone), make=make_store)
    pictures = FilesystemPictureStore(settings.data / "pictures")
    article_service, list_service = ArticleService(stores.articles, pictures), ListService(stores.lists)
    term_service, tokens = TermService(stores.terms), ApiTokens(stores.tokens)
    revision = StoreRevision(of_day(stores.articles.revision, ZoneInfo(settings.time_zone)))
    sections = SectionService(stores.lists, settings.sections, revision.current)
    front_pages = FrontPageService(stores.lists, sections, revision.current)
    read_on = ReadOnService(stores.lists, revision.current)

    app = Flask("bantin_reader", template_folder=ROOT / "templates", static_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=FORM_BYTES,
        BABEL_TRANSLATION_DIRECTORIES=str(PACKAGE / "translations"),
        BABEL_DEFAULT_LOCALE=locale.DEFAULT,
        BABEL_DEFAULT_TIMEZONE=settings.time_zone,
    )
    app.url_map.merge_slashes = False  # otherwise //a is a redirect to an address that the framework writes
    configure_app_logging(app.logger)

    # Templates.
    app.jinja_environment = TranslatedEnvironment
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "autoescape": True, "undefined": StrictUndefined}
    app.context_processor(context(settings, assets, accent_style, urls))
    register_dates(app, ZoneInfo(settings.time_zone), assets.inline["time-ago"])
    app.template_filter("lang_attributes")(locale.lang_attributes)
    app.template_filter("language_name")(locale.language_name)
    Babel(app, locale_selector=locale.choose_locale)
    locale.cache_translations(app)
    cache_url_for(app)
    cache_macros(app)

    # What happens to each response, the last one first.
    https = (settings.public_url or "").startswith("https:")
    headers = SecurityHeaders(assets, accent_style, settings.embed_allow, https=https)
    policies = RoutePolicies(app)
    compress_responses(app)
    add_cache_headers(app)
    add_security_headers(app, headers, policies)
    add_error_pages(app, "error_pages/error.html", {problems.PREFIX: problems.http_problem})
    redirect_to_canonical_paths(app)

    # Routes.
    register = app.register_blueprint
    app.add_url_rule(STATIC_FILES, "static", build_only=True)
    metadata, presenter = ArticleMetadata(settings, urls), ExportPresenter(settings, urls)
    register(articles.blueprint(article_service, front_pages, list_service, read_on, metadata, glossaries))
    register(export.blueprint(article_service, presenter))
    register(lists.blueprint(list_service, sections, term_service, urls))
    register(embed.blueprint(article_service, headers, accent_style))
    register(embed.host_script_blueprint(dist / assets.names["host-script.js"]))
    register(oembed.blueprint(OEmbedService(stores.articles), urls, settings.site_name))
    abbreviations = Abbreviations(glossaries.values())
    feed_service = FeedService(stores.lists, stores.terms, stores.search, abbreviations)
    register(feeds.blueprint(feed_service, urls, settings.site_name, settings.hub or ""))
    register(sitemaps.blueprint(SitemapService(stores.sitemaps), urls, settings))
    register(search.blueprint(search_service := SearchService(stores.search, stores.lists, abbreviations)))
    register(books.blueprint(article_service, presenter, list_service, term_service, search_service))
    register(preferences.blueprint(HTMX(app), urls, settings.public_url))
    register(glossary.blueprint(glossaries))
    audio = AudioService(AudioFolder(settings.data / "audio"), RecordingFolder(settings.data / "recordings"))
    register(speech.blueprint(article_service, audio, glossaries))
    register(api.blueprint(tokens, PushProcess(settings), urls, settings.public_url))
    register(offline.blueprint(settings, assets, dist))
    register(site_pages.blueprint(settings.logo))

    problems_of = {
        "store": lambda: health.problem(settings.database_url),
        "pictures": pictures.problem,
        "front end": lambda: assets.problem(dist),
    }
    readiness = Readiness(problems_of)
    rules = [rule.rule for rule in app.url_map.iter_rules()]
    metrics = RequestMetrics(RouteLabels([*rules, *OPERATOR_PATHS]), settings.metrics_folder)
    metrics.time_renders(app)
    if metrics.problem:
        app.logger.warning("this worker counts for itself alone: %s", metrics.problem)
    replay = stack.install(
        app,
        settings,
        public_path=public_path(settings.public_url, [*rules, *OPERATOR_PATHS]),
        dist=dist,
        headers=headers,
        policies=policies,
        metrics=metrics,
        revision=revision,
        missing=readiness.missing,
        source_states=stores.sources.states,
    )
    return Application(app, replay, PushRequests(tokens.find))


def application(**overrides: Any) -> Application:
    """The application of a server's worker, by the settings of this moment, some of which `overrides` replaces.

    The server has opened the store when it started. A worker that starts later must not fail because the store cannot
    be used just then.
    """
    configure_root_logging()
    return _create_app(Settings(**overrides), make_store=False)
