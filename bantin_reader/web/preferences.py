"""The settings page, and the form posts that set preferences."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Blueprint, Response, make_response, redirect, render_template, request
from flask_htmx import HTMX
from werkzeug.wrappers import Response as AnyResponse

from bantin_reader.model.errors import UnknownPreference
from bantin_reader.model.preferences import COOKIE, Preferences
from bantin_reader.web.current_preferences import current_preferences, set_preferences_cookie
from bantin_reader.web.route_policy import route_policy
from bantin_reader.web.security.csrf import require_same_origin
from bantin_reader.web.urls import safe_redirect_target, url_for

NEXT = "next"


def blueprint(htmx: HTMX, public_url: str | None) -> Blueprint:
    preferences = Blueprint("preferences", __name__)

    @preferences.get("/preferences")
    @route_policy(arguments=("lang", "saved"))
    def show() -> str:
        return render_template(
            "preferences/preferences.html", saved="saved" in request.args, has_cookie=COOKIE in request.cookies
        )

    @preferences.post("/preferences")
    @route_policy()
    def save() -> AnyResponse:
        """Set what the form names; 422 and no change when it names none, or a name or a value is unknown."""
        require_same_origin(public_url)
        pairs = [(name, value) for name, value in request.form.items(multi=True) if name != NEXT]
        if not pairs:
            raise UnknownPreference("no preference is named")
        chosen = current_preferences().setting(pairs, plain=not htmx)
        after = safe_redirect_target(request.form.get(NEXT))
        sets_language = "lang" in request.form
        response = _toolbar(after, chosen) if htmx and not sets_language else _back(after, sets_language)
        set_preferences_cookie(response, chosen, secure=request.is_secure or (public_url or "").startswith("https:"))
        return response

    def _toolbar(after: str, chosen: Preferences) -> Response:
        toolbar = render_template("preferences/toolbar.html", preferences=chosen, next_path=after)
        return make_response(toolbar.strip())

    def _back(after: str, sets_language: bool) -> AnyResponse:
        parts = urlsplit(after)
        query = parts.query
        if sets_language:
            query = urlencode([(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if k != "lang"])
        place = "saved" if parts.path == url_for("preferences.show") else "toolbar"
        return redirect(parts._replace(query=query, fragment=place).geturl(), 303)

    return preferences
