"""Template variables of every page."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from flask import request
from markupsafe import Markup

from bantin_reader.config.settings import Settings
from bantin_reader.model.preferences import COOKIE, COOKIE_LONGEST, SIZES, TABLE
from bantin_reader.web.current_preferences import current_preferences
from bantin_reader.web.i18n import locale
from bantin_reader.web.templating.assets import Assets
from bantin_reader.web.urls import PublicUrls, current_url, script_root

OPTIONS_JSON = Markup(json.dumps({row.name: row.options for row in TABLE.values()}, separators=(",", ":")))  # noqa: S704


def context(
    settings: Settings, assets: Assets, accent_style: str, addresses: PublicUrls
) -> Callable[[], dict[str, Any]]:
    """The application's context processor."""
    always = {
        "accent_style": accent_style,
        "assets": assets,
        "cookie_longest": COOKIE_LONGEST,
        "cookie_name": COOKIE,
        "site_language": locale.DEFAULT,
        "languages": locale.LANGUAGES,
        "preference_options": OPTIONS_JSON,
        "site": settings,
        "sizes": SIZES,
        "table": TABLE,
    }

    def of_this_page() -> dict[str, Any]:
        return always | {
            "cookie_path": script_root() or "/",
            "language": locale.language(),
            "next_path": current_url(),
            "page_address": addresses.site + quote(request.path),
            "preferences": current_preferences(),
            "site_origin": addresses.origin,
        }

    return of_this_page
