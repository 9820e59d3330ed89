"""Lists page by page: all articles, a category, a year, a month, a day."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.source_factory import create_withdrawal
from bantin_reader.web.page_cache.revision import CHECK_SECONDS
from tests.checking import CheckingClient, parse, text_of
from tests.conftest import land


def write(folder: Path, number: int, date: str = "2026-01-01", **facts: str) -> Path:
    file = folder / f"{number}.md"
    lines = [f"{name}: {value}" for name, value in {"title": f"Tin số {number}", "date": date, **facts}.items()]
    file.write_text("\n".join(["---", *lines, "---", "Nội dung."]), "utf-8")
    return file


def headlines(page: Element) -> list[str]:
    return [text_of(heading) for heading in page.iter("h2")]


def link(page: Element, rel: str) -> str:
    """The address of the link to newer (`prev`) or older (`next`) articles; empty where there is none."""
    return next((link.get("href") or "" for link in page.iter("a") if link.get("rel") == rel), "")


def pages(client: CheckingClient, address: str, rel: str = "next") -> Iterator[Element]:
    """The page at an address, and all that its link leads to."""
    while address:
        page = parse(client.get(address).text)
        yield page
        address = link(page, rel)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("many")
    return [write(folder, number, category="Văn hóa") for number in range(45)]


@pytest.fixture
def many(settings: Settings, files: list[Path]) -> list[str]:
    """The titles of 45 articles of one day, newest first."""
    land(settings, *files)
    return [f"Tin số {number}" for number in reversed(range(45))]


@pytest.mark.one_site
@pytest.mark.parametrize("address", ["/categories/van-hoa", "/archive/2026", "/archive/2026/01", "/archive/2026/01/01"])
def test_older_leads_through_all_articles_and_newer_back(client: CheckingClient, many: list[str], address: str) -> None:
    forward = list(pages(client, address))
    assert [title for page in forward for title in headlines(page)] == many
    assert [len(headlines(page)) for page in forward] == [20, 20, 5]
    last = link(forward[1], "next")
    back = list(pages(client, last, "prev"))
    assert [headlines(page) for page in back] == [headlines(page) for page in reversed(forward)]
    assert link(forward[1], "prev") == address
    titles = [text_of(next(page.iter("title"))) for page in forward]
    assert len(set(titles[:2])) == 2


def test_nothing_is_listed_twice_or_left_out_while_articles_arrive_and_go(
    client: CheckingClient, settings: Settings, many: list[str], tmp_path: Path
) -> None:
    first = parse(client.get("/archive/2026").text)
    land(settings, write(tmp_path, 99, "2026-02-01"))
    create_withdrawal(settings).withdraw("tin-so-30", "Sai.")
    rest = [title for page in pages(client, link(first, "next")) for title in headlines(page)]
    assert headlines(first) + rest == [*many]
    time.sleep(CHECK_SECONDS)
    assert "Tin số 30" not in [title for page in pages(client, "/archive/2026") for title in headlines(page)]


@pytest.mark.one_site
def test_links_of_earlier_versions_lead_to_the_same_articles(client: CheckingClient, many: list[str]) -> None:
    second = client.get("/?page=2&lang=en")
    assert second.status_code == 303
    assert "lang=en" in second.location
    assert headlines(parse(client.get(second.location).text)) == many[20:40]
    for number in ("0", "1", "abc", "4", "101", "999999999", ""):
        response = client.get(f"/?page={number}")
        assert (response.status_code, response.location) == (303, "/"), number


@pytest.mark.one_site
@pytest.mark.parametrize(
    "before",
    [
        "x",
        "2026-01-01",
        "2026-01-01T00:00:00",
        "2026-02-30T00:00:00~1",
        "2026-01-01T00:00:00~1234567890",
        "1999-01-01T00:00:00~1",
    ],
)
@pytest.mark.parametrize("address", ["/", "/categories/van-hoa", "/archive/2026"])
def test_a_position_that_is_none_or_has_nothing_after_it_is_not_found(
    client: CheckingClient, many: list[str], address: str, before: str
) -> None:
    assert client.get(address, query_string={"before": before}).status_code == 404


def test_filters_combine(client: CheckingClient, settings: Settings, tmp_path: Path) -> None:
    for number, (date, category, lang) in enumerate(
        [
            ("2026-03-01", "Văn hóa", "vi"),
            ("2026-03-02", "Văn hóa", "en"),
            ("2025-03-01", "Văn hóa", "en"),
            ("2026-03-03", "Thể thao", "en"),
        ]
    ):
        land(settings, write(tmp_path, number, date, category=category, lang=lang))

    def numbers(address: str) -> list[int]:
        return [int(title.rpartition(" ")[2]) for title in headlines(parse(client.get(address).text))]

    assert numbers("/categories/van-hoa") == [1, 0, 2]
    assert numbers("/categories/van-hoa?year=2026") == [1, 0]
    assert numbers("/categories/van-hoa?year=2026&lang=en") == [1]
    assert numbers("/categories/van-hoa?year=x&lang=x1&category=the-thao") == [1, 0, 2]
    assert numbers("/archive/2026/03?category=van-hoa&lang=vi") == [0]
    assert numbers("/archive/2026/03") == [3, 1, 0]
    assert numbers("/archive/2026/03/02") == [1]


def test_older_keeps_the_filters(client: CheckingClient, settings: Settings, tmp_path: Path) -> None:
    land(settings, *(write(tmp_path, number, lang="en", category="News") for number in range(21)))
    page = parse(client.get("/archive/2026?category=news&lang=en").text)
    assert link(page, "next").startswith("/archive/2026?")
    assert headlines(parse(client.get(link(page, "next")).text)) == ["Tin số 0"]
    for part in ("category=news", "lang=en", "before=2026-01-01T00:00:00~2"):
        assert part in link(page, "next").replace("%3A", ":").replace("%7E", "~")


@pytest.mark.one_site
def test_an_empty_list_says_what_to_do(client: CheckingClient, many: list[str]) -> None:
    page = client.get("/categories/van-hoa?year=1999").text
    assert "Không có bài nào khớp với lựa chọn này." in page
    assert 'href="/categories/van-hoa">Xem toàn bộ mục này' in page
    assert 'href="/">Đến trang tin mới nhất' in page


@pytest.mark.one_site
@pytest.mark.parametrize(
    "address",
    ["/categories/khong-co", "/categories/%00", "/archive/1999", "/archive/2027", "/archive/2026/13",
     "/archive/2026/02/30", "/archive/2026/1", "/archive/26", "/archive/0000", "/archive/9999",
     "/archive/2026/01/1", "/archive/x"],
)  # fmt: skip
def test_there_is_no_other_list(client: CheckingClient, many: list[str], address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_list_of_an_empty_site_is_not_found(client: CheckingClient) -> None:
    assert client.get("/archive/2026").status_code == 404
    assert client.get("/").status_code == 200


@pytest.mark.one_site
def test_an_articles_category_leads_to_its_list(client: CheckingClient, many: list[str]) -> None:
    assert 'href="/categories/van-hoa"' in client.get("/articles/tin-so-7").text
    assert "Văn hóa" in text_of(next(parse(client.get("/categories/van-hoa").text).iter("h1")))


@pytest.mark.one_site
def test_a_day_leads_to_its_month_and_year(client: CheckingClient, many: list[str]) -> None:
    page = parse(client.get("/archive/2026/01/01").text)
    assert "01/01/2026" in text_of(next(page.iter("h1")))
    trail = next(nav for nav in page.iter("nav") if "br-trail" in (nav.get("class") or ""))
    assert [link.get("href") for link in trail.iter("a")] == ["/", "/archive/2026", "/archive/2026/01"]


def test_a_category_without_letters_is_no_link(client: CheckingClient, settings: Settings, tmp_path: Path) -> None:
    [slug] = land(settings, write(tmp_path, 1, category='"!!!"'))
    assert "/categories/" not in client.get(f"/articles/{slug}").text


@pytest.mark.one_site
def test_a_category_leads_to_its_feed(client: CheckingClient, many: list[str]) -> None:
    assert 'href="/categories/van-hoa/feed.atom"' in client.get("/categories/van-hoa").text
