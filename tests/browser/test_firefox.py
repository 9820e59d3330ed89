"""Firefox, driven over WebDriver BiDi by puppeteer-core in a node of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.site import LiveSite
from tests.conftest import ROOT
from tests.node import find_node

pytest.register_assert_rewrite("tests.browser.engine_scenarios")

from tests.browser.engine_probe import PROBE  # noqa: E402
from tests.browser.engine_scenarios import ReadingToolbar, Run, Step, troubles  # noqa: E402


@pytest.fixture(scope="module")
def firefox() -> Iterator[subprocess.Popen[str]]:
    """Node with its Firefox."""
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    if not path:
        pytest.skip("Firefox is not on this machine (neither firefox-esr nor firefox)")
    node = find_node()
    if not node:
        pytest.skip("node, which drives Firefox, is not on this machine")
    if not (ROOT / "node_modules" / "puppeteer-core").is_dir():
        pytest.skip("puppeteer-core, which drives Firefox, is not in node_modules (`make test` installs it)")
    command = [node, str(Path(__file__).with_name("firefox.mjs")), path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        assert process.stdin
        process.stdin.close()  # the end of its scenarios: it ends Firefox and itself
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.terminate()  # puppeteer then ends Firefox


@pytest.fixture
def run(firefox: subprocess.Popen[str], site: LiveSite) -> Run:
    def run(steps: list[Step]) -> dict[str, Any]:
        assert firefox.stdin
        assert firefox.stdout
        whole = [(verb, site.url + rest[0]) if verb == "open" else (verb, *rest) for verb, *rest in steps]
        print(json.dumps({"preload": PROBE, "steps": whole}), file=firefox.stdin, flush=True)
        answer = json.loads(firefox.stdout.readline() or '{"trouble": "node ended"}')
        assert "seen" in answer, answer["trouble"]
        seen: dict[str, Any] = answer["seen"]
        assert troubles(seen) == []
        return seen

    return run


class TestFirefox(ReadingToolbar):
    """Every scenario, in Firefox."""
