"""How pages may be kept: the browser asks again each time, and gets 304 when nothing changed."""

from __future__ import annotations

from flask import Flask, Response, request

HOUR_SECONDS = 60 * 60
YEAR_SECONDS = 365 * 24 * HOUR_SECONDS
VARIES_ON = ("Cookie", "Accept-Language", "Accept-Encoding")


def add_caching(app: Flask) -> None:
    @app.after_request
    def validators(response: Response) -> Response:
        if response.cache_control.max_age is not None:
            return response
        if response.cache_control.no_store:
            response.vary.update(VARIES_ON)
            return response
        response.vary.update(VARIES_ON)
        response.cache_control.no_cache = True
        if request.method in ("GET", "HEAD") and response.status_code == 200 and not response.is_streamed:
            # Weak: the same page in another encoding is the same page.
            response.add_etag(weak=True)
            response.make_conditional(request)
        return response
