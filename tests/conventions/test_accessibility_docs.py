"""docs/accessibility.md has every criterion once, and every test, page and checker's rule that it names exists."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "accessibility.md").read_text("utf-8")
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
ALFA = ROOT / "node_modules" / "@siteimprove" / "alfa-rules" / "dist"
# WCAG 2.2 without 4.1.1, which it has removed; of level AAA what the site aims at.
CRITERIA = {
    "A": "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 "
    "2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2",
    "AA": "1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 "
    "3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3",
    "AAA": "1.4.6 1.4.8 2.1.3 2.3.2 2.4.8 2.4.9 2.4.10 2.4.12 2.4.13 2.5.5 3.1.4 3.2.5",
}
# Criteria that WCAG 2.1, and so EN 301 549 v3.2.1, does not have.
NEW_IN_2_2 = {"2.4.11", "2.5.7", "2.5.8", "3.2.6", "3.3.7", "3.3.8"}
WITHOUT_TEST = ("by hand", "not applicable: ", "not met: ", "the checkers: ", "as above")


def table(text: str, heading: str) -> list[list[str]]:
    """The cells of the rows below a heading."""
    lines = text.partition(f"## {heading}\n")[2].partition("\n## ")[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return rows[2:]


def missing(text: str) -> list[str]:
    """The tests that are named and not there."""
    named = re.findall(r"`(tests/[\w/.-]+?)(?:::(\w+))?`", text)
    return [
        f"{path}::{name}"
        for path, name in named
        if not (ROOT / path).exists() or (name and f"def {name}(" not in (ROOT / path).read_text("utf-8"))
    ]


def unproven(rows: list[list[str]]) -> list[str]:
    """The rows whose last cell names no test and gives no reason."""
    return [row[0] for row in rows if "`tests/" not in row[-1] and not row[-1].startswith(WITHOUT_TEST)]


def test_every_criterion_has_one_row_with_its_level_and_its_clause() -> None:
    rows = table(TEXT, "WCAG 2.2")
    assert {level: " ".join(row[0] for row in rows if row[1] == level) for level in CRITERIA} == CRITERIA
    clauses = {row[0]: row[2] for row in rows}
    expected = {row[0]: "" if row[0] in NEW_IN_2_2 or row[1] == "AAA" else f"9.{row[0]}" for row in rows}
    assert clauses == expected


@pytest.mark.parametrize("heading", ["WCAG 2.2", "EN 301 549 v3.2.1"])
def test_every_row_names_a_test_or_says_why_it_has_none(heading: str) -> None:
    assert unproven(table(TEXT, heading)) == []


def test_every_chapter_that_applies_to_a_site_has_rows() -> None:
    assert {row[0].partition(".")[0] for row in table(TEXT, "EN 301 549 v3.2.1")} == {"5", "6", "7", "9", "12"}


def test_every_named_test_exists() -> None:
    assert missing(TEXT) == []


def test_every_named_rule_of_a_checker_exists() -> None:
    if not AXE.is_file() or not ALFA.is_dir():
        pytest.skip("the checkers are not installed (`make test` installs them)")
    source = AXE.read_text("utf-8")
    rules = re.findall(r"axe's rules? ((?:`[\w-]+`(?: and )?)+)", TEXT)
    named = [name for group in rules for name in re.findall(r"`([\w-]+)`", group)]
    assert len(named) > 4
    assert [name for name in named if f'id:"{name}"' not in source] == []
    assert [name for name in re.findall(r"`(sia-\w+)`", TEXT) if not (ALFA / name).is_dir()] == []


def test_a_missing_test_and_a_row_without_reason_are_found() -> None:
    assert missing("`tests/khong-co.py`") == ["tests/khong-co.py::"]
    assert missing("`tests/conftest.py::test_of_nothing`") == ["tests/conftest.py::test_of_nothing"]
    assert unproven([["1.1.1", "A", ""], ["1.2.1", "A", "by hand"]]) == ["1.1.1"]
