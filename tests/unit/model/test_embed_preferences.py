"""Whose wish goes first in an embed, and what its links and its cookie hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin_reader.config.colours import LEAST_CONTRAST, PAPERS, contrast
from bantin_reader.model.embed_preferences import EmbedPreferences
from bantin_reader.model.preferences import TABLE
from bantin_reader.web.templating.accent_css import embed_accent

OFFERED = [("text", "125"), ("theme", "dark")]
names = st.sampled_from([*TABLE, "plain", "set-text", ""])
values = st.sampled_from([*(option for row in TABLE.values() for option in row.options), "1", "101", ""]) | st.text()
pairs = st.lists(st.tuples(names, values), max_size=6)


@pytest.mark.parametrize(
    ("cookie", "pressed", "text", "theme"),
    [
        (None, [], "125", "dark"),
        ("text=150", [], "150", "dark"),
        ("text=100", [], "100", "dark"),
        ("text=150&theme=sepia", [("text", "175")], "175", "sepia"),
        ("text=150", [("text", "999")], "150", "dark"),
        ("rubbish", [("theme", "auto")], "125", "auto"),
    ],
)
def test_a_press_goes_before_the_cookie_and_the_cookie_before_the_embedder(
    cookie: str | None, pressed: list[tuple[str, str]], text: str, theme: str
) -> None:
    preferences = EmbedPreferences.of(cookie, pressed, OFFERED).effective
    assert (preferences["text"], preferences["theme"]) == (text, theme)


def test_links_carry_what_was_pressed_until_a_cookie_comes() -> None:
    pressed = [("text", "150"), ("theme", "sepia")]
    assert EmbedPreferences.of(None, pressed, OFFERED).carried == {"text": "150", "theme": "sepia"}
    assert EmbedPreferences.of("text=125", pressed, OFFERED).carried == {}
    assert EmbedPreferences.of("rubbish", pressed, OFFERED).carried == {"text": "150", "theme": "sepia"}


def test_the_cookie_holds_all_that_the_reader_chose_and_nothing_of_the_embedder() -> None:
    reader = EmbedPreferences.of("theme=dark", [("text", "100")], [("text", "200"), ("lang", "en")])
    assert reader.to_cookie() == "text=100&theme=dark"


def test_what_embeds_do_not_offer_counts_for_nothing() -> None:
    reader = EmbedPreferences.of("images=off", [("images", "off")], [("images", "off")])
    assert (reader.chosen, reader.effective["images"], reader.stored) == ({}, "on", None)


@given(st.none() | st.text() | pairs.map(lambda some: "&".join("=".join(pair) for pair in some)), pairs, pairs)
def test_whatever_comes_in_gives_values_of_the_table(
    cookie: str | None, pressed: list[tuple[str, str]], offered: list[tuple[str, str]]
) -> None:
    reader = EmbedPreferences.of(cookie, pressed, offered)
    assert all(reader.effective[name] in row.options for name, row in TABLE.items())
    assert EmbedPreferences.of(reader.to_cookie(), [], []).chosen == reader.chosen


@pytest.mark.parametrize("accent", ["005a36", "#005a36", "ffb4a8", "777", "fff", "000", "8a1c1c"])
def test_an_accent_is_taken_on_the_papers_that_it_stands_out_from(accent: str) -> None:
    style = embed_accent(accent)
    for theme, paper in PAPERS.items():
        clear = contrast(f"#{accent.removeprefix('#')}", paper) >= LEAST_CONTRAST
        assert (f'[data-theme="{theme}"]' in style) == clear
    assert ("@media (prefers" in style) == ('"dark"' in style)
    assert ("@media not all" in style) == ('"light"' in style)


@pytest.mark.parametrize(
    "accent", ["", "red", "#12345", "9b1c1c}*{color:red", "url(x)", "var(--x)", "９b1c1c", "#9b1c1cff"]
)
def test_what_is_no_plain_colour_is_no_accent(accent: str) -> None:
    assert embed_accent(accent) == ""
