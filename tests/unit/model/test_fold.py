"""Folding for search."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin_reader.model.fold import REMEMBERED_WORDS, WORD, Remembered, fold, folded, spell, words_of

VOWELS = "aăâeêioôơuưy"
TONES = "\u0300\u0309\u0303\u0301\u0323"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("LŨ LỤT", "lũ lụt"),
        ("ĐẮK LẮK", "đắk lắk"),
        ("hòa", "hoà"),
        ("HÒA BÌNH", "hoà bình"),
        ("tòa án", "toà án"),
        ("khỏe", "khoẻ"),
        ("họa", "hoạ"),
        ("thủy điện", "thuỷ điện"),
        ("Úy", "uý"),
        ("lũy tre", "luỹ tre"),
        ("suỵt", "suỵt"),
        ("kỹ thuật", "kĩ thuật"),
        ("bác sĩ", "bác sỹ"),
        ("lý do", "lí do"),
        ("Mỹ", "mĩ"),
        ("ty", "ti"),
        ("quý", "quí"),
        ("quy định", "qui định"),
        ("y tế", "i tế"),
        ("ý kiến", "í kiến"),
        ("đy", "đi"),
    ],
)
def test_one_word_in_two_spellings_is_one(one: str, other: str) -> None:
    assert spell(one) == spell(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lũ", "lu"),
        ("đa", "da"),
        ("hoá", "hoả"),
        ("tai", "tay"),
        ("thúi", "thúy"),
        ("tui", "tuy"),
        ("hay", "hai"),
        ("cấy", "cấi"),
        ("yên", "iên"),
        ("hoàn", "hòa"),
        ("mỹ", "mí"),
        ("ơn", "ôn"),
    ],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert spell(one) != spell(other)


@pytest.mark.parametrize("word", ["hoàn", "thuyền", "tuyết", "toán", "của", "mùa", "quà", "quỳ", "quẻ", "yếu"])
def test_a_word_with_one_spelling_keeps_it(word: str) -> None:
    assert spell(word) == word.replace("quỳ", "quì")


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Đường Đà Nẵng", "duong da nang"),
        ("HÒA BÌNH", "hoa binh"),
        ("thủy", "thuy"),
        ("Quý", "qui"),
        ("kỹ sư", "ki su"),
        ("Nguyễn Thị Ánh Ngọc", "nguyen thi anh ngoc"),
        ("ưỡn ẹo ợ ữ ặ", "uon eo o u a"),
        ("Łódź Øre Ångström façade", "lodz ore angstrom facade"),
        ("tăng 12,5%", "tang 12,5%"),
        ("Москва", "москва"),
        ("ⅷ 北京 서울", "ⅷ 北京 서울"),
    ],
)
def test_the_folded_form_has_no_marks(written: str, plain: str) -> None:
    assert fold(spell(written)) == plain


@pytest.mark.parametrize("base", VOWELS)
@pytest.mark.parametrize("tone", ["", *TONES])
def test_every_vietnamese_vowel_folds_to_its_letter(base: str, tone: str) -> None:
    letter = unicodedata.normalize("NFC", base + tone)
    assert len(letter) == 1
    plain = unicodedata.normalize("NFD", base)[0]
    assert fold(spell(f"b{letter}n")) == fold(spell(f"B{letter.upper()}N")) == f"b{plain}n"


@pytest.mark.parametrize(
    "text", ["İstanbul", "\u0130\u0130 hòa", "ß ﬁ ǆ", "Σίσυφος ΟΔΟΣ", "\U0001d49c", "a\u0323\u0302b", ""]
)
def test_each_character_becomes_one(text: str) -> None:
    assert len(spell(text)) == len(fold(spell(text))) == len(text)


@given(st.text())
def test_any_text_keeps_its_length_and_folding_twice_changes_nothing(text: str) -> None:
    spelled = spell(text)
    assert len(spelled) == len(text)
    assert len(fold(spelled)) == len(text)
    assert fold(fold(spelled)) == fold(spelled)


def test_words_are_letters_and_digits_without_signs_between_them() -> None:
    assert words_of("Nghị quyết 57-NQ/TW: “Kỹ_năng”, 24/7!") == [
        "nghị",
        "quyết",
        "57",
        "nq",
        "tw",
        "kĩ",
        "năng",
        "24",
        "7",
    ]


@given(st.text(st.sampled_from("aoòoàyỳuúqđĐİΣσ' _.,\t\u2003'’x1")) | st.text())
def test_words_are_those_of_the_whole_text_spelled_and_folded(text: str) -> None:
    """A word is spelled by itself, which is faster for many articles."""
    words = words_of(text)
    assert words == [word[:64] for word in WORD.findall(spell(text))]
    assert folded(words) == [fold(word) for word in words]


def test_a_long_word_is_cut() -> None:
    assert words_of("x" * 100) == ["x" * 64]


def test_no_more_words_are_remembered_than_have_room() -> None:
    """A process that imports for hours meets any number of different words."""
    remembered = Remembered(str.upper)
    for number in range(REMEMBERED_WORDS + 10):
        assert remembered[f"từ{number}"] == f"TỪ{number}"
    assert len(remembered) == 10
