"""The audit's report as JSON-LD in W3C's Evaluation and Report Language (EARL 1.0 Schema)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from tests.browser.audit.results import Checked, Results
from tests.browser.audit.states import State
from tests.browser.checker_rules import SCOPES
from tests.browser.checkers import Finding

CONTEXT = {
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "earl:assertedBy": {"@type": "@id"},
    "earl:subject": {"@type": "@id"},
    "earl:test": {"@type": "@id"},
    "earl:mode": {"@type": "@id"},
    "earl:outcome": {"@type": "@id"},
    "dct:date": {"@type": "xsd:dateTime"},
}
EXAMPLES = 3


def earl(results: Results, checkers: Mapping[str, str]) -> dict[str, Any]:
    """Return the report: `results` has the findings of each state, `checkers` the version of each checker.

    Each checker that ran in a state asserts that it passed or failed as a whole, and of each rule with findings how
    many elements failed or wait for a person. A finding that is allowed counts as passed, and its reason is told.
    """
    rules = sorted({(one.checker, one.rule) for checked in results.values() for one in checked.findings})
    return {
        "@context": CONTEXT,
        "@graph": [
            *({**_node(checker, "earl:Software"), "dct:hasVersion": checkers[checker]} for checker in checkers),
            *(_node(f"{checker} {scope}", "earl:TestRequirement") for checker in checkers for scope in SCOPES),
            *(_node(f"{checker} {rule}", "earl:TestCase") for checker, rule in rules),
            *({**_node(state.id, "earl:TestSubject"), "dct:title": str(state)} for state in results),
            *(
                assertion
                for state, checked in results.items()
                for checker, scope in checked.scopes.items()
                for assertion in _assertions(state, checked, checker, scope)
            ),
        ],
    }


def _node(title: str, kind: str) -> dict[str, Any]:
    return {"@id": _id(title), "@type": kind, "dct:title": title}


def _id(title: str) -> str:
    return "#" + "-".join(title.split())


def _assertions(state: State, checked: Checked, checker: str, scope: str) -> list[dict[str, Any]]:
    findings: Sequence[Finding] = [one for one in checked.findings if one.checker == checker]
    errors = [one for one in checked.errors if one.checker == checker]
    whole = "failed" if errors else "passed"
    assertions = [_assertion(state, checker, scope, whole, f"{len(errors)} errors", checked.date)]
    for (rule, outcome, reason), count in Counter((one.rule, one.outcome, one.reason) for one in findings).items():
        examples = [one.element for one in findings if (one.rule, one.outcome) == (rule, outcome)][:EXAMPLES]
        if reason is None:
            info = "\n".join([f"{count} elements", *examples])
            assertions.append(_assertion(state, checker, rule, outcome, info, checked.date))
        else:
            told = f"{count} allowed: {reason}"
            assertions.append(_assertion(state, checker, rule, "passed", told, checked.date))
    return assertions


def _assertion(state: State, checker: str, test: str, outcome: str, info: str, date: str) -> dict[str, Any]:
    return {
        "@type": "earl:Assertion",
        "earl:assertedBy": _id(checker),
        "earl:subject": _id(state.id),
        "earl:test": _id(f"{checker} {test}"),
        "earl:mode": "earl:automatic",
        "earl:result": {
            "@type": "earl:TestResult",
            "earl:outcome": f"earl:{outcome}",
            "earl:info": info,
            "dct:date": date,
        },
    }
