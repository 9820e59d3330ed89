"""Firefox, driven by puppeteer-core over WebDriver BiDi in a Node.js process (firefox.mjs)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.node import find_node


class Firefox:
    def __init__(self, node: subprocess.Popen[str]) -> None:
        self._node = node

    def take(self, steps: Sequence[tuple[Any, ...]], preload: str) -> dict[str, Any]:
        """The named values of a scenario, taken by a new reader; `preload` runs before each page's own scripts."""
        assert self._node.stdin
        assert self._node.stdout
        print(json.dumps({"preload": preload, "steps": steps}), file=self._node.stdin, flush=True)
        answer = json.loads(self._node.stdout.readline() or '{"trouble": "node ended"}')
        assert "seen" in answer, answer["trouble"]
        seen: dict[str, Any] = answer["seen"]
        return seen


@pytest.fixture(scope="module")
def firefox() -> Iterator[Firefox]:
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
    environment = os.environ | {"ALSA_CONFIG_PATH": str(Path(__file__).with_name("null-sound.conf"))}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment) as process:
        yield Firefox(process)
        assert process.stdin
        process.stdin.close()  # the end of its scenarios: it ends Firefox and itself
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.terminate()  # puppeteer then ends Firefox
