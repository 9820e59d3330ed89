"""Who wrote an article: in its elements, at its end, in the metadata; and what is not an author."""

from __future__ import annotations

import pytest

from tests.unit.sources.html.evidence_page import SENTENCES, linked, read

NOBODIES = [
    "https://www.facebook.com/baovanson",
    "baovanson.example",
    "admin",
    "admin2",
    "Administrator",
    "Ban biên tập",
    "Báo Vân Sơn",
    "BÁO VÂN SƠN ONLINE",
    "Van Son",
    "Vân Sơn - Cổng thông tin điện tử",
    "baovanson",
    "toasoan@baovanson.example",
]


@pytest.mark.parametrize("name", NOBODIES)
def test_a_site_an_address_or_an_account_is_not_an_author(name: str) -> None:
    for head in (f'<meta name="author" content="{name}">', linked(author={"@type": "Person", "name": name})):
        draft = read(head)
        assert draft.byline == ""
    assert f"no author found: “{name}” in the metadata is not an author" in draft.warnings


@pytest.mark.parametrize("name", ["Vàng Thị Mẩy", "Vân Sơn Hà", "Lò Ín", "Sở Y tế tỉnh Vân Sơn"])
def test_a_person_in_the_metadata_is_the_author(name: str) -> None:
    assert read(f'<meta name="author" content="{name}">').byline == name


def test_several_authors_are_separated_by_commas() -> None:
    assert read('<meta property="dable:author" content="LÒ ÍN;VÀNG A DÍNH">').byline == "LÒ ÍN, VÀNG A DÍNH"
    assert read(linked(author=[{"name": "Lò Ín"}, {"name": "Vàng A Dính"}])).byline == "Lò Ín, Vàng A Dính"


@pytest.mark.parametrize("end", ["(Còn nữa)", "Còn nữa", "Mời bạn đọc xem tiếp kỳ sau", "Hết", "(Xem tiếp trang 4)"])
def test_a_note_at_the_end_is_not_an_author_and_stays_in_the_body(end: str) -> None:
    draft = read(body=f'{SENTENCES}<p style="text-align:right"><em>{end}</em></p>')
    assert draft.byline == ""
    assert end in draft.body


@pytest.mark.parametrize("name", ["Quàng Văn Tám", "LÒ THỊ ÍN", "Vàng A Dính", "Nguyễn Thị Kim Oanh"])
def test_a_plain_last_line_with_the_form_of_a_name_is_the_author(name: str) -> None:
    draft = read(body=f"{SENTENCES}<p>{name}</p>")
    assert (draft.byline, name in draft.body) == (name, False)


@pytest.mark.parametrize(
    "line", ["Lò Ín", "Xã Khuổi Mây", "Ủy ban nhân dân xã", "Nguyễn Văn nói vậy", "Hà Nội mùa thu"]
)
def test_another_plain_last_line_stays_in_the_body(line: str) -> None:
    draft = read(body=f"{SENTENCES}<p>{line}</p>")
    assert (draft.byline, line in draft.body) == ("", True)


def test_the_source_is_read_from_its_field_or_from_the_author_s() -> None:
    fields = '<h1>Khuổi Mây</h1><p class="tac-gia">Theo Lù Thị Mẩy</p><p class="nguon">Nguồn: Báo Vùng Cao</p>'
    draft = read(before=fields)
    assert (draft.byline, draft.credit) == ("Lù Thị Mẩy", "Báo Vùng Cao")
    draft = read(before='<h1>Khuổi Mây</h1><p class="tac-gia">Theo Báo Vùng Cao</p>')
    assert (draft.byline, draft.credit) == ("", "Báo Vùng Cao")


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Theo Báo Vùng Cao", "Báo Vùng Cao"),
        ("Nguồn: TTXVN", "TTXVN"),
        ("Theo lịch của bản", ""),
        ("Theo Luật Đất đai.", ""),
    ],
)
def test_a_plain_last_line_of_theo_and_a_name_is_the_source(line: str, source: str) -> None:
    draft = read(body=f"{SENTENCES}<p>{line}</p>")
    assert draft.credit == source
    assert (line in draft.body) == (source == "")


@pytest.mark.parametrize("title", ["Khuổi Mây - Sở Nông - VSP", "VSP | Báo điện tử", "VSP"])
def test_a_name_beside_the_article_s_title_in_the_title_element_is_not_an_author(title: str) -> None:
    fields = '<h1>Khuổi Mây</h1><p class="tac-gia">By VSP</p>'
    assert read(f"<title>{title}</title>", before=fields).byline == ""


@pytest.mark.parametrize(
    ("title", "name"),
    [("Khuổi Mây - Lò Thị Ín", "Lò Thị Ín"), ("VSP cùng dân - Báo Vân Sơn", "VSP"), ("VSP", "Lò Ín")],
)
def test_a_person_or_a_part_of_a_name_in_the_title_element_is_an_author(title: str, name: str) -> None:
    fields = f'<h1>Khuổi Mây</h1><p class="tac-gia">{name}</p>'
    assert read(f"<title>{title}</title>", before=fields).byline == name


def test_an_email_address_in_a_bold_last_line_is_not_an_author_and_stays_in_the_body() -> None:
    draft = read(body=f"{SENTENCES}<p><strong>lo.in@vanson.example (phòng Tổng hợp)</strong></p>")
    assert (draft.byline, "lo.in@vanson.example" in draft.body) == ("", True)


def test_the_last_name_of_a_list_is_not_an_author() -> None:
    draft = read(body="<p>Danh sách hộ được vay gồm</p><p>Lò Thị Ín</p><p>Quàng Văn Tám</p>")
    assert draft.byline == ""


def test_an_author_element_without_an_author_raises_a_warning() -> None:
    draft = read(before='<h1>Khuổi Mây</h1><p class="tac-gia">By admin</p>')
    assert draft.byline == ""
    assert "no author found: “By admin” in the page is not an author" in draft.warnings


NAMES = [
    "Lò Ín",
    "LÒ THỊ ÍN - VÀNG A DÍNH",
    "Hải Yến",
    "Lò Thị Ín (tổng hợp)",
    "Phòng Văn hóa - Xã hội",
    "Trạm Y tế xã Khuổi Mây",
    "Nhóm phóng viên",
    "Trích từ vungcao.example",
    "Lò Thị Ín (theo lời kể của bản",
    "CTV Vàng A Dính",
    "Lò Văn Ín, Phó Chủ tịch UBND xã",
    "Hương Giang - Văn phòng HĐND-UBND",
    "Biên soạn: Lò Ín",
    "(Lò Ín)",
    "UBND xã",
    "Cô giáo Lường Thị Én",
]
NO_NAMES = [
    "Hạn nộp hồ sơ: 15/3",
    "Giá vé: 50 nghìn đồng",
    "Địa điểm: Nhà văn hóa bản Co Muông",
    "Liên hệ: chị Lường Thị Én, văn phòng xã",
    "Tài liệu đính kèm",
    "Trân trọng thông báo",
    "Ban Tổ chức kính mời bà con",
    "Trường hợp khác do UBND xã quyết định",
    "ĐOÀN KẾT - SÁNG TẠO - PHÁT TRIỂN",
    "Khuổi Mây, tháng Ba",
    "Tổng hợp kết quả bầu cử",
    "Ủy ban họp thứ Hai",
    "Ảnh: Lò Ín",
    "Ban biên tập",
    "Báo Vân Sơn",
]


@pytest.mark.parametrize("line", NAMES)
@pytest.mark.parametrize(
    "look", ['<p align="right">{}</p>', "<p><strong>{}</strong></p>", "<p>Bà con ra về./.</p><p>{}</p>"]
)
def test_a_line_of_names_that_is_set_apart_is_the_author(line: str, look: str) -> None:
    draft = read(body=SENTENCES + look.format(line))
    assert (draft.byline, line in draft.body) == (line, False)


@pytest.mark.parametrize("line", NO_NAMES)
@pytest.mark.parametrize(
    "look", ['<p align="right">{}</p>', "<p><strong>{}</strong></p>", "<p>Bà con ra về./.</p><p>{}</p>"]
)
def test_another_line_that_is_set_apart_is_no_author_and_stays_in_the_body(line: str, look: str) -> None:
    draft = read(body=SENTENCES + look.format(line))
    assert (draft.byline, line in draft.body) == ("", True)


@pytest.mark.parametrize(
    "above",
    ["<p><b>TM. ỦY BAN NHÂN DÂN</b></p><p><b>CHỦ TỊCH</b></p>", "<p><b>Hiệu trưởng</b></p>", "<p><i>(Đã ký)</i></p>"],
)
def test_the_name_below_a_signature_belongs_to_the_text(above: str) -> None:
    draft = read(body=f'{SENTENCES}{above}<p align="right"><b>Lò Văn Ín</b></p>')
    assert (draft.byline, "Lò Văn Ín" in draft.body) == ("", True)
    draft = read(body=f'{SENTENCES}<p align="right"><b>KT. CHỦ TỊCH<br>PHÓ CHỦ TỊCH<br>Lò Văn Ín</b></p>')
    assert (draft.byline, "Lò Văn Ín" in draft.body) == ("", True)


def test_a_sentence_about_an_office_is_no_signature() -> None:
    draft = read(body='<p>Mở.</p><p>Chủ tịch xã đến thăm bản.</p><p align="right"><b>Lò Văn Ín</b></p>')
    assert draft.byline == "Lò Văn Ín"


@pytest.mark.parametrize("note", ["(Còn nữa)", "Mời bạn đọc xem tiếp kỳ sau"])
def test_the_author_may_stand_above_a_note_about_the_next_part(note: str) -> None:
    draft = read(body=f'{SENTENCES}<p align="right"><b>Lò Văn Ín</b></p><p><em>{note}</em></p>')
    assert (draft.byline, note in draft.body) == ("Lò Văn Ín", True)


@pytest.mark.parametrize("look", ['<p align="right"><em>{}</em></p>', "<p>{}</p>"])
def test_a_source_in_brackets_is_the_source(look: str) -> None:
    draft = read(body=SENTENCES + look.format("(Theo Báo Vùng Cao)"))
    assert (draft.byline, draft.credit, "Theo" in draft.body) == ("", "Báo Vùng Cao", False)
    assert read(body=SENTENCES + look.format("(theo lịch của bản)")).credit == ""
