"""The Nu HTML checker: valid HTML, CSS and SVG."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.browser.checkers import Finding, module

JAR = "vnu-jar/build/dist/vnu.jar"


def nu(files: Sequence[Path]) -> list[Finding]:
    """The Nu HTML checker over saved pages and style sheets, in one run of Java."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("no java on this machine: the Nu HTML checker cannot run")
    names = [str(file) for file in files]
    command = [
        java,
        "-Xss8m",
        # The quick compiler alone: a run ends before the other has paid.
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-jar",
        str(module(JAR)),
        "--also-check-css",
        "--also-check-svg",
        "--format",
        "json",
    ]
    run = subprocess.run([*command, "--stdout", *names], capture_output=True, text=True, timeout=300)
    assert run.stdout.startswith("{"), f"the Nu HTML checker did not run: {run.stdout}{run.stderr}"
    return [_nu_finding(one) for one in json.loads(run.stdout)["messages"] if one["type"] != "info"]


def saved(pages: Iterable[str], folder: Path) -> list[Path]:
    """Files of pages as they are in a browser, with what scripts have made of them."""
    files = []
    for number, html in enumerate(pages, 1):
        files.append(folder / f"page-{number}.html")
        files[-1].write_text(html, "utf-8")
    return files


def _nu_finding(message: Mapping[str, Any]) -> Finding:
    file = Path(message.get("url", "")).name
    place = f"{message.get('extract', '').strip()} at {file}, line {message.get('lastLine')}"
    return Finding("Nu", message["type"], place, message.get("message", ""))
