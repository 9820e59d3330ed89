"""The date formats of profiles, such as `dd/MM/yyyy HH:mm`."""

from __future__ import annotations

import pytest

from bantin_reader.sources.html.date_formats import pattern_of
from bantin_reader.sources.html.dates import find_moment
from tests.unit.sources.html.moments import written


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
def test_a_date_format_reads_dates_in_that_format(form: str, text: str, moment: str) -> None:
    assert written(find_moment(text, [pattern_of(form)])) == moment


def test_several_formats_are_tried_in_order() -> None:
    patterns = [pattern_of("dd.MM.yyyy"), pattern_of("yyyy|MM|dd")]
    assert written(find_moment("2026|11|19", patterns)) == "2026-11-19"


@pytest.mark.parametrize("form", ["", "HH:mm", "dd/MM", "MM/yyyy", "DD/MM/YYYY", "dd/MM/yyyy dd", "dd/MM/yyyy HH:MM"])
def test_a_format_without_day_month_and_year_each_once_is_refused(form: str) -> None:
    with pytest.raises(ValueError, match=r"needs day, month and year|names a field twice"):
        pattern_of(form)
