"""No regular expression takes more than linear time, whatever text it is given."""

from __future__ import annotations

import re

import pytest

from tests.conventions.regular_expressions import Attack, Expression, attacks, expressions, grows, searches

MEGABYTE = 1_000_000
EXPRESSIONS = expressions()


@pytest.mark.parametrize("one", EXPRESSIONS, ids=lambda one: one.where.removeprefix("bantin_reader."))
def test_work_grows_no_faster_than_the_text(one: Expression) -> None:
    reported = [
        grown for attack in attacks(one.pattern) for search in searches(one) if (grown := grows(search, attack))
    ]
    assert reported == []


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"\./\.(?![^<]*>)", "sub"),
        ("<[^>]*>", "sub"),
        (r"\s*:", "search"),
        (r"(?:a+)+!", "fullmatch"),
        (r"[\s\d]*(?:new)?[\s!]*", "fullmatch"),
    ],
)
def test_an_expression_that_is_not_linear_is_found(pattern: str, method: str) -> None:
    one = Expression("here", re.compile(pattern), frozenset({method}))
    assert any(grows(search, attack) for attack in attacks(one.pattern) for search in searches(one))


@pytest.mark.parametrize("pattern", ["[0-9]+", r"<[^<>]*+>", r"(?<!\s)\s++:"])
def test_an_expression_that_is_linear_passes(pattern: str) -> None:
    one = Expression("here", re.compile(pattern), frozenset({"search"}))
    assert not any(grows(search, attack) for attack in attacks(one.pattern) for search in searches(one))


def test_expressions_are_found_wherever_they_stand() -> None:
    places = {one.where for one in EXPRESSIONS}
    assert "bantin_reader.sources.text.font_letters.FONTS" in places, "inside a tuple"
    assert any(place.startswith("bantin_reader/config/") for place in places), "at the place of use"


def test_a_megabyte_of_end_marks_is_searched_in_one_pass() -> None:
    from bantin_reader.web.articles.body import END_MARK

    assert len(END_MARK.findall(Attack("", "./.", "").text(MEGABYTE))) == MEGABYTE // 3
