"""Which abbreviations of a text need explaining."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin_reader.model.glossary import Glossary, Meaning, fold, whole_words

GLOSSARY = Glossary(
    "vi",
    {
        "UBND": (Meaning("Ủy ban nhân dân"),),
        "HĐND": (Meaning("Hội đồng nhân dân"),),
        "TW": (Meaning("Trung ương"),),
        "GD&ĐT": (Meaning("Giáo dục và Đào tạo"),),
        "BCH": (
            Meaning("Ban Chấp hành", frozenset({"doan-the"})),
            Meaning("Ban Chỉ huy", frozenset({"quoc-phong"})),
        ),
    },
)


def unexplained(text: str, category: str = "") -> dict[str, str]:
    return GLOSSARY.unexplained_in(text, category)


def test_a_known_abbreviation_has_its_expansion() -> None:
    assert unexplained("Theo UBND tỉnh, Sở GD&ĐT báo cáo.") == {
        "UBND": "Ủy ban nhân dân",
        "GD&ĐT": "Giáo dục và Đào tạo",
    }


@pytest.mark.parametrize("text", ["28-CT/TW", "TW-ĐTN", "UBNDX", "aUBND", "UBND/HĐND", "ubnd", "www.UBND.vn"])
def test_a_part_of_another_word_or_number_is_no_abbreviation(text: str) -> None:
    assert unexplained(f"Chỉ thị {text} nêu rõ") == {}


@pytest.mark.parametrize("text", ["(UBND)", "UBND.", "UBND, HĐND…", "“UBND”", "UBND"])
def test_punctuation_may_stand_around_it(text: str) -> None:
    assert "UBND" in unexplained(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ủy ban nhân dân (UBND) tỉnh họp. UBND kết luận.",
        "Uỷ ban nhân dân (UBND) tỉnh họp.",
        "UBND (Ủy ban  nhân dân) tỉnh họp.",
        "ỦY BAN NHÂN DÂN (UBND) tỉnh",
    ],
)
def test_what_the_text_explains_itself_is_not_explained_again(text: str) -> None:
    assert unexplained(text) == {}


def test_an_abbreviation_of_several_meanings_is_explained_in_their_categories_alone() -> None:
    assert unexplained("BCH họp", "Đoàn thể") == {"BCH": "Ban Chấp hành"}
    assert unexplained("BCH họp", "Quốc phòng") == {"BCH": "Ban Chỉ huy"}
    assert unexplained("BCH họp", "Kinh tế") == {}


def test_both_places_of_a_tone_mark_are_the_same() -> None:
    assert fold("Uỷ  ban HOÀ BÌNH") == fold("ủy ban hòa bình")


def test_an_empty_glossary_explains_nothing() -> None:
    assert Glossary("vi", {}).unexplained_in("UBND", "") == {}


@given(
    words=st.lists(st.text("aAĐ&. -", min_size=1, max_size=4), min_size=1, max_size=6),
    text=st.text("aAĐ&. -\n;/", max_size=30),
)
def test_whole_words_are_found_as_by_the_plain_expression(words: list[str], text: str) -> None:
    longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    plain = re.compile(rf"(?<![\w/&;.-])(?:{longest_first})(?![\w/&]|[-.]\w)")
    assert [found.span() for found in whole_words(words).finditer(text)] == [
        found.span() for found in plain.finditer(text)
    ]
