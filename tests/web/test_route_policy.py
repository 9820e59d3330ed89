"""A route states its own policy where it is declared, and nothing else knows of it."""

from __future__ import annotations

from itertools import count

import pytest
from flask import Blueprint, Flask, request

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.web.route_policy import RoutePolicies, route_policy
from tests.checking import CheckingClient

NUMBERS = count(1)


def made_up() -> Blueprint:
    """Three routes; each response tells how often a view has run, and what it was given."""
    blueprint = Blueprint("made_up", __name__, url_prefix="/made-up")

    def told() -> str:
        return f"{next(NUMBERS)} {request.query_string.decode()} {request.headers.get('Cookie', '')}"

    @blueprint.get("/cached/<name>")
    @route_policy(arguments=("colour",), cookies={"shape": str.lower}, page_cache=True)
    def cached(name: str) -> str:
        return told()

    @blueprint.get("/shared")
    @route_policy(arguments=("colour",), cross_origin=True)
    def shared() -> str:
        return told()

    @blueprint.get("/undeclared")
    def undeclared() -> str:
        return told()

    return blueprint


@pytest.fixture
def site(settings: Settings) -> CheckingClient:
    app = create_app(settings)
    app.register_blueprint(made_up())
    return app.test_client(use_cookies=False)  # type: ignore[return-value]


def test_a_route_reads_its_own_arguments_and_cookies_alone(site: CheckingClient) -> None:
    answer = site.get("/made-up/cached/a?colour=red&size=1", headers={"Cookie": "shape=ROUND; other=1"})
    assert answer.text.split(" ", 1)[1] == "colour=red shape=round"
    assert site.get("/made-up/shared?colour=red&size=1").text.split(" ", 1)[1] == "colour=red "
    assert site.get("/made-up/undeclared?colour=red&lang=en").text.split(" ", 1)[1] == "lang=en "


def test_pages_are_cached_for_each_value_of_what_the_route_reads(site: CheckingClient) -> None:
    first = site.get("/made-up/cached/a?colour=red").text
    assert site.get("/made-up/cached/a?colour=red&fbclid=x").text == first
    assert site.get("/made-up/cached/a?colour=red", headers={"Cookie": "other=1"}).text == first
    others = {
        site.get("/made-up/cached/a?colour=blue").text,
        site.get("/made-up/cached/b?colour=red").text,
        site.get("/made-up/cached/a?colour=red", headers={"Cookie": "shape=round"}).text,
    }
    assert len(others | {first}) == 4


@pytest.mark.parametrize("path", ["/made-up/shared", "/made-up/undeclared"])
def test_pages_of_other_routes_are_not_cached(site: CheckingClient, path: str) -> None:
    assert site.get(path).text != site.get(path).text


def test_the_policy_decides_who_may_load_a_response(site: CheckingClient) -> None:
    shared, page = site.get("/made-up/shared"), site.get("/made-up/undeclared")
    assert shared.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert shared.headers["Access-Control-Allow-Origin"] == "*"
    assert page.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in page.headers


def test_an_address_without_a_route_and_a_wrong_method_have_the_default_policy(app: Flask) -> None:
    policies = RoutePolicies(app)
    for method, path in (("GET", "/nothing"), ("BREW", "/"), ("POST", "/privacy"), ("GET", "/" + "a" * 3000)):
        policy = policies.of_path(method, path)
        assert (policy.arguments, policy.page_cache, policy.cross_origin) == (frozenset({"lang"}), False, False)


def test_every_page_for_readers_declares_its_policy(app: Flask) -> None:
    """A view without one reads no arguments; it would be found by chance only."""
    assert [name for name, view in app.view_functions.items() if not hasattr(view, "route_policy")] == []
