"""The sections of an article: links to headings and figures, the table of contents, the reading time."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from bantin_reader.config.settings import Settings
from bantin_reader.model.article import Article
from bantin_reader.web.articles.contents import Section, article_contents, link_headings, reading_minutes
from tests.checking import CheckingClient, parse, text_of
from tests.conftest import land
from tests.growth import growth


def article(body: str, lang: str = "vi", sapo: str = "") -> Article:
    return Article(source_id="a", slug="a", title="A", sapo=sapo, body=body, lang=lang)


def listed(body: str) -> list[Section]:
    contents = article_contents(article(body))
    return contents.sections if contents else []


def linked(app: Flask, body: str, lang: str = "vi", page: str = "vi") -> str:
    with app.test_request_context(headers={"Accept-Language": page}):
        return link_headings(body, lang)


def test_three_headings_are_listed_and_two_are_not() -> None:
    two = "<h2>Một</h2><p>a</p><h2>Hai</h2>"
    assert article_contents(article(two)) is None
    assert listed(f"{two}<h2>Ba</h2>") == [
        Section("section-mot", "Một"),
        Section("section-hai", "Hai"),
        Section("section-ba", "Ba"),
    ]


def test_the_second_level_is_listed_below_the_first_and_the_third_is_not() -> None:
    contents = article_contents(article("<h2>Một</h2><h3>Hai</h3><h4>Ba</h4><h2>Bốn</h2>"))
    assert contents is not None
    assert contents.count == 3
    assert contents.sections == [
        Section("section-mot", "Một", [Section("section-hai", "Hai")]),
        Section("section-bon", "Bốn"),
    ]


def test_a_heading_above_the_first_of_the_highest_level_is_listed_beside_it() -> None:
    assert [one.title for one in listed("<h3>Một</h3><h2>Hai</h2><h3>Ba</h3>")] == ["Một", "Hai"]


@pytest.mark.parametrize(
    "inside",
    [
        "<blockquote><h2>Trích</h2></blockquote>",
        "<table><tbody><tr><td><h2>Ô</h2></td></tr></tbody></table>",
        "<ul><li><h2>Mục</h2></li></ul>",
        '<a href="https://example.vn/"><h2>Nơi khác</h2></a>',
        "<h2></h2>",
        "<h2>./.</h2>",
    ],
)
def test_a_heading_that_begins_no_section_stays_as_it_is(app: Flask, inside: str) -> None:
    assert linked(app, inside) == inside
    assert listed(f"<h2>Một</h2>{inside}<h2>Hai</h2>") == []


def test_markup_in_a_heading_stays_and_is_not_in_its_name(app: Flask) -> None:
    html = linked(app, '<h2 lang="en">Tom <em>&amp;</em> <a href="https://example.vn/">Jerry</a>\n "2"</h2>')
    assert html == (
        '<div class="br-heading"><h2 id="section-tom-jerry-2" lang="en">Tom <em>&amp;</em> '
        '<a href="https://example.vn/">Jerry</a>\n "2"</h2> <a class="br-anchor" href="#section-tom-jerry-2" '
        'aria-label="Liên kết đến mục “Tom &amp; Jerry &#34;2&#34;”"><span aria-hidden="true">#</span></a></div>'
    )


def test_each_section_has_an_id_of_its_own(app: Flask) -> None:
    html = linked(app, "<h2>Hai</h2><h2>Hai</h2><h3>Hai 2</h3><h2>★</h2>")
    ids = [element.get("id") for element in parse(f"<!doctype html>{html}", strict=False).iter() if element.get("id")]
    assert ids == ["section-hai", "section-hai-2", "section-hai-2-2", "section-4"]
    assert [one.id for one in listed("<h2>Hai</h2><h2>Hai</h2><h2>Hai 2</h2>")] == ids[:3]


def test_the_link_is_named_in_the_language_of_the_article_if_the_site_has_it(app: Flask) -> None:
    assert "Link to the section “A”" in linked(app, "<h2>A</h2>", "en")
    assert "Liên kết đến mục “A”" in linked(app, "<h2>A</h2>", "fr", page="vi")


def test_many_headings_take_linear_time(app: Flask) -> None:
    assert growth(lambda body: linked(app, body), lambda size: "<h2>a" * size, 500, 8_000) == ""
    assert growth(lambda body: linked(app, body), lambda size: "<h2>" * 2 + "<b>" * size, 2_000, 32_000) == ""


@pytest.mark.parametrize(
    ("words", "lang", "minutes"),
    [(300, "vi", 0), (301, "vi", 2), (901, "vi", 4), (238, "en", 0), (239, "en-GB", 2), (5000, "ar", 0)],
)
def test_reading_takes_a_minute_for_so_many_words_of_each_language(words: int, lang: str, minutes: int) -> None:
    body = "<p>" + "</p><p>".join(["chữ"] * (words - 2)) + "</p>"
    assert reading_minutes(article(body, lang, sapo="hai chữ")) == minutes


def page(settings: Settings, client: CheckingClient, folder: Path, body: str, path: str = "/articles/tin") -> Element:
    file = folder / "tin.md"
    file.write_text(f"---\ntitle: Tin\ndate: 2026-01-02\nlang: vi\n---\n{body}\n", "utf-8")
    land(settings, file)
    return parse(client.get(f"{path}?lang=en").text)


LONG = "\n\n".join(f"## Phần {number}\n\n{'chữ ' * 200}" for number in range(1, 5))


def test_a_long_article_shows_its_contents_and_its_reading_time(
    settings: Settings, client: CheckingClient, tmp_path: Path
) -> None:
    html = page(settings, client, tmp_path, LONG)
    [contents] = [nav for nav in html.iter("nav") if nav.get("id") == "contents"]
    assert text_of(next(contents.iter("summary"))) == "In this article: 4 sections"
    targets = [(link.get("href") or "").removeprefix("#") for link in contents.iter("a")]
    headings = {heading.get("id"): text_of(heading) for heading in html.iter("h2")}
    assert [headings[target] for target in targets] == [f"Phần {number}" for number in range(1, 5)]
    [line] = [one for one in html.iter("p") if one.get("class") == "br-date"]
    assert text_of(line) == "02/01/2026 · 3-minute read"


def test_a_short_article_has_neither_nor_the_script_for_them(
    settings: Settings, client: CheckingClient, tmp_path: Path
) -> None:
    html = page(settings, client, tmp_path, "## Phần 1\n\nMột đoạn.")
    assert [nav for nav in html.iter("nav") if nav.get("id") == "contents"] == []
    assert [script for script in html.iter("script") if "reading-place" in (script.get("src") or "")] == []


def test_an_embed_tells_the_reading_time_and_has_no_links_within_the_page(
    settings: Settings, client: CheckingClient, tmp_path: Path
) -> None:
    html = page(settings, client, tmp_path, LONG, "/embed/articles/tin")
    [line] = [one for one in html.iter("p") if one.get("class") == "br-date"]
    assert "3-minute read" in text_of(line)
    assert [link for link in html.iter("a") if (link.get("href") or "").startswith("#")] == []
