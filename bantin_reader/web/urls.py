"""URLs of this site: paths for links and redirects, absolute URLs for other sites."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import flask
from flask import Flask, request
from werkzeug.urls import iri_to_uri
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

LONGEST = 2000
# Number of pages and files that templates link to. An embed's URL holds up to 2000 characters of its embedder's.
URL_CACHE_SIZE = 512
# Printable ASCII without the backslash, which browsers read as a slash: no userinfo, no other alphabet's host.
ABSOLUTE_URL = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9.:\[\]-]+)(?P<path>/[!-\"$->@-\[\]-~]*)(?:[?#][!-\[\]-~]*)?", re.IGNORECASE
)
ARTICLE_ENDPOINTS = ("articles.article", "embed.article")
SLUG = re.compile(r"[a-z0-9-]+")
PLACEHOLDER = "placeholder"
DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def script_root() -> str:
    """The path that the site is mounted at, percent-encoded, without a slash at its end: `/doc-bao`, or empty at the
    root of the host (PEP 3333, SCRIPT_NAME)."""
    return quote(request.script_root)


def url_for(endpoint: str, **values: Any) -> str:
    """Flask's `url_for` as a path that is percent-encoded throughout, its script root too."""
    return script_root() + flask.url_for(endpoint, **values).removeprefix(request.script_root)


def current_url() -> str:
    """The path and query of the request, as `next` takes them; the path alone where the query is too long."""
    path = script_root() + quote(request.path)
    query = request.query_string.decode("ascii")
    whole = f"{path}?{query}" if query else path
    return whole if safe_redirect_target(whole) == whole else safe_redirect_target(path)


def safe_redirect_target(target: str | None) -> str:
    """`target` without its fragment if it is a path and query on this site, else the path of the front page.

    Another application's path on the same host is not on this site."""
    front_page = script_root() + "/"
    if not target or not target.startswith("/") or target.startswith("//") or len(target) > LONGEST:
        return front_page
    if "\\" in target or " " in target or not target.isascii() or not target.isprintable():
        return front_page
    try:
        parts = urlsplit(target)
    except ValueError:
        return front_page
    if parts.scheme or parts.netloc or not f"{parts.path}/".startswith(front_page) or _has_dot_segment(parts.path):
        return front_page
    return parts._replace(fragment="").geturl()


def _has_dot_segment(path: str) -> bool:
    """Whether a browser would resolve the path to another one (WHATWG URL, double-dot URL path segment)."""
    return any(unquote(segment) in (".", "..") for segment in path.split("/"))


def cache_url_for(app: Flask) -> None:
    """Give templates a `url_for` with a cache: building twenty URLs takes a tenth of a page's time."""

    @lru_cache(maxsize=URL_CACHE_SIZE)
    def build(_script_root: str, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
        return url_for(endpoint, **dict(values))

    def cached_url_for(endpoint: str, **values: Any) -> str:
        return build(request.script_root, endpoint, tuple(values.items()))

    app.jinja_env.globals["url_for"] = cached_url_for


def redirect_to_canonical_paths(app: Flask) -> None:
    """Redirect a path with a slash at its end to the route without it, and the mount point to its front page. The
    query is preserved. GET and HEAD get 301, other methods 308, which preserves the method (RFC 9110, 15.4)."""

    @app.before_request
    def redirect_to_route() -> Response | None:
        path: str = request.environ["PATH_INFO"]
        canonical = request.path.rstrip("/") or "/"
        if path.startswith("//") or (canonical == request.path and path):
            return None
        routes = app.create_url_adapter(request)
        if routes is None or not routes.test(canonical) or routes.match(canonical)[0] == request.endpoint:
            return None
        query = f"?{request.query_string.decode('ascii')}" if request.query_string else ""
        location = script_root() + quote(canonical) + query
        return redirect(location, 301 if request.method in ("GET", "HEAD") else 308)


@dataclass(frozen=True)
class ArticleUrls:
    """Absolute URLs of an article: for readers, for pages that embed it, and for oEmbed consumers."""

    public: PublicUrls
    slug: str

    @cached_property  # a page asks for it some ten times
    def article(self) -> str:
        return self.public.of("articles.article", slug=self.slug)

    @property
    def frame(self) -> str:
        return self.public.of("embed.article", slug=self.slug)

    @property
    def script(self) -> str:
        return self.public.of("host_script.v1")

    def oembed(self, form: str) -> str:
        return self.public.of("oembed.answer", url=self.article, format=form)


class PublicUrls:
    """Absolute URLs of the site: scheme and host are those of BANTIN_PUBLIC_URL, or the request's where it is unset;
    the path is the request's script root."""

    def __init__(self, public_url: str | None) -> None:
        parts = urlsplit(iri_to_uri(public_url or ""))
        self._public_origin = f"{parts.scheme}://{parts.netloc}" if public_url else ""

    @property
    def origin(self) -> str:
        return self._public_origin or f"{request.scheme}://{request.host}"

    @property
    def site(self) -> str:
        """The front page's URL without the slash at its end."""
        return self.origin + script_root()

    def of(self, endpoint: str, **values: Any) -> str:
        return self.origin + url_for(endpoint, **values)

    def around(self, endpoint: str, argument: str) -> tuple[str, str]:
        """The absolute URLs of a route with one argument: what precedes and what follows its value, which stands there
        as it is if it is made of letters, digits and hyphens. A sitemap has a thousand; routing each would take most of
        its time."""
        before, _, after = self.of(endpoint, **{argument: PLACEHOLDER}).rpartition(PLACEHOLDER)
        return before, after

    def article(self, slug: str) -> ArticleUrls:
        return ArticleUrls(self, slug)

    def slug_in(self, url: str) -> str | None:
        """The slug in the URL of an article or its embed, with or without a slash at the end; None for every URL that
        is not plainly one of these."""
        found = ABSOLUTE_URL.fullmatch(url) if len(url) <= LONGEST else None
        site = ABSOLUTE_URL.fullmatch(f"{self.site}/")
        if not found or not site or _host(found) != _host(site):
            return None
        path = found["path"].removesuffix("/")
        slug = path.rpartition("/")[2]
        is_ours = SLUG.fullmatch(slug) and path in (url_for(name, slug=slug) for name in ARTICLE_ENDPOINTS)
        return slug if is_ours else None


def _host(url: re.Match[str]) -> str:
    """Host and port, without the port that the scheme implies."""
    return url["host"].lower().removesuffix(DEFAULT_PORTS[url["scheme"].lower()])
