"""How Vietnamese and English pages write dates and times."""

from __future__ import annotations

from datetime import datetime

import pytest

from bantin_reader.sources.html.dates import find_relative, find_written, looks_like_date, read_iso
from tests.unit.sources.html.moments import written


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
    assert written(find_written(text)) == "2026-11-19 07:05"


@pytest.mark.parametrize(
    "text",
    ["19/11/2026 7:05 CH", "19/11/2026 07:05:00 PM", "7:05 CH 19/11/2026", "07:05 PM, 19/11/2026", "19:05 19/11/2026"],
)
def test_an_afternoon_is_an_afternoon_on_either_side(text: str) -> None:
    assert written(find_written(text)) == "2026-11-19 19:05"


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
def test_a_date_that_is_not_in_the_calendar_is_not_read(text: str, moment: str) -> None:
    assert written(find_written(text)) == moment


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
    assert written(read_iso(text)) == moment


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
        "7 giờ 5 phút, ngày 19/11/2026",
        "11/19/2026 07:05 AM",
        "19-11-2026 - 07:05 AM",
        "19/11/2026 \n\t            \n                 07:05",
    ],
)
def test_every_form_that_pages_write_is_read(text: str) -> None:
    assert written(find_written(text)) == "2026-11-19 07:05"
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
def test_times_zones_and_names_of_months_are_read(text: str, moment: str) -> None:
    assert written(find_written(text)) == moment


def test_the_month_comes_first_only_if_the_page_or_the_day_requires_it() -> None:
    assert written(find_written("03/04/2026")) == "2026-04-03"
    assert written(find_written("03/04/2026", month_first=True)) == "2026-03-04"
    assert written(find_written("25/04/2026", month_first=True)) == "2026-04-25"
    assert written(find_written("04/25/2026")) == "2026-04-25"


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
def test_a_relative_moment_is_counted_from_another(text: str, moment: str) -> None:
    assert written(find_relative(text, datetime(2026, 3, 7, 9, 30))) == moment


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
def test_a_text_of_date_words_looks_like_a_date_even_if_it_cannot_be_read(text: str, looks: bool) -> None:
    assert looks_like_date(text) == looks


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("19/11/2026 lúc 3:30 chiều", "2026-11-19 15:30"),
        ("8 giờ tối ngày 19/11/2026", "2026-11-19 20:00"),
        ("12 giờ đêm 19/11/2026", "2026-11-19 00:00"),
        ("1 giờ đêm 19/11/2026", "2026-11-19 01:00"),
        ("12 giờ trưa, 19/11/2026", "2026-11-19 12:00"),
        ("1h15 trưa 19/11/2026", "2026-11-19 13:15"),
        ("19/11/2026 7g05 sáng", "2026-11-19 07:05"),
        ("19/11/2026 19:05 tối", "2026-11-19 19:05"),
        ("19/11/2026 07:05 tối thiểu 3 phút", "2026-11-19 07:05"),
    ],
)
def test_the_part_of_the_day_belongs_to_the_clock(text: str, moment: str) -> None:
    assert written(find_written(text)) == moment


@pytest.mark.parametrize("text", ["19/11/2026 - 12 hình ảnh", "19/11/2026 | 3 góc nhìn", "19/11/2026 | 3 giờ trước"])
def test_a_number_before_another_word_is_no_clock(text: str) -> None:
    assert written(find_written(text)) == "2026-11-19"
