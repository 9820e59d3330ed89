"""Lighthouse's four scores of the article, in a Chromium of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.chromium import FLAGS
from benchmarks.site import ROOT
from benchmarks.table import markdown

PROGRAM = ROOT / "benchmarks" / "node_modules" / "lighthouse" / "cli" / "index.js"
LONGEST_SECONDS = 300
# On a busy machine a trace may have no beginning (NO_NAVSTART), and then no score.
ATTEMPTS = 3


@contextmanager
def browser(folder: Path) -> Iterator[int]:
    """Start Chromium; yield the port of its DevTools protocol."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        raise FileNotFoundError("chromium is not installed")
    options = ["--headless=new", "--remote-debugging-port=0", f"--user-data-dir={folder}", "about:blank"]
    process = subprocess.Popen([path, *FLAGS, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield _port(folder / "DevToolsActivePort")
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _port(file: Path) -> int:
    for _ in range(600):
        if file.exists() and (lines := file.read_text().split()):
            return int(lines[0])
        time.sleep(0.05)
    raise TimeoutError("chromium does not open its port")


def measure(url: str, folder: Path) -> str:
    """A Markdown table of scores for phone and desktop, or the reason that there is none."""
    node = shutil.which("node")
    if node is None or not PROGRAM.exists():
        return "Lighthouse was not run: it is not installed (`make benchmark` does).\n"
    rows, version, reports = [], "", {}
    for name, options in (("telephone", []), ("desk", ["--preset=desktop"])):
        for attempt in range(ATTEMPTS):
            report = folder / f"{name}-{attempt}.json"
            said = _run([node, str(PROGRAM), url, *options], report, folder / f"profile-{name}-{attempt}")
            if _is_whole(report):
                break
        else:
            return f"Lighthouse was not run to its end: {said}\n"
        reports[name] = json.loads(report.read_text("utf-8"))
        version = reports[name]["lighthouseVersion"]
        rows.append([name, *(_score(one["score"]) for one in reports[name]["categories"].values())])
    head = ["", *(one["title"] for one in reports["telephone"]["categories"].values())]
    return f"Lighthouse {version}.\n\n{markdown(head, rows)}{_lost(reports['telephone'])}"


def _run(command: list[str], report: Path, profile: Path) -> str:
    """The last line of its output, which is the reason when there is no report."""
    with browser(profile) as port:
        own = ["--quiet", "--no-enable-error-reporting", f"--port={port}", "--output=json", f"--output-path={report}"]
        done = subprocess.run([*command, *own], capture_output=True, text=True, check=False, timeout=LONGEST_SECONDS)
    return (done.stderr or done.stdout or "nothing was said").strip().splitlines()[-1]


def _is_whole(report: Path) -> bool:
    if not report.exists():
        return False
    return all(one["score"] is not None for one in json.loads(report.read_text("utf-8"))["categories"].values())


def _score(score: float | None) -> str:
    return "–" if score is None else str(round(score * 100))


def _lost(report: dict[str, Any]) -> str:
    """The audits that cost points, as a Markdown line."""
    found = []
    for category in report["categories"].values():
        for part in category["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                found.append(f"{audit['title']} ({category['title']}, {_score(audit['score'])})")
    return f"\nBelow 100 on the telephone: {'; '.join(found)}.\n" if found else ""
