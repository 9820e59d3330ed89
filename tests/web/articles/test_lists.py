"""Ordered lists with long numbers are marked."""

from __future__ import annotations

import pytest

from bantin_reader.web.articles.lists import mark_long_numbers
from tests.growth import growth


def items(count: int) -> str:
    return "<li>Hộ dân</li>" * count


@pytest.mark.parametrize(
    ("attributes", "count", "digits"),
    [
        ("", 9, ""), ("", 10, "2"), ("", 100, "3"), (' reversed=""', 12, "2"),
        (' start="8"', 2, ""), (' start="8"', 3, "2"), (' start="2024"', 1, "4"), (' start="-5"', 1, "2"),
        (' start="x"', 1, ""),
        (' type="a"', 30, ""), (' type="i"', 7, ""), (' type="I"', 8, "3"), (' start="-5" type="i"', 1, ""),
    ],
)  # fmt: skip
def test_a_list_says_for_how_many_digits_it_needs_room(attributes: str, count: int, digits: str) -> None:
    mark = f' class="br-digits-{digits}"' if digits else ""
    body = f"<p>1</p><ol{attributes}>{items(count)}</ol>"
    assert mark_long_numbers(body) == body.replace("<ol", f"<ol{mark}")


def test_each_list_counts_its_own_items() -> None:
    inner = f"<ul>{items(12)}</ul><ol>{items(11)}</ol>"
    body = f'<ol><li>{inner}</li><li value="7">Hai</li></ol><ol>{items(3)}</ol>'
    assert mark_long_numbers(body) == body.replace(inner, inner.replace("<ol", '<ol class="br-digits-2"'))


def test_an_items_own_number_counts() -> None:
    body = '<ol><li value="99">Một</li><li>Hai</li></ol>'
    assert mark_long_numbers(body) == body.replace("<ol", '<ol class="br-digits-3"')


@pytest.mark.parametrize("body", ["<p>Không có gì.</p>", "</ol><ol><li>Một", "<li>Một</li></ul><ol>"])
def test_other_bodies_stay_as_they_are(body: str) -> None:
    assert mark_long_numbers(body) == body


def test_time_grows_with_the_body() -> None:
    assert growth(mark_long_numbers, lambda size: "<ol><li>" * size, 200, 3_200) == ""
    assert growth(mark_long_numbers, lambda size: "<ol" + " " * size, 500, 8_000) == ""
