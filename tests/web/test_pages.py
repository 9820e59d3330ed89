"""Every page: valid HTML, status, language and headers."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.test import create_environ, run_wsgi_app

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.source_factory import create_withdrawal
from tests.checking import CheckingClient, parse, text_of
from tests.conftest import PORTAL_TEXT, SAMPLES, land

PAGES = [
    "/",
    "/preferences",
    "/preferences?saved=1",
    "/preferences?code=43A",
    "/preferences?code=43B",
    "/accessibility",
    "/privacy",
    "/saved",
    "/glossary",
    "/nothing",
    "/articles/nothing",
]
VIETNAMESE = {"Accept-Language": "vi"}
ENGLISH = {"Accept-Language": "en-GB,en;q=0.8"}


@pytest.fixture
def slugs(settings: Settings) -> list[str]:
    return land(settings, SAMPLES, PORTAL_TEXT)


@pytest.mark.one_site
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_valid_in_both_languages(client: CheckingClient, slugs: list[str], language: str) -> None:
    for path in [*PAGES, *(f"/articles/{slug}" for slug in slugs)]:
        page = client.get(
            path,
            query_string=None if "?" in path else {"lang": language},
            headers={"Accept-Language": language},
        )
        assert page.status_code in (200, 404)
        assert f'<html lang="{language}"' in page.text


def test_an_empty_store_says_so(client: CheckingClient) -> None:
    assert "Chưa có bài viết nào." in client.get("/").text


def test_the_article_has_its_parts_in_order(client: CheckingClient, settings: Settings) -> None:
    [slug] = land(settings, PORTAL_TEXT)
    page = parse(client.get(f"/articles/{slug}").text)
    main = next(page.iter("main"))
    order = [
        element.get("class") or element.get("id") or element.tag
        for element in main.iter()
        if element.tag in ("time", "h1", "figure", "figcaption")
        or element.get("class") in ("sapo", "br-article", "byline")
        or element.get("id") == "toolbar"
    ]
    assert order == ["time", "br-toolbar", "title", "sapo", "br-article", "figure", "figcaption", "byline"]
    assert next(main.iter("time")).get("datetime") == "2026-11-05"
    assert text_of(next(main.iter("time"))) == "05/11/2026"
    assert next(main.iter("article")).get("lang") == "vi"
    paragraphs = [text_of(p) for p in main.iter("p") if "br-article" not in (p.get("class") or "")]
    assert any(text.endswith("trị giá 12 triệu đồng./.") for text in paragraphs)


def test_the_end_mark_is_seen_but_not_spoken(client: CheckingClient, settings: Settings) -> None:
    [slug] = land(settings, PORTAL_TEXT)
    page = parse(client.get(f"/articles/{slug}").text)
    marks = [span for span in page.iter("span") if text_of(span) == "./." and span.get("aria-hidden") == "true"]
    assert len(marks) == 1


@pytest.mark.one_site
def test_an_article_links_to_its_translation_and_back(client: CheckingClient, slugs: list[str]) -> None:
    english = next(slug for slug in slugs if slug.startswith("khuoi-may-s-digital-team"))
    vietnamese = next(slug for slug in slugs if slug.startswith("to-cong-nghe-so"))
    assert f'href="/articles/{vietnamese}" hreflang="vi"' in client.get(f"/articles/{english}").text
    assert f'href="/articles/{english}" hreflang="en"' in client.get(f"/articles/{vietnamese}").text


@pytest.mark.one_site
def test_a_picture_has_its_size_and_alternative_text_and_is_cached_for_long(
    client: CheckingClient, slugs: list[str]
) -> None:
    slug = next(slug for slug in slugs if slug.startswith("ngoi-truong"))
    images = parse(client.get(f"/articles/{slug}").text).iter("img")
    [image] = [one for one in images if one.get("class") != "br-print-code"]
    assert (image.get("width"), image.get("height")) == ("1280", "853")
    assert image.get("alt")
    picture = client.get(image.get("src", ""))
    assert picture.mimetype == "image/jpeg"
    assert picture.cache_control.immutable
    assert client.get("/pictures/..%2Fbantin.sqlite3").status_code == 404


def test_a_withdrawn_article_answers_410_with_the_reason(client: CheckingClient, settings: Settings) -> None:
    [slug] = land(settings, PORTAL_TEXT)
    create_withdrawal(settings).withdraw(slug, "Sai tên <nhân vật>.")
    page = client.get(f"/articles/{slug}")
    assert page.status_code == 410
    assert 'Lý do: <span lang="vi">Sai tên &lt;nhân vật&gt;.</span>' in page.text
    assert "tập huấn" not in page.text


@pytest.mark.parametrize(
    ("headers", "words"), [(VIETNAMESE, "Không thể dùng địa chỉ này"), (ENGLISH, "This address cannot")]
)
def test_a_wrong_method_gets_a_page_and_the_allowed_methods(
    client: CheckingClient, headers: dict[str, str], words: str
) -> None:
    page = client.delete("/privacy", headers=headers)
    assert page.status_code == 405
    assert "GET" in page.headers["Allow"]
    assert words in page.text


@pytest.mark.parametrize(
    ("headers", "words"), [(VIETNAMESE, "Hệ thống đang gặp trục trặc"), (ENGLISH, "Something went wrong")]
)
def test_a_failure_is_a_page_without_a_traceback(app: Flask, headers: dict[str, str], words: str) -> None:
    app.add_url_rule("/broken", view_func=lambda: str(1 / 0))
    page = app.test_client().get("/broken", headers=headers)
    assert page.status_code == 500
    assert words in page.text
    assert "ZeroDivisionError" not in page.text


@pytest.mark.parametrize("query", ["a=\xff", "lang=\xe9", "page=\x80", "%ff=%fe", "a=\x00"])
def test_a_query_of_unusual_bytes_gets_a_page(app: Flask, query: str) -> None:
    answer = run_wsgi_app(app, {**create_environ("/privacy"), "QUERY_STRING": query})
    assert answer[1] == "200 OK"


def test_an_unavailable_store_gets_a_page_too(client: CheckingClient, settings: Settings) -> None:
    import sqlite3

    with sqlite3.connect(settings.data / "bantin.sqlite3") as database:
        database.execute("DROP TABLE articles")
    database.close()
    assert client.get("/").status_code == 503


def test_the_sites_own_name_logo_footer_and_contact_are_on_every_page(settings: Settings, tmp_path: object) -> None:
    logo = settings.data / "logo.svg"
    logo.parent.mkdir(parents=True, exist_ok=True)
    logo.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    own = Settings(
        data=settings.data,
        site_name="Bản tin Vân Sơn",
        logo=logo,
        footer="Cơ quan chủ quản: UBND tỉnh Vân Sơn",
        contact="toasoan@vanson.example",
        accent="#0b4f3c",
    )
    app = create_app(own)
    app.test_client_class = CheckingClient
    client = app.test_client()
    page = client.get("/")
    for words in (
        "Bản tin Vân Sơn</a>",
        own.footer,
        "mailto:toasoan@vanson.example",
        "/logo",
        "--site-accent:#0b4f3c",
    ):
        assert words in page.text
    assert client.get("/logo").mimetype == "image/svg+xml"
    assert "mailto:toasoan@vanson.example" in client.get("/accessibility").text


def test_privacy_lists_every_preference_with_its_options(client: CheckingClient) -> None:
    from bantin_reader.model.preferences import TABLE

    text = client.get("/privacy").text
    for row in TABLE.values():
        assert f"<dt>{row.name}</dt>" in text
        assert ", ".join(row.options) in text
