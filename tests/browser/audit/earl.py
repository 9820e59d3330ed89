"""The audit's report as JSON-LD in W3C's Evaluation and Report Language (EARL 1.0 Schema)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tests.browser.audit.states import State
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

Results = Mapping[State, Sequence[Finding]]


def earl(results: Results, checkers: Mapping[str, str], ended: datetime) -> dict[str, Any]:
    """Return the report: `results` has the findings of each state, `checkers` the version of each checker.

    Each checker asserts of each state that it passed or failed as a whole, and of each rule with findings how many
    elements failed or wait for a person. A finding that is allowed counts as passed, and its reason is told.
    """
    rules = sorted({(one.checker, one.rule) for findings in results.values() for one in findings})
    return {
        "@context": CONTEXT,
        "@graph": [
            *({**_node(checker, "earl:Software"), "dct:hasVersion": checkers[checker]} for checker in checkers),
            *(_node(f"{checker} all rules", "earl:TestRequirement") for checker in checkers),
            *(_node(f"{checker} {rule}", "earl:TestCase") for checker, rule in rules),
            *({**_node(state.id, "earl:TestSubject"), "dct:title": str(state)} for state in results),
            *(
                assertion
                for state, findings in results.items()
                for checker in checkers
                for assertion in _assertions(state, checker, [f for f in findings if f.checker == checker], ended)
            ),
        ],
    }


def _node(title: str, kind: str) -> dict[str, Any]:
    return {"@id": _id(title), "@type": kind, "dct:title": title}


def _id(title: str) -> str:
    return "#" + "-".join(title.split())


def _assertions(state: State, checker: str, findings: Sequence[Finding], ended: datetime) -> list[dict[str, Any]]:
    errors = [one for one in findings if one.outcome == "failed" and not one.allowed]
    whole = "failed" if errors else "passed"
    assertions = [_assertion(state, checker, "all rules", whole, f"{len(errors)} errors", ended)]
    for (rule, outcome, reason), count in Counter((one.rule, one.outcome, one.reason) for one in findings).items():
        examples = [one.element for one in findings if (one.rule, one.outcome) == (rule, outcome)][:EXAMPLES]
        if reason is None:
            info = "\n".join([f"{count} elements", *examples])
            assertions.append(_assertion(state, checker, rule, outcome, info, ended))
        else:
            assertions.append(_assertion(state, checker, rule, "passed", f"{count} allowed: {reason}", ended))
    return assertions


def _assertion(state: State, checker: str, test: str, outcome: str, info: str, ended: datetime) -> dict[str, Any]:
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
            "dct:date": ended.isoformat(),
        },
    }
