"""What a reader types."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin_reader.model.search_query import MAX_WORDS, Phrase, parse_query


@pytest.mark.parametrize(
    ("typed", "phrases", "excluded"),
    [
        ("mưa lũ", [("mưa",), ("lũ",)], []),
        ('"mưa lũ" Vân Sơn', [("mưa", "lũ"), ("vân",), ("sơn",)], []),
        ("“mưa lũ”", [("mưa", "lũ")], []),
        ("mưa -lũ", [("mưa",)], [("lũ",)]),
        ('mưa -"lũ quét"', [("mưa",)], [("lũ", "quét")]),
        ("covid-19 24/7", [("covid", "19"), ("24", "7")], []),
        ("Bắc - Nam", [("bắc",), ("nam",)], []),
        ("mưa mưa MƯA", [("mưa",)], []),
        ('mưa "lũ quét', [("mưa",), ("lũ", "quét")], []),
        ("-lũ", [], [("lũ",)]),
        ("--lũ", [], [("lũ",)]),
        ("", [], []),
        ("   ", [], []),
        ('"" "', [], []),
        ("!?&*() : ^ {title}", [("title",)], []),
        ("NOT lũ OR mưa*", [("not",), ("lũ",), ("or",), ("mưa",)], []),
        ("title:lũ NEAR(a b)", [("title", "lũ"), ("near", "a"), ("b",)], []),
        ("mu\u031ba\x00\n lu\u0303", [("mưa",), ("lũ",)], []),
    ],
)
def test_words_phrases_and_exclusions(typed: str, phrases: list[Phrase], excluded: list[Phrase]) -> None:
    query = parse_query(typed)
    assert (list(query.phrases), list(query.excluded)) == (phrases, excluded)


def test_the_text_of_a_query_is_one_clean_line() -> None:
    assert parse_query("  mưa\t\r\n lu\u0303\x00\ud800\ue000 ").text == "mưa lũ"


def test_a_query_has_a_longest_length_and_a_largest_number_of_words() -> None:
    query = parse_query(" ".join(f"từ{number}" for number in range(100)))
    assert len(query.text) <= 200
    assert len(query.phrases) == MAX_WORDS
    assert len(parse_query('"' + "a " * 100).phrases[0]) == MAX_WORDS


@given(st.text(alphabet=st.characters() | st.sampled_from('"“”-* ')))
def test_no_text_is_an_error(typed: str) -> None:
    query = parse_query(typed)
    assert all(word for phrase in (*query.phrases, *query.excluded) for word in phrase)
    assert parse_query(query.text) == query
