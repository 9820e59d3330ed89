"""What is said for written text, by the cases in `tests/data/speech`."""

from __future__ import annotations

import pytest

from bantin_reader.services.speech.spoken_text import spoken
from tests.conftest import DATA


def cases(name: str) -> list[tuple[str, str]]:
    lines = (DATA / "speech" / f"{name}.txt").read_text("utf-8").splitlines()
    pairs = [line.partition(" =>") for line in lines if not line.startswith("#")]
    return [(written, said.strip()) for written, _, said in pairs]


@pytest.mark.parametrize(("written", "said"), cases("vietnamese"))
def test_vietnamese_is_said_as_a_newsreader_would(written: str, said: str) -> None:
    assert spoken(written, "vi-VN") == said


@pytest.mark.parametrize(("written", "said"), cases("english"))
def test_english_is_said_as_a_newsreader_would(written: str, said: str) -> None:
    assert spoken(written, "en") == said


def test_there_are_enough_cases() -> None:
    assert len(cases("vietnamese")) >= 120
    assert len(cases("english")) >= 40


def test_abbreviations_are_said_in_full_but_not_in_numbers() -> None:
    expansions = {"UBND": "ủy ban nhân dân", "TW": "trung ương"}
    assert spoken("UBND xã theo 28-CT/TW", "vi", expansions) == "ủy ban nhân dân xã theo 28 chỉ thị trung ương"


def test_a_language_without_a_table_is_said_as_it_is_written() -> None:
    assert spoken("Le  24/01/2024", "fr") == "Le 24/01/2024"
