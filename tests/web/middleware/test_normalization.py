"""Equal requests reach the application with equal environments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from bantin_reader.web.middleware.error_responses import ErrorResponses
from bantin_reader.web.middleware.normalization import LONGEST_COOKIE, LONGEST_HEADER, RequestNormalizer
from bantin_reader.web.route_policy import RoutePolicies

NAMES = ("PATH_INFO", "QUERY_STRING", "HTTP_COOKIE", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_ENCODING")


class Normalizer:
    """A normalizer before an application that notes what it receives."""

    def __init__(self, app: Flask) -> None:
        self.received: dict[str, Any] = {}
        self.wsgi = RequestNormalizer(self._note, RoutePolicies(app), ErrorResponses("Bản tin", None, {}))

    def _note(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        self.received = dict(environ)
        start("200 OK", [])
        return []

    def receive(self, path: str = "/", **environ: str) -> dict[str, str]:
        given = EnvironBuilder(path).get_environ() | environ
        assert run_wsgi_app(self.wsgi, given, buffered=True)[1] == "200 OK"
        return {name: self.received[name] for name in NAMES}


@pytest.fixture
def normalizer(app: Flask) -> Normalizer:
    return Normalizer(app)


PLAIN = dict(zip(NAMES, ("/privacy", "", "", "vi", ""), strict=True))


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"QUERY_STRING": "fbclid=1&utm_source=zalo"},
        {"HTTP_COOKIE": "session=1; other=\xff\xfe"},
        {"HTTP_COOKIE": "bantin_prefs=text=100&theme=pink"},
        {"HTTP_COOKIE": "bantin_prefs=" + "a" * LONGEST_COOKIE},
        {"HTTP_ACCEPT_LANGUAGE": "fr"},
        {"HTTP_ACCEPT_LANGUAGE": "vi-VN,vi;q=0.9"},
        {"HTTP_ACCEPT_LANGUAGE": "en," * LONGEST_HEADER},
        {"HTTP_ACCEPT_ENCODING": "identity"},
        {"HTTP_ACCEPT_ENCODING": "zstd"},
    ],
)
def test_requests_for_the_same_page_are_equal(normalizer: Normalizer, environ: dict[str, str]) -> None:
    assert normalizer.receive("/privacy", **environ) == PLAIN
    assert normalizer.receive("/privacy", **environ) == PLAIN, "the remembered form is the same"


@pytest.mark.parametrize(
    ("environ", "changed"),
    [
        ({"QUERY_STRING": "x=1&lang=en&fbclid=2"}, {"QUERY_STRING": "lang=en"}),
        ({"QUERY_STRING": "lang=\xe9"}, {"QUERY_STRING": "lang=%E9"}),
        (
            {"HTTP_COOKIE": "a=1; bantin_prefs=theme=dark&text=125&plain=1; khac=\xff"},
            {"HTTP_COOKIE": "bantin_prefs=text=125&theme=dark"},
        ),
        ({"HTTP_ACCEPT_LANGUAGE": "en-GB,en;q=0.8"}, {"HTTP_ACCEPT_LANGUAGE": "en"}),
        ({"HTTP_ACCEPT_ENCODING": "gzip, deflate, br, zstd"}, {"HTTP_ACCEPT_ENCODING": "br"}),
        ({"HTTP_ACCEPT_ENCODING": "br;q=0, gzip"}, {"HTTP_ACCEPT_ENCODING": "gzip"}),
    ],
)
def test_what_the_page_depends_on_remains_in_its_normal_spelling(
    normalizer: Normalizer, environ: dict[str, str], changed: dict[str, str]
) -> None:
    assert normalizer.receive("/privacy", **environ) == PLAIN | changed


def test_an_empty_path_is_the_front_page(normalizer: Normalizer) -> None:
    assert normalizer.receive("/", PATH_INFO="")["PATH_INFO"] == "/"


def test_a_long_validator_is_ignored(normalizer: Normalizer) -> None:
    normalizer.receive("/", HTTP_IF_NONE_MATCH="a" * (LONGEST_HEADER + 1))
    assert "HTTP_IF_NONE_MATCH" not in normalizer.received
    normalizer.receive("/", HTTP_IF_NONE_MATCH='W/"1"')
    assert normalizer.received["HTTP_IF_NONE_MATCH"] == 'W/"1"'
