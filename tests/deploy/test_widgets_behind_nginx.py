"""Widgets: a copy for each choice of their readers; presses are never kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.deploy.client import WIDGET, Answer, Readers
from tests.deploy.upstream import AppServers


@pytest.fixture
def widget(article: str) -> str:
    return f"/embed{article}"


def look(answer: Answer) -> Iterator[str]:
    assert answer.status == 200
    for name in ("data-text", "data-theme"):
        found = re.search(rf'<html[^>]* {name}="([^"]+)"', answer.text)
        assert found
        yield found[1]


def test_readers_of_a_widget_are_not_mixed(readers: Readers, apps: AppServers, widget: str) -> None:
    for _ in range(2):
        assert [*look(readers.ask(widget, Cookie=f"{WIDGET}=text=150"))] == ["150", "auto"]
        assert [*look(readers.ask(widget, Cookie=f"{WIDGET}=theme=dark; bantin_prefs=text=300&plain=1"))] == [
            "100",
            "dark",
        ]
        assert [*look(readers.ask(widget))] == ["100", "auto"]
    assert apps.made(widget) == 3
    assert {one.headers.get("Cookie") for one in apps.asked} == {
        None,
        "__Host-bantin_widget=text=150",
        "__Host-bantin_widget=theme=dark",
    }


def test_a_default_that_was_chosen_goes_before_the_embedders(readers: Readers, widget: str) -> None:
    assert [*look(readers.ask(f"{widget}?text=150"))] == ["150", "auto"]
    assert [*look(readers.ask(f"{widget}?text=150", Cookie=f"{WIDGET}=text=100"))] == ["100", "auto"]


def test_readers_with_the_same_choice_share_a_copy(readers: Readers, apps: AppServers, widget: str) -> None:
    for others in ("{}", "a=1; {}; b=2", "bantin_prefs=text=300; {}", "đường=phố; {}"):
        readers.ask(f"{widget}?level=3", Cookie=others.format(f"{WIDGET}=text=125&theme=sepia"))
    assert apps.made(widget) == 1


@pytest.mark.parametrize("press", ["?set-text=125&pressed=larger", "?level=3&set%2Dtext=125", "?%73et-text=125"])
def test_a_press_is_answered_by_the_app_each_time(readers: Readers, apps: AppServers, widget: str, press: str) -> None:
    answers = [readers.ask(widget + press) for _ in range(3)]
    assert apps.made(widget) == 3
    for answer in answers:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Set-Cookie"].startswith(f"{WIDGET}=text=125;")
    assert readers.ask(f"{widget}?level=2").headers["Set-Cookie"] is None


def test_the_cookie_of_a_press_reaches_its_sender_alone(readers: Readers, widget: str) -> None:
    answers = readers.at_once(8, widget)
    pressed = readers.ask(f"{widget}?set-theme=dark", Cookie=f"{WIDGET}=text=150")
    assert f"{WIDGET}=text=150&theme=dark;" in pressed.headers["Set-Cookie"]
    answers += readers.at_once(8, widget)
    assert all("Set-Cookie" not in answer.headers for answer in answers)


def test_the_toolbar_alone_is_made_for_its_reader(readers: Readers, widget: str) -> None:
    address = f"/embed/toolbar?page={widget}"
    assert "150%" in readers.ask(address, Cookie=f"{WIDGET}=text=150").text
    assert "150%" not in readers.ask(address).text


def test_a_widgets_headers_let_it_be_framed(readers: Readers, widget: str) -> None:
    for _ in range(2):
        answer = readers.ask(widget)
        assert answer.headers["Cross-Origin-Embedder-Policy"] == "require-corp"
        assert len(answer.headers.get_all("Content-Security-Policy", [])) == 1


def test_a_page_hears_nothing_of_a_widgets_cookie(readers: Readers, apps: AppServers, article: str) -> None:
    readers.ask(article, Cookie=f"{WIDGET}=text=150")
    assert "Cookie" not in apps.last(article).headers
