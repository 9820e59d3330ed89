"""The audit's report as Markdown: errors first, then what is allowed, then what a person must decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from tests.browser.audit.earl import Results
from tests.browser.checkers import Finding


def readable(results: Results, checkers: Mapping[str, str], ended: datetime) -> str:
    """Return the report: `results` has the findings of each state, `checkers` the version of each checker."""
    everything = [(state.kind, one) for state, findings in results.items() for one in findings]
    errors = [(kind, one) for kind, one in everything if one.outcome == "failed" and not one.allowed]
    allowed = [(kind, one) for kind, one in everything if one.allowed]
    undecided = [(kind, one) for kind, one in everything if one.outcome == "cantTell" and not one.allowed]
    verdict = "no errors" if not errors else f"{len(errors)} errors"
    return "\n".join(
        [
            "# Accessibility audit",
            "",
            f"{ended:%Y-%m-%d %H:%M} UTC: {verdict} in {len(results)} states of {len(_kinds(results))} pages.",
            f"Checkers: {', '.join(f'{name} {version}' for name, version in checkers.items())}.",
            "",
            *_table(results, checkers),
            *_section("Errors", errors),
            *_section("Allowed", allowed),
            *_section("For a person to decide", undecided),
        ]
    )


def _kinds(results: Results) -> list[str]:
    return list(dict.fromkeys(state.kind for state in results))


def _table(results: Results, checkers: Mapping[str, str]) -> list[str]:
    """A row for each page: its states, and the number of errors that each checker reports in all of them."""
    lines = [
        f"| page | states | {' | '.join(checkers)} |",
        f"| --- | --- |{' --- |' * len(checkers)}",
    ]
    for kind in _kinds(results):
        states = [findings for state, findings in results.items() if state.kind == kind]
        errors = [one.checker for findings in states for one in findings if one.outcome == "failed" and not one.allowed]
        lines.append(f"| {kind} | {len(states)} | {' | '.join(str(errors.count(name)) for name in checkers)} |")
    return lines


def _section(title: str, findings: Iterable[tuple[str, Finding]]) -> list[str]:
    """One entry for each rule and message, with the pages, the number of elements, and the first element."""
    groups: dict[tuple[str, str, str], list[tuple[str, Finding]]] = defaultdict(list)
    for kind, one in findings:
        groups[one.checker, one.rule, one.reason or one.message].append((kind, one))
    lines = ["", f"## {title}", ""]
    for (checker, rule, why), members in groups.items():
        kinds = ", ".join(dict.fromkeys(kind for kind, _ in members))
        example = " ".join(members[0][1].element.split())[:200].replace("`", "'")
        lines += [
            f"- **{checker} {rule}**, {len(members)} elements ({kinds}): {' '.join(why.split())}",
            f"  `{example}`",
        ]
    return lines if groups else [*lines, "None."]
