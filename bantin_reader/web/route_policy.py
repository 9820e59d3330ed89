"""What each route states about itself: the request data that it reads, and who may cache and load its responses.

A view declares it beside its route, and nothing central lists routes:

    @blueprint.get("/search")
    @route_policy(arguments=("lang", "q"), page_cache=True)
    def search() -> str: ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, TypeVar

from flask import Flask
from werkzeug.exceptions import HTTPException

from bantin_reader.model.preferences import COOKIE, Preferences

# Error pages are written in the reader's language and theme, whatever the address.
LANGUAGE_ARGUMENT = "lang"
CACHED_MATCHES = 4096
LONGEST_CACHED = 500

# Returns a cookie's value in the one spelling that stands for everything the application reads of it.
NormalizeCookie = Callable[[str], str]
View = TypeVar("View", bound=Callable[..., Any])


def normalize_preferences_cookie(value: str) -> str:
    """The known preferences in the table's order, without the defaults and without `plain`."""
    return Preferences.from_cookie(value).to_cookie(with_plain=False)


PREFERENCES_COOKIE: Mapping[str, NormalizeCookie] = {COOKIE: normalize_preferences_cookie}


@dataclass(frozen=True)
class RoutePolicy:
    """The policy of one route.

    `arguments` are the query arguments that the view reads; all others are removed before routing. `cookies` maps the
    names of the cookies that it reads to functions that normalize their values; all others are removed, too.
    `page_cache` allows responses with status 200 and a validator to be cached in memory and sent to every reader whose
    request has the same arguments, cookies, language and encoding. `cross_origin` allows other sites' pages to load the
    response (Cross-Origin-Resource-Policy, CORS). `plays_media` allows the page to play audio of this site (media-src).
    """

    arguments: frozenset[str] = frozenset({LANGUAGE_ARGUMENT})
    cookies: Mapping[str, NormalizeCookie] = field(default_factory=lambda: PREFERENCES_COOKIE)
    page_cache: bool = False
    cross_origin: bool = False
    plays_media: bool = False


DEFAULT = RoutePolicy()


def route_policy(
    *,
    arguments: Iterable[str] = (LANGUAGE_ARGUMENT,),
    cookies: Mapping[str, NormalizeCookie] = PREFERENCES_COOKIE,
    page_cache: bool = False,
    cross_origin: bool = False,
    plays_media: bool = False,
) -> Callable[[View], View]:
    """Declare the policy of a view. Stands below the decorator that registers the route."""
    policy = RoutePolicy(frozenset(arguments), cookies, page_cache, cross_origin, plays_media)

    def declare(view: View) -> View:
        view.route_policy = policy  # type: ignore[attr-defined]
        return view

    return declare


class RoutePolicies:
    """Finds the policy for a request by the application's own URL map."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._match = lru_cache(CACHED_MATCHES)(self._match_path)

    def of_path(self, method: str, path: str) -> RoutePolicy:
        """The policy for a request before routing; `path` without the application's root. The default where no route
        matches."""
        return self._match(method, path) if len(path) <= LONGEST_CACHED else self._match_path(method, path)

    def of_endpoint(self, endpoint: str | None) -> RoutePolicy:
        """The policy of a matched route; the default for None and for a view that declares none."""
        view = self._app.view_functions.get(endpoint) if endpoint else None
        return getattr(view, "route_policy", DEFAULT)

    def _match_path(self, method: str, path: str) -> RoutePolicy:
        try:
            endpoint, _ = self._app.url_map.bind("localhost").match(path, method)
        except HTTPException:
            # A path with a slash at its end is redirected to the route without it, arguments and all.
            canonical = path.rstrip("/")
            return replace(self._match_path(method, canonical), page_cache=False) if canonical != path else DEFAULT
        return self.of_endpoint(endpoint)
