"""Describes the machine and the programs' versions in a line of the report."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.nginx import program

CORES = len(os.sched_getaffinity(0))
PACKAGES = ("flask", "granian", "gunicorn")
BUSY = 0.5


def described(rounds: str) -> str:
    """`rounds` says how often and for how long was measured."""
    load = os.getloadavg()[0]
    busy = (
        " **The machine was busy with other work: compare the ratios, not the figures.**" if load > BUSY * CORES else ""
    )
    programs = [f"Python {platform.python_version()}", *_packages(), *_programs()]
    system = f"{CORES} cores ({_processor()}), {_memory()}, Linux {platform.release()}"
    moment = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    return f"{moment}, {system}; {', '.join(programs)}. {rounds} Load average at the start: {load:.2f}.{busy}\n"


def _processor() -> str:
    found = re.search(r"(?m)^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text())
    return found[1] if found else platform.machine()


def _memory() -> str:
    found = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
    return f"{int(found[1]) / 1024 / 1024:.0f} GB" if found else "memory unknown"


def _packages() -> list[str]:
    found = []
    for name in PACKAGES:
        try:
            found.append(f"{name.capitalize()} {version(name)}")
        except PackageNotFoundError:
            continue
    return found


def _programs() -> list[str]:
    asked = {"nginx": ["-v"], "wrk": ["-v"], "chromium": ["--version"]}
    return [f"{name} {found}" for name, options in asked.items() if (found := _said(name, options))]


def _said(name: str, options: Sequence[str]) -> str:
    path = program(name)
    if path is None:
        return ""
    done = subprocess.run([path, *options], capture_output=True, text=True, check=False, timeout=30)
    found = re.search(r"\d+(\.\d+)+", done.stdout + done.stderr)
    return found[0] if found else ""
