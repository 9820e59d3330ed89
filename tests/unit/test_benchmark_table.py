"""The arithmetic of the benchmarks and their place in docs/performance.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.endurance import slope
from benchmarks.table import (
    MET,
    NOT_MET,
    Asked,
    MarkersMissing,
    asked_table,
    markdown,
    medians,
    number,
    ratio,
    ratio_of,
    write,
)
from benchmarks.wrk import Round
from tests.conftest import ROOT

PARTS = ("load", "browser", "lighthouse", "memory", "soak")


def a_round(requests: int, *, seconds: float = 2, p99: float = 4, cpu: float = 1) -> Round:
    return Round(requests, seconds, p50=1, p99=p99, cpu=cpu, wrong=0)


def test_a_round_gives_requests_a_second_and_cpu_of_a_thousand() -> None:
    assert a_round(4000).rate == 2000
    assert a_round(4000).cpu_of_thousand == 0.25


def test_a_ratio_is_the_median_of_rounds_side_by_side() -> None:
    # Of medians it would be 2 / 10: a slow moment of the machine hit both contenders of one round.
    assert ratio([5, 1, 2], [10, 4, 40]) == 0.25
    ours, limit = [a_round(100), a_round(50), a_round(80)], [a_round(100), a_round(200), a_round(100)]
    assert ratio_of("rate", ours, limit) == 0.8


def test_rounds_that_do_not_pair_are_no_ratio() -> None:
    with pytest.raises(ValueError, match="shorter"):
        ratio([1, 2], [1])


def test_medians_are_of_each_figure() -> None:
    rounds = [a_round(100, p99=9), a_round(300, p99=4), a_round(200, p99=5)]
    assert medians(rounds) == (100, 1, 5, 5)


@pytest.mark.parametrize(
    ("at_least", "measured", "met"), [(True, 0.5, True), (True, 0.49, False), (False, 0.5, True), (False, 0.51, False)]
)
def test_a_bound_has_a_side(at_least: bool, measured: float, met: bool) -> None:
    row = Asked("it", 0.5, measured, at_least=at_least).row()
    assert row == [
        "it",
        f"at {'least' if at_least else 'most'} 0.5 ×",
        f"{number(measured)} ×",
        MET if met else NOT_MET,
    ]


def test_what_stands_in_the_way_is_told_where_a_bound_is_not_met() -> None:
    assert Asked("it", 1, 0.5, why="a wall").row()[-1] == MET
    assert Asked("it", 1, 2, why="a wall").row()[-1] == f"{NOT_MET}: a wall"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (12345.6, "12,346"),
        (100, "100"),
        (99.96, "100"),
        (15.0, "15"),
        (1.5, "1.5"),
        (0.8, "0.8"),
        (0.6127, "0.613"),
        (0, "0"),
    ],
)
def test_numbers_are_short(value: float, shown: str) -> None:
    assert number(value) == shown


def test_growth_is_the_slope_of_a_line_through_the_samples() -> None:
    assert slope([(0, 10), (10, 30), (20, 50)]) == 2
    assert slope([(0, 10), (10, 12), (20, 10)]) == 0
    assert slope([(5, 10)]) == 0


def test_a_table_is_markdown() -> None:
    assert markdown(["a", "b"], [["x", "1"]]) == "| a | b |\n| --- | ---: |\n| x | 1 |\n"
    assert asked_table([Asked("it", 2, 1, "ms")]).splitlines()[-1] == "| it | at most 2 ms | 1 ms | met |"


def test_figures_go_between_their_markers_and_nowhere_else(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text("before\n<!-- measured: a -->\nold\n<!-- end: a -->\n<!-- measured: b -->\nb\n<!-- end: b -->\n")
    for text in ("first\n", "second"):
        write(page, "a", text)
    wanted = "before\n<!-- measured: a -->\n\nsecond\n\n<!-- end: a -->\n<!-- measured: b -->\nb\n<!-- end: b -->\n"
    assert page.read_text() == wanted


def test_a_page_without_the_markers_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text("<!-- measured: a -->\nold\n")
    with pytest.raises(MarkersMissing):
        write(page, "a", "new")
    assert page.read_text() == "<!-- measured: a -->\nold\n"


def test_the_page_has_a_place_for_every_part(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text((ROOT / "docs" / "performance.md").read_text("utf-8"), "utf-8")
    for part in PARTS:
        write(page, part, "measured")
