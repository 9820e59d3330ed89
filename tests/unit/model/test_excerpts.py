"""Excerpts with what was searched for marked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin_reader.model.excerpts import LENGTH, Marked, excerpt, marked, spans_in
from bantin_reader.model.fold import WORD, fold, spell
from bantin_reader.model.search_query import parse_query


def shown(pieces: Marked) -> str:
    return "".join(f"[{text}]" if is_hit else text for text, is_hit in pieces)


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("lũ", "Mưa LŨ ở Lu", "Mưa [LŨ] ở Lu"),
        ("lu", "Mưa LŨ ở Lù", "Mưa [LŨ] ở [Lù]"),
        ('"hoa binh"', "Hòa bình, hòa và Hoà Bình", "[Hòa bình], hòa và [Hoà Bình]"),
        ("mưa lũ", "Mưa lũ", "[Mưa lũ]"),
        ("kỹ", "kĩ", "[kĩ]"),
        ("đ", "Đ d", "[Đ] d"),
        ("", "Mưa", "Mưa"),
        ("x", "", ""),
        ("amp", "a &amp; b", "a &[amp]; b"),
        ('"mua lu o" binh', "İ: Mưa LŨ – ở Hòa Bình", "İ: [Mưa LŨ] – [ở] Hòa [Bình]"),
        ("x" * 64, "y" + "x" * 64 + " " + "x" * 70, "y" + "x" * 64 + f" [{'x' * 70}]"),
    ],
)
def test_hits_are_marked_in_the_original(typed: str, text: str, expected: str) -> None:
    assert shown(marked(text, parse_query(typed))) == expected


def test_an_alternative_is_marked_with_its_marks() -> None:
    query = replace(parse_query("đại học"), alternatives={("đại",): (("đh",),), ("học",): (("đh",),)})
    assert shown(marked("Trường ĐH và dh, học", query)) == "Trường [ĐH] và dh, [học]"
    assert shown(excerpt("Trường ĐH.", query)) == "Trường [ĐH]."


def test_an_excerpt_is_cut_where_most_words_are() -> None:
    text = "lũ " + "một hai ba bốn " * 60 + "nước lũ ở Vân Sơn dâng cao " + "năm sáu bảy " * 60
    found = shown(excerpt(text, parse_query("lũ vân sơn")))
    assert found.startswith("… ")
    assert found.endswith("…")
    assert "nước [lũ] ở [Vân Sơn] dâng cao" in found
    assert len(found) <= LENGTH + 12


def test_an_excerpt_of_a_short_text_is_the_text() -> None:
    assert shown(excerpt("Nước lũ lên.", parse_query("lũ"))) == "Nước [lũ] lên."
    assert excerpt("Nước lũ lên.", parse_query("bão")) == ()


@given(st.text(st.sampled_from("aáAb_.đD ")), st.lists(st.sampled_from(["a", "á", "ab", "b", "đ", "aab"]), min_size=1))
def test_the_words_of_a_phrase_are_those_of_the_text(text: str, phrase: list[str]) -> None:
    """As if the text were divided into words, which takes longer."""
    query = parse_query(f'"{" ".join(phrase)}"')
    words = [(match[0], match.span()) for match in WORD.finditer(spell(text))]
    for form in (str, fold):
        sought = [form(word) for word in query.phrases[0]]
        places = [n for n in range(len(words)) if [form(word) for word, _ in words[n : n + len(sought)]] == sought]
        if places:
            break
    expected = {span for place in places for _, span in words[place : place + len(sought)]}
    assert spans_in(text, query) == sorted(expected)


@given(st.text(max_size=600), st.text(max_size=5))
def test_the_pieces_of_a_text_are_the_text(text: str, typed: str) -> None:
    query = parse_query(typed)
    assert "".join(piece for piece, _ in marked(text, query)) == text
    cut = "".join(piece for piece, _ in excerpt(text, query))
    assert cut.removeprefix("… ").removesuffix("…") in text or cut in text
