"""Every threat of docs/threat-model.md names at least one test file, and each file exists."""

from __future__ import annotations

import re

from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "threat-model.md").read_text("utf-8")


def defended(text: str) -> list[list[str]]:
    """The rows of the table of threats: threat, defence, tests."""
    table = text.partition("## Defended")[2].partition("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line.startswith("| ")
    ]
    return rows[2:]


def without_a_test(text: str) -> list[str]:
    """Threats that name no test, or one that is not there."""
    named = {row[0]: re.findall(r"`(tests/[^`]+)`", row[-1]) for row in defended(text)}
    return [
        threat for threat, tests in named.items() if not tests or not all((ROOT / test).is_file() for test in tests)
    ]


def test_every_threat_names_tests_that_are_there() -> None:
    assert len(defended(TEXT)) > 15
    assert without_a_test(TEXT) == []


def test_a_threat_without_its_test_is_found() -> None:
    text = TEXT.replace("`tests/web/middleware/test_trusted_hosts.py`", "`tests/web/khong-co.py`")
    assert len(without_a_test(text)) == 1
    assert without_a_test("## Defended\n| a | b | c |\n| --- | --- | --- |\n| Đói | cơm | ăn |\n") == ["Đói"]
