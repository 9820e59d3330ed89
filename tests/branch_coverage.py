"""A pytest plugin that measures which lines and branches of the package the tests run; `make check` loads it.

Tracing, which Python 3.11 measures by, slows down each line of each library too. SlipCover adds its marks to the code
of a measured module when that is imported, so that this plugin comes before tests/conftest.py.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from slipcover import FileMatcher, ImportManager, Slipcover, merge_coverage, print_coverage

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["branch-coverage"]
SOURCES = [str(ROOT / folder) for folder in OPTIONS["source"]]
RESULT = "branch_coverage"


class BranchCoverage:
    """What this process runs; in the one that reports, also what its workers ran."""

    def __init__(self) -> None:
        self._slipcover = Slipcover(
            branch=True, source=SOURCES, omit=OPTIONS["omit"], exclude_also=OPTIONS["exclude_also"]
        )
        ImportManager(self._slipcover, FileMatcher(SOURCES, OPTIONS["omit"])).__enter__()
        self._of_workers: list[dict[str, Any]] = []
        self._all: dict[str, Any] = {}

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        if result := getattr(node, "workeroutput", {}).get(RESULT):
            self._of_workers.append(json.loads(result))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        self._all = self._slipcover.get_coverage()
        if output := getattr(session.config, "workeroutput", None):
            output[RESULT] = json.dumps(self._all)
            return
        for other in self._of_workers:
            merge_coverage(self._all, other)
        if self._percent < OPTIONS["fail_under"] and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        print_coverage(self._all, outfile=terminalreporter, skip_covered=True, missing_width=60)
        floor = OPTIONS["fail_under"]
        enough = "" if self._percent >= floor else f", which is less than {floor} %"
        terminalreporter.write_line(f"Lines and branches that ran: {self._percent:.2f} %{enough}")

    @property
    def _percent(self) -> float:
        return float(self._all["summary"]["percent_covered"])


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(_coverage)


_coverage = BranchCoverage()
