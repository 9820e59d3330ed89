"""What a page depends on: two requests with the same key get the same bytes."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from wsgiref.types import WSGIEnvironment

from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header, parse_cookie

from bantin_reader.model.embed_preferences import EMBED_COOKIE, EmbedPreferences
from bantin_reader.model.preferences import COOKIE, Preferences
from bantin_reader.web.embed.frame import PREFIX, SET
from bantin_reader.web.i18n.locale import DEFAULT, LANGUAGES

# Longer requests are answered, but not kept.
LONGEST = 2000
READERS = 4096
# Files, which would put the pages out; and settings, which say whether there is a cookie at all.
NOT_KEPT = ("/pictures/", "/logo", "/preferences")


def page_key(environ: WSGIEnvironment) -> Hashable | None:
    """Scheme, host, mount point, path, query, preferences, language and encoding; None for what is never kept: a press
    on a widget, the page of settings, whatever is oddly long."""
    path = environ.get("PATH_INFO", "")
    query = environ.get("QUERY_STRING", "")
    cookie = environ.get("HTTP_COOKIE", "")
    languages = environ.get("HTTP_ACCEPT_LANGUAGE", "")
    if len(path) + len(query) > LONGEST or len(cookie) > LONGEST or len(languages) > LONGEST:
        return None
    is_widget = path.startswith(PREFIX)
    if path.startswith(NOT_KEPT) or (is_widget and SET in query):
        return None
    return (
        environ["wsgi.url_scheme"],
        environ.get("HTTP_HOST", ""),
        environ.get("SCRIPT_NAME", ""),
        path,
        query,
        _reader(cookie, is_widget) if cookie else "",
        _language(languages) if languages else DEFAULT,
        environ.get("HTTP_ACCEPT_ENCODING", ""),
    )


@lru_cache(maxsize=READERS)
def _reader(cookie: str, is_widget: bool) -> str:
    """The reader's preferences, written in one way only."""
    cookies = parse_cookie(cookie)
    if is_widget:
        return EmbedPreferences.of(cookies.get(EMBED_COOKIE), (), ()).to_cookie()
    return Preferences.from_cookie(cookies.get(COOKIE)).to_cookie(with_plain=False)


@lru_cache(maxsize=READERS)
def _language(header: str) -> str:
    return parse_accept_header(header, LanguageAccept).best_match(LANGUAGES, DEFAULT) or DEFAULT
