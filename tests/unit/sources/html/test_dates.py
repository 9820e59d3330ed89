"""When a saved page was published: how dates are written, and where they are looked for."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bantin_reader.model.article import Draft
from bantin_reader.sources.file_reader import FileLoader
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html.date_formats import pattern_of
from bantin_reader.sources.html.dates import (
    Moment,
    find_moment,
    find_relative,
    find_written,
    looks_like_date,
    read_iso,
)
from bantin_reader.sources.html.profile import Profile

PAGE = "<html><head>{}</head><div><div>{}<div><h1>Khuổi Mây</h1></div></div></div>{}<div id=bai>{}</div></html>"
LINKED = '<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{}"}}</script>'


def told(moment: Moment | None) -> str:
    if not moment:
        return ""
    return f"{moment[0]} {moment[1].isoformat('minutes')}" if moment[1] else str(moment[0])


def read(folder: Path, head: str = "", near: str = "", far: str = "", body: str = "Đã.", zone: str = "") -> Draft:
    fields = {"title": "h1", "date": ".ngay", "body": "#bai"}
    (folder / "bai.html").write_text("<!doctype html>" + PAGE.format(head, near, far, body), "utf-8")
    pages = HtmlPageParser([Profile(name="x", fields=fields)])  # type: ignore[arg-type]
    return FileLoader(ZoneInfo(zone or "Asia/Ho_Chi_Minh"), pages).read(folder / "bai.html")


def published(draft: Draft) -> str:
    return told((draft.date, draft.time) if draft.date else None)


@pytest.mark.parametrize(
    ("form", "text", "moment"),
    [
        ("H'h'mm 'ngày' dd-MM-yyyy", "Đăng lúc 7h05 ngày 19-11-2026", "2026-11-19 07:05"),
        ("'Ngày' d 'tháng' M 'năm' yyyy", "ngày 5  tháng 1 năm 2026.", "2026-01-05"),
        ("H'h'mm'' 'ngày' dd.MM.yyyy", "7h05' ngày 19.11.2026", "2026-11-19 07:05"),
        ("dd/MM/yy hh:mm a", "19/11/26 01:30 CH", "2026-11-19 13:30"),
        ("dd/MM/yy hh:mm a", "19/11/26 12:30 ch", "2026-11-19 12:30"),
        ("dd/MM/yy hh:mm a", "19/11/26 12:05 SA", "2026-11-19 00:05"),
        ("M/d/yyyy h:mm:ss a", "11/9/2026 1:30:59 PM", "2026-11-09 13:30"),
        ("M/d/yyyy h:mm:ss a", "11/9/2026 12:00:00 AM", "2026-11-09 00:00"),
        ("dd.MM.yyyy", "Số 119.11.2026, ngày 19.11.2026", "2026-11-19"),
        ("dd.MM.yyyy", "19/11/2026 07:05", "2026-11-19 07:05"),
        ("dd.MM.yyyy", "31.11.2026", ""),
        ("dd.MM.yyyy", "19-11-2026", "2026-11-19"),
        ("(dd+MM+yyyy)", "(19+11+2026)", "2026-11-19"),
    ],
)  # fmt: skip
def test_a_date_format_reads_what_it_says(form: str, text: str, moment: str) -> None:
    assert told(find_moment(text, [pattern_of(form)])) == moment


def test_several_formats_are_tried_in_order() -> None:
    patterns = [pattern_of("dd.MM.yyyy"), pattern_of("yyyy|MM|dd")]
    assert told(find_moment("2026|11|19", patterns)) == "2026-11-19"


@pytest.mark.parametrize("form", ["", "HH:mm", "dd/MM", "MM/yyyy", "DD/MM/YYYY", "dd/MM/yyyy dd", "dd/MM/yyyy HH:MM"])
def test_a_format_without_day_month_and_year_each_once_is_refused(form: str) -> None:
    with pytest.raises(ValueError, match=r"needs day, month and year|names a field twice"):
        pattern_of(form)


@pytest.mark.parametrize(
    "text",
    [
        "19/11/2026 07:05",
        "19/11/2026, 7:05",
        "Thứ Năm, 19/11/2026 - 07:05",
        "Thứ Năm, ngày 19/11/2026, 07:05:59",
        "19/11/2026 7h05",
        "19/11/2026 lúc 07 giờ 05",
        "Cập nhật lúc 07:05, ngày 19/11/2026",
        "07:05:59 19/11/2026",
        "7h05 | Thứ Năm, 19/11/2026",
        "07 giờ 05 ngày 19/11/2026",
        "19/11/2026 7:05 SA",
        "19/11/2026 07:05 AM | 120 lượt xem",
    ],
)
def test_a_written_date_has_the_clock_before_or_after_it(text: str) -> None:
    assert told(find_written(text)) == "2026-11-19 07:05"


@pytest.mark.parametrize(
    "text",
    ["19/11/2026 7:05 CH", "19/11/2026 07:05:00 PM", "7:05 CH 19/11/2026", "07:05 PM, 19/11/2026", "19:05 19/11/2026"],
)
def test_an_afternoon_is_an_afternoon_on_either_side(text: str) -> None:
    assert told(find_written(text)) == "2026-11-19 19:05"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Ngày 9/1/2026", "2026-01-09"),
        ("19/11/2026 – 3 bình luận", "2026-11-19"),
        ("29/02/2028", "2028-02-29"),
        ("29/02/2026", ""),
        ("32/11/2026", ""),
        ("19/13/2026", ""),
        ("19/11/26", ""),
        ("119/11/2026", ""),
        ("Số 5/19/11/2026", ""),
        ("19/11/20265", ""),
        ("Hôm qua", ""),
        ("", ""),
    ],
)
def test_what_is_not_in_the_calendar_is_no_date(text: str, moment: str) -> None:
    assert told(find_written(text)) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-18", "2026-11-18"),
        ("2026-11-18T23:30", "2026-11-18 23:30"),
        ("2026-11-18 23:30:15.123", "2026-11-18 23:30"),
        ("2026-11-18T23:30:00Z", "2026-11-18 23:30+00:00"),
        ("2026-11-18T23:30:00+0700", "2026-11-18 23:30+07:00"),
        ("2026-11-18 23:30:00 +07:00", "2026-11-18 23:30+07:00"),
        ("2026-11-18 23:30 -05:00", "2026-11-18 23:30-05:00"),
        ("2026-02-30", ""),
        ("2026-11-18T25:00", ""),
        ("18-11-2026", ""),
    ],
)
def test_an_iso_moment_keeps_its_offset(text: str, moment: str) -> None:
    assert told(read_iso(text)) == moment


@pytest.mark.parametrize(
    ("text", "zone", "moment"),
    [
        ("2026-11-18T23:30:00Z", "", "2026-11-19 06:30"),
        ("2026-11-19T00:30:00+09:00", "", "2026-11-18 22:30"),
        ("2026-11-18T23:30:00+07:00", "", "2026-11-18 23:30"),
        ("2026-11-18T23:30:00", "", "2026-11-18 23:30"),
        ("2026-11-18", "", "2026-11-18"),
        ("2026-11-18T23:30:00+07:00", "Europe/Paris", "2026-11-18 17:30"),
    ],
)
def test_a_moment_with_an_offset_is_brought_to_the_site_s_zone(
    tmp_path: Path, text: str, zone: str, moment: str
) -> None:
    assert published(read(tmp_path, LINKED.format(text), zone=zone)) == moment


@pytest.mark.parametrize(
    "head",
    [
        LINKED.format("2026-11-18T07:05"),
        LINKED.format("18/11/2026 07:05"),
        LINKED.format("2026-11-18T07:05") + '<meta property="article:published_time" content="2020-01-01">',
        '<meta property="article:published_time" content="2026-11-18T07:05:00+07:00">',
        '<meta name="pubdate" content="18/11/2026 07:05">',
        '<meta name="DC.date.issued" content="2026-11-18 07:05">',
    ],
)
def test_the_metadata_come_before_what_stands_near_the_title(tmp_path: Path, head: str) -> None:
    near = "<time datetime=2020-01-02></time><p>03/01/2020</p>"
    assert published(read(tmp_path, head, near)) == "2026-11-18 07:05"


@pytest.mark.parametrize(
    ("parts", "moment"),
    [
        ({"near": '<p class="ngay">19/11/2026 07:05</p>'}, "2026-11-19 07:05"),
        ({"near": '<p class="ngay"><time datetime="2026-11-19T07:05">Hôm qua</time></p>'}, "2026-11-19 07:05"),
        ({"near": '<time class="ngay" datetime="2026-11-19T07:05">1/1/2020</time>'}, "2026-11-19 07:05"),
        ({"near": '<p class="ngay">Hôm qua</p><p>19/11/2026</p>'}, "2026-11-19"),
        ({"near": "<p>19/11/2026 07:05</p>"}, "2026-11-19 07:05"),
        ({"near": '<p>20/11/2026</p><time datetime="2026-11-19">x</time>'}, "2026-11-19"),
        ({"near": "<p hidden>19/11/2026</p>"}, ""),
        ({"far": '<time datetime="2026-11-19">x</time>'}, "2026-11-19"),
        ({"far": '<time datetime="2026-11-19">x</time><time datetime="2026-11-20">y</time>'}, ""),
        ({"far": '<time datetime="2026-11-20">x</time>', "near": '<time datetime="2026-11-19">y</time>'}, "2026-11-19"),
        ({"far": "<p>19/11/2026</p>"}, ""),
        ({"body": "<p>Sáng 19/11/2026, đường đã thông.</p>"}, ""),
        ({}, ""),
    ],
)
def test_a_date_is_looked_for_near_the_title_and_not_far_from_it(
    tmp_path: Path, parts: dict[str, str], moment: str
) -> None:
    assert published(read(tmp_path, **parts)) == moment


@pytest.mark.parametrize(
    "text",
    [
        "19 Tháng 11 2026 | 07:05",
        "19 Tháng 11, 2026 7:05 SA",
        "Thứ Năm, 19 tháng 11, 2026 - 07:05",
        "19 thg 11, 2026, 07:05",
        "19 Tháng Mười Một, 2026 lúc 7h05'",
        "Tháng Mười Một 19, 2026 07:05",
        "November 19, 2026 7:05 AM",
        "Nov. 19th, 2026 at 07:05",
        "Thursday, 19 November 2026 07:05",
        "19 / 11 / 2026 07:05",
        "2026/11/19 07:05",
        "07 giờ 05 phút, ngày 19 tháng 11 năm 2026",
        "11/19/2026 07:05 AM",
        "19-11-2026 - 07:05 AM",
        "19/11/2026 \n\t            \n                 07:05",
    ],
)
def test_every_form_that_pages_write_is_read(text: str) -> None:
    assert told(find_written(text)) == "2026-11-19 07:05"
    assert looks_like_date(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("19-11-2026 - 15:40 PM", "2026-11-19 15:40"),
        ("19/11/2026 15:40 AM", "2026-11-19 15:40"),
        ("19/11/2026 08:01 GMT+7", "2026-11-19 08:01+07:00"),
        ("19/11/2026, 08:01 (GMT+7)", "2026-11-19 08:01+07:00"),
        ("19/11/2026 08:01 UTC-03:30", "2026-11-19 08:01-03:30"),
        ("Tháng Ba 15, 2016", "2016-03-15"),
        ("Tháng Mười Hai 1, 2020", "2020-12-01"),
        ("1 tháng chạp 2020", "2020-12-01"),
        ("31 tháng 2, 2026", ""),
        ("32 thg 1, 2024", ""),
    ],
)
def test_clocks_zones_and_names_of_months_are_read(text: str, moment: str) -> None:
    assert told(find_written(text)) == moment


def test_the_month_comes_first_only_where_the_page_or_the_day_says_so() -> None:
    assert told(find_written("03/04/2026")) == "2026-04-03"
    assert told(find_written("03/04/2026", month_first=True)) == "2026-03-04"
    assert told(find_written("25/04/2026", month_first=True)) == "2026-04-25"
    assert told(find_written("04/25/2026")) == "2026-04-25"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("3 giờ trước", "2026-03-07 06:30"),
        ("Cách đây hai ngày, một giờ trước", "2026-03-07 08:30"),
        ("2 ngày trước", "2026-03-05"),
        ("an hour ago", "2026-03-07 08:30"),
        ("3 weeks ago", "2026-02-14"),
        ("Hôm qua, 15:20", "2026-03-06"),
        ("Trước đó 3 giờ", ""),
    ],
)
def test_a_relative_moment_is_reckoned_from_another(text: str, moment: str) -> None:
    assert told(find_relative(text, datetime(2026, 3, 7, 9, 30))) == moment


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("32/13/2026", True),
        ("Thứ Tư, 24/01/2024", True),
        ("Cập nhật lúc 25:99", True),
        ("Hôm qua", True),
        ("3 giờ trước", True),
        ("30/4", True),
        ("Trước", False),
        ("Ngày hội Đại đoàn kết 18/11/2026", False),
        ("Tháng Ba", False),
        ("24 giờ", False),
        ("", False),
    ],
)
def test_what_looks_like_a_date_is_told_apart_from_what_can_be_read(text: str, looks: bool) -> None:
    assert looks_like_date(text) == looks


def test_a_date_that_cannot_be_read_is_told_and_is_no_title(tmp_path: Path) -> None:
    draft = read(tmp_path, near='<p class="ngay">Thứ Tư, 32/13/2026</p>')
    assert (published(draft), draft.title) == ("", "Khuổi Mây")
    assert "the date cannot be read: “Thứ Tư, 32/13/2026”" in draft.warnings


def test_a_relative_date_counts_from_the_file_s_own_with_a_warning_and_only_where_there_is_no_other(
    tmp_path: Path,
) -> None:
    draft = read(tmp_path, near='<p class="ngay">2 ngày trước</p>')
    saved = datetime.fromtimestamp((tmp_path / "bai.html").stat().st_mtime, ZoneInfo("Asia/Ho_Chi_Minh"))
    assert published(draft) == str((saved - timedelta(days=2)).date())
    assert "the date is reckoned from the file's own date: “2 ngày trước”" in draft.warnings
    head = '<meta property="article:published_time" content="2026-11-19">'
    draft = read(tmp_path, head=head, near='<p class="ngay">2 ngày trước</p>')
    assert (published(draft), draft.warnings) == ("2026-11-19", ())


@pytest.mark.parametrize(
    ("title", "date"), [("Khuổi Mây có điện", "2026-04-03"), ("Power for the hills", "2026-03-04")]
)
def test_a_page_that_only_declares_english_has_the_day_first(tmp_path: Path, title: str, date: str) -> None:
    fields = {"title": "h1", "date": ".ngay", "body": "#bai"}
    page = (
        f'<html lang="en-US"><script>var a = "word ".repeat(9)</script><h1>{title}</h1><p class="ngay">03/04/2026</p>'
    )
    pages = HtmlPageParser([Profile(name="x", fields=fields)])  # type: ignore[arg-type]
    assert str(pages.read(f"{page}<div id=bai><p>Đã.</p></div>", tmp_path / "a.html").date) == date
