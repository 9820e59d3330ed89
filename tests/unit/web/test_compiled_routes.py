"""Applications of the tests, which share compiled rules, match paths and build URLs as others do."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import Rule

from tests.compiled_routes import SharedRule

Routes = list[tuple[str, str, dict[str, int]]]
ROUTES: Routes = [("/tin", "news", {}), ("/tin/<slug>", "article", {}), ("/so/<int:number>", "number", {})]
PAGED: Routes = [("/tin", "news", {"page": 1}), ("/tin/trang-<int:page>", "news", {})]


def answers(rule: type[Rule], routes: Routes) -> list[object]:
    """What an application with these routes matches, builds and offers as methods."""
    app = Flask("routes", static_folder=None)
    app.url_rule_class = rule
    for path, endpoint, defaults in routes:
        app.add_url_rule(path, endpoint, str, defaults=defaults)
    urls = app.url_map.bind("localhost")
    found: list[object] = [sorted(urls.allowed_methods("/tin"))]
    for path in ("/tin", "/tin/lũ", "/so/7", "/tin/trang-3"):
        if urls.test(path):
            endpoint, arguments = urls.match(path)
            found += [(endpoint, arguments, urls.build(endpoint, {**arguments, "more": "lũ lớn"}))]
    return found


def test_rules_that_were_compiled_before_match_and_build_the_same() -> None:
    for routes in (ROUTES, PAGED, ROUTES, PAGED):
        assert answers(SharedRule, routes) == answers(Rule, routes)
    assert len(answers(Rule, ROUTES)) == 5


def test_a_rule_is_not_taken_for_one_with_other_defaults() -> None:
    assert answers(SharedRule, ROUTES[:1]) != answers(SharedRule, PAGED[:1])
