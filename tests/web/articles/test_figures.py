"""Figures: pictures in their renditions, or a placeholder for readers who load none."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.model.preferences import COOKIE
from tests.checking import CheckingClient, parse, text_of
from tests.conftest import DATA, SAMPLES, land

TWO_FIGURES = DATA / "saved" / "publishing-portal" / "clean.html"
WITHOUT_PICTURES = "images=off"


@pytest.fixture
def address(settings: Settings) -> str:
    [slug] = land(settings, TWO_FIGURES)
    return f"/articles/{slug}"


def open_page(client: CheckingClient, address: str, cookie: str = "") -> Element:
    if cookie:
        client.set_cookie(COOKIE, cookie)
    return parse(client.get(address).text)


def shown_images(page: Element) -> list[Element]:
    """The pictures that a browser loads: none in a `<template>`."""
    waiting = {image for template in page.iter("template") for image in template.iter("img")}
    main = next(page.iter("main"))
    return [image for image in main.iter("img") if image not in waiting]


def test_a_picture_is_offered_in_three_formats_that_can_all_be_downloaded(
    client: CheckingClient, settings: Settings
) -> None:
    slug = next(slug for slug in land(settings, SAMPLES) if slug.startswith("ngoi-truong"))
    page = open_page(client, f"/articles/{slug}")
    figure = next(page.iter("figure"))
    types = [source.get("type") for source in figure.iter("source")]
    assert types == ["image/avif", "image/webp"]
    [image] = figure.iter("img")
    offered = [*(source for source in figure.iter("source")), image]
    for one in offered:
        addresses = [part.split() for part in str(one.get("srcset")).split(", ")]
        assert [width for _, width in addresses] == ["480w", "960w", "1280w"]
        for address, _ in addresses:
            answer = client.get(address)
            assert answer.status_code == 200
            assert answer.mimetype == one.get("type", "image/jpeg")
    assert len({source.get("sizes") for source in offered}) == 1


@pytest.mark.one_site
def test_the_first_picture_loads_at_once_and_the_next_when_they_come_near(client: CheckingClient, address: str) -> None:
    first, second = shown_images(open_page(client, address))
    assert first.get("loading") is None
    assert second.get("loading") == "lazy"
    assert [figure.get("id") for figure in open_page(client, address).iter("figure")] == ["picture-1", "picture-2"]


@pytest.mark.parametrize(
    ("alt", "caption", "spoken"),
    [
        ("Cầu nhìn từ bờ tây", "Cầu treo", "Cầu nhìn từ bờ tây"),
        ("", "Cầu treo", ""),
        ("", "", "Ảnh chưa có mô tả"),
    ],
)
def test_a_caption_is_not_spoken_twice(
    client: CheckingClient, settings: Settings, tmp_path: Path, alt: str, caption: str, spoken: str
) -> None:
    """A screen reader speaks the caption by itself (HTML, 4.8.4.4.7)."""
    picture = next((SAMPLES / "images").glob("*.webp"))
    shutil.copy(picture, tmp_path / "a.webp")
    title = f' "{caption}"' if caption else ""
    (tmp_path / "bai.md").write_text(f"---\ntitle: Cầu\n---\nLời.\n\n![{alt}](a.webp{title})\n", "utf-8")
    [slug] = land(settings, tmp_path / "bai.md")
    [image] = shown_images(open_page(client, f"/articles/{slug}"))
    assert image.get("alt") == spoken


@pytest.mark.one_site
def test_a_reader_without_pictures_gets_a_button_for_each(client: CheckingClient, address: str) -> None:
    page = open_page(client, address, WITHOUT_PICTURES)
    assert shown_images(page) == []
    buttons = [text_of(button) for button in page.iter("button") if button.get("name") == "picture"]
    assert [re.sub(r" \(\d+ KB\)", "", words) for words in buttons] == ["Hiện ảnh 1", "Hiện ảnh 2"]
    figures = list(page.iter("figure"))
    assert all(list(figure.iter("figcaption")) for figure in figures), "the caption stays"


@pytest.mark.one_site
@pytest.mark.parametrize(
    ("query", "shown"),
    [("?picture=2", 1), ("?picture=1&picture=2", 2), ("?picture=7", 0), ("?picture=x", 0), ("?picture=²", 0), ("", 0)],
)
def test_a_placeholder_requests_its_own_picture(client: CheckingClient, address: str, query: str, shown: int) -> None:
    assert len(shown_images(open_page(client, address + query, WITHOUT_PICTURES))) == shown


@pytest.mark.one_site
def test_pictures_shown_before_remain_when_another_is_requested(client: CheckingClient, address: str) -> None:
    page = open_page(client, f"{address}?lang=en&picture=1", WITHOUT_PICTURES)
    [form] = [form for form in page.iter("form") if form.get("action") == "#picture-2"]
    fields = [(field.get("name"), field.get("value")) for field in form.iter("input")]
    assert fields == [("lang", "en"), ("picture", "1")]


@pytest.mark.one_site
def test_a_list_shows_no_picture_to_such_a_reader(client: CheckingClient, address: str) -> None:
    assert len(shown_images(open_page(client, "/"))) == 1
    assert shown_images(open_page(client, "/", WITHOUT_PICTURES)) == []


@pytest.mark.one_site
def test_the_settings_page_turns_pictures_off_and_on(client: CheckingClient, address: str) -> None:
    client.post("/preferences", data={"images": "off"})
    assert shown_images(open_page(client, address)) == []
    assert 'data-images="off"' in client.get(address).text
    client.post("/preferences", data={"images": "on"})
    assert len(shown_images(open_page(client, address))) == 2


def test_tags_are_listed_below_the_article(client: CheckingClient, settings: Settings) -> None:
    [slug] = land(settings, DATA / "saved" / "mojoportal" / "clean.html")
    page = open_page(client, f"/articles/{slug}")
    [tags] = [text_of(line) for line in page.iter("p") if line.get("class") == "br-tags"]
    assert tags.startswith("Từ khóa: ")


@pytest.mark.one_site
def test_no_original_is_served(client: CheckingClient, address: str, settings: Settings) -> None:
    originals = [path.name for path in (settings.data / "pictures").iterdir() if "-" not in path.name]
    assert originals
    for name in originals:
        assert client.get(f"/pictures/{name}").status_code == 404
