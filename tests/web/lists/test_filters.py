"""The section, the year and the language that restrict lists together, and the form that offers them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.model.article import Draft
from bantin_reader.store.opening import open_articles
from tests.checking import CheckingClient, parse, text_of
from tests.conftest import land
from tests.web.lists.test_lists import headlines, write


@pytest.fixture
def mixed(settings: Settings) -> None:
    """Five articles of one tag and one author, in two sections, languages and years."""
    store = open_articles(settings, settings.database_url)
    for number, (category, lang, year) in enumerate(
        [
            ("Văn hóa", "vi", 2026),
            ("Văn hóa", "en-GB", 2026),
            ("Văn hóa", "en", 2025),
            ("Thể thao", "en", 2026),
            ("Thể thao", "vi", 2025),
        ]
    ):
        store.save(
            Draft(
                source_id=f"/{number}.md",
                title=f"Tin số {number}",
                sapo="",
                body="<p>Nội dung.</p>",
                lang=lang,
                date=date(year, 3, 1 + number),
                category=category,
                byline="Trần Nam",
                tags=("Mưa lũ",),
            )
        )


@pytest.mark.parametrize("address", ["/tags/mua-lu", "/authors/tran-nam"])
@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        ("", [3, 1, 0, 4, 2]),
        ("category=van-hoa", [1, 0, 2]),
        ("category=van-hoa&lang=en", [1, 2]),
        ("category=van-hoa&lang=en&year=2026", [1]),
        ("lang=en-GB&year=2026", [3, 1]),
        ("year=2025", [4, 2]),
        ("category=V%C4%83n&year=x&lang=x1", [3, 1, 0, 4, 2]),
    ],
)
def test_filters_combine(client: CheckingClient, mixed: None, address: str, arguments: str, numbers: list[int]) -> None:
    assert headlines(parse(client.get(f"{address}?{arguments}").text)) == [f"Tin số {number}" for number in numbers]


def selected(page: Element) -> dict[str, str]:
    """The options that the form of a list shows as selected, by the names of their fields."""
    return {
        field.get("name") or "": text_of(option)
        for field in page.iter("select")
        for option in field.iter("option")
        if "selected" in option.attrib
    }


def test_the_form_offers_the_filters_and_shows_those_in_force(client: CheckingClient, mixed: None) -> None:
    page = parse(client.get("/tags/mua-lu").text)
    offered = {field.get("name"): [text_of(one) for one in field.iter("option")] for field in page.iter("select")}
    assert offered == {
        "category": ["Mọi chuyên mục", "Thể thao", "Văn hóa"],
        "year": ["Mọi năm", "2026", "2025"],
        "lang": ["Mọi ngôn ngữ", "Tiếng Việt", "English"],
    }
    assert selected(page) == {}
    page = parse(client.get("/tags/mua-lu?category=van-hoa&year=2026&lang=vi").text)
    assert selected(page) == {"category": "Văn hóa", "year": "2026", "lang": "Tiếng Việt"}


def test_the_archive_offers_sections(client: CheckingClient, mixed: None) -> None:
    assert selected(parse(client.get("/archive/2026?category=the-thao").text)) == {"category": "Thể thao"}
    assert selected(parse(client.get("/archive/2026?category=khong-co").text)) == {"category": "khong-co"}


def test_a_section_of_another_language_stays_selected(
    client: CheckingClient, settings: Settings, mixed: None, tmp_path: Path
) -> None:
    land(settings, write(tmp_path, 9, category="News", lang="en"))
    assert selected(parse(client.get("/archive/2026?category=news").text)) == {"category": "News"}


@pytest.mark.parametrize("address", ["/tags/mua-lu", "/authors/tran-nam"])
def test_an_empty_list_says_what_to_do(client: CheckingClient, mixed: None, address: str) -> None:
    page = client.get(f"{address}?year=1999")
    assert (page.status_code, "Không có bài nào khớp với lựa chọn này." in page.text) == (200, True)
    assert f'href="{address}">Xem toàn bộ mục này' in page.text


def test_a_list_names_its_address_without_what_restricts_nothing(client: CheckingClient, mixed: None) -> None:
    for address, canonical in (
        ("/tags/mua-lu?utm_source=x&year=abc&category=van-hoa", "/tags/mua-lu?category=van-hoa"),
        ("/categories/van-hoa?before=2026-03-02T00:00:00~9", "/categories/van-hoa?before=2026-03-02T00:00:00~9"),
        ("/?before=2026-03-02T00:00:00~9&lang=x1", "/?before=2026-03-02T00:00:00~9"),
    ):
        page = parse(client.get(address).text)
        [found] = [one.get("href") for one in page.iter("link") if one.get("rel") == "canonical"]
        assert unquote(found or "") == f"http://localhost{canonical}"
