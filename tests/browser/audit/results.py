"""What the checkers found, one JSON file for each state, so that an audit that was cut is resumed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.browser.audit.states import State
from tests.browser.checker_rules import ALL
from tests.browser.checkers import Finding


@dataclass(frozen=True)
class Checked:
    """The findings of one state. `scopes` has the checkers that ran, each with the rules that it checked.

    `fingerprint` stands for the page and the checkers; `date` is in ISO 8601.
    """

    findings: tuple[Finding, ...]
    scopes: Mapping[str, str]
    fingerprint: str = ""
    date: str = ""

    @property
    def errors(self) -> list[Finding]:
        return [one for one in self.findings if one.outcome == "failed" and not one.allowed]

    def with_findings(self, checker: str, findings: Iterable[Finding]) -> Checked:
        """The same with what another checker found, which checked all its rules."""
        scopes = {**self.scopes, checker: ALL}
        return Checked((*self.findings, *findings), scopes, self.fingerprint, self.date)


Results = Mapping[State, Checked]


@dataclass(frozen=True)
class Folder:
    """The folder of an audit. `again_if_failed` takes every other result for valid, also of an earlier page."""

    path: Path
    again_if_failed: bool = False

    def pending(self, states: Iterable[State], fingerprint: str) -> list[State]:
        """The states to check: those without a result, with errors, or with a result of another page or checker."""
        return [state for state in states if not self._is_valid(self.read(state), fingerprint)]

    def read(self, state: State) -> Checked | None:
        try:
            stored = json.loads(self._file(state).read_text("utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return None
        findings = tuple(Finding(**one) for one in stored.pop("findings"))
        return Checked(findings, **stored)

    def write(self, state: State, checked: Checked) -> None:
        file = self._file(state)
        file.parent.mkdir(parents=True, exist_ok=True)
        written = {**asdict(checked), "date": datetime.now(UTC).isoformat(timespec="seconds")}
        # Renamed when it is whole: a process may be ended while it writes.
        unfinished = file.with_suffix(".new")
        unfinished.write_text(json.dumps(written, ensure_ascii=False, indent=1), "utf-8")
        unfinished.rename(file)

    def markup(self, kind: str, locale: str, *, script: bool) -> Path:
        """The file of a page's markup, for the Nu HTML checker."""
        folder = self.path / "markup"
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{State(kind, 'any', locale, '0', 0, script).id}.html"

    def _is_valid(self, checked: Checked | None, fingerprint: str) -> bool:
        if checked is None or checked.errors:
            return False
        return self.again_if_failed or checked.fingerprint == fingerprint

    def _file(self, state: State) -> Path:
        return self.path / "states" / f"{state.id}.json"
