"""The date of a portal's text dump: a line of its own, in any form that Vietnamese portals write."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from bantin_reader.sources import portal_text
from bantin_reader.sources.file_reader import FileLoader
from tests.unit.sources.test_portal_text import BODY, TITLE, TOOLBAR, VIEW_DATA


@pytest.mark.parametrize(
    ("line", "day", "clock"),
    [
        ("24/01/2024", date(2024, 1, 24), None),
        ("Thứ tư, 24/01/2024 07:30", date(2024, 1, 24), time(7, 30)),
        ("07h30 ngày 24/01/2024", date(2024, 1, 24), time(7, 30)),
        ("Ngày đăng: 24/01/2024 | 16:05", date(2024, 1, 24), time(16, 5)),
        ("Giá nông sản ngày 24/01/2024", None, None),
    ],
)
def test_a_date_is_a_line_of_its_own(tmp_path: Path, line: str, day: date | None, clock: time | None) -> None:
    file = tmp_path / "tin.txt"
    file.write_text(f"{TOOLBAR}{line}\nTiêu đề tin\nTóm tắt.\n{VIEW_DATA}{BODY}", encoding="utf-8")
    draft = FileLoader().read(file)
    assert (draft.date, draft.time) == (day, clock)
    assert draft.title == (line if day is None else "Tiêu đề tin")


@pytest.mark.parametrize("line", ["24 Tháng 1 2024 | 15:20", "Thứ Tư, 24 tháng 1, 2024 15:20", "15h20 ngày 24/01/2024"])
def test_a_date_in_any_form_is_the_date_and_never_the_title(line: str) -> None:
    draft = portal_text.read(f"{TOOLBAR}{line}\nCỡ chữ\n{TITLE}{VIEW_DATA}{BODY}", Path("tin.txt"))
    assert (draft.title, draft.date, draft.time) == (TITLE.strip(), date(2024, 1, 24), time(15, 20))


def test_a_date_that_cannot_be_read_is_told_and_is_not_the_title() -> None:
    draft = portal_text.read(f"{TOOLBAR}3 giờ trước\n{TITLE}{VIEW_DATA}{BODY}", Path("tin.txt"))
    assert (draft.title, draft.date) == (TITLE.strip(), None)
    assert draft.warnings == ("the date cannot be read: “3 giờ trước”",)
