"""Which invisible characters of imported text stay."""

from __future__ import annotations

import sys
import unicodedata
from typing import Any

import pytest

from bantin_reader.sources.html.characters import OTHERS, fold, source_text
from tests.growth import growth
from tests.unit.sources.html.article_page import body, read


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
def test_invisible_characters_that_other_scripts_and_emoji_need_stay(text: str, name: str) -> None:
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
def test_invisible_characters_without_meaning_are_removed(text: str, clean: str) -> None:
    assert fold(text) == clean


@pytest.mark.slow
def test_every_character_that_needs_no_normalization_is_in_nfc_beside_any_other() -> None:
    """It neither changes by itself nor joins the character before it (Unicode Annex 15, section 9)."""
    characters = [chr(code) for code in range(sys.maxunicode + 1)]
    parts = (unicodedata.decomposition(one).split() for one in characters)
    joining = {chr(int(second[1], 16)) for second in parts if len(second) == 2 and not second[0].startswith("<")}
    unchecked = [one for one in characters if OTHERS.search(one) is None]
    assert len(unchecked) > 1_000
    assert [one for one in unchecked if unicodedata.normalize("NFC", one) != one] == []
    assert [one for one in unchecked if one in joining or unicodedata.combining(one)] == []


def test_a_page_is_normalized_once_however_many_elements_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    normalize, calls = unicodedata.normalize, []

    def counted(form: Any, text: str) -> str:
        calls.append(text)
        return normalize(form, text)

    monkeypatch.setattr(unicodedata, "normalize", counted)
    read("<p>Sáng nay, bản <b>Khuổi Mây</b> – “mở hội”.</p>")
    few = len(calls)
    read("<p>Sáng nay, bản <b>Khuổi Mây</b> – “mở hội”.</p>" * 500)
    assert len(calls) == 2 * few


def test_a_character_reference_brings_in_nothing_that_is_not_normalized() -> None:
    assert body("<p>Mo&#x323;&#x302;t m&#xF4;&#x323;t</p>") == "<p>Một một</p>"


def test_a_line_end_in_the_source_is_a_space_and_blanks_stay() -> None:
    assert source_text(" một\n hai ") == " một  hai "


@pytest.mark.parametrize("sign", ["\u200d", "\u200b", "\u200f", "\u00ad", "م\u200c", "👍\u200d"])
def test_a_text_of_such_characters_takes_linear_time(sign: str) -> None:
    assert growth(fold, lambda size: sign * size, 2_000, 32_000) == ""
