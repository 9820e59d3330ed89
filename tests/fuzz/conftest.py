"""The sites that unusual requests are sent to, and the number of examples of each test."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cached_property

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.source_factory import create_withdrawal
from tests.conftest import PORTAL_TEXT, land
from tests.fuzz import routes
from tests.fuzz.asking import HOST, Answer, Request, ask, encoded
from tests.fuzz.promises import Vocabulary
from tests.fuzz.routes import ROUTES, Route
from tests.serving.server import Server, serving
from tests.web.embed.oembed import PICTURED

FUZZ = os.environ.get("FUZZ")
COOKIES = [b"", b"bantin_prefs=images=off", b"bantin_prefs=text=300&theme=dark&lang=en"]
COOKIES += [b"__Host-bantin_widget=text=90&lang=en"]


class Site:
    """An application, the names in its addresses, and the vocabulary of its ordinary pages."""

    def __init__(self, app: Flask, names: dict[str, list[str]]) -> None:
        self.app = app
        self.names = names
        self.plain: dict[str, Vocabulary] = {}

    @cached_property
    def everything(self) -> Vocabulary:
        """The vocabulary of all pages together."""
        return Vocabulary(
            set().union(*(plain.words for plain in self.plain.values())),
            set().union(*(plain.scripts for plain in self.plain.values())),
            set().union(*(plain.elsewhere for plain in self.plain.values())),
            max(plain.largest for plain in self.plain.values()),
        )

    def path(self, route: Route, name: bytes | None = None) -> bytes:
        """The address of something that exists; with `name`, of something that may not exist."""
        before, variable, after = re.fullmatch(r"([^{]*)(?:\{(\w+)\})?(.*)", route.path).groups()  # type: ignore[union-attr]
        if not variable:
            return before.encode()
        after = re.sub(r"\{(\w+)\}", lambda other: self.names[other[1]][0], after)
        return before.encode() + (self.names[variable][0].encode() if name is None else name) + after.encode()

    def value(self, text: str) -> bytes:
        return text.replace("{slug}", self.names["slug"][0]).encode()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running server with one worker."""
    data = tmp_path_factory.mktemp("served")
    land(Settings(data=data), PORTAL_TEXT)
    with serving(data, "--workers", "1", environment={"BANTIN_HOSTS": f"{HOST} 127.0.0.1"}) as server:
        while not server.workers or server.get("/healthz")[0] != 200:
            pass
        yield server


@pytest.fixture
def goes_on(server: Server) -> Iterator[None]:
    """Checks that the same worker answers the next request after the test."""
    workers = server.workers
    yield
    assert server.get("/accessibility", {"Host": HOST})[0] == 200
    assert server.workers == workers


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Site]:
    """A site with default settings, and a site with every setting that changes a page."""
    data = tmp_path_factory.mktemp("fuzzed")
    logo = data / "logo.svg"
    logo.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    first = Settings(data=data)
    slug, gone = land(first, PICTURED, PORTAL_TEXT)
    create_withdrawal(first).withdraw(gone, "Sai tên.")
    public = Settings(
        data=data,
        public_url="https://bantin.example.vn",
        hosts=HOST,
        proxies="127.0.0.1",
        logo=logo,
        footer="Chân trang",
        contact="https://vanson.example.vn/lien-he",
        accent="#7a1f1f",
    )
    return {"first": _site(create_app(first), slug, gone), "public": _site(create_app(public), slug, gone)}


def _site(app: Flask, slug: str, gone: str) -> Site:
    page = ask(app, Request(f"/articles/{slug}".encode())).text
    pictures, built = re.findall(r"/pictures/([^\s\",]+)", page), re.findall(r'"/static/([^"]+)"', page)
    known = {routes.SLUG: slug, routes.GONE: gone, routes.PICTURE: pictures[0], "site.css": built[0]}
    names = {variable: [known.get(name, name) for name in some] for variable, some in routes.NAMES.items()}
    site = Site(app, names)
    for endpoint, route in ROUTES.items():
        site.plain[endpoint] = Vocabulary()
        site.plain[endpoint].learn(_plain_answers(site, route))
    return site


def _plain_answers(site: Site, route: Route) -> Iterator[Answer]:
    """Responses to each parameter's values one by one and together, for every cookie, and every error page."""
    one_by_one = [[(name, site.value(value))] for name, values in route.query.items() for value in values]
    together = [[(name, site.value(values[at])) for name, values in route.query.items()] for at in (0, -1)]
    for cookie in COOKIES:
        headers = (("Cookie", cookie),)
        for query in ([], *together, *(one_by_one if not cookie else [])):
            yield ask(site.app, Request(site.path(route), encoded(query), route.method, headers))
    for name in (name for some in site.names.values() for name in some):
        yield ask(site.app, Request(site.path(route, name.encode())))
    for field in ([(name, values[0].encode())] for name, values in route.form.items()):
        for header in (("HX-Request", b"true"), ("Sec-Fetch-Site", b"cross-site")):
            form = ("Content-Type", b"application/x-www-form-urlencoded")
            yield ask(site.app, Request(site.path(route), b"", "POST", (header, form), encoded(field)))
    yield ask(site.app, Request(site.path(route), method="BREW"))
    yield ask(site.app, Request(site.path(route), b"a" * 9000))
    yield ask(site.app, Request(site.path(route), headers=(("Host", b"?"),)))
    yield ask(site.app, Request(site.path(route), headers=(("Host", b"evil.example"),)))


def examples(count: int) -> settings:
    """Settings for `count` examples, the same in every run; with FUZZ set, for that many random examples."""
    return settings(
        max_examples=int(FUZZ) if FUZZ else count,
        derandomize=not FUZZ,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
    )
