"""The alternatives of a query by the glossaries."""

from __future__ import annotations

import pytest

from bantin_reader.model.glossary import Glossary, Meaning
from bantin_reader.model.search_query import Phrase, parse_query
from bantin_reader.services.abbreviations import MOST_ALTERNATIVES, Abbreviations

VIETNAMESE = {
    "UBND": (Meaning("Ủy ban nhân dân"),),
    "MTTQ": (Meaning("Mặt trận Tổ quốc"),),
    "UBMTTQ": (Meaning("Ủy ban Mặt trận Tổ quốc"),),
    "KT-XH": (Meaning("kinh tế – xã hội"),),
    "ĐH": (Meaning("đại học"),),
    "BCH": (Meaning("Ban Chấp hành", frozenset({"a"})), Meaning("Ban Chỉ huy", frozenset({"b"}))),
    "CA": (Meaning("công an"),),
    "EVN": (Meaning("Tập đoàn Điện lực Việt Nam"),),
}
ENGLISH = {"EVN": (Meaning("Vietnam Electricity"),), "WHO": (Meaning("World Health Organization"),)}
ABBREVIATIONS = Abbreviations([Glossary("vi", VIETNAMESE), Glossary("en", ENGLISH)])

UBND, WRITTEN_OUT = ("ubnd",), ("uỷ", "ban", "nhân", "dân")


def alternatives(typed: str) -> dict[Phrase, list[Phrase]]:
    expanded = ABBREVIATIONS.expanded(parse_query(typed))
    return {phrase: list(others) for phrase, others in expanded.alternatives.items()}


@pytest.mark.parametrize("typed", ["UBND", "ubnd"])
def test_an_abbreviation_may_be_written_out(typed: str) -> None:
    assert alternatives(f"{typed} Vân Sơn") == {UBND: [WRITTEN_OUT]}


@pytest.mark.parametrize(
    "typed", ["họp uỷ ban nhân dân xã", "ỦY BAN NHÂN DÂN", "uy ban nhan dan", "nhân dân và ủy ban nhân dân"]
)
def test_what_is_written_out_may_be_abbreviated(typed: str) -> None:
    assert list(alternatives(typed).values()) == [[UBND]] * 4


@pytest.mark.parametrize(
    "typed",
    ["ban nhân dân", "ủy ban, nhân", "nhân dân ủy ban", "ủy bàn nhân dân", "ủy ban -x nhân dân", 'ủy ban "nhân dân"',
     '"ủy ban nhân dân"', '"UBND"', "x -UBND", "BCH", "ban chấp hành", "công an", "ca", "who", ""],
)  # fmt: skip
def test_other_words_quotations_exclusions_ambiguous_ones_and_those_that_read_as_words_stay(typed: str) -> None:
    assert alternatives(typed) == {}


def test_longer_names_and_those_within_them_are_both_found() -> None:
    both = [("ubmttq",), ("mttq",)]
    words = [("uỷ",), ("ban",), ("mặt",), ("trận",), ("tổ",), ("quốc",)]
    expected = dict(zip(words, [both[:1]] * 2 + [both] * 4, strict=True))
    assert alternatives("ủy ban mặt trận tổ quốc") == expected


def test_marks_are_those_of_the_glossary_or_none_and_signs_separate_words() -> None:
    assert alternatives("dai hoc") == {("dai",): [("đh",)], ("hoc",): [("đh",)]}
    assert alternatives("dh") == {("dh",): [("đại", "học")]}
    assert alternatives("KT-XH") == {("kt", "xh"): [("kinh", "tế", "xã", "hội")]}
    assert list(alternatives("kinh tế - xã hội").values()) == [[("kt", "xh")]] * 4


def test_each_language_has_its_meaning_and_a_query_few_alternatives() -> None:
    assert len(alternatives("evn")[("evn",)]) == 2
    expanded = alternatives("evn ubnd mttq ubmttq đh")
    assert len({other for others in expanded.values() for other in others}) == MOST_ALTERNATIVES
