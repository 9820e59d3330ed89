"""Embeds have a cached copy for each choice of their readers; presses are not cached."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.deploy.client import EMBED, Answer, Readers
from tests.deploy.upstream import AppServers


@pytest.fixture
def embed(article: str) -> str:
    return f"/embed{article}"


def look(answer: Answer) -> Iterator[str]:
    assert answer.status == 200
    for name in ("data-text", "data-theme"):
        found = re.search(rf'<html[^>]* {name}="([^"]+)"', answer.text)
        assert found
        yield found[1]


def test_readers_of_an_embed_get_their_own_choices(readers: Readers, apps: AppServers, embed: str) -> None:
    for _ in range(2):
        assert [*look(readers.ask(embed, Cookie=f"{EMBED}=text=150"))] == ["150", "auto"]
        assert [*look(readers.ask(embed, Cookie=f"{EMBED}=theme=dark; bantin_prefs=text=300&plain=1"))] == [
            "100",
            "dark",
        ]
        assert [*look(readers.ask(embed))] == ["100", "auto"]
    assert apps.rendered(embed) == 3
    assert {one.headers.get("Cookie") for one in apps.requests} == {
        None,
        "__Host-bantin_widget=text=150",
        "__Host-bantin_widget=theme=dark",
    }


def test_a_default_that_the_reader_chose_overrides_the_embedders(readers: Readers, embed: str) -> None:
    assert [*look(readers.ask(f"{embed}?text=150"))] == ["150", "auto"]
    assert [*look(readers.ask(f"{embed}?text=150", Cookie=f"{EMBED}=text=100"))] == ["100", "auto"]


def test_readers_with_the_same_choice_share_a_copy(readers: Readers, apps: AppServers, embed: str) -> None:
    for others in ("{}", "a=1; {}; b=2", "bantin_prefs=text=300; {}", "đường=phố; {}"):
        readers.ask(f"{embed}?level=3", Cookie=others.format(f"{EMBED}=text=125&theme=sepia"))
    assert apps.rendered(embed) == 1


@pytest.mark.parametrize("press", ["?set-text=125&pressed=larger", "?level=3&set%2Dtext=125", "?%73et-text=125"])
def test_every_press_in_an_embed_reaches_the_app(readers: Readers, apps: AppServers, embed: str, press: str) -> None:
    answers = [readers.ask(embed + press) for _ in range(3)]
    assert apps.rendered(embed) == 3
    for answer in answers:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Set-Cookie"].startswith(f"{EMBED}=text=125;")
    assert readers.ask(f"{embed}?level=2").headers["Set-Cookie"] is None


def test_the_cookie_of_a_press_is_not_cached(readers: Readers, embed: str) -> None:
    answers = readers.at_once(8, embed)
    pressed = readers.ask(f"{embed}?set-theme=dark", Cookie=f"{EMBED}=text=150")
    assert f"{EMBED}=text=150&theme=dark;" in pressed.headers["Set-Cookie"]
    answers += readers.at_once(8, embed)
    assert all("Set-Cookie" not in answer.headers for answer in answers)


def test_the_toolbar_partial_has_its_readers_choices(readers: Readers, embed: str) -> None:
    address = f"/embed/toolbar?page={embed}"
    assert "150%" in readers.ask(address, Cookie=f"{EMBED}=text=150").text
    assert "150%" not in readers.ask(address).text


def test_the_headers_of_an_embed_let_it_be_framed(readers: Readers, embed: str) -> None:
    for _ in range(2):
        answer = readers.ask(embed)
        assert answer.headers["Cross-Origin-Embedder-Policy"] == "require-corp"
        assert len(answer.headers.get_all("Content-Security-Policy", [])) == 1


def test_the_embeds_cookie_does_not_reach_pages(readers: Readers, apps: AppServers, article: str) -> None:
    readers.ask(article, Cookie=f"{EMBED}=text=150")
    assert "Cookie" not in apps.last(article).headers
