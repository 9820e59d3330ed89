"""Which invisible characters of imported text stay."""

from __future__ import annotations

import pytest

from bantin_reader.sources.html.characters import fold, source_text
from tests.growth import growth


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("می\u200cروم", "a joiner that Persian spells with"),
        ("क्\u200dष", "a joiner that shapes Devanagari"),
        ("ه\u200d", "a joiner at the end of an Arabic sign"),
        ("👩\u200d🌾 và 👨\u200d👩\u200d👧", "joiners of emoji"),
        ("❤\ufe0f\u200d🔥", "a joiner after a variation selector"),
        ("ភាសា\u200bខ្មែរ", "the break between Khmer words"),
        ("ภาษา\u200bไทย", "the break between Thai words"),
        ("ئۇيغۇر\u00adچە", "a soft hyphen in Uyghur"),
        ("שלום! \u200fabc\u200e", "direction marks of a mixed line"),
    ],
)
def test_what_other_scripts_and_emoji_need_stays(text: str, name: str) -> None:
    assert fold(text) == text, name


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Khu\u00adổi Mây", "Khuổi Mây"),
        ("Khuổi\u200b Mây\u200b", "Khuổi Mây"),
        ("Khuổi\u200dMây\u200c", "KhuổiMây"),
        ("\ufeffKhuổi\u2060 Mây", "Khuổi Mây"),
        ("\u200eKhuổi Mây\u200f", "Khuổi Mây"),
        ("\u202eyâM\u202c", "yâM"),
        ("Mo\u0323\u0302t\x00 \x0bhai\u2028ba", "Một hai ba"),
        ("Một \u200b👍", "Một 👍"),
    ],
)
def test_leftovers_of_an_editor_go(text: str, clean: str) -> None:
    assert fold(text) == clean


def test_a_line_end_in_the_source_is_a_space_and_blanks_stay() -> None:
    assert source_text(" một\n hai ") == " một  hai "


@pytest.mark.parametrize("sign", ["\u200d", "\u200b", "\u200f", "\u00ad", "م\u200c", "👍\u200d"])
def test_a_text_of_such_characters_takes_linear_time(sign: str) -> None:
    assert growth(fold, lambda size: sign * size, 2_000, 32_000) == ""
