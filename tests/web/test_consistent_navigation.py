"""The head and the foot of every page lead to the same places in the same order (WCAG 2.2, 3.2.3)."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.store.circuit_breaker import RETRY_SECONDS
from bantin_reader.web.page_cache.revision import CHECK_SECONDS
from tests.checking import CheckingClient, parse, text_of
from tests.conftest import PORTAL_TEXT, land
from tests.web.lists.test_lists import write

pytestmark = pytest.mark.slow  # opens every page

PAGES = [
    "/", "/preferences", "/accessibility", "/privacy", "/glossary", "/nothing", "/categories/muc-3", "/archive/2026"
]  # fmt: skip
SECTIONS = 10


def links(client: CheckingClient, path: str, landmark: str, language: str) -> list[str]:
    """The names of a landmark's links."""
    page = parse(client.get(path, query_string={"lang": language}).text)
    part = page.find(f"body/{landmark}")
    assert part is not None
    return [text_of(link) for link in part.iter("a")]


@pytest.fixture
def slug(settings: Settings, tmp_path: Path) -> str:
    """The slug of an article, on a site with ten sections."""
    files = [write(tmp_path, number, category=f"Mục {number}") for number in range(SECTIONS)]
    return land(settings, PORTAL_TEXT, *files)[0]


@pytest.mark.one_site
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("landmark", ["header", "footer"])
def test_every_page_has_the_same_links_in_the_same_order(
    client: CheckingClient, slug: str, landmark: str, language: str
) -> None:
    first, *others = [links(client, path, landmark, language) for path in [*PAGES, f"/articles/{slug}"]]
    assert len(first) > 1
    assert all(other == first for other in others)


@pytest.mark.one_site
def test_the_first_link_of_every_page_stands_in_a_landmark_and_leads_to_the_title(
    client: CheckingClient, slug: str
) -> None:
    """WCAG 2.2, 2.4.1; a link outside of every landmark is missed by who moves from one to the next."""
    for path in [*PAGES, f"/articles/{slug}"]:
        page = parse(client.get(path).text)
        first = next(page.iter("a"))
        assert first is next(page.iterfind("body/header//a")), path
        assert first.get("href") == "#title", path
        assert [element.tag for element in page.iter() if element.get("id") == "title"] == ["h1"], path


def header(client: CheckingClient, path: str) -> Element:
    part = parse(client.get(path).text).find("body/header")
    assert part is not None
    return part


@pytest.mark.one_site
def test_the_head_has_eight_sections_in_a_line_and_all_in_its_disclosures(client: CheckingClient, slug: str) -> None:
    part = header(client, "/privacy")
    names = [f"Mục {number}" for number in range(SECTIONS)]
    menu, more = part.iter("details")
    assert [text_of(link) for link in menu.iter("a")] == [*names, "Cài đặt đọc"]
    assert [text_of(link) for link in more.iter("a")] == names[8:]
    [line] = [nav for nav in part.iter("nav") if nav.get("class") == "br-sections"]
    assert [text_of(link) for link in line.iter("a")] == names
    assert next(line.iter("a")).get("href") == "/categories/muc-0"


@pytest.mark.one_site
@pytest.mark.parametrize(("path", "mark"), [("/categories/muc-9", "page"), ("/articles/tin-so-9", "true")])
def test_the_section_of_a_page_is_marked(client: CheckingClient, slug: str, path: str, mark: str) -> None:
    marked = [link for link in header(client, path).iter("a") if link.get("aria-current")]
    assert {(text_of(link), link.get("aria-current")) for link in marked} == {("Mục 9", mark)}


@pytest.mark.one_site
def test_the_operator_orders_the_sections_of_the_head(settings: Settings, slug: str) -> None:
    app = create_app(Settings(data=settings.data, sections="Mục 7, Mục 2"))
    app.test_client_class = CheckingClient
    client: CheckingClient = app.test_client()  # type: ignore[assignment]
    assert [text_of(link) for link in next(header(client, "/").iter("details")).iter("a")][:-1] == ["Mục 7", "Mục 2"]


def test_a_page_without_sections_because_the_store_is_away_is_not_stored(
    client: CheckingClient, settings: Settings, slug: str
) -> None:
    with sqlite3.connect(settings.data / "bantin.sqlite3") as database:
        database.execute("ALTER TABLE articles RENAME TO away")
    time.sleep(CHECK_SECONDS)
    response = client.get("/privacy")
    assert (response.status_code, response.cache_control.no_store) == (200, True)
    assert "Mục 1" not in response.text
    with sqlite3.connect(settings.data / "bantin.sqlite3") as database:
        database.execute("ALTER TABLE away RENAME TO articles")
    database.close()
    time.sleep(RETRY_SECONDS)
    assert "Mục 1" in client.get("/privacy").text
