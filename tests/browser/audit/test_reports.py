"""The audit's reports tell errors, allowed findings and open questions apart; EARL is read by an RDF library."""

from __future__ import annotations

import json

import pytest
from rdflib import DCTERMS, RDF, Dataset, Graph, Namespace

from tests.browser.audit.earl import earl
from tests.browser.audit.kinds import KINDS
from tests.browser.audit.readable import readable
from tests.browser.audit.results import Checked
from tests.browser.audit.states import FULL, State
from tests.browser.checker_rules import ALL, COLOURS
from tests.browser.checkers import Finding
from tests.browser.false_alarms import ALLOWED
from tests.browser.pages import PAGES

# rdflib's own reader of JSON-LD uses what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings(r"ignore::DeprecationWarning:rdflib\.")

EARL = Namespace("http://www.w3.org/ns/earl#")
DATE = "2026-11-28T09:30:00+00:00"
CHECKERS = {"axe": "4.14.1", "IBM": "4.0.34"}
CLEAN, FAULTY = State("home", "dark", "vi", "100", 320), State("article", "light", "en", "300", 1280)
(_, RULE, ELEMENT), REASON = next(iter(ALLOWED.items()))
WAITING, PERMITTED = (
    Finding("axe", "color-contrast", "<p>", "over a picture", "cantTell"),
    Finding("IBM", RULE, ELEMENT, "no"),
)
ABSENT = Finding("axe", "image-alt", "<img>", "no alternative"), Finding("axe", "image-alt", "<img id>", "no")
RESULTS = {
    CLEAN: Checked((WAITING, PERMITTED), {"axe": ALL, "IBM": ALL}, date=DATE),
    FAULTY: Checked(ABSENT, {"axe": COLOURS}, date=DATE),
}


def graph() -> Graph:
    data = json.dumps(earl(RESULTS, CHECKERS))
    return Dataset(default_union=True).parse(data=data, format="json-ld", publicID="https://audit.example/")


def outcomes(read: Graph, state: State, test: str) -> set[str]:
    """What is asserted of a state by a test, given by its title."""
    return {
        str(read.value(read.value(assertion, EARL.result), EARL.outcome)).removeprefix(str(EARL))
        for assertion in read.subjects(RDF.type, EARL.Assertion)
        if str(read.value(read.value(assertion, EARL.subject), DCTERMS.title)) == str(state)
        and str(read.value(read.value(assertion, EARL.test), DCTERMS.title)) == test
    }


def test_each_checker_asserts_of_each_state_that_it_passed_or_failed() -> None:
    read = graph()
    assert outcomes(read, CLEAN, "axe all rules") == {"passed"}
    assert outcomes(read, CLEAN, "IBM all rules") == {"passed"}
    assert outcomes(read, FAULTY, "axe rules of colour") == {"failed"}


def test_a_checker_asserts_nothing_of_rules_that_it_did_not_check() -> None:
    read = graph()
    assert outcomes(read, FAULTY, "axe all rules") == outcomes(read, FAULTY, "IBM all rules") == set()
    assert outcomes(read, CLEAN, "axe rules of colour") == set()


def test_a_rule_fails_passes_by_its_reason_or_waits_for_a_person() -> None:
    read = graph()
    assert outcomes(read, FAULTY, "axe image-alt") == {"failed"}
    assert outcomes(read, CLEAN, f"IBM {RULE}") == {"passed"}
    assert outcomes(read, CLEAN, "axe color-contrast") == {"cantTell"}
    assert outcomes(read, CLEAN, "axe image-alt") == set()


def test_each_assertion_has_what_earl_requires() -> None:
    """EARL 1.0 Schema, 2.1: assertedBy, subject, test and result, each described in the same report."""
    read = graph()
    assertions = list(read.subjects(RDF.type, EARL.Assertion))
    assert len(assertions) == 6
    for assertion in assertions:
        for part in (EARL.assertedBy, EARL.subject, EARL.test, EARL.result):
            thing = read.value(assertion, part)
            assert read.value(thing, RDF.type), f"{part} of an assertion is not described"


def test_the_readable_report_has_the_errors_the_reasons_and_the_open_questions() -> None:
    text = readable(RESULTS, CHECKERS)
    assert f"{DATE} to {DATE}: 2 errors in 2 states of 2 pages." in text
    assert "| article | 1 | 2 | 0 |" in text
    errors, _, rest = text.partition("## Allowed")
    allowed, _, open_questions = rest.partition("## For a person to decide")
    assert "**axe image-alt**" in errors
    assert REASON in allowed
    assert "**axe color-contrast**" in open_questions


def test_a_report_without_errors_says_so() -> None:
    text = readable({CLEAN: Checked((), {})}, CHECKERS)
    assert "no errors in 1 states" in text
    assert text.count("None.") == 3
    assert "not checked" not in text


def test_a_report_names_the_states_that_were_not_checked() -> None:
    assert f"1 states were not checked**, the first: {FAULTY}." in readable(
        {CLEAN: Checked((), {})}, CHECKERS, [FAULTY]
    )


def test_the_full_extent_is_every_page_in_every_theme_and_language_at_three_sizes_and_two_widths() -> None:
    states = FULL.all_states()
    assert len(states) == len(set(states)) == len({state.id for state in states})
    assert len([state for state in states if state.script]) == len(KINDS) * 5 * 2 * 3 * 2
    unprepared = [kind for kind in KINDS.values() if kind.prepare is None]
    assert len([state for state in states if not state.script]) == len(unprepared) * 2
    assert set(PAGES) < {state.kind for state in states}
    first, others = FULL.parts("home", "vi")
    assert (len(first), len(others)) == (5 * 2 + 1, 5 * 4)
    assert sorted([*first, *others], key=str) == sorted(FULL.states("home", "vi"), key=str)
