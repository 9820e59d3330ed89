"""The articles of a page of a list as one EPUB book: `/categories/<category>/book.epub` and the like."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.model.article import Draft
from bantin_reader.store.opening import open_articles
from tests.checking import CheckingClient, parse
from tests.conftest import land
from tests.web.export.books import Book
from tests.web.lists.test_lists import write

pytestmark = pytest.mark.slow  # makes many books


def book_at(client: CheckingClient, path: str) -> Book:
    response = client.get(path)
    assert (response.status_code, response.mimetype) == (200, "application/epub+zip"), path
    return Book(response.get_data())


def link_to_book(client: CheckingClient, page: str) -> tuple[str, str]:
    """The text and the address of a page's link to its book; both empty where it has none."""
    found = [one for one in parse(client.get(page).text).iter("a") if one.get("type") == "application/epub+zip"]
    return ("".join(found[0].itertext()).strip(), found[0].get("href") or "") if found else ("", "")


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("/categories/van-hoa", "Văn hóa – Bản tin"),
        ("/tags/lua", "Từ khóa: lúa – Bản tin"),
        ("/authors/ha-minh", "Bài của Hà Minh – Bản tin"),
        ("/archive/2026/01", "Tin tháng 01/2026 – Bản tin"),
        ("/archive/2026", "Tin năm 2026 – Bản tin"),
        ("/archive/2026/01/02", "Tin ngày 02/01/2026 – Bản tin"),
        ("/search?q=lúa", "Kết quả cho “lúa” – Bản tin"),
    ],
)
def test_a_list_leads_to_its_articles_as_one_book(
    client: CheckingClient, settings: Settings, page: str, title: str
) -> None:
    store = open_articles(settings, settings.database_url)
    facts: dict[str, Any] = {"category": "Văn hóa", "tags": ("lúa",), "byline": "Hà Minh", "date": date(2026, 1, 2)}
    for number in range(3):
        store.save(Draft(source_id=f"{number}", title=f"Lúa {number}", sapo="", body="<p>Tin.</p>", lang="vi", **facts))
    text, address = link_to_book(client, page)
    assert text == "3 bài của trang này trong một cuốn sách (EPUB)"
    book = book_at(client, address)
    assert book.metadata("title") == [title]
    assert book.spine == ["contents.xhtml", *(f"article-{number}.xhtml" for number in (1, 2, 3))]
    assert [target for _, target in book.links] == book.spine[1:]
    assert [name for name, _ in book.links] == ["Lúa 2", "Lúa 1", "Lúa 0"]
    assert unquote(client.get(address).headers["Link"]) == f'<http://localhost{page}>; rel="canonical"'


@pytest.mark.one_site
def test_an_argument_that_is_part_of_the_address_already_changes_nothing(
    client: CheckingClient, samples: list[str]
) -> None:
    book = client.get("/categories/giao-duc/book.epub?category=kinh-te")
    assert book.status_code == 200
    assert book.headers["Link"] == '<http://localhost/categories/giao-duc>; rel="canonical"'


def test_a_single_article_is_no_list(client: CheckingClient, settings: Settings, tmp_path: Path) -> None:
    land(settings, write(tmp_path, 1, category="Văn hóa"))
    assert link_to_book(client, "/categories/van-hoa") == ("", "")


def test_a_page_of_a_list_has_a_book_of_its_own_articles(client: CheckingClient, many: list[str]) -> None:
    page = "/categories/van-hoa"
    text, first = link_to_book(client, page)
    assert text == "20 bài đầu của trang này trong một cuốn sách (EPUB)"
    older = next(one.get("href") or "" for one in parse(client.get(page).text).iter("a") if one.get("rel") == "next")
    last = next(one.get("href") or "" for one in parse(client.get(older).text).iter("a") if one.get("rel") == "next")
    text, third = link_to_book(client, last)
    assert text == "15 bài của trang này trong một cuốn sách (EPUB)"
    titles = [title for address in (first, third) for title, _ in book_at(client, address).links]
    assert (len(titles), len(set(titles))) == (35, 35)


@pytest.mark.one_site
def test_a_restriction_of_the_list_holds_for_its_book(client: CheckingClient, samples: list[str]) -> None:
    _, address = link_to_book(client, "/archive/2026?lang=en")
    book = book_at(client, address)
    assert set(book.metadata("language")) == {"en"}
    assert book.metadata("title")[0].startswith("Articles of 2026")
    assert "Contents" in "".join(book.contents.itertext())


@pytest.mark.one_site
@pytest.mark.parametrize(
    "path",
    [
        *("/categories/khong-co/book.epub", "/tags/khong-co/book.epub", "/authors/khong-co/book.epub"),
        *("/archive/1999/book.epub", "/archive/2026/13/book.epub", "/search/book.epub", "/search/book.epub?q=khongco"),
        *("/archive/2026/book.epub?before=a", "/categories/giao-duc/book.epub?year=1999"),
    ],
)
def test_a_list_without_articles_has_no_book(client: CheckingClient, samples: list[str], path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.one_site
def test_it_may_be_cached_as_other_exports_and_is_the_same_for_every_reader(
    client: CheckingClient, samples: list[str]
) -> None:
    path = "/archive/2026/book.epub"
    first = client.get(path)
    assert "public" in first.headers["Cache-Control"]
    assert "max-age=300" in first.headers["Cache-Control"]
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    client.set_cookie("bantin_prefs", "lang=en")
    assert client.get(path).data == first.data
    assert first.headers["Content-Disposition"].startswith("attachment; filename=tin-nam-2026-")
