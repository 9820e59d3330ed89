"""`/sw.js`, `/saved`, `/manifest.webmanifest` and its icons."""

from __future__ import annotations

import json
from pathlib import Path

from flask import Blueprint, Response, render_template
from werkzeug.exceptions import NotFound

from bantin_reader.config.screenshots import png_size
from bantin_reader.config.settings import Settings
from bantin_reader.web.http_cache import HOUR_SECONDS, shared_for
from bantin_reader.web.i18n.locale import DEFAULT
from bantin_reader.web.offline.build import OfflineBuild
from bantin_reader.web.offline.icons import ACCENT, PAPER, SIZES, Icons
from bantin_reader.web.route_policy import route_policy
from bantin_reader.web.templating.assets import Assets
from bantin_reader.web.urls import url_for

ICON_SECONDS = 24 * HOUR_SECONDS


def blueprint(settings: Settings, assets: Assets, dist: Path) -> Blueprint:
    offline = Blueprint("offline", __name__)
    build = OfflineBuild(assets, dist)
    icons = Icons(settings.logo, settings.accent)
    files = {"narrow": settings.screenshot_narrow, "wide": settings.screenshot_wide}
    screenshots = {form_factor: file.absolute() for form_factor, file in files.items() if file}

    @offline.get("/saved")
    @route_policy(page_cache=True)
    def saved() -> str:
        return render_template("offline/saved.html")

    @offline.get("/sw.js")
    @route_policy(arguments=(), cookies={})
    def service_worker() -> Response:
        text = build.service_worker(url_for("articles.home"))
        return Response(text, content_type="text/javascript; charset=utf-8")

    @offline.get("/manifest.webmanifest")
    @route_policy(arguments=(), cookies={}, page_cache=True)
    def manifest() -> Response:
        """W3C Web Application Manifest."""
        front_page = url_for("articles.home")
        values = {
            "id": front_page,
            "name": settings.site_name,
            "short_name": settings.site_name,
            "lang": DEFAULT,
            "start_url": front_page,
            "scope": front_page,
            "display": "standalone",
            "display_override": ["minimal-ui"],
            "theme_color": settings.accent or ACCENT,
            "background_color": PAPER,
            "icons": [_icon(name) for name in SIZES],
        }
        label = settings.screenshot_label or settings.site_name
        if shown := [_screenshot(form_factor, file, label) for form_factor, file in screenshots.items()]:
            values["screenshots"] = shown
        text = json.dumps(values, ensure_ascii=False, indent=1)
        response = Response(text, content_type="application/manifest+json; charset=utf-8")
        return shared_for(HOUR_SECONDS, response)

    @offline.get("/icons/<icon>.png")
    @route_policy(arguments=(), cookies={}, page_cache=True)
    def app_icon(icon: str) -> Response:
        if icon not in SIZES:
            raise NotFound
        return shared_for(ICON_SECONDS, Response(icons.png(icon), content_type="image/png"))

    @offline.get("/screenshots/<form_factor>.png")
    @route_policy(arguments=(), cookies={})
    def app_screenshot(form_factor: str) -> Response:
        if form_factor not in screenshots:
            raise NotFound
        return shared_for(ICON_SECONDS, Response(screenshots[form_factor].read_bytes(), content_type="image/png"))

    return offline


def _icon(name: str) -> dict[str, str]:
    return {
        "src": url_for("offline.app_icon", icon=name),
        "type": "image/png",
        "sizes": f"{SIZES[name]}x{SIZES[name]}",
        "purpose": "maskable" if name.startswith("maskable") else "any",
    }


def _screenshot(form_factor: str, file: Path, label: str) -> dict[str, str]:
    """An ImageResource of the manifest's `screenshots` (Manifest: Application Information, 2.3)."""
    width, height = png_size(file) or (0, 0)
    return {
        "src": url_for("offline.app_screenshot", form_factor=form_factor),
        "type": "image/png",
        "sizes": f"{width}x{height}",
        "form_factor": form_factor,
        "label": label,
    }
