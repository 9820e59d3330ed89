"""The portal's text dump: which field each line belongs to, with more or fewer blank lines than expected."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.file_reader import FileLoader
from tests.conftest import DATA, PORTAL_TEXT

TOOLBAR = "PublishingPortal - Block_BanTin_Toolbar\n"
VIEW_DATA = "\nPublishingPortal - Block_BanTin_ViewData\n\n"
TITLE = "Xã Khuổi Mây khánh thành cầu treo mới\n"
BODY = "Cây cầu dài 64 m nối hai bản bên sông Nậm Lam.\n"


def read(name: str) -> Draft:
    return FileLoader().read(DATA / "portal" / f"{name}.txt")


def caption(draft: Draft) -> str:
    return draft.figure.caption if draft.figure else ""


def paragraphs(draft: Draft) -> list[str]:
    return [line.removeprefix("<p>").removesuffix("</p>") for line in draft.body.split("\n")]


def test_a_bulletin_is_read_in_its_parts() -> None:
    draft = FileLoader().read(PORTAL_TEXT)
    assert draft.date == date(2026, 11, 5)
    assert draft.time is None
    assert draft.title == "Vân Sơn tập huấn kỹ năng ứng phó lũ quét cho lực lượng xung kích cấp xã"
    assert draft.sapo.startswith("Sáng 5/11, Ban Chỉ huy Phòng thủ dân sự")
    assert draft.sapo.endswith("Phó Chánh Văn phòng Ban Chỉ huy, chủ trì.")
    assert caption(draft) == "Đội viên xung kích xã Khuổi Mây thực hành cứu hộ bên bờ sông Nậm Lam"
    assert draft.figure
    assert draft.figure.picture is None
    assert draft.byline == "Hoàng Minh Thư"
    assert draft.lang == "vi"
    assert draft.source_id == str(PORTAL_TEXT)


def test_paragraphs_keep_their_order_and_the_end_mark() -> None:
    found = paragraphs(FileLoader().read(PORTAL_TEXT))
    starts = ["Lớp tập huấn kéo dài", "Nội dung chính là", "Trong buổi thực hành", "Kết thúc lớp"]
    assert [text[: len(start)] for text, start in zip(found, starts, strict=True)] == starts
    assert found[-1].endswith("12 triệu đồng./.")
    assert "</p><p>" not in "".join(found)


@pytest.mark.parametrize(
    ("name", "day", "shown", "count", "byline"),
    [
        ("khong-chu-thich", date(2026, 10, 12), "", 3, "Lường Thị Vân"),
        ("chu-thich-co-cham", date(2026, 10, 12), "", 3, "Hà Văn Quý"),
        ("khong-tac-gia", date(2026, 9, 2), "Người dân phường Vân Sơn xem pháo hoa bên bờ sông Nậm Lam", 2, ""),
        ("khong-dau-ket", date(2026, 8, 18), "Lớp học buổi tối ở bản Sính Phình", 2, "Sùng A Chứ"),
        ("nhan-hai-dong", date(2026, 7, 7), "", 2, "Đinh Công Sự"),
        ("khong-nhan", date(2026, 7, 7), "", 2, "Đinh Công Sự"),
        ("khong-ngay", None, "", 2, ""),
        ("tac-gia-sau-dau-ket", date(2026, 5, 30), "", 2, "Vi Thị Thơm"),
        ("nfd", date(2026, 5, 30), "", 2, "Vi Thị Thơm"),
        ("hai-tac-gia", date(2026, 5, 30), "", 2, "Lò Văn Tâm - Nguyễn Thu Hà"),
        ("danh-sach", date(2026, 4, 15), "", 8, "Bàn Văn Lý"),
        ("dong-trong-lung-tung", date(2026, 3, 3), "Công nhân kiểm tra chè trước khi đóng gói", 4, "Triệu Thị Mùi"),
        ("crlf-nbsp", date(2026, 9, 2), "Người dân phường Vân Sơn xem pháo hoa bên bờ sông Nậm Lam", 2, ""),
    ],
)
def test_a_missing_or_unusual_part_leaves_the_other_parts_unchanged(
    name: str, day: date | None, shown: str, count: int, byline: str
) -> None:
    draft = read(name)
    assert draft.date == day
    assert caption(draft) == shown
    assert bool(draft.figure) == bool(shown)
    assert len(paragraphs(draft)) == count, paragraphs(draft)
    assert draft.byline == byline
    assert draft.title
    assert draft.sapo.endswith(".")
    assert "cỡ chữ" not in draft.title + draft.sapo
    assert not byline or byline not in draft.body


def test_a_first_line_with_a_full_stop_is_body_not_caption() -> None:
    assert paragraphs(read("chu-thich-co-cham"))[0] == "Các gian hàng được dựng trên sân vận động xã."


def test_a_paragraph_directly_after_the_caption_is_not_part_of_it(tmp_path: Path) -> None:
    file = tmp_path / "tin.txt"
    paragraph = "Lớp tập huấn kéo dài ba ngày. Mỗi xã cử bốn đội viên."
    file.write_text(f"{TOOLBAR}{TITLE}{VIEW_DATA}Đội viên thực hành cứu hộ\n{paragraph}\n\n{BODY}", encoding="utf-8")
    draft = FileLoader().read(file)
    assert paragraph in draft.body
    assert paragraph not in caption(draft)


def test_characters_with_a_meaning_in_html_stay_text() -> None:
    draft = read("ky-tu-html")
    assert draft.title == "Phòng Văn hóa & Xã hội <Bản Phiêng> hướng dẫn viết tin"
    assert draft.sapo == 'Cú pháp "tiêu đề & sapo" được dùng khi độ dài < 200 chữ.'
    assert caption(draft) == "Cán bộ xã thực hành nhập thẻ <b> & ký tự đặc biệt"
    assert draft.byline == "Tổ CNTT & Truyền thông"
    assert "A &lt; B &amp; C &gt; D" in draft.body
    assert "&lt;script&gt;" in draft.body
    assert "<" not in "".join(paragraphs(draft))


def test_list_items_and_headings_stay_paragraphs_of_their_own() -> None:
    found = paragraphs(read("danh-sach"))
    assert found[0] == "I. Kết quả"
    assert found[2] == "Người dân cần thực hiện các việc sau:"
    assert found[3] == "- Không đốt nương khi gió to"
    assert found[6] == "+ Số máy trực: 0200 000 114"


def test_a_heading_right_above_its_paragraph_is_not_joined_to_it(tmp_path: Path) -> None:
    file = tmp_path / "tin.txt"
    file.write_text(f"{TOOLBAR}{TITLE}{VIEW_DATA}I. Kết quả\n{BODY}\nII. Nhiệm vụ\n{BODY}", encoding="utf-8")
    assert paragraphs(FileLoader().read(file)) == ["I. Kết quả", BODY.strip(), "II. Nhiệm vụ", BODY.strip()]


def test_any_number_of_blank_lines_separates_the_blocks() -> None:
    draft = read("dong-trong-lung-tung")
    assert draft.title == "Hợp tác xã Bản Phiêng giao chuyến chè đầu tiên sang Nhật Bản"
    assert draft.sapo == "Lô hàng 2,4 tấn chè Shan tuyết được đóng gói tại xưởng của hợp tác xã."
    assert paragraphs(draft)[1] == "Giá bán cao hơn thị trường trong nước 35%."


def test_no_break_spaces_and_windows_line_ends_become_ordinary_ones() -> None:
    draft = read("crlf-nbsp")
    assert paragraphs(draft)[0].startswith("Đúng 21 giờ")
    assert not {"\r", "\u00a0"} & set(draft.title + draft.sapo + draft.body + caption(draft))
    assert paragraphs(draft) == paragraphs(read("khong-tac-gia"))


def test_decomposed_letters_are_composed() -> None:
    composed, decomposed = read("tac-gia-sau-dau-ket"), read("nfd")
    assert (decomposed.title, decomposed.body) == (composed.title, composed.body)
    assert unicodedata.is_normalized("NFC", decomposed.title + decomposed.sapo + decomposed.body)


def test_the_end_mark_stays_when_the_byline_after_it_is_removed() -> None:
    assert paragraphs(read("tac-gia-sau-dau-ket"))[-1].endswith("một đoạn bờ dài 500 m./.")


def test_names_in_two_blocks_are_both_in_the_byline() -> None:
    draft = read("hai-tac-gia-hai-khoi")
    assert "Lò Văn Tâm" in draft.byline
    assert "Nguyễn Thu Hà" in draft.byline
    assert paragraphs(draft)[-1].endswith("sản phẩm OCOP của tỉnh./.")


@pytest.mark.parametrize("line", ["Hạn nộp hồ sơ: 15/3", "Trân trọng thông báo", "Ảnh: Lò Ín"])
@pytest.mark.parametrize("end", ["", "./."])
def test_a_short_last_line_that_names_no_author_stays_in_the_body(line: str, end: str, tmp_path: Path) -> None:
    file = tmp_path / "tin.txt"
    file.write_text(f"{TOOLBAR}{TITLE}{VIEW_DATA}{BODY}\nXe máy qua được{end or '.'}\n\n{line}\n", encoding="utf-8")
    draft = FileLoader().read(file)
    assert (draft.byline, line in draft.body) == ("", True)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"{TOOLBAR}05/11/2026\nTăng cỡ chữ Giảm cỡ chữ\n{VIEW_DATA}{BODY}", "no title"),
        (f"{TOOLBAR}{TITLE}{VIEW_DATA}", "no body"),
        (f"{TOOLBAR}{TITLE}{VIEW_DATA} \u00a0 \n\t\n", "no body"),
        (f"{TOOLBAR}{TITLE}{BODY}", "Block_BanTin_ViewData line is missing"),
        (f"{TOOLBAR}{TITLE}{VIEW_DATA}{BODY}{TOOLBAR}{TITLE}{VIEW_DATA}{BODY}", "one Block_BanTin_Toolbar line"),
        (f"{TOOLBAR}{TITLE}{VIEW_DATA}{BODY}{VIEW_DATA}{BODY}", "one Block_BanTin_ViewData line"),
        (f"{VIEW_DATA}{BODY}{TOOLBAR}{TITLE}", "then one Block_BanTin_ViewData"),
        (f"{TOOLBAR}31/02/2024\n{TITLE}{VIEW_DATA}{BODY}", "31/02/2024 is not in the calendar"),
        ("", "unknown layout"),
        (BODY, "unknown layout"),
    ],
)
def test_text_without_the_parts_of_an_article_is_refused_with_the_reason(
    tmp_path: Path, text: str, reason: str
) -> None:
    file = tmp_path / "tin.txt"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SourceRefused, match=reason):
        FileLoader().read(file)
