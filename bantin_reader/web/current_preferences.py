"""The preferences that apply to the current request."""

from __future__ import annotations

from flask import g, request
from werkzeug.wrappers import Response

from bantin_reader.model.preferences import COOKIE, COOKIE_SECONDS, Preferences
from bantin_reader.web.urls import script_root


def current_preferences() -> Preferences:
    """Those of the site's cookie, parsed once a request, unless a blueprint has chosen others."""
    if "preferences" not in g:
        g.preferences = Preferences.from_cookie(request.cookies.get(COOKIE))
    preferences: Preferences = g.preferences
    return preferences


def use_preferences(preferences: Preferences) -> None:
    """Apply these preferences to the current request in place of the cookie's."""
    g.preferences = preferences


def set_preferences_cookie(response: Response, preferences: Preferences, *, secure: bool) -> None:
    """Set the cookie for a year; delete it when nothing differs from the defaults. `secure` for a site on HTTPS.

    Without HttpOnly: the page's script reads it, so that a page from a shared cache shows the reader's choices.
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
