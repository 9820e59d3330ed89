"""Markdown with front matter: every field, and a reason for what cannot be read."""

from __future__ import annotations

import unicodedata
from datetime import date, time
from pathlib import Path

import pytest

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.picture import PictureSource
from bantin_reader.sources.file_reader import FileLoader
from bantin_reader.sources.import_roots import ImportRoots

FULL = """---
title: "Vân Sơn mở tuyến xe buýt  nối bốn xã"
sapo: Tuyến dài 42 km, mỗi ngày chạy tám chuyến.
date: "2026-11-18 07:30"
updated: 2026-11-20 08:15:00
byline: Hà Thu Phương
source: Báo Vân Sơn
lang: vi
category: Giao thông
translation_of: ../goc/bus.md
figure:
  src: anh/xe-buyt.webp
  alt: Xe buýt màu xanh đỗ ở bến
  caption: Chuyến xe đầu tiên rời bến
---
Xe khởi hành từ **5 giờ 30**.
"""


def read(file: Path, front: str, body: str = "Nội dung tin.") -> Draft:
    file.write_text(f"---\n{front}\n---\n{body}\n", encoding="utf-8")
    return FileLoader().read(file)


def test_every_field_is_read(file: Path, tmp_path: Path) -> None:
    file.write_text(FULL, encoding="utf-8")
    draft = FileLoader().read(file)
    assert draft.source_id == str(file)
    assert draft.title == "Vân Sơn mở tuyến xe buýt nối bốn xã"
    assert draft.sapo == "Tuyến dài 42 km, mỗi ngày chạy tám chuyến."
    assert (draft.date, draft.time) == (date(2026, 11, 18), time(7, 30))
    assert (draft.updated, draft.updated_time) == (date(2026, 11, 20), time(8, 15))
    assert (draft.byline, draft.credit, draft.category) == ("Hà Thu Phương", "Báo Vân Sơn", "Giao thông")
    assert draft.lang == "vi"
    assert draft.translation_of == str(tmp_path.parent / "goc" / "bus.md")
    assert draft.figure
    assert draft.figure.alt == "Xe buýt màu xanh đỗ ở bến"
    assert draft.figure.caption == "Chuyến xe đầu tiên rời bến"
    assert draft.picture == PictureSource(shown="xe-buyt.webp", file=tmp_path / "anh" / "xe-buyt.webp")
    assert draft.body == "<p>Xe khởi hành từ <strong>5 giờ 30</strong>.</p>"


def test_a_title_and_a_body_are_enough(file: Path) -> None:
    draft = read(file, "title: Tin ngắn")
    assert (draft.lang, draft.date, draft.time, draft.figure, draft.translation_of) == ("vi", None, None, None, None)
    assert draft.sapo == draft.byline == draft.credit == draft.category == ""


@pytest.mark.parametrize(
    ("written", "day", "clock"),
    [
        ("2026-11-18", date(2026, 11, 18), None),
        ('"2026-11-18"', date(2026, 11, 18), None),
        ("2026-11-18 07:30", date(2026, 11, 18), time(7, 30)),
        ('"2026-11-18 00:00"', date(2026, 11, 18), time(0, 0)),
        ("2026-11-18 07:30:00", date(2026, 11, 18), time(7, 30)),
        ("2026-11-18T07:30", date(2026, 11, 18), time(7, 30)),
        ('""', None, None),
        ("", None, None),
    ],
)
def test_a_date_comes_with_a_time_or_without(file: Path, written: str, day: date | None, clock: time | None) -> None:
    draft = read(file, f"title: Tin\ndate: {written}")
    assert (draft.date, draft.time) == (day, clock)


@pytest.mark.parametrize(
    ("written", "day", "clock"),
    [
        ("2026-11-18 07:30:00+09:00", date(2026, 11, 18), time(5, 30)),
        ('"2026-11-18T07:30Z"', date(2026, 11, 18), time(14, 30)),
        ('"2026-11-18T20:00-05:00"', date(2026, 11, 19), time(8, 0)),
    ],
)
def test_a_time_with_an_offset_is_converted_to_the_site_s_time_zone(
    file: Path, written: str, day: date, clock: time
) -> None:
    draft = read(file, f"title: Tin\ndate: {written}")
    assert (draft.date, draft.time) == (day, clock)
    assert draft.time
    assert draft.time.tzinfo is None


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("sapo: Không có tiêu đề", "no title"),
        ("title: '   '", "no title"),
        ("", "no title"),
        ("title: Tin\nsapoo: Nhầm tên", "sapoo"),
        ("title: Tin\nfigure: {src: a.webp, atl: Nhầm}", r"figure\.atl"),
        ("title: Tin\nfigure: {alt: Không có tệp}", r"figure\.src"),
        ("title: Tin\nfigure: anh.webp", "figure"),
        ("title: 2026", "title"),
        ("title: [Tin, bài]", "title"),
        ("title: [", "front matter"),
        ("title: Tin: hai chấm", "front matter"),
        ("\ttitle: Tin", "front matter"),
        ("- title", "name: value"),
        ("chỉ có chữ", "name: value"),
        ("title: Tin\ndate: 18/11/2026", "18/11/2026"),
        ("title: Tin\ndate: hôm qua", "hôm qua"),
        ("title: Tin\ndate: 2026-02-31", "date"),
        ("title: Tin\ndate: '2026-02-31'", "date"),
        ("title: Tin\ndate: 2026-11-18 25:00:00", "date"),
        ("title: Tin\nlang: tiếng Việt", "lang"),
        ("title: Tin\nlang: no", "lang"),
        ("title: Tin\nlang: ''", "lang"),
        ("title: Tin\n1: một", "1"),
        ("title: " + "[" * 1000, "front matter"),
    ],
)
def test_wrong_front_matter_is_refused_and_named(file: Path, front: str, reason: str) -> None:
    with pytest.raises(SourceRefused, match=reason):
        read(file, front)


def test_a_missing_closing_line_is_named(file: Path) -> None:
    file.write_text("---\ntitle: Tin\n\nNội dung tin.\n", encoding="utf-8")
    with pytest.raises(SourceRefused, match="closing line"):
        FileLoader().read(file)


@pytest.mark.parametrize("body", ["", " \n\t\n", "***"])
def test_an_article_without_a_word_of_body_is_refused(file: Path, body: str) -> None:
    with pytest.raises(SourceRefused, match="no body"):
        read(file, "title: Tin", body)


def test_an_article_of_pictures_alone_is_told_what_it_lacks(file: Path) -> None:
    with pytest.raises(SourceRefused, match="pictures alone follow the front matter; write a sentence"):
        read(file, "title: Tin", "![Cầu treo](images/cau.webp)")


@pytest.mark.parametrize("escape", ['"Tin e\\u0301"', '"Tin \\a chuông"', '"Tin \\0 rỗng"', '"Tin \\uD800 lẻ"'])
def test_escapes_of_yaml_are_normalized_or_refused_like_other_text(file: Path, escape: str) -> None:
    try:
        draft = read(file, f"title: {escape}\ntranslation_of: {escape}")
    except SourceRefused:
        return
    text = draft.title + str(draft.translation_of)
    assert unicodedata.is_normalized("NFC", text)
    assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cs")]


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("| Xã | Số hộ |\n|---|---:|\n| Khuổi Mây | 512 |", "<td>512</td>"),
        ("- một\n- hai", "<ul>\n<li>một</li>\n<li>hai</li>\n</ul>"),
        ("3. ba\n4. bốn", '<ol start="3">'),
        ("> Chúng tôi rất mừng.", "<blockquote>\n<p>Chúng tôi rất mừng.</p>\n</blockquote>"),
        ("# Một\n\n### Ba", "<h2>Một</h2>\n<h3>Ba</h3>"),
        ("[Cổng tỉnh](https://vanson.example.vn)", '<a href="https://vanson.example.vn">Cổng tỉnh</a>'),
        ("<b onclick=alert(1)>đậm</b>", "&lt;b onclick=alert(1)&gt;đậm&lt;/b&gt;"),
    ],
)
def test_markdown_becomes_clean_html(file: Path, markdown: str, html: str) -> None:
    assert html in read(file, "title: Tin", markdown).body


@pytest.mark.parametrize("markdown", ["<script>alert(1)</script>", "[a](javascript:alert(1))", "<img src=x onerror=a>"])
def test_raw_html_and_script_links_are_inert(file: Path, markdown: str) -> None:
    body = read(file, "title: Tin", markdown).body
    assert not any(live in body for live in ("<script", "<img", 'href="javascript'))


def test_a_link_to_a_file_outside_of_the_import_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tin").mkdir()
    read(tmp_path / "bi-mat.md", "title: a")
    (tmp_path / "tin" / "bai.md").symlink_to(tmp_path / "bi-mat.md")
    (tmp_path / "tin" / "sau").symlink_to(tmp_path)
    loader = FileLoader(roots=ImportRoots([tmp_path / "tin"]))
    for name in ("bai.md", "sau/bi-mat.md"):
        with pytest.raises(SourceRefused, match="a link that leads out of the folder of the import"):
            loader.read(tmp_path / "tin" / name)
    named = FileLoader(roots=ImportRoots([tmp_path / "tin", tmp_path / "tin" / "bai.md"]))
    assert named.read(tmp_path / "tin" / "bai.md").title == "a", "who names the link means what it leads to"
