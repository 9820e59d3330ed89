"""`/articles/<slug>.txt`, `.md`, `.json` and `.epub`, and the QR code of an article."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import datetime
from io import BytesIO
from xml.etree import ElementTree

import pytest
import yaml
from markdown_it import MarkdownIt

from bantin_reader.config.settings import Settings
from bantin_reader.web.export.markdown_body import markdown_body
from tests.checking import CheckingClient
from tests.conftest import SAMPLES, land
from tests.web.embed.oembed import PICTURED


@pytest.fixture
def slug(settings: Settings) -> str:
    [slug] = land(settings, PICTURED)
    return slug


def content(client: CheckingClient, slug: str, form: str) -> bytes:
    response = client.get(f"/articles/{slug}.{form}")
    assert response.status_code == 200
    return response.get_data()


@pytest.mark.one_site
def test_the_plain_text_has_all_parts_in_the_order_of_the_page(client: CheckingClient, slug: str) -> None:
    lines = content(client, slug, "txt").decode()
    places = [
        lines.index(part)
        for part in (
            "Ngôi trường", "20/11/2026 · Giáo dục", "Ảnh: ", "Nguồn: ", f"Địa chỉ: http://localhost/articles/{slug}",
        )
    ]  # fmt: skip
    assert places == sorted(places)
    assert not re.search(r"<[a-z]|&[a-z]+;|\n\n\n", lines)


def test_an_english_article_has_english_words_for_every_reader(client: CheckingClient, settings: Settings) -> None:
    [slug] = land(settings, SAMPLES / "ban-phieng-weaving-cooperative.md")
    client.set_cookie("bantin_prefs", "lang=vi")
    assert "Source: Vân Sơn Provincial Cooperative Alliance" in content(client, slug, "txt").decode()


@pytest.mark.one_site
def test_the_markdown_reads_back_with_its_front_matter(client: CheckingClient, slug: str) -> None:
    _, front, body = content(client, slug, "md").decode().split("---\n", 2)
    fields = yaml.safe_load(front)
    assert fields["url"] == f"http://localhost/articles/{slug}"
    assert fields["lang"] == "vi"
    html = MarkdownIt("commonmark").render(body)
    assert re.search(r'<img src="http://localhost/pictures/[0-9a-f]+-\d+\.jpg" alt="[^"]+"', html)
    assert "<h2>" in html


def test_markdown_keeps_elements_that_it_has_no_sign_for() -> None:
    body = markdown_body("<p>Hạn nộp <s>30/9</s> là 15/10; H<sub>2</sub>O, <mark>lưu ý</mark>.</p>")
    assert body == "Hạn nộp ~~30/9~~ là 15/10; H<sub>2</sub>O, <mark>lưu ý</mark>."


def test_signs_of_markdown_in_the_text_stay_text() -> None:
    text = "Giá * và _ và # giữ nguyên, 1. không là danh sách."
    assert text in MarkdownIt("commonmark").render(markdown_body(f"<p>{text}</p>"))


@pytest.mark.one_site
def test_the_json_is_an_item_of_json_feed(client: CheckingClient, slug: str) -> None:
    item = json.loads(content(client, slug, "json"))
    assert item["id"] == item["url"] == f"http://localhost/articles/{slug}"
    assert datetime.fromisoformat(item["date_published"]).utcoffset()
    assert item["content_html"].startswith('<figure><img src="http://localhost/pictures/')
    assert item["content_text"]
    assert item["language"] == "vi"
    assert item["_article"]["category"]


@pytest.mark.one_site
def test_the_book_holds_every_file_that_its_manifest_names(client: CheckingClient, slug: str) -> None:
    book = zipfile.ZipFile(BytesIO(content(client, slug, "epub")))
    first = book.infolist()[0]
    assert (first.filename, first.compress_type, book.read("mimetype")) == ("mimetype", 0, b"application/epub+zip")
    package = ElementTree.fromstring(book.read("book/package.opf"))
    items = package.findall("{*}manifest/{*}item")
    assert {f"book/{item.get('href')}" for item in items} | {
        "mimetype",
        "META-INF/container.xml",
        "book/package.opf",
    } == set(book.namelist())
    cover = next(item for item in items if item.get("properties") == "cover-image")
    assert book.read(f"book/{cover.get('href')}").startswith(b"\xff\xd8")
    page = ElementTree.fromstring(book.read("book/article-1.xhtml"))
    assert page.find(".//{*}img") is not None


@pytest.mark.one_site
def test_the_contents_of_the_book_lead_to_its_headings(client: CheckingClient, slug: str) -> None:
    book = zipfile.ZipFile(BytesIO(content(client, slug, "epub")))
    page = ElementTree.fromstring(book.read("book/article-1.xhtml"))
    ids = {element.get("id") for element in page.iter() if element.get("id")}
    contents = ElementTree.fromstring(book.read("book/contents.xhtml"))
    links = [link.get("href", "") for link in contents.findall(".//{*}nav//{*}a")]
    fragments = {link.partition("#")[2] for link in links if "#" in link}
    assert fragments
    assert fragments <= ids


@pytest.mark.one_site
def test_the_same_article_is_the_same_book(client: CheckingClient, slug: str) -> None:
    assert content(client, slug, "epub") == content(client, slug, "epub")


@pytest.mark.one_site
@pytest.mark.parametrize("form", ["txt", "md", "json", "epub", "qr"])
def test_a_file_names_its_page_as_the_canonical_one(client: CheckingClient, slug: str, form: str) -> None:
    path = f"/articles/{slug}/qr.svg" if form == "qr" else f"/articles/{slug}.{form}"
    response = client.get(path)
    assert "max-age=300" in response.headers["Cache-Control"]
    assert client.get(path, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304
    if form != "qr":
        assert response.headers["Link"] == f'<http://localhost/articles/{slug}>; rel="canonical"'


@pytest.mark.parametrize("form", ["txt", "md", "json", "epub", "qr"])
def test_an_unknown_article_has_no_file(client: CheckingClient, form: str) -> None:
    path = "/articles/khong-co/qr.svg" if form == "qr" else f"/articles/khong-co.{form}"
    assert client.get(path).status_code == 404


@pytest.mark.one_site
def test_a_qr_code_is_black_on_white_with_its_quiet_zone(client: CheckingClient, slug: str) -> None:
    svg = ElementTree.fromstring(client.get(f"/articles/{slug}/qr.svg").get_data())
    assert svg.tag == "{http://www.w3.org/2000/svg}svg"
    assert svg.get("viewBox")
