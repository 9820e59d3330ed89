"""The audit's second step: the Nu HTML checker over the markup that was served, and the two reports.

`python -m tests.browser.audit.report build/accessibility` fails on an error, and on a state that was not checked.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from itertools import product
from pathlib import Path

from tests.browser.audit.earl import earl
from tests.browser.audit.readable import readable
from tests.browser.audit.results import Checked, Folder
from tests.browser.audit.states import FULL, Extent, State
from tests.browser.checkers import Finding, versions
from tests.browser.nu import nu


def report(folder: Folder, extent: Extent) -> str:
    """Write `earl.jsonld` and `report.md` into the folder; returns what is wrong, an empty text if nothing is."""
    states = extent.all_states()
    results = {state: checked for state in states if (checked := folder.read(state)) is not None}
    missing = [state for state in states if state not in results]
    _add_nu(folder, extent, results)
    document = json.dumps(earl(results, versions()), ensure_ascii=False, indent=1)
    (folder.path / "earl.jsonld").write_text(document, "utf-8")
    (folder.path / "report.md").write_text(readable(results, versions(), missing), "utf-8")
    errors = [f"{state}: {error}" for state, checked in results.items() for error in checked.errors]
    return "\n".join([*errors, *(f"not checked: {state}" for state in missing)])


def _add_nu(folder: Folder, extent: Extent, results: dict[State, Checked]) -> None:
    """Add to the first state of each page and language what the Nu HTML checker finds in the page's markup."""
    first: dict[Path, State] = {}
    for kind, locale, script in product(extent.kinds, extent.locales, (True, False)):
        states = [one for one in extent.states(kind, locale) if one.script == script and one in results]
        if states:
            first[folder.markup(kind, locale, script=script)] = states[0]
    found = nu(list(first)) if first else []
    for file, state in first.items():
        results[state] = results[state].with_findings("Nu", _of(found, file))


def _of(findings: Iterable[Finding], file: Path) -> list[Finding]:
    return [one for one in findings if f" at {file.name}, line" in one.element]


if __name__ == "__main__":
    wrong = report(Folder(Path(sys.argv[1])), FULL)
    print(wrong[:20_000] or f"no errors; the reports are in {sys.argv[1]}")
    sys.exit(1 if wrong else 0)
