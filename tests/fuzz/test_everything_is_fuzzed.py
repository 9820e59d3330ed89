"""The fuzz tests cover every route, and every parameter and header that the application reads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request
from werkzeug.datastructures import ImmutableMultiDict

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.web.embed.frame import EMBEDDER_ARGUMENTS
from bantin_reader.web.route_policy import RoutePolicies
from tests.fuzz.asking import Request, ask, encoded
from tests.fuzz.conftest import Site
from tests.fuzz.routes import EMBED, HEADERS, NAMES, ROUTES


def unfuzzed(app: Flask) -> set[str]:
    """URL rules that ROUTES does not describe."""
    rules = set()
    for rule in app.url_map.iter_rules():
        route = ROUTES.get(rule.endpoint)
        form = bool(route and route.form)
        described = route and re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule) == route.path
        if not described or not rule.arguments <= set(NAMES) or ("POST" in (rule.methods or ())) != form:
            rules.add(rule.rule)
    return rules


def test_every_route_has_its_line(sites: dict[str, Site]) -> None:
    app = sites["first"].app
    assert unfuzzed(app) == set(), "these need a line in tests/fuzz/routes.py"
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(ROUTES), "a line without a route"


def test_no_route_ends_with_a_slash_or_is_redirected_to(sites: dict[str, Site]) -> None:
    rules = [rule.rule for rule in sites["first"].app.url_map.iter_rules()]
    assert [rule for rule in rules if rule != "/" and rule.endswith("/")] == []


@pytest.fixture
def bare(tmp_path: Path) -> Flask:
    return create_app(Settings(data=tmp_path / "var"))


def test_a_route_without_its_line_is_found(bare: Flask) -> None:
    bare.add_url_rule("/moi/<ten>", "moi", view_func=lambda ten: ten)
    bare.add_url_rule("/logo", "pages.privacy", methods=["POST"])
    assert unfuzzed(bare) == {"/moi/<ten>", "/logo"}


class Reads:
    """Records the names of parameters and headers that an application reads."""

    def __init__(self) -> None:
        self.parameters: set[str] = set()
        self.headers: set[str] = set()

    def of(self, app: Flask, asked: Request) -> None:
        parameters, headers = self.parameters, self.headers

        class Parameters(ImmutableMultiDict[str, str]):
            def __getitem__(self, name: str) -> Any:
                parameters.add(name)
                return super().__getitem__(name)

            def getlist(self, name: str, type: Any = None) -> Any:
                parameters.add(name)
                return super().getlist(name, type)

            def __contains__(self, name: object) -> bool:
                parameters.add(str(name))
                return super().__contains__(name)

        class Environ(dict[str, Any]):
            def __getitem__(self, name: str) -> Any:
                headers.add(name)
                return super().__getitem__(name)

            def get(self, name: str, default: Any = None) -> Any:
                headers.add(name)
                return super().get(name, default)

            def __contains__(self, name: object) -> bool:
                headers.add(str(name))
                return super().__contains__(name)

        before, app.request_class.parameter_storage_class = app.request_class.parameter_storage_class, Parameters
        try:
            for wsgi in (app, lambda environ, start: Flask.wsgi_app(app, environ, start)):
                ask(lambda environ, start, wsgi=wsgi: wsgi(Environ(environ), start), asked)  # type: ignore[misc]
        finally:
            app.request_class.parameter_storage_class = before

    @property
    def header_names(self) -> set[str]:
        names = {name.removeprefix("HTTP_").replace("_", "-") for name in self.headers if name.startswith("HTTP_")}
        return names | {name.replace("_", "-") for name in self.headers if name.startswith("CONTENT_")}


def asked(site: Site, endpoint: str) -> list[Request]:
    route = ROUTES[endpoint]
    query = encoded([(name, site.value(values[0])) for name, values in route.query.items()])
    form = (("Content-Type", b"application/x-www-form-urlencoded"), ("Cookie", b"bantin_prefs=images=off"))
    fields = encoded([(name, values[0].encode()) for name, values in route.form.items() if name != "lang"])
    return [Request(site.path(route), each, route.method, form, fields) for each in (query, b"")]


def test_every_parameter_and_header_that_is_read_has_its_line(sites: dict[str, Site]) -> None:
    headers = {name.upper() for name in HEADERS}
    for site in sites.values():
        for endpoint, route in ROUTES.items():
            for one in asked(site, endpoint):
                reads = Reads()
                reads.of(site.app, one)
                assert reads.parameters <= {*route.query, *route.form, *EMBED, "page", "lang"}, endpoint
                assert reads.header_names <= headers, endpoint
    assert set(EMBEDDER_ARGUMENTS) <= set(ROUTES["embed.latest"].query)
    policies = RoutePolicies(sites["first"].app)
    for endpoint, route in ROUTES.items():
        if endpoint != "static":
            assert set(route.query) == policies.of_endpoint(endpoint).arguments, endpoint


def test_a_parameter_and_a_header_without_a_line_are_found(bare: Flask) -> None:
    def view() -> str:
        return request.args.get("bi-mat", "") + request.headers.get("X-Bi-Mat", "")

    bare.add_url_rule("/moi", "moi", view_func=view)
    reads = Reads()
    reads.of(bare, Request(b"/moi"))
    assert "bi-mat" in reads.parameters
    assert "X-BI-MAT" in reads.header_names
