"""The pages that are checked, and four accessibility checkers, each of which returns its errors."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from bantin_reader.model.preferences import LANG
from tests.browser.conftest import ARTICLE, LONG_READ, TWO_PICTURES, WITHDRAWN
from tests.conftest import ROOT

TABLE = "/articles/vu-dong-xuan-2026-2027-van-son-gieo-trong-18-600-ha-uu-tien-giong-lua-ngan-ngay"
PAGES = {
    "home": "/",
    "article": ARTICLE,
    "article with pictures": LONG_READ,
    "article with a table": TABLE,
    "saved page": TWO_PICTURES,
    "reading settings": "/preferences",
    "saved settings": "/preferences?saved=1",
    "accessibility statement": "/accessibility",
    "privacy": "/privacy",
    "not found": "/articles/khong-co-bai-nay",
    "withdrawn": WITHDRAWN,
}
LOCALES = [option for option in LANG.options if option != LANG.default]

MODULES = ROOT / "node_modules"
AXE = "axe-core/axe.min.js"
HTMLCS = "html_codesniffer/build/HTMLCS.js"
IBM = "accessibility-checker-engine/ace.js"
NU = "vnu-jar/build/dist/vnu.jar"

# False alarms: (checker, rule, start of the element) and the reason.
ALLOWED: Mapping[tuple[str, str, str], str] = {
    ("IBM", "element_tabbable_role_valid fail_invalid_role", "<div aria-label="): (
        "A region that scrolls has to be reached by the keyboard (WCAG 2.2, 2.1.1; axe: scrollable-region-focusable)."
    ),
}


@dataclass(frozen=True)
class Finding:
    """One error: the checker and its rule, the element (its HTML or its place), and the checker's message."""

    checker: str
    rule: str
    element: str
    message: str

    def __str__(self) -> str:
        return f"{self.checker} {self.rule}: {self.message}\n    {self.element}"

    @property
    def allowed(self) -> bool:
        return any(
            (self.checker, self.rule) == (checker, rule) and self.element.startswith(element)
            for checker, rule, element in ALLOWED
        )


def axe(page: Page) -> list[Finding]:
    """axe-core with every rule on, also those that are off by default: AAA, best practice, experimental."""
    found = _run(
        page,
        AXE,
        """async () => {
          const rules = Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }]))
          const { violations } = await axe.run(document, { rules, resultTypes: ['violations'] })
          return violations.flatMap(({ id, nodes }) => nodes.map((node) => [
            id, `${node.target.join(' ')} ${node.html}`, node.failureSummary]))
        }""",
    )
    return [Finding("axe", *one) for one in found]


def html_codesniffer(page: Page) -> list[Finding]:
    """The errors of HTML_CodeSniffer's standard WCAG2AAA, without the warnings, which a person must judge."""
    found = _run(
        page,
        HTMLCS,
        """() => new Promise((resolve, reject) => HTMLCS.process('WCAG2AAA', document, () => {
          resolve(HTMLCS.getMessages().filter(({ type }) => type === HTMLCS.ERROR)
            .map(({ code, element, msg }) => [code, (element.outerHTML ?? 'document').slice(0, 300), msg]))
        }, reject))""",
    )
    return [Finding("HTML_CodeSniffer", *one) for one in found]


def ibm(page: Page) -> list[Finding]:
    """IBM Equal Access for WCAG 2.2: definite violations, and recommendations that are definitely not followed."""
    found = _run(
        page,
        IBM,
        """async () => {
          const { results } = await new ace.Checker().check(document, ['WCAG_2_2'])
          return results.filter(({ value }) => value[1] === 'FAIL')
            .map(({ ruleId, reasonId, path, snippet, message }) => [
              `${ruleId} ${reasonId}`, `${snippet} at ${path.dom}`, message])
        }""",
    )
    return [Finding("IBM", *one) for one in found]


IN_THE_PAGE = (axe, html_codesniffer, ibm)


def nu(files: Sequence[Path]) -> list[Finding]:
    """The Nu HTML checker over saved pages and style sheets, in one run of Java."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("no java on this machine: the Nu HTML checker cannot run")
    names = [str(file) for file in files]
    command = [
        java,
        "-Xss8m",
        "-jar",
        str(module(NU)),
        "--also-check-css",
        "--also-check-svg",
        "--format",
        "json",
    ]
    run = subprocess.run([*command, "--stdout", *names], capture_output=True, text=True, timeout=300)
    assert run.stdout.startswith("{"), f"the Nu HTML checker did not run: {run.stdout}{run.stderr}"
    return [_nu_finding(one) for one in json.loads(run.stdout)["messages"] if one["type"] != "info"]


def _nu_finding(message: Mapping[str, Any]) -> Finding:
    file = Path(message.get("url", "")).name
    place = f"{message.get('extract', '').strip()} at {file}, line {message.get('lastLine')}"
    return Finding("Nu", message["type"], place, message.get("message", ""))


def module(path: str) -> Path:
    file = MODULES / path
    assert file.is_file(), f"{file} is missing; run: make node_modules/tools"
    return file


@cache
def _source(path: str) -> str:
    return module(path).read_text("utf-8")


def _run(page: Page, source: str, script: str) -> list[Any]:
    page.evaluate(f"{_source(source)}\n;undefined")
    found: list[Any] = page.evaluate(script)
    return found
