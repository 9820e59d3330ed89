"""The audit: five checkers over pages in many states, an error fails, and reports are written.

`AUDIT=<folder>` covers everything and writes `earl.jsonld` and `report.md` there; without it a few states are covered.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bantin_reader.model.preferences import COOKIE
from tests.browser.audit.earl import earl
from tests.browser.audit.readable import readable
from tests.browser.audit.states import FULL, SHORT, State
from tests.browser.checkers import IN_THE_PAGE, Finding, versions
from tests.browser.conftest import OpenContext
from tests.browser.nu import nu
from tests.browser.pages import PAGES
from tests.browser.site import LiveSite
from tests.conftest import ROOT

FOLDER = os.environ.get("AUDIT")
EXTENT = FULL if FOLDER else SHORT
# A viewport's height at a width in CSS px: a phone, a desk.
HEIGHTS = {320: 640, 1280: 800}


class Audit:
    """What was found so far, and the markup of each page for the Nu HTML checker."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.results: dict[State, list[Finding]] = {}

    def source(self, state: State) -> Path:
        return self.folder / "pages" / f"{state.id}.html"

    def write(self) -> None:
        ended = datetime.now(UTC)
        document = json.dumps(earl(self.results, versions(), ended), ensure_ascii=False, indent=1)
        (self.folder / "earl.jsonld").write_text(document, "utf-8")
        (self.folder / "report.md").write_text(readable(self.results, versions(), ended), "utf-8")


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Audit]:
    """An audit whose reports are written when its last test has ended."""
    audit = Audit(ROOT / FOLDER if FOLDER else tmp_path_factory.mktemp("audit"))
    audit.folder.joinpath("pages").mkdir(parents=True, exist_ok=True)
    yield audit
    audit.write()


def errors(results: dict[State, list[Finding]]) -> list[str]:
    return [
        f"{state}: {finding}"
        for state, findings in results.items()
        for finding in findings
        if finding.outcome == "failed" and not finding.allowed
    ]


@pytest.mark.parametrize("kind", EXTENT.kinds)
def test_no_checker_finds_an_error_in_any_state(context: OpenContext, site: LiveSite, audit: Audit, kind: str) -> None:
    reader = context(bypass_csp=True)
    page = reader.new_page()
    found: dict[State, list[Finding]] = {}
    for state in EXTENT.states(kind):
        reader.add_cookies([{"name": COOKIE, "value": state.cookie, "url": site.url}])
        page.set_viewport_size({"width": state.width, "height": HEIGHTS[state.width]})
        response = page.goto(PAGES[kind])
        assert response is not None
        assert page.locator("html").get_attribute("data-text") == state.text
        audit.source(state).write_bytes(response.body())
        found[state] = [finding for check in IN_THE_PAGE for finding in check(page, undecided=True)]
    audit.results |= found
    assert not errors(found), "\n".join(errors(found))


def test_the_nu_html_checker_finds_no_error_in_any_state(audit: Audit) -> None:
    assert audit.results, "the pages are opened by the test before"
    files = {audit.source(state): state for state in audit.results}
    found: dict[State, list[Finding]] = {}
    for finding in nu(list(files)):
        state = next(state for file, state in files.items() if f" at {file.name}, line" in finding.element)
        found.setdefault(state, []).append(finding)
        audit.results[state].append(finding)
    assert not errors(found), "\n".join(errors(found))
