"""A host with the site below a path and another application everywhere else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment
from xml.etree.ElementTree import Element

from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app

HOST = "tinh.example.vn"
MOUNT = "/doc-bao"
SITE = f"https://{HOST}{MOUNT}"
HTMX = {"HX-Request": "true"}


def neighbour(_environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    """The other application on the host."""
    start("404 NOT FOUND", [("Content-Type", "text/plain")])
    return [b"the neighbour's 404"]


class Host:
    """A host with the site below MOUNT and a neighbour everywhere else. `app` is asked by `get` and `post`."""

    def __init__(self, app: Any, slug: str) -> None:
        self._client = Client(app, use_cookies=False)
        self.slug = slug

    def get(self, path: str, **options: Any) -> Any:
        return self._client.get(path, base_url=f"https://{HOST}", buffered=True, **options)

    def post(self, path: str, **options: Any) -> Any:
        return self._client.post(path, base_url=f"https://{HOST}", buffered=True, **options)


def by_public_url(settings: Settings) -> Any:
    """Behind a proxy that passes on the path as it came."""
    return create_app(settings)


def by_public_url_behind_a_stripping_proxy(settings: Settings) -> Any:
    app = create_app(settings)

    def strip(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        environ["PATH_INFO"] = environ["PATH_INFO"].removeprefix(MOUNT)
        return app(environ, start)

    return strip


def by_dispatcher(settings: Settings) -> Any:
    app = create_app(settings.model_copy(update={"public_url": None}))
    return DispatcherMiddleware(neighbour, {MOUNT: app})


def by_dispatcher_with_the_hosts_public_url(settings: Settings) -> Any:
    app = create_app(settings.model_copy(update={"public_url": f"https://{HOST}"}))
    return DispatcherMiddleware(neighbour, {MOUNT: app})


def by_dispatcher_with_the_whole_public_url(settings: Settings) -> Any:
    return DispatcherMiddleware(neighbour, {MOUNT: create_app(settings)})


def pages(slug: str) -> list[str]:
    site = ["/", f"/articles/{slug}", "/preferences", "/privacy", "/accessibility", "/nothing"]
    return [MOUNT + path for path in [*site, f"/embed/articles/{slug}", "/embed/latest", "/embed/nothing"]]


def urls_in(page: Element) -> list[str]:
    """Everything in the markup that a browser or a script takes for a URL of this host."""
    names = ("href", "src", "action", "data-hx-post", "data-hx-get", "data-press", "data-path")
    found = [element.get(name) for element in page.iter() for name in names]
    found += [part.split()[0] for element in page.iter() for part in (element.get("srcset") or "").split(",") if part]
    found += [element.get("value") for element in page.iter("input") if element.get("name") == "next"]
    own = [url.removeprefix(f"https://{HOST}") for url in found if url and not url.startswith(("#", "mailto:"))]
    return [url for url in own if not url.startswith("http")]
