"""The code that takes a reader's choices to another device."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin_reader.model.preference_code import ALPHABET, from_code, preference_code
from bantin_reader.model.preferences import TABLE, Preferences

rows = st.fixed_dictionaries({name: st.sampled_from(row.options) for name, row in TABLE.items()})
LAST = Preferences.defaults().with_values({name: row.options[-1] for name, row in TABLE.items()})


@given(rows)
def test_a_code_means_the_choices_that_it_was_made_of(values: dict[str, str]) -> None:
    chosen = Preferences.defaults().with_values(values)
    code = preference_code(chosen)
    assert from_code(code) == (chosen if code else None)


@pytest.mark.parametrize(
    ("cookie", "code"), [("text=150&theme=dark", "43A"), ("text=300", "88"), ("ruler=one&lang=vi", "0010-0000-01D")]
)
def test_a_code_never_changes_its_meaning(cookie: str, code: str) -> None:
    assert preference_code(Preferences.from_cookie(cookie)) == code
    assert from_code(code) == Preferences.from_cookie(cookie)


def test_the_defaults_have_no_code_and_the_longest_has_eleven_characters() -> None:
    assert preference_code(Preferences.defaults()) == ""
    assert len(preference_code(LAST).replace("-", "")) == len(TABLE) + 1 == 11


@pytest.mark.parametrize(
    "typed", ["0010-0000-01D", "oolo ooooo id", "0010000001d", " OOLO–OOOO–OID ".replace("–", "-")]
)
def test_case_separators_and_lookalikes_are_forgiven(typed: str) -> None:
    assert from_code(typed) == Preferences.from_cookie("ruler=one&lang=vi")


def test_a_wrong_character_and_two_exchanged_ones_are_found() -> None:
    code = preference_code(LAST).replace("-", "")
    for place, right in enumerate(code):
        for wrong in set(ALPHABET) - {right}:
            assert from_code(code[:place] + wrong + code[place + 1 :]) is None
    for place, (first, second) in enumerate(pairwise(code)):
        if first != second:
            assert from_code(code[:place] + second + first + code[place + 2 :]) is None


@pytest.mark.parametrize(
    "typed", ["", "-", "0", "00", "430A", "43", "UU", "ế", "4\x003A", "٤٣A", "9" * 500, "4300-0000-000A"]
)
def test_any_other_text_means_nothing(typed: str) -> None:
    assert from_code(typed) is None


@given(st.text())
def test_no_text_is_an_error(typed: str) -> None:
    from_code(typed)
