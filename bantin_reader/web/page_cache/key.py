"""The cache key of a page: two requests with the same key get the same bytes."""

from __future__ import annotations

from wsgiref.types import WSGIEnvironment

from bantin_reader.web.route_policy import RoutePolicies

# Longer addresses are answered, but their pages are not cached.
LONGEST = 2000

PageKey = tuple[str, str, str, str, str, str, str, str]


def page_key(environ: WSGIEnvironment, policies: RoutePolicies) -> PageKey | None:
    """Scheme, host, mount point, path, query, cookies, language and coding of a normalized request. `RequestNormalizer`
    has removed the arguments and cookies that the route's policy does not declare.

    None when the route's policy has no page cache, for other methods than GET and HEAD, and for an address over 2,000
    characters.
    """
    method, path, query = environ["REQUEST_METHOD"], environ["PATH_INFO"], environ["QUERY_STRING"]
    if method not in ("GET", "HEAD") or len(path) + len(query) > LONGEST:
        return None
    if not policies.of_path(method, path).page_cache:
        return None
    return (
        environ["wsgi.url_scheme"],
        environ.get("HTTP_HOST", ""),
        environ.get("SCRIPT_NAME", ""),
        path,
        query,
        environ["HTTP_COOKIE"],
        environ["HTTP_ACCEPT_LANGUAGE"],
        environ["HTTP_ACCEPT_ENCODING"],
    )
