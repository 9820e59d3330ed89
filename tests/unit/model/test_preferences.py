"""What a reader can set: the table, the cookie that carries it, and the steps of the text size."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bantin_reader.model.errors import UnknownPreference
from bantin_reader.model.preferences import COOKIE_LONGEST, SIZES, TABLE, Preferences

NAMES = tuple(TABLE)
DEFAULTS = {name: row.default for name, row in TABLE.items()}
PAIRS = [
    {**DEFAULTS, one.name: first, other.name: second}
    for one, other in combinations(TABLE.values(), 2)
    for first, second in product(one.options, other.options)
]
LAST = {name: row.options[-1] for name, row in TABLE.items()}

options = st.sampled_from([(name, option) for name, row in TABLE.items() for option in row.options])
words = st.one_of(st.sampled_from([*NAMES, "plain", "1", "125", "dark", "=", "&", "%26", "\0"]), st.text(max_size=8))
pairs = st.builds("=".join, st.lists(words, max_size=3))
cookies = st.one_of(st.none(), st.text(), st.lists(pairs, max_size=60).map("&".join))


def chosen(**values: str) -> Preferences:
    return Preferences.defaults().setting(values.items(), plain=False)


@given(cookies)
def test_any_cookie_gives_values_of_the_table(cookie: str | None) -> None:
    preferences = Preferences.from_cookie(cookie)
    assert set(preferences.values) == set(TABLE)
    assert all(preferences[name] in row.options for name, row in TABLE.items())
    assert isinstance(preferences.plain, bool)


@given(cookies)
def test_what_a_cookie_was_read_as_is_written_and_read_again_the_same(cookie: str | None) -> None:
    preferences = Preferences.from_cookie(cookie)
    assert Preferences.from_cookie(preferences.to_cookie()).values == preferences.values


@pytest.mark.parametrize("plain", [False, True])
def test_every_pair_of_values_survives_a_cookie_of_only_what_differs(plain: bool) -> None:
    for values in [*PAIRS, LAST]:
        preferences = Preferences.defaults().setting(values.items(), plain=plain)
        cookie = preferences.to_cookie()
        assert Preferences.from_cookie(cookie).values == preferences.values
        assert len(cookie) <= COOKIE_LONGEST
        written = dict(part.split("=") for part in cookie.split("&") if part)
        differing = {name: value for name, value in values.items() if value != DEFAULTS[name]}
        assert written == differing | ({"plain": "1"} if plain and differing else {})


@pytest.mark.parametrize("cookie", [None, "", "text=100", "theme=auto&lang=auto"])
def test_defaults_make_an_empty_cookie(cookie: str | None) -> None:
    assert Preferences.from_cookie(cookie) == Preferences.defaults()
    assert Preferences.from_cookie(cookie).to_cookie() == ""


@pytest.mark.parametrize(
    "cookie",
    [
        "text=126",
        "text=",
        "text",
        "=125",
        "TEXT=125",
        "text= 125",
        "text=125%",
        "text=125;theme=dark",
        "text=125=",
        "theme=Dark",
        "lang=fr",
        "size=serif",
        "&&&",
        "plain=0",
        "plain=true",
        "text=１２５",
    ],
)
def test_unknown_and_broken_parts_count_as_the_default(cookie: str) -> None:
    assert Preferences.from_cookie(cookie) == Preferences.defaults()


def test_what_is_known_stands_beside_what_is_not() -> None:
    assert Preferences.from_cookie("size=serif&text=125&theme=xanh") == chosen(text="125")


@pytest.mark.parametrize("cookie", ["text=125&text=150", "text=999&text=125", "text=125&text=90&text=125"])
def test_of_a_repeated_name_the_first_known_value_stands(cookie: str) -> None:
    assert Preferences.from_cookie(f"{cookie}&theme=dark") == chosen(text="125", theme="dark")


def test_an_oversize_cookie_counts_as_the_default() -> None:
    longest = "text=125" + "&" * (COOKIE_LONGEST - len("text=125"))
    assert Preferences.from_cookie(longest) == chosen(text="125")
    assert Preferences.from_cookie(longest + "&") == Preferences.defaults()


def test_the_first_option_is_the_default() -> None:
    assert {name: row.options[0] for name, row in TABLE.items()} == DEFAULTS == Preferences.defaults().values
    assert DEFAULTS == {
        "text": "100", "theme": "auto", "lang": "auto", "images": "on", "face": "system", "line": "normal",
        "spacing": "normal", "width": "normal", "weight": "normal", "ruler": "off",
    }  # fmt: skip
    assert all(len(set(row.options)) == len(row.options) for row in TABLE.values())
    assert [row.name for row in TABLE.values() if row.changes_markup] == ["lang", "images"]


@given(options, st.lists(options, max_size=4))
def test_setting_changes_what_is_named_and_nothing_else(pair: tuple[str, str], before: list[tuple[str, str]]) -> None:
    start = Preferences.defaults().setting(dict(before).items(), plain=False)
    after = start.setting([pair], plain=False)
    assert after.values == {**start.values, pair[0]: pair[1]}


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ([("size", "125")], "size"),
        ([("text", "126")], "126"),
        ([("text", "")], "text"),
        ([("theme", "dark"), ("lang", "fr")], "fr"),
        ([("theme", "dark"), ("theme", "light")], "theme"),
        ([("plain", "1")], "plain"),
    ],
)
def test_a_wrong_setting_is_refused_and_changes_nothing(wrong: list[tuple[str, str]], named: str) -> None:
    preferences = chosen(text="150")
    with pytest.raises(UnknownPreference, match=named):
        preferences.setting(wrong, plain=True)
    assert preferences == chosen(text="150")


def test_the_same_value_twice_is_one_value() -> None:
    assert Preferences.defaults().setting([("text", "125"), ("text", "125")], plain=False)["text"] == "125"


def test_values_cannot_be_written_over() -> None:
    with pytest.raises(TypeError):
        chosen(text="150").values["text"] = "999"  # type: ignore[index]
    assert Preferences.defaults()["text"] == "100"


@pytest.mark.parametrize("size", SIZES)
def test_larger_and_smaller_are_one_step_and_stop_at_the_limit(size: str) -> None:
    preferences = chosen(text=size)
    larger, smaller = int(preferences.larger), int(preferences.smaller)
    assert larger > int(size) if size != SIZES[-1] else larger == int(size)
    assert smaller < int(size) if size != SIZES[0] else smaller == int(size)
    between = [s for s in map(int, SIZES) if smaller < s < larger and s != int(size)]
    assert between == [], "no step skips a size"


def test_a_walk_up_and_down_meets_every_size() -> None:
    preferences = chosen(text=SIZES[0])
    up = [preferences["text"]]
    while preferences.larger != preferences["text"]:
        preferences = preferences.setting([("text", preferences.larger)], plain=False)
        up.append(preferences["text"])
    down = [preferences["text"]]
    while preferences.smaller != preferences["text"]:
        preferences = preferences.setting([("text", preferences.smaller)], plain=False)
        down.append(preferences["text"])
    assert up == list(SIZES)
    assert down == list(reversed(SIZES))


def test_the_plain_mark_is_written_and_removed() -> None:
    marked = chosen(text="125").setting([], plain=True)
    assert marked.to_cookie() == "text=125&plain=1"
    assert Preferences.from_cookie("plain=1").plain
    assert marked.setting([], plain=False).to_cookie() == "text=125"
