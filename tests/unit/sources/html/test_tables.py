"""Tables of saved pages: data keeps its header cells, layout is unwrapped."""

from __future__ import annotations

import pytest

from tests.unit.sources.html.test_blocks import body

A1 = "<td>a</td><td>1</td>"
A1_ROW = "<tr><td>a</td><td>1</td></tr>"
HEAD = '<thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'


def table(*rows: str, inside: str = "") -> str:
    return f"<table>{inside}{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (table(A1, A1), f"<table><tbody>{A1_ROW}{A1_ROW}</tbody></table>"),
        (table("<th>A<th>B", A1), f"<table>{HEAD}<tbody>{A1_ROW}</tbody></table>"),
        (table("<td><b>A</b><td><p><strong>B</strong></p>", A1), f"<table>{HEAD}<tbody>{A1_ROW}</tbody></table>"),
        (table(A1, inside="<thead><tr><td>A<td>B</thead>"), f"<table>{HEAD}<tbody>{A1_ROW}</tbody></table>"),
        (table("<td><b>A</b><td>1", A1),
         f"<table><tbody><tr><td><strong>A</strong></td><td>1</td></tr>{A1_ROW}</tbody></table>"),
        (table("<th>a<td>1", A1), f'<table><tbody><tr><th scope="row">a</th><td>1</td></tr>{A1_ROW}</tbody></table>'),
        (table("<td><td><b>B</b>", A1),
         '<table><thead><tr><th scope="col"></th><th scope="col">B</th></tr></thead>'
         f"<tbody>{A1_ROW}</tbody></table>"),
        (table(A1, A1, inside="<caption><b>Bảng</b> 1</caption>"),
         f"<table><caption>Bảng 1</caption><tbody>{A1_ROW}{A1_ROW}</tbody></table>"),
        (table('<td colspan="2" rowspan="1" width="9">a</td>', A1, A1),
         f'<table><tbody><tr><td colspan="2">a</td></tr>{A1_ROW}{A1_ROW}</tbody></table>'),
        (table('<td rowspan="2">a</td><td>1</td>', "<td>2</td>"),
         '<table><tbody><tr><td rowspan="2">a</td><td>1</td></tr><tr><td>2</td></tr></tbody></table>'),
        (table("<td><p>a</p><p>b</p><td>1", A1),
         f"<table><tbody><tr><td>a<br>b</td><td>1</td></tr>{A1_ROW}</tbody></table>"),
        (table(A1, "<td>&nbsp;<td>", A1), f"<table><tbody>{A1_ROW}{A1_ROW}</tbody></table>"),
    ],
)  # fmt: skip
def test_a_table_of_data_keeps_its_heads_spans_and_caption(html: str, kept: str) -> None:
    assert body(html) == kept


@pytest.mark.parametrize(
    "html",
    [
        table("<td>a<td>1"),
        table("<td>a", "<td>1"),
        '<table role="presentation"><tr><td>a<td>1<tr><td><td></table>',
        '<table role="none"><tr><td>a<tr><td>1<td></table>',
        table(f"<td>{table('<td>a')}<td>1", "<td><td>"),
        table("<td>a<td>1", "<td>&nbsp;<td>"),
    ],
    ids=["one row", "one column", "presentation", "none", "a table in it", "one row with text"],
)
def test_a_table_that_lays_out_is_unwrapped(html: str) -> None:
    assert body(html) == "<p>a</p>\n<p>1</p>"


def test_an_empty_table_is_removed() -> None:
    assert body(table("<td>&nbsp;<td>", "<td><td>")) == ""


def test_a_cell_keeps_its_language() -> None:
    kept = f'<table><tbody><tr><td lang="en">open</td><td>1</td></tr>{A1_ROW}</tbody></table>'
    assert body(table('<td lang="en">open<td>1', A1)) == kept
