"""The search page where more is found than is counted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.services import search as service
from tests.checking import CheckingClient
from tests.conftest import land
from tests.web.search.pages import heading, titles, write


def test_more_results_than_are_counted_are_restricted_to_any_section_and_year(
    site: CheckingClient, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(service, "MOST_COUNTED", 2)
    monkeypatch.setattr(service, "MOST_DIVIDED", 2)
    land(settings, write(tmp_path, "5", "Trường mới", category="Xã hội", date="2023-01-01"))
    page = site.get("/search?q=lũ").text
    assert heading(page).startswith("Hơn ")
    options = re.findall(r'<option value="([^"]+)"[^>]*>([^<]+)</option>', page)
    sections = [("giao-duc", "Giáo dục"), ("thoi-su", "Thời sự"), ("xa-hoi", "Xã hội")]
    assert options == [*sections, *((f"{year}", f"{year}") for year in (2026, 2025, 2024, 2023))]
    page = site.get("/search?q=lũ&year=2025").text
    assert (heading(page), titles(page)) == ("1 kết quả cho “lũ”", ["Nước lũ rút"])
    assert '<option value="2025" selected>2025</option>' in page


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("nuoc lu", "3 kết quả cho “nuoc lu”"),
        ('"nuoc lu"', "Hơn 1 kết quả cho “&#34;nuoc lu&#34;”"),
        ("nuoc-lu", "Hơn 1 kết quả cho “nuoc-lu”"),
        ('nuoc -"lu xa"', "Hơn 1 kết quả cho “nuoc -&#34;lu xa&#34;”"),
    ],
)
def test_words_side_by_side_are_counted_less_far(
    client: CheckingClient,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    expected: str,
) -> None:
    monkeypatch.setattr(service, "MOST_COMPARED", 1)
    land(settings, *(write(tmp_path, f"{number}", f"Nước lũ {number}") for number in range(3)))
    assert heading(client.get("/search", query_string={"q": typed}).text) == expected
