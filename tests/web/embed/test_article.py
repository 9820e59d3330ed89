"""Embeds of articles: the page in the frame, and its cookie."""

from __future__ import annotations

from itertools import pairwise, product
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.model.embed_preferences import EMBED_COOKIE
from bantin_reader.model.preferences import COOKIE
from bantin_reader.source_factory import create_withdrawal
from tests.checking import CheckingClient, parse, text_of
from tests.conftest import PORTAL_TEXT, SAMPLES, land

VIETNAMESE = {"Accept-Language": "vi"}


@pytest.fixture
def slug(settings: Settings) -> str:
    return land(settings, PORTAL_TEXT)[0]


@pytest.fixture
def frame(slug: str) -> str:
    return f"/embed/articles/{slug}"


def shown(client: CheckingClient, address: str) -> dict[str, Any]:
    """The attributes of the page's root, and the hrefs of its controls by their ids."""
    page = parse(client.get(address, headers=VIETNAMESE).text)
    links = {link.get("id", ""): link.get("href") for link in page.iter("a") if link.get("id")}
    return {**page.attrib, **links}


def query(href: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(href).query)


@pytest.mark.one_site
def test_an_embed_is_the_article_without_the_site_around_it(client: CheckingClient, frame: str) -> None:
    page = parse(client.get(frame, headers=VIETNAMESE).text)
    assert [element.tag for element in page.iter() if element.tag in ("header", "nav", "form", "button")] == []
    leave = [link for link in page.iter("a") if link.get("class") == "br-embed__leave"]
    assert [(text_of(link), link.get("href")) for link in leave] == [
        ("Đọc trên Bản tin", frame.removeprefix("/embed")),
    ]
    assert [base.attrib for base in page.iter("base")] == [{"target": "_top"}]
    assert len([item for item in page.iter("p") if item.get("class") == "sapo"]) == 1


def test_the_first_heading_has_the_level_that_the_embedder_asked_for(
    client: CheckingClient, settings: Settings
) -> None:
    levels = {"2": "h2", "3": "h3", "4": "h4", "1": "h2", "9": "h2", "": "h2"}
    first, *others = land(settings, SAMPLES)
    for slug, (level, tag) in (*product([first], levels.items()), *product(others, [("2", "h2"), ("4", "h4")])):
        headings = [
            int(element.tag[1])
            for element in parse(client.get(f"/embed/articles/{slug}?level={level}").text).iter()
            if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6")
        ]
        assert headings[0] == int(tag[1])
        assert all(later > headings[0] or later == 6 for later in headings[1:])
        assert all(after - before <= 1 for before, after in pairwise(headings))


@pytest.mark.one_site
def test_an_embedders_defaults_are_shown_and_set_no_cookie(client: CheckingClient, frame: str) -> None:
    answer = client.get(f"{frame}?text=125&theme=dark&lang=en", headers=VIETNAMESE)
    assert '<html lang="en" data-text="125" data-theme="dark"' in answer.text
    assert answer.headers.getlist("Set-Cookie") == []
    assert answer.headers["Cache-Control"] == "no-cache"
    assert (
        '<html lang="vi" data-text="100" data-theme="auto"'
        in client.get(f"{frame}?text=101&theme=pink&lang=xx", headers=VIETNAMESE).text
    )


@pytest.mark.one_site
def test_a_press_sets_the_cookie_and_is_not_cached(client: CheckingClient, frame: str) -> None:
    answer = client.get(f"{frame}?set-text=125&pressed=larger")
    [line] = answer.headers.getlist("Set-Cookie")
    value, *attributes = line.split("; ")
    assert value == f"{EMBED_COOKIE}=text=125"
    assert sorted(one for one in attributes if not one.startswith("Expires=")) == [
        "HttpOnly", "Max-Age=31536000", "Partitioned", "Path=/", "SameSite=None", "Secure",
    ]  # fmt: skip
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
    assert 'data-text="125"' in answer.text
    assert 'data-pressed="larger"' in answer.text


@pytest.mark.one_site
@pytest.mark.parametrize("press", ["set-text=101", "set-theme=pink", "set-images=off", "set-=1", "pressed=larger"])
def test_invalid_presses_set_no_cookie(client: CheckingClient, frame: str, press: str) -> None:
    answer = client.get(f"{frame}?{press}&pressed=larger")
    assert answer.headers.getlist("Set-Cookie") == []
    assert "data-pressed" not in answer.text


@pytest.mark.one_site
def test_the_embeds_cookie_and_the_sites_are_independent(client: CheckingClient, frame: str) -> None:
    client.set_cookie(COOKIE, "text=200&theme=dark")
    assert shown(client, frame)["data-text"] == "100"
    client.delete_cookie(COOKIE)
    client.set_cookie(EMBED_COOKIE, "text=175", secure=True)
    assert shown(client, frame.removeprefix("/embed"))["data-text"] == "100"


@pytest.mark.one_site
def test_controls_are_links_one_step_from_the_value_shown(client: CheckingClient, frame: str) -> None:
    page = shown(client, f"{frame}?level=3&text=150&tracking=1")
    sets = {name: query(page[f"toolbar-{name}"])["set-text"] for name in ("smaller", "reset", "larger")}
    assert sets == {"smaller": ["125"], "reset": ["100"], "larger": ["175"]}
    assert query(page["toolbar-larger"]) == {
        "level": ["3"], "text": ["150"], "set-text": ["175"], "pressed": ["larger"],
    }  # fmt: skip
    assert query(page["toolbar-theme-dark"])["set-theme"] == ["dark"]
    assert query(page["toolbar-lang-en"])["set-lang"] == ["en"]


@pytest.mark.one_site
def test_without_a_cookie_the_links_carry_the_choice(client: CheckingClient, frame: str) -> None:
    bare = client.application.test_client(use_cookies=False)
    first = shown(bare, f"{frame}?set-text=125&pressed=larger")  # type: ignore[arg-type]
    assert query(first["toolbar-theme-dark"])["set-text"] == ["125"]
    second = shown(bare, first["toolbar-theme-dark"])  # type: ignore[arg-type]
    assert (second["data-text"], second["data-theme"]) == ("125", "dark")
    assert query(second["toolbar-larger"]) == {"set-text": ["150"], "set-theme": ["dark"], "pressed": ["larger"]}


@pytest.mark.one_site
def test_with_the_cookie_the_links_carry_nothing(client: CheckingClient, frame: str) -> None:
    client.set_cookie(EMBED_COOKIE, "text=125", secure=True)
    page = shown(client, f"{frame}?set-theme=dark&pressed=theme-dark")
    assert (page["data-text"], page["data-theme"]) == ("125", "dark")
    assert query(page["toolbar-larger"]) == {"set-text": ["150"], "pressed": ["larger"]}


@pytest.mark.one_site
def test_the_toolbar_alone_is_that_of_the_embed_it_names(client: CheckingClient, frame: str) -> None:
    answer = client.get(
        "/embed/toolbar",
        query_string={"page": f"{frame}?level=3&theme=dark", "set-text": "125", "pressed": "larger"},
        headers=VIETNAMESE,
    )
    assert answer.text.startswith("<div")
    assert f'href="{frame}?level=3&amp;theme=dark&amp;set-text=125&amp;set-theme=sepia' in answer.text
    assert f"{EMBED_COOKIE}=text=125" in answer.headers["Set-Cookie"]


@pytest.mark.parametrize(
    "page", ["", "/", "/articles/x", "https://evil.example/embed/", "//evil.example/embed/x", "/embed/\\x"]
)
def test_a_toolbar_without_an_embed_is_not_found(client: CheckingClient, page: str) -> None:
    answer = client.get("/embed/toolbar", query_string={"page": page})
    assert answer.status_code == 404
    assert "data-embed" in answer.text


def test_errors_of_embeds_have_the_embed_layout(client: CheckingClient, settings: Settings, slug: str) -> None:
    create_withdrawal(settings).withdraw(slug, "Bài đăng nhầm.")
    for address, status, words in [
        (f"/embed/articles/{slug}?theme=dark", 410, "Bài đăng nhầm."),
        ("/embed/articles/khong-co", 404, "Không tìm thấy"),
        ("/embed/nothing", 404, "Không tìm thấy"),
    ]:
        answer = client.get(address, headers=VIETNAMESE)
        assert answer.status_code == status
        assert words in answer.text
        assert "data-embed" in answer.text
        assert 'class="br-embed__leave" href="/' in answer.text
        assert "frame-ancestors 'self' *" in answer.headers["Content-Security-Policy"]
