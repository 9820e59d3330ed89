"""`sync --every` goes on until it is ended, and no source waits for another one that is slow."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Timer

import pytest

from tests.cli.sources.syncing import PAGE, configure, sync
from tests.processes import children
from tests.web_server import HTML, Reply, Site

COMMAND = [sys.executable, "-m", "bantin_reader.cli.main", "sync"]
PATIENCE_SECONDS = 60.0
ENDINGS = [(signal.SIGTERM, 0, ""), (signal.SIGINT, 130, "stopped; every stored article is complete\n")]

Process = subprocess.Popen[str]


@contextmanager
def running(*arguments: str) -> Iterator[Process]:
    """The command, which is killed if it takes too long; then reading what it prints ends."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it, and hand that on
    command, pipe = [*COMMAND, *arguments], subprocess.PIPE
    with subprocess.Popen(command, start_new_session=True, text=True, stdout=pipe, stderr=pipe) as process:
        timer = Timer(PATIENCE_SECONDS, os.killpg, (process.pid, signal.SIGKILL))
        timer.start()
        try:
            yield process
        finally:
            timer.cancel()
            process.kill()


def read_until(process: Process, line: str) -> list[str]:
    """The lines that it prints up to this one."""
    assert process.stdout
    lines: list[str] = []
    while line not in lines:
        read = process.stdout.readline()
        assert read, f"it ended without {line!r}: {lines}"
        lines.append(read.rstrip())
    return lines


@pytest.fixture
def folder(site: Site, tmp_path: Path) -> Path:
    """The source's folder; it holds an article."""
    folder = tmp_path / "tin"
    folder.mkdir()
    write(folder, "Một")
    configure(kind="folder", path=str(folder))
    return folder


def write(folder: Path, title: str) -> None:
    (folder / f"{title}.md").write_text(f"---\ntitle: {title}\nlang: vi\n---\n\nTin.\n", "utf-8")


@pytest.mark.parametrize(("number", "status", "told"), ENDINGS)
def test_it_begins_again_after_the_period_with_the_settings_of_that_moment(
    folder: Path, tmp_path: Path, number: signal.Signals, status: int, told: str
) -> None:
    with running("--every", "1s") as process:
        read_until(process, "xa: 1 created")
        write(folder, "Hai")
        read_until(process, "xa: 1 created, 1 unchanged")
        file = Path(os.environ["BANTIN_CONFIG"])
        replaced = tmp_path / "khac.toml"
        replaced.write_text(file.read_text("utf-8").replace('"xa"', '"khac"'), "utf-8")
        replaced.replace(file)  # at once: a file that is being written may be read, and lacks its sources then
        read_until(process, "khac: 2 unchanged")
        os.killpg(process.pid, number)
        assert (process.wait(PATIENCE_SECONDS), process.stderr and process.stderr.read()) == (status, told)


@pytest.mark.parametrize("seconds", [0, 0.005, 0.02, 0.1, 0.2])
def test_a_source_that_has_just_begun_ends_without_a_word(folder: Path, seconds: float) -> None:
    number, status, told = ENDINGS[-1]
    with running("--every", "1s") as process:
        while not children(process.pid):
            assert process.poll() is None
        time.sleep(seconds)  # any moment will do
        os.killpg(process.pid, number)
        assert (process.wait(PATIENCE_SECONDS), process.stderr and process.stderr.read()) == (status, told)


@pytest.mark.parametrize("period", ["5", "0m", "1d", "m", "-1s"])
def test_a_period_that_is_none_is_refused_with_an_example(folder: Path, period: str) -> None:
    result = sync(f"--every={period}")
    assert (result.exit_code, "write a period like 30s, 5m or 1h" in result.stderr) == (2, True)


def test_a_source_that_does_not_answer_keeps_no_other_waiting(site: Site) -> None:
    answering = Event()

    def slow(_headers: dict[str, str]) -> Reply:
        answering.wait(PATIENCE_SECONDS)
        return Reply(404, HTML)

    site.replies["/cham"] = slow
    site.page("/tin", '<a href="/bai-1">Bài</a>')
    site.page("/bai-1", PAGE.format("Bài 1", "Hết."))
    common: dict[str, object] = {"delay": 0, "robots": False, "private_hosts": [site.place]}
    configure(kind="feed", url=f"{site.url}/cham", **common)
    file = Path(os.environ["BANTIN_CONFIG"])
    first = file.read_text("utf-8").replace('"xa"', '"cham"')
    configure(kind="portal", url=f"{site.url}/tin", links="/bai-\\d+$", profile="bao", **common)
    file.write_text(f"{first}\n{file.read_text('utf-8')}", "utf-8")
    with running() as process:
        read_until(process, "xa: 1 created")
        assert process.poll() is None, "it goes on reading the slow one"
        answering.set()
        assert process.wait(PATIENCE_SECONDS) == 1
        assert process.stderr
        assert "cham: failed: cannot be fetched: " in process.stderr.read()
