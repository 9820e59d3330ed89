"""Columns of numbers in the tables of an article."""

from __future__ import annotations

import pytest

from bantin_reader.web.articles.tables import mark_numbers
from tests.growth import growth


def table(*rows: str, cell: str = "td") -> str:
    """A table with a head; the cells of a row are separated by `|`."""
    head, *others = [row.split("|") for row in rows]
    heads = "".join(f"<th>{words}</th>" for words in head)
    body = "".join(f"<tr>{''.join(f'<{cell}>{words}</{cell}>' for words in row)}</tr>" for row in others)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


@pytest.mark.parametrize(
    "number",
    [
        "4",
        "1.250,5",
        "-3",
        "−3",
        "+12 %",
        "12%",
        "18\u00a0600 ha",
        "3,4\u00a0km²",
        "30 °C",
        "<strong>7</strong>",
        "214 hộ",
    ],
)
def test_a_column_of_numbers_is_marked_with_its_head(number: str) -> None:
    html = mark_numbers(table("Sông|Mực nước", f"Nậm Lam|{number}", "Huổi Lắc|"))
    assert '<th>Sông</th><th class="br-number">Mực nước</th>' in html
    assert f'<td>Nậm Lam</td><td class="br-number">{number}</td>' in html


@pytest.mark.parametrize("words", ["05/11/2026", "Lớp 5", "7 giờ sáng thứ hai", "1a2", "", "12 - 14"])
def test_a_column_with_other_words_stays_as_it_is(words: str) -> None:
    plain = table("Sông|Mực nước", f"Nậm Lam|{words}", "Huổi Lắc|" + ("4" if words else ""))
    assert mark_numbers(plain) == plain


def test_a_table_with_cells_over_several_columns_stays_as_it_is() -> None:
    plain = table("A|B", "1|2").replace("<td>1", '<td colspan="2">1')
    assert mark_numbers(plain) == plain


def test_the_inner_one_of_two_tables_is_marked_and_the_outer_stays() -> None:
    inner = table("A", "1")
    html = mark_numbers(f"<table><tbody><tr><td>{inner}</td><td>2</td></tr></tbody></table>")
    assert html.count('class="br-number"') == 2


def test_attributes_stay() -> None:
    html = mark_numbers(table("A", "1").replace("<td>", '<td lang="en">'))
    assert '<td class="br-number" lang="en">1</td>' in html


def test_many_cells_take_linear_time() -> None:
    assert growth(mark_numbers, lambda size: table("A|B", *["1|2"] * size), 200, 3_200) == ""
    assert growth(mark_numbers, lambda size: "<table><tr><td>" * size, 500, 8_000) == ""
