"""Tables of data are distinguished from layout by header cells and consistent columns, not by pictures."""

from __future__ import annotations

import pytest

from tests.unit.sources.html.article_page import body

FACE = '<img src="{}.jpg" alt="Chân dung">'


def table(*rows: str) -> str:
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def person(number: int, name: str, *more: str) -> str:
    return f"<td>{FACE.format(number)}</td><td>{name}</td>" + "".join(f"<td>{one}</td>" for one in more)


@pytest.mark.parametrize(
    "html",
    [
        table(person(1, "Lò Văn Páo", "Chủ tịch"), person(2, "Giàng Thị Say", "Phó Chủ tịch")),
        table(person(1, "Lò Văn Páo"), person(2, "Giàng Thị Say"), person(3, "Vàng A Chu")),
        table("<th>Ảnh<th>Tên", person(1, "Lò Văn Páo")),
        table("<td>2023<td>12<td>3", f"<td>2024<td>{FACE.format(1)}<td>5", "<td>2025<td>14<td>5", "<td>2026<td>9<td>1"),
        table("<td>Năm<td>Hộ", "<td>2025<td>12"),
        "<table><caption>Hộ</caption><tr><td>2025<td>12<tr><td>2026</table>",
    ],
)
def test_a_table_of_data_stays_one(html: str) -> None:
    assert body(html).startswith("<table>")


@pytest.mark.parametrize(
    "html",
    [
        table(f"<td>{FACE.format(1)}<td>{FACE.format(2)}", "<td>Bên trái<td>Bên phải"),
        table(f"<td>{FACE.format(1)}<td>{FACE.format(2)}", f"<td>{FACE.format(3)}<td>{FACE.format(4)}"),
        table(f"<td>{FACE.format(1)} Một<td>{FACE.format(2)} Hai", f"<td>{FACE.format(3)} Ba<td>{FACE.format(4)} Bốn"),
        table(f"<td>{FACE.format(1)}<td>Lễ hội mở từ sáng.", f"<td>Chợ họp đến trưa.<td>{FACE.format(2)}"),
        table("<td>một<td>hai<td>ba", "<td>bốn", "<td>năm<td>sáu"),
    ],
)
def test_a_table_that_lays_out_is_unwrapped(html: str) -> None:
    assert "<table" not in body(html)


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (table('<td rowspan="3">2025<td>12', "<td> ", "<td>14"),
         '<table><tbody><tr><td rowspan="2">2025</td><td>12</td></tr><tr><td>14</td></tr></tbody></table>'),
        (table('<td rowspan="2">2025<td>12', "", "<td>2026<td>14"),
         "<table><tbody><tr><td>2025</td><td>12</td></tr><tr><td>2026</td><td>14</td></tr></tbody></table>"),
        (table('<td rowspan="0">2025<td>12', "<td>14"),
         '<table><tbody><tr><td rowspan="2">2025</td><td>12</td></tr><tr><td>14</td></tr></tbody></table>'),
        ("<table><tfoot><tr><td>Cộng<td>26</tfoot><tr><td>2025<td>12<tr><td>2026<td>14</table>",
         "<table><tbody><tr><td>2025</td><td>12</td></tr><tr><td>2026</td><td>14</td></tr>"
         "<tr><td>Cộng</td><td>26</td></tr></tbody></table>"),
        ('<table><tr><th>Bản<th scope="colgroup" colspan="2">Hộ<tr><th>A<td>1<td>2</table>',
         '<table><thead><tr><th scope="col">Bản</th><th colspan="2" scope="colgroup">Hộ</th></tr></thead><tbody><tr>'
         '<th scope="row">A</th><td>1</td><td>2</td></tr></tbody></table>'),
        ('<table dir="rtl"><tr><td>1<td>2<tr><td>3<td>4</table>',
         '<table dir="rtl"><tbody><tr><td dir="rtl">1</td><td dir="rtl">2</td></tr>'
         '<tr><td dir="rtl">3</td><td dir="rtl">4</td></tr></tbody></table>'),
    ],
)  # fmt: skip
def test_cells_stay_in_their_rows_and_columns(html: str, kept: str) -> None:
    assert body(html) == kept


def test_header_cells_get_new_ids_when_cells_refer_to_them() -> None:
    html = '<table><tr><th id="toolbar">Năm<th id="x">Hộ<tr><td headers="toolbar nowhere">2025<td>12</table>'
    assert body(html + html) == "\n".join(
        f'<table><thead><tr><th scope="col" id="head-{number}-1">Năm</th><th scope="col">Hộ</th></tr></thead>'
        f'<tbody><tr><td headers="head-{number}-1">2025</td><td>12</td></tr></tbody></table>'
        for number in (1, 2)
    )


def test_photographs_beside_several_rows_are_a_column_of_a_table() -> None:
    rows = [
        row
        for number, name in enumerate(("Lò Văn Páo", "Giàng Thị Say"))
        for row in (f'<td rowspan="2">{FACE.format(number)}<td>Họ tên<td>{name}', "<td>Chức vụ<td>Trưởng bản")
    ]
    assert body(table(*rows)).startswith("<table>")


def test_a_cell_beside_a_tall_picture_is_not_its_caption() -> None:
    html = table(f'<td rowspan="2">{FACE.format(1)}<td>Bên phải', "<td>Cũng bên phải", "<td>Bên dưới<td>Cuối")
    read_body = body(html.replace("<table", '<table role="presentation"'))
    assert "<figcaption>Bên dưới</figcaption>" in read_body
    assert "<p>Cũng bên phải</p>" in read_body
