"""The front page: lead, newest, a block of each section and of the other language, and the way to older articles."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.checking import CheckingClient, parse, text_of
from tests.conftest import SAMPLES, land
from tests.web.lists.test_lists import headlines, link, pages, write


def stories(page: Element) -> list[str]:
    """The titles of the articles on the page, in its order."""
    main = next(page.iter("main"))
    return [text_of(one) for one in main.iter("a") if (one.get("href") or "").startswith("/articles/")]


def block_names(page: Element) -> list[str]:
    return [text_of(one) for one in page.iter("h2") if (one.get("id") or "").startswith("block-")]


def open_front_page(settings: Settings, **values: str) -> Element:
    app = create_app(Settings(data=settings.data, **values))
    app.test_client_class = CheckingClient
    return parse(app.test_client().get("/").text)


@pytest.fixture
def forty(settings: Settings, tmp_path: Path) -> list[str]:
    """The titles of forty articles of one day in two categories, newest first."""
    land(settings, *(write(tmp_path, n, category=("Văn hóa", "Y tế")[n % 2]) for n in range(40)))
    return [f"Tin số {n}" for n in reversed(range(40))]


def test_the_newest_stand_first_then_each_section(client: CheckingClient, forty: list[str]) -> None:
    page = parse(client.get("/").text)
    assert stories(page) == [*forty[:8], *forty[9:16:2], *forty[8:16:2]]
    assert block_names(page) == ["Văn hóa", "Y tế"]
    links = next(page.iter("main")).iter("a")
    assert [one.get("href") for one in links if text_of(one) == "Y tế"] == ["/categories/y-te"]


def test_older_articles_follow_page_by_page_and_newer_lead_back(client: CheckingClient, forty: list[str]) -> None:
    front = parse(client.get("/").text)
    older = list(pages(client, link(front, "next")))
    assert [title for page in older for title in headlines(page)] == forty[8:]
    assert link(older[1], "prev") == link(front, "next")
    assert link(older[0], "prev") == "/"
    titles = [text_of(next(page.iter("title"))) for page in (front, older[0])]
    assert len(set(titles)) == 2


def test_few_articles_have_no_way_to_older_ones(client: CheckingClient, settings: Settings, tmp_path: Path) -> None:
    land(settings, write(tmp_path, 1))
    page = parse(client.get("/").text)
    assert (stories(page), link(page, "next"), block_names(page)) == (["Tin số 1"], "", [])


def test_each_language_has_its_front_page_and_a_way_to_the_other(
    client: CheckingClient, settings: Settings, tmp_path: Path
) -> None:
    for number in range(12):
        land(settings, write(tmp_path, number, f"2026-01-{number + 1:02}", lang="vi" if number else "en"))
    page = parse(client.get("/?lang=vi").text)
    assert stories(page)[-1] == "Tin số 0"
    assert block_names(page) == ["English"]
    assert 'href="/?lang=en"' in client.get("/?lang=vi").text
    english = parse(client.get("/?lang=en").text)
    assert stories(english) == ["Tin số 0", *(f"Tin số {number}" for number in (11, 10, 9, 8))]
    older = parse(client.get(link(page, "next")).text)
    assert headlines(older) == ["Tin số 3", "Tin số 2", "Tin số 1"]


def test_the_operator_orders_and_hides_sections(settings: Settings, forty: list[str]) -> None:
    assert block_names(open_front_page(settings, sections="Y tế, *")) == ["Y tế", "Văn hóa"]
    assert block_names(open_front_page(settings, sections="*, -Y tế")) == ["Văn hóa"]


def test_pictures_are_shown_unless_the_reader_wants_none(client: CheckingClient, settings: Settings) -> None:
    land(settings, SAMPLES)
    with_pictures = parse(client.get("/").text)
    images = [*next(with_pictures.iter("main")).iter("img")]
    assert images
    assert images[0].get("loading") is None
    assert all(image.get("loading") == "lazy" for image in images[1:])
    client.set_cookie("bantin_prefs", "images=off")
    without = parse(client.get("/").text)
    assert stories(without) == stories(with_pictures)
    assert [*next(without.iter("main")).iter("img")] == []
