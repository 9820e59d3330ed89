"""The reader behind the request: the preferences that the cookie holds."""

from __future__ import annotations

from flask import g, request
from werkzeug.wrappers import Response

from bantin_reader.model.preferences import COOKIE, COOKIE_SECONDS, Preferences
from bantin_reader.web.embed.frame import in_embed, widget
from bantin_reader.web.urls import script_root


def current_preferences() -> Preferences:
    """The reader's preferences, parsed once a request. A widget has its own, apart from the site's cookie."""
    if "reader" not in g:
        cookie = request.cookies.get(COOKIE)
        g.reader = widget().reader.preferences if in_embed() else Preferences.from_cookie(cookie)
    preferences: Preferences = g.reader
    return preferences


def set_preferences_cookie(response: Response, preferences: Preferences, *, secure: bool) -> None:
    """Set the cookie for a year; take it away when nothing differs from the defaults. `secure` for a site on HTTPS.

    Not HttpOnly: the page's script reads it, so that a page from a shared cache is right.
    """
    value = preferences.to_cookie()
    response.set_cookie(
        COOKIE,
        value,
        max_age=COOKIE_SECONDS if value else 0,
        path=script_root() or "/",
        secure=secure,
        samesite="Lax",
    )
