"""The embedded list: which articles it shows, and how many."""

from __future__ import annotations

from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from tests.checking import CheckingClient, parse, text_of
from tests.conftest import land


@pytest.fixture
def stocked(settings: Settings, tmp_path: Path) -> None:
    for number in range(25):
        category, lang = ("Thời sự", "vi") if number % 2 else ("Giáo dục", "en-GB")
        text = (
            f"---\ntitle: Tin số {number}\ndate: 2026-01-{number + 1:02}\ncategory: {category}\nlang: {lang}\n---\nLời."
        )
        (tmp_path / f"{number}.md").write_text(text, "utf-8")
    land(settings, *sorted(tmp_path.glob("*.md")))


def titles(client: CheckingClient, query: str = "") -> list[str]:
    page = parse(client.get(f"/embed/latest{query}").text)
    return [text_of(heading) for heading in page.iter("h3")]


@pytest.mark.one_site
@pytest.mark.usefixtures("stocked")
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 5),
        ("?count=3", 3),
        ("?count=20", 20),
        ("?count=99", 20),
        ("?count=0", 1),
        ("?count=-1", 5),
        ("?count=x", 5),
    ],
)
def test_a_list_shows_the_requested_number_of_the_newest(client: CheckingClient, query: str, count: int) -> None:
    assert titles(client, query) == [f"Tin số {number}" for number in range(24, 24 - count, -1)]


@pytest.mark.one_site
@pytest.mark.usefixtures("stocked")
@pytest.mark.parametrize("category", ["Thời sự", "thoi-su", "THỜI SỰ", "Tho%CC%9B%CC%80i sự"])
def test_a_category_is_given_by_its_name_or_its_slug(client: CheckingClient, category: str) -> None:
    assert titles(client, f"?category={category}&count=2") == ["Tin số 23", "Tin số 21"]


@pytest.mark.one_site
@pytest.mark.usefixtures("stocked")
def test_a_language_selects_articles_in_it_and_its_regional_variants(client: CheckingClient) -> None:
    assert titles(client, "?lang=en&count=2") == ["Tin số 24", "Tin số 22"]
    assert titles(client, "?lang=vi&category=giao-duc") == []


@pytest.mark.one_site
@pytest.mark.usefixtures("stocked")
def test_headlines_leave_the_frame_and_controls_stay_in_it(client: CheckingClient) -> None:
    page = parse(client.get("/embed/latest?count=2&level=4").text)
    links = [(link.get("href", ""), link.get("target")) for link in page.iter("a")]
    assert all((target == "_self") == href.startswith("/embed/") for href, target in links)
    assert [text_of(heading) for heading in page.iter("h5")] == ["Tin số 24", "Tin số 23"]


def test_an_empty_list_says_so(client: CheckingClient) -> None:
    assert "Chưa có bài" in client.get("/embed/latest", headers={"Accept-Language": "vi"}).text
