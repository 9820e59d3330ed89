"""Four accessibility checkers of an open page; nu.py has the fifth."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.checker_rules import ALL, rules_of
from tests.browser.false_alarms import ALLOWED
from tests.conftest import ROOT
from tests.node import find_node

MODULES = ROOT / "node_modules"
AXE = "axe-core/axe.min.js"
HTMLCS = "html_codesniffer/build/HTMLCS.js"
IBM = "accessibility-checker-engine/ace.js"
ESBUILD = "esbuild/bin/esbuild"


@dataclass(frozen=True)
class Finding:
    """The checker and its rule, the element (its HTML or its place), and the checker's message.

    `outcome` is a value of EARL 1.0: "failed" is an error, "cantTell" is for a person to decide.
    """

    checker: str
    rule: str
    element: str
    message: str
    outcome: str = "failed"

    def __str__(self) -> str:
        return f"{self.checker} {self.rule}: {self.message}\n    {self.element}"

    @property
    def reason(self) -> str | None:
        """Why this finding is allowed; None if it is not."""
        for (checker, rule, element), reason in ALLOWED.items():
            if (self.checker, self.rule) == (checker, rule) and re.match(element, self.element):
                return reason
        return None

    @property
    def allowed(self) -> bool:
        return self.reason is not None


class Checker(Protocol):
    """Checks an open page: returns its errors and, if `undecided`, also what a person must decide.

    `scope` is one of those in checker_rules.py.
    """

    __name__: str

    def __call__(self, page: Page, *, undecided: bool = False, scope: str = ALL) -> list[Finding]: ...


def axe(page: Page, *, undecided: bool = False, scope: str = ALL) -> list[Finding]:
    """axe-core with every rule on, also those that are off by default: AAA, best practice, experimental."""
    found = _run(
        page,
        "axe",
        _source(AXE),
        """async ([undecided, only]) => {
          const runOnly = only ? { type: 'rule', values: only } : undefined
          const rules = Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }]))
          const resultTypes = ['violations', 'incomplete']
          const chosen = runOnly ? { runOnly } : { rules }
          const { violations, incomplete } = await axe.run(document, { ...chosen, resultTypes })
          const list = (results, outcome) => results.flatMap(({ id, nodes }) => nodes.map((node) => [
            id, `${node.target.join(' ')} ${node.html}`, node.failureSummary ?? '', outcome]))
          return [...list(violations, 'failed'), ...(undecided ? list(incomplete, 'cantTell') : [])]
        }""",
        [undecided, rules_of("axe", scope)],
    )
    return [Finding("axe", *one) for one in found]


def html_codesniffer(page: Page, *, undecided: bool = False, scope: str = ALL) -> list[Finding]:
    """HTML_CodeSniffer's standard WCAG2AAA; its warnings are for a person, its notices are left out."""
    found = _run(
        page,
        "HTMLCS",
        _source(HTMLCS),
        """([undecided, only]) => new Promise((resolve, reject) => {
          window.sniffs ??= HTMLCS_WCAG2AAA.sniffs
          HTMLCS_WCAG2AAA.sniffs = only ?? window.sniffs
          HTMLCS.process('WCAG2AAA', document, () => {
            const types = undecided ? [HTMLCS.ERROR, HTMLCS.WARNING] : [HTMLCS.ERROR]
            resolve(HTMLCS.getMessages().filter(({ type }) => types.includes(type))
              .map(({ code, element, msg, type }) => [code, (element.outerHTML ?? 'document').slice(0, 300), msg,
                type === HTMLCS.ERROR ? 'failed' : 'cantTell']))
          }, reject)
        })""",
        [undecided, rules_of("HTML_CodeSniffer", scope)],
    )
    return [Finding("HTML_CodeSniffer", *one) for one in found]


def ibm(page: Page, *, undecided: bool = False, scope: str = ALL) -> list[Finding]:
    """IBM Equal Access for WCAG 2.2: certain violations, and its recommendations that are certainly not followed."""
    found = _run(
        page,
        "ace",
        _source(IBM),
        """async ([undecided, only]) => {
          const checker = new ace.Checker()
          const whole = checker.getGuidelines().find(({ id }) => id === 'WCAG_2_2')
          const some = (rules) => rules?.filter(({ id }) => !only || only.includes(id))
          const checkpoints = whole.checkpoints.map((one) => ({ ...one, rules: some(one.rules) }))
          checker.addGuideline({ ...whole, id: 'scope', checkpoints })
          const { results } = await checker.check(document, ['scope'])
          const values = undecided ? ['FAIL', 'POTENTIAL', 'MANUAL'] : ['FAIL']
          return results.filter(({ value }) => values.includes(value[1]))
            .map(({ ruleId, reasonId, path, snippet, message, value }) => [`${ruleId} ${reasonId}`,
              `${snippet} at ${path.dom}`, message, value[1] === 'FAIL' ? 'failed' : 'cantTell'])
        }""",
        [undecided, rules_of("IBM", scope)],
    )
    return [Finding("IBM", *one) for one in found]


def alfa(page: Page, *, undecided: bool = False, scope: str = ALL) -> list[Finding]:
    """Siteimprove Alfa with all its rules, also the experimental ones.

    It works on what it has read of the page, in a page of its own that stays open: it takes a third of the time once
    the browser has compiled it.
    """
    snapshot = _run(page, "alfaSnapshot", _bundle("alfa_snapshot.js"), "() => alfaSnapshot()")
    browser = page.context.browser
    assert browser is not None, "a persistent context has no browser for the page in which Alfa works"
    argument = [snapshot, undecided, rules_of("Alfa", scope)]
    found = _run(_alfas_page(browser), "alfa", _bundle("alfa.js"), "(argument) => alfa(...argument)", argument)
    return [Finding("Alfa", *one) for one in found]


IN_THE_PAGE: tuple[Checker, ...] = (axe, html_codesniffer, ibm, alfa)


def module(path: str) -> Path:
    file = MODULES / path
    assert file.is_file(), f"{file} is missing; run: make node_modules/tools"
    return file


def versions() -> dict[str, str]:
    """The version of each checker's package, by the name that its findings carry."""
    packages = {
        "axe": "axe-core",
        "HTML_CodeSniffer": "html_codesniffer",
        "IBM": "accessibility-checker-engine",
        "Alfa": "@siteimprove/alfa-rules",
        "Nu": "vnu-jar",
    }
    return {name: json.loads(module(f"{path}/package.json").read_text())["version"] for name, path in packages.items()}


@cache
def _source(path: str) -> str:
    return module(path).read_text("utf-8")


@cache
def _bundle(name: str) -> str:
    """The source of a file beside this one, and of what it imports, as one script for the browser."""
    node = find_node()
    if node is None:
        pytest.skip("no node on this machine: esbuild cannot bundle Alfa")
    command = [node, str(module(ESBUILD)), str(Path(__file__).with_name(name)), "--bundle", "--minify"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@cache
def _alfas_page(browser: Browser) -> Page:
    return browser.new_page()


def _run(page: Page, name: str, source: str, script: str, argument: object = None) -> Any:
    """What `script` returns for `argument`. `source` defines the global `name`, and is loaded once a page."""
    if page.evaluate(f"typeof {name} === 'undefined'"):
        page.evaluate(f"{source}\n;undefined")
    return page.evaluate(script, argument)
