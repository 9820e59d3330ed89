"""The audit's report as Markdown: errors first, then what is allowed, then what a person must decide."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tests.browser.audit.results import Results
from tests.browser.audit.states import State
from tests.browser.checkers import Finding


def readable(results: Results, checkers: Mapping[str, str], missing: Sequence[State] = ()) -> str:
    """Return the report: `results` has the findings of each state, `checkers` the version of each checker.

    `missing` are the states that belong to the audit and were not checked.
    """
    everything = [(state.kind, one) for state, checked in results.items() for one in checked.findings]
    errors = [(kind, one) for kind, one in everything if one.outcome == "failed" and not one.allowed]
    allowed = [(kind, one) for kind, one in everything if one.allowed]
    undecided = [(kind, one) for kind, one in everything if one.outcome == "cantTell" and not one.allowed]
    verdict = "no errors" if not errors else f"{len(errors)} errors"
    dates = sorted(checked.date for checked in results.values() if checked.date) or ["no date"]
    return "\n".join(
        [
            "# Accessibility audit",
            "",
            f"{dates[0]} to {dates[-1]}: {verdict} in {len(results)} states of {len(_kinds(results))} pages.",
            *([f"**{len(missing)} states were not checked**, the first: {missing[0]}."] if missing else []),
            f"Checkers: {', '.join(f'{name} {version}' for name, version in checkers.items())}.",
            "",
            *_scopes(results),
            "",
            *_table(results, checkers),
            *_section("Errors", errors),
            *_section("Allowed", allowed),
            *_section("For a person to decide", undecided),
        ]
    )


def _kinds(results: Results) -> list[str]:
    return list(dict.fromkeys(state.kind for state in results))


def _scopes(results: Results) -> list[str]:
    """How many states each checker looked at with all its rules, and how many with those of colour."""
    counts = Counter((name, scope) for checked in results.values() for name, scope in checked.scopes.items())
    return [f"- {name}: {scope} in {count} states" for (name, scope), count in sorted(counts.items())]


def _table(results: Results, checkers: Mapping[str, str]) -> list[str]:
    """A row for each page: its states, and the number of errors that each checker reports in all of them."""
    lines = [
        f"| page | states | {' | '.join(checkers)} |",
        f"| --- | --- |{' --- |' * len(checkers)}",
    ]
    for kind in _kinds(results):
        states = [checked for state, checked in results.items() if state.kind == kind]
        errors = Counter(one.checker for checked in states for one in checked.errors)
        lines.append(f"| {kind} | {len(states)} | {' | '.join(str(errors[name]) for name in checkers)} |")
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
