"""The settings page, and the form posts that set preferences."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Blueprint, Response, make_response, redirect, render_template, request
from flask_htmx import HTMX
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from bantin_reader.model.errors import UnknownPreference
from bantin_reader.model.preference_code import LONGEST_TYPED, from_code, preference_code
from bantin_reader.model.preferences import COOKIE, TABLE, Preference, Preferences
from bantin_reader.web.current_preferences import current_preferences, set_preferences_cookie
from bantin_reader.web.http_cache import HOUR_SECONDS, shared_for
from bantin_reader.web.qr_code import qr_svg
from bantin_reader.web.route_policy import route_policy
from bantin_reader.web.security.csrf import require_same_origin
from bantin_reader.web.urls import PublicUrls, safe_redirect_target, url_for

NEXT = "next"
UNDO = "undo"
CODE = "code"


def blueprint(htmx: HTMX, urls: PublicUrls, public_url: str | None) -> Blueprint:
    preferences = Blueprint("preferences", __name__)

    @preferences.get("/preferences")
    @route_policy(arguments=("lang", "saved", UNDO, CODE))
    def show() -> str:
        """The settings of this browser; with the code of another device the question whether to use those instead."""
        offered = from_code(request.args.get(CODE, ""))
        if offered:
            changes = _changes(current_preferences(), offered)
            return render_template("preferences/offer.html", offered=offered, changes=changes)
        has_cookie = COOKIE in request.cookies
        before = Preferences.from_cookie(request.args.get(UNDO))
        return render_template(
            "preferences/preferences.html",
            saved="saved" in request.args,
            has_cookie=has_cookie,
            undo=before if before.to_cookie() and not has_cookie else None,
            code=preference_code(current_preferences()),
            is_wrong_code=CODE in request.args,
            longest_typed=LONGEST_TYPED,
            address=urls.of("preferences.show"),
        )

    @preferences.get("/preferences/qr.svg")
    @route_policy(arguments=(CODE,), cookies={}, page_cache=True)
    def qr_code() -> Response:
        """The link that offers the settings of a code to another device."""
        offered = from_code(request.args.get(CODE, ""))
        if offered is None:
            raise NotFound
        link = urls.of("preferences.show", code=preference_code(offered))
        return shared_for(HOUR_SECONDS, Response(qr_svg(link), content_type="image/svg+xml"))

    @preferences.post("/preferences")
    @route_policy()
    def save() -> AnyResponse:
        """Set what the form names; 422 and no change when it names none, or a name or a value is unknown."""
        require_same_origin(public_url)
        pairs = [(name, value) for name, value in request.form.items(multi=True) if name != NEXT]
        if not pairs:
            raise UnknownPreference("no preference is named")
        before = current_preferences()
        chosen = before.setting(pairs, plain=not htmx)
        after = safe_redirect_target(request.form.get(NEXT))
        sets_language = "lang" in request.form
        if htmx and not sets_language:
            response: AnyResponse = _toolbar(after, chosen)
        else:
            response = _back(
                after, sets_language, undo="" if chosen.to_cookie() else before.to_cookie(with_plain=False)
            )
        set_preferences_cookie(response, chosen, secure=request.is_secure or (public_url or "").startswith("https:"))
        return response

    def _toolbar(after: str, chosen: Preferences) -> Response:
        toolbar = render_template("preferences/toolbar.html", preferences=chosen, next_path=after)
        return make_response(toolbar.strip())

    def _back(after: str, sets_language: bool, undo: str) -> AnyResponse:
        """To the page that posted. `undo` is the cookie that a reset has removed: the settings page offers it."""
        parts = urlsplit(after)
        is_settings = parts.path == url_for("preferences.show")
        added = [(UNDO, undo)] if undo and is_settings else []
        query = parts.query
        if sets_language or added:
            arguments = parse_qsl(query, keep_blank_values=True)
            query = urlencode([(k, v) for k, v in arguments if not (k == "lang" and sets_language)] + added)
        place = ("settings-reset" if added else "saved") if is_settings else "toolbar"
        return redirect(parts._replace(query=query, fragment=place).geturl(), 303)

    return preferences


def _changes(current: Preferences, offered: Preferences) -> list[tuple[Preference, str, str]]:
    """The rows whose values differ, each with the value in force and the offered one."""
    pairs = [(row, current[name], offered[name]) for name, row in TABLE.items()]
    return [(row, before, after) for row, before, after in pairs if before != after]
