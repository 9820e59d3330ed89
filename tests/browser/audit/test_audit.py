"""The audit: checkers look at pages in many states, and an error fails. report.py is the second step.

`AUDIT=<folder>` covers everything and writes the findings of each state there; without it a few states are covered.
What an audit that is cut leaves out are the layouts between the extremes. Results that are there and of the same page
are taken over; with `AUDIT_AGAIN=failed` all that are without error.
"""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from tests.browser.audit.inspection import Inspection, fingerprint
from tests.browser.audit.kinds import KINDS
from tests.browser.audit.results import Checked, Folder
from tests.browser.audit.states import FULL, SHORT, State
from tests.browser.conftest import OpenContext
from tests.browser.pages import LOCALES
from tests.browser.site import LiveSite
from tests.conftest import ROOT

AUDIT = os.environ.get("AUDIT")
EXTENT = FULL if AUDIT else SHORT


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    path = ROOT / AUDIT if AUDIT else tmp_path_factory.mktemp("audit")
    return Folder(path, again_if_failed=os.environ.get("AUDIT_AGAIN") == "failed")


def told(checked: dict[State, Checked]) -> list[str]:
    return [f"{state}: {error}" for state, one in checked.items() for error in one.errors]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", EXTENT.kinds)
@pytest.mark.parametrize("part", [0, 1], ids=["first layouts", "other layouts"])
def test_no_checker_finds_an_error_in_any_state(
    context: OpenContext, site: LiveSite, folder: Folder, part: int, kind: str, locale: str
) -> None:
    inspection = Inspection(context, site, kind, locale)
    found: dict[State, Checked] = {}
    for script in (True, False):
        states = [state for state in EXTENT.parts(kind, locale)[part] if state.script == script]
        if not states:
            continue
        markup = inspection.markup(script=script)
        folder.markup(kind, locale, script=script).write_bytes(markup)
        of_the_page = fingerprint(KINDS[kind], markup)
        for state, checked in inspection.check(folder.pending(states, of_the_page)):
            found[state] = replace(checked, fingerprint=of_the_page)
            folder.write(state, found[state])
    assert not told(found), "\n".join(told(found))
