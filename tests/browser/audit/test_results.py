"""Which states an audit checks again, and that its second step fails on what is wrong or missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.audit.report import report
from tests.browser.audit.results import Checked, Folder
from tests.browser.audit.states import Extent, State
from tests.browser.checker_rules import ALL, COLOURS
from tests.browser.checkers import Finding

EXTENT = Extent(("home",), ("dark",), ("vi",), ("100",), (320, 1280))
STATES = list(EXTENT.states("home", "vi"))
ERROR = Finding("axe", "image-alt", "<img>", "no alternative")
PAGE = '<!doctype html><html lang="vi"><title>Trang</title>{}'


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def write(folder: Folder, state: State, *findings: Finding) -> None:
    folder.write(state, Checked(findings, {"axe": ALL, "Alfa": COLOURS}, "first page"))


def test_a_cut_audit_checks_the_states_that_have_no_result(folder: Folder) -> None:
    assert folder.pending(STATES, "first page") == STATES
    write(folder, STATES[0])
    assert folder.pending(STATES, "first page") == STATES[1:]


def test_a_result_of_another_page_or_with_an_error_is_had_again(folder: Folder) -> None:
    write(folder, STATES[0])
    write(folder, STATES[1], ERROR)
    assert folder.pending(STATES, "first page") == STATES[1:]
    assert folder.pending(STATES, "second page") == STATES
    failed = Folder(folder.path, again_if_failed=True)
    assert failed.pending(STATES, "second page") == STATES[1:]


def test_a_result_is_read_as_it_was_written(folder: Folder) -> None:
    write(folder, STATES[0], ERROR)
    read = folder.read(STATES[0])
    assert read is not None
    assert (read.findings, read.scopes, read.errors) == ((ERROR,), {"axe": ALL, "Alfa": COLOURS}, [ERROR])
    assert read.date.endswith("+00:00")


def test_a_state_whose_result_was_cut_while_it_was_written_is_checked(folder: Folder) -> None:
    write(folder, STATES[0])
    next(folder.path.glob("states/*.json")).write_text('{"findings": [')
    assert folder.pending(STATES, "first page") == STATES


@pytest.mark.parametrize("fault", ["", "<p><div></p></div>"])
def test_the_second_step_validates_the_markup_and_writes_both_reports(folder: Folder, fault: str) -> None:
    for state in STATES:
        write(folder, state)
    folder.markup("home", "vi", script=True).write_text(PAGE.format(fault), "utf-8")
    wrong = report(folder, EXTENT)
    assert ("Nu error" in wrong) == bool(fault)
    assert bool(wrong) == bool(fault)
    assert ("no errors" in (folder.path / "report.md").read_text("utf-8")) == (not fault)
    assert '"#Nu-all-rules"' in (folder.path / "earl.jsonld").read_text("utf-8")


def test_the_second_step_fails_on_an_error_and_on_a_state_that_was_not_checked(folder: Folder) -> None:
    folder.markup("home", "vi", script=True).write_text(PAGE.format(""), "utf-8")
    write(folder, STATES[0], ERROR)
    wrong = report(folder, EXTENT)
    assert "axe image-alt" in wrong
    assert f"not checked: {STATES[1]}" in wrong
