"""Every unusual string in every part of a request to every route. One combination in seventeen is sent, other strings
to each route, and every third string in all parameters at once; with FUZZ set, all combinations are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import cycle, product
from math import gcd
from zlib import crc32

import pytest

from bantin_reader.web.observability.endpoints import OPERATOR_PATHS
from tests.fuzz.asking import Request, ask, encoded
from tests.fuzz.conftest import FUZZ, Site
from tests.fuzz.promises import keep
from tests.fuzz.routes import HEADERS, ROUTES
from tests.fuzz.strings import CORPUS

STRINGS = list(CORPUS.values())
FORM = ("Content-Type", b"application/x-www-form-urlencoded")
TYPES = [*HEADERS["Content-Type"], "text/plain", "multipart/form-data", f"{FORM[1].decode()}; charset=utf-7"]
STEP, TOGETHER = (1, 1) if FUZZ else (17, 3)


def places(*names: Iterable[str]) -> list[tuple[str, ...]]:
    return [tuple(place) for place in product(*names)]


def some(of: str, places: Iterable[tuple[str, ...]]) -> list[tuple[tuple[str, ...], bytes]]:
    """Places paired with strings, others for each name `of`; in enough places every string occurs, because the step
    and the number of strings are coprime."""
    assert gcd(STEP, len(STRINGS)) == 1
    return [(place, string) for place, string in product(places, STRINGS)][crc32(of.encode()) % STEP :: STEP]


@pytest.mark.parametrize("endpoint", ROUTES)
def test_every_string_in_every_parameter_and_in_an_unknown_one(sites: dict[str, Site], endpoint: str) -> None:
    route = ROUTES[endpoint]
    one_by_one = [([(name, string)], string) for (name,), string in some(endpoint, places((*route.query, "zz")))]
    at_once = STRINGS[len(endpoint) % TOGETHER :: TOGETHER] if len(route.query) > 1 else []
    together = [([(name, string) for name in route.query], string) for string in at_once]
    for (query, string), site in zip(one_by_one + together, cycle(sites.values()), strict=False):
        request = Request(site.path(route), encoded(query), route.method)
        keep(ask(site.app, request), site.plain[endpoint], len(string) * len(query))


@pytest.mark.parametrize("endpoint", ROUTES)
def test_every_string_as_the_query_itself_and_as_a_name(sites: dict[str, Site], endpoint: str) -> None:
    route, site = ROUTES[endpoint], sites["first"]
    for (kind,), string in some(endpoint, places(["query", "name"])):
        query = string if kind == "query" else encoded([("", string)])[1:] + b"=1"
        request = Request(site.path(route), query.replace(b"#", b""), route.method)
        keep(ask(site.app, request), site.plain[endpoint], len(string))


@pytest.mark.parametrize("endpoint", ROUTES)
def test_every_string_in_every_path(sites: dict[str, Site], endpoint: str) -> None:
    route = ROUTES[endpoint]
    for (kind, which), string in some(endpoint, places(["name", "root", "end"], sites)):
        site = sites[which]
        path = {"name": site.path(route, string), "root": b"/" + string, "end": site.path(route) + string}[kind]
        keep(ask(site.app, Request(path)), site.everything, len(string))


@pytest.mark.parametrize("endpoint", [endpoint for endpoint, route in ROUTES.items() if route.form])
def test_every_string_in_every_field_of_every_form(sites: dict[str, Site], endpoint: str) -> None:
    route, site = ROUTES[endpoint], sites["first"]
    good = {"text": b"125"}
    for (name, sent, beside), string in some(
        endpoint, places((*route.form, "zz"), ["page", "script"], ["alone", "beside"])
    ):
        body = encoded({**(good if beside == "beside" else {}), name: string})
        headers = (FORM, ("HX-Request", b"true" if sent == "script" else b""))
        keep(ask(site.app, Request(site.path(route), b"", "POST", headers, body)), site.plain[endpoint], len(string))


@pytest.mark.parametrize("kind", TYPES)
def test_every_string_as_a_whole_body_of_every_type(sites: dict[str, Site], kind: str) -> None:
    site = sites["first"]
    for string in STRINGS:
        request = Request(b"/preferences", b"", "POST", (("Content-Type", kind.encode()),), string)
        keep(ask(site.app, request), site.plain["preferences.save"], len(string))


@pytest.mark.parametrize("name", HEADERS)
def test_every_string_in_every_header(sites: dict[str, Site], name: str) -> None:
    read_by = ["articles.article", "articles.picture", "embed.article", "preferences.save", "static"]
    # On a first try a page bears whatever name it is called by.
    for (endpoint, which), string in some(name, places(read_by, ["public"] if name == "Host" else sites)):
        route, site = ROUTES[endpoint], sites[which]
        body = encoded({"text": b"125"}) if route.form else b""
        headers = dict([*([FORM] if body else []), (name, string)])
        request = Request(site.path(route), b"", route.method, tuple(headers.items()), body)
        keep(ask(site.app, request), site.plain[endpoint], len(string))


@pytest.mark.parametrize("cookie", ["bantin_prefs", "__Host-bantin_widget", "zz"])
def test_every_string_in_every_cookie(sites: dict[str, Site], cookie: str) -> None:
    site = sites["first"]
    forms = {"whole": b"%s", "value": b"text=%s", "name": b"%s=125", "beside": b"text=125&%s"}
    for (endpoint, form), string in some(cookie, places(["articles.home", "embed.latest", "preferences.show"], forms)):
        value = (f"{cookie}=".encode() + forms[form]) % string
        answer = ask(site.app, Request(site.path(ROUTES[endpoint]), headers=(("Cookie", value),)))
        keep(answer, site.plain[endpoint], len(string))
        assert answer.status == 200


def test_every_string_as_a_method(sites: dict[str, Site]) -> None:
    site = sites["first"]
    for string in STRINGS:
        answer = ask(site.app, Request(b"/privacy", method=string.decode("latin-1")))
        keep(answer, site.plain["pages.privacy"], len(string))
        assert answer.status in (200, 405)


@pytest.mark.parametrize("path", OPERATOR_PATHS)
def test_every_string_at_the_operators_addresses(sites: dict[str, Site], path: str) -> None:
    site = sites["public"]
    # Metrics have a line for each route that was asked for.
    usual = len(ask(site.app, Request(path.encode())).body)
    ordinary = replace(site.everything, largest=max(site.everything.largest, usual))
    names = ["Authorization", "Host", "X-Forwarded-For", "X-Request-ID", "Cookie"]
    for (name,), string in some(path, places(names)):
        answer = ask(site.app, Request(path.encode(), string.replace(b"#", b""), headers=((name, string),)))
        keep(answer, ordinary, len(string))
        assert answer.status in (200, 400, 404, 414, 421)
