"""The articles that a reader has saved as one EPUB book: `POST /saved/book.epub`."""

from __future__ import annotations

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.source_factory import create_withdrawal
from bantin_reader.web.export import book as bounds
from tests.checking import CheckingClient
from tests.web.export.books import Book

pytestmark = pytest.mark.slow  # makes many books

SAVED = "/saved/book.epub"


def saved(client: CheckingClient, slugs: list[str]) -> Book:
    response = client.post(SAVED, data={"article": slugs})
    assert response.status_code == 200
    return Book(response.get_data())


def test_each_article_has_its_language_and_the_book_names_all(client: CheckingClient, samples: list[str]) -> None:
    book = saved(client, samples)
    assert set(book.metadata("language")) >= {"vi", "en"}
    for name in book.files:
        if name.startswith("article-"):
            page = book.page(name)
            assert page.get("lang") == page.get("{http://www.w3.org/XML/1998/namespace}lang")
    items = book.contents.findall(".//{*}nav/{*}ol/{*}li")
    assert {item.get("lang") for item in items} >= {"vi", "en"}


def test_what_a_reader_has_saved_is_a_book_in_that_order(client: CheckingClient, samples: list[str]) -> None:
    chosen = [samples[3], samples[0], samples[3]]
    response = client.post(SAVED, data={"article": chosen})
    assert "no-store" in response.headers["Cache-Control"]
    assert "attachment" in response.headers["Content-Disposition"]
    book = Book(response.get_data())
    chapters = [book.page(name) for name in book.spine[1:]]
    addresses = ["".join(page.itertext()).strip().rpartition("http://localhost/articles/")[2] for page in chapters]
    assert addresses == chosen[:2]
    assert book.metadata("title")[0].startswith("Bài đã lưu")
    assert book.metadata("identifier")[0].startswith("urn:uuid:")
    assert book.metadata("source") == []


def test_the_book_of_an_english_reader_has_english_words(client: CheckingClient, samples: list[str]) -> None:
    client.set_cookie("bantin_prefs", "lang=en")
    assert saved(client, samples[:2]).metadata("title")[0].startswith("Saved articles")


def test_withdrawn_and_unknown_articles_are_left_out_and_counted(
    client: CheckingClient, samples: list[str], settings: Settings
) -> None:
    create_withdrawal(settings).withdraw(samples[0], "Sai.")
    book = saved(client, [samples[0], "khong-co", "../../etc/passwd", samples[1]])
    assert len(book.spine) == 2
    assert "3 bài đã chọn nay không còn được đăng." in book.facts


@pytest.mark.parametrize("slugs", [[], ["khong-co"], [""], ["a\0b"]])
def test_a_choice_without_a_published_article_is_not_found(
    client: CheckingClient, samples: list[str], slugs: list[str]
) -> None:
    assert client.post(SAVED, data={"article": slugs}).status_code == 404


def test_a_book_takes_fifty_articles_and_says_how_many_more_were_chosen(
    client: CheckingClient, many: list[str]
) -> None:
    book = saved(client, many)
    assert len(book.spine) == 1 + 50
    assert "Còn 5 bài được chọn nữa: một cuốn sách chỉ nhận 50 bài." in book.facts


def test_pictures_past_the_bound_are_described_in_words(
    client: CheckingClient, samples: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = saved(client, samples)
    size = sum(info.file_size for info in whole.archive.infolist() if info.filename.startswith("book/pictures/"))
    assert 0 < size <= bounds.MOST_PICTURE_MEGABYTES * 1_000_000
    monkeypatch.setattr(bounds, "MOST_PICTURE_MEGABYTES", 0)
    bare = saved(client, samples)
    assert not [name for name in bare.archive.namelist() if name.startswith("book/pictures/")]
    pages = "".join("".join(bare.page(name).itertext()) for name in bare.spine)
    figures = [image for name in whole.spine for image in whole.page(name).findall(".//{*}img")]
    described = [image.get("alt") or "" for image in figures]
    assert any(described)
    assert [alt for alt in described if alt not in pages] == []


def test_a_lost_picture_does_not_lose_the_book(client: CheckingClient, samples: list[str], settings: Settings) -> None:
    for file in (settings.data / "pictures").rglob("*"):
        if file.is_file():
            file.unlink()
    assert len(saved(client, samples).spine) == 1 + len(samples)


def test_every_picture_has_a_description_and_the_cover_is_one_of_them(
    client: CheckingClient, samples: list[str]
) -> None:
    book = saved(client, samples)
    images = [image for name in book.spine for image in book.page(name).findall(".//{*}img")]
    assert images
    assert all(image.get("alt") for image in images)
    covers = [item for item in book.package.findall("{*}manifest/{*}item") if item.get("properties") == "cover-image"]
    assert len(covers) == 1
