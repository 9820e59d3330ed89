"""Who looks on at a terminal sees how far each source is; what is printed stays plain lines."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from contextlib import suppress

import pytest

from tests.cli.sources.syncing import PAGE, configure
from tests.web_server import Site

ARTICLES = 8
COMMAND = [sys.executable, "-m", "bantin_reader.cli.main", "sync"]


@pytest.fixture
def portal(site: Site) -> Site:
    site.page("/tin", "".join(f'<a href="/bai-{number}">Bài</a>' for number in range(ARTICLES)))
    for number in range(ARTICLES):
        site.page(f"/bai-{number}", PAGE.format(f"Bài {number}", "Hết."))
    configure(
        kind="portal", url=f"{site.url}/tin", links="/bai-\\d+$", profile="bao", delay=0, private_hosts=[site.place]
    )
    return site


def test_a_terminal_shows_how_many_items_a_source_has_had(portal: Site) -> None:
    master, slave = pty.openpty()
    environment = {**os.environ, "COLUMNS": "100", "TERM": "xterm"}
    process = subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=slave, env=environment, text=True)
    os.close(slave)
    shown = b""
    with suppress(OSError):  # the terminal's other end is closed
        while part := os.read(master, 65_536):
            shown += part
    output, _ = process.communicate(timeout=60)
    os.close(master)
    counted = [int(number) for number in re.findall(r"xa\s+(\d+) items", shown.decode("utf-8", "replace"))]
    assert counted == sorted(counted)
    assert set(range(1, ARTICLES + 1)) <= set(counted)
    assert [line.partition(" /")[0] for line in output.splitlines()] == ["xa: created"] * ARTICLES + [
        f"xa: {ARTICLES} created"
    ]


def test_elsewhere_there_are_plain_lines_alone(portal: Site) -> None:
    done = subprocess.run(COMMAND, capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == ARTICLES + 1
    assert {line.split(": ")[-2] for line in done.stderr.splitlines()} == {"warning"}
    assert "\x1b" not in done.stdout + done.stderr
