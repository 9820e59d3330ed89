"""`sync` of a portal with many articles, each with a picture, over real HTTP and in processes of its own.

SOURCES is the number of articles, and SEED chooses the moments at which the program is killed.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.sources.syncing import configure, run, store
from tests.web_server import Site

ARTICLES = int(os.environ.get("SOURCES") or 40)
SEED = int(os.environ.get("SEED") or random.randrange(1_000_000))
KILLS = 10 if os.environ.get("SOURCES") else 5
# Requests and seconds after which the program is killed at the latest.
LAST_REQUEST, LAST_SECONDS = 8, 0.1
COMMAND = [sys.executable, "-m", "bantin_reader.cli.main", "sync"]
# Kilobytes by which ten times as many articles may raise the peak.
GROWTH = 20_000
PAGE = (
    '<!doctype html><html lang="vi"><title>x</title><h1>Bài {0}</h1><div id="bai"><p>Bà con bản {0} lên đồi.</p>'
    '<p><img src="/anh-{0}.png" alt="Đồi sa mộc nhìn từ bản"></p><p>{1}</p></div></html>'
)
WORDS = "Mỗi hộ nhận 1,5 ha đất rừng để trồng sa mộc. " * 60

pytestmark = pytest.mark.slow


def picture(number: int) -> bytes:
    written = BytesIO()
    Image.new("RGB", (40, 30), (number % 256, number // 256, 90)).save(written, "PNG")
    return written.getvalue()


def list_articles(site: Site, count: int) -> None:
    site.file("/tin", "".join(f'<a href="/bai-{number}">Bài</a>' for number in range(1, count + 1)), "text/html")


@pytest.fixture
def portal(site: Site) -> Iterator[Site]:
    """A portal of ARTICLES articles."""
    list_articles(site, ARTICLES)
    for number in range(1, ARTICLES + 1):
        site.file(f"/bai-{number}", PAGE.format(number, WORDS), "text/html; charset=utf-8")
        site.file(f"/anh-{number}.png", picture(number), "image/png")
    configure(
        kind="portal", url=f"{site.url}/tin", links="/bai-\\d+$", profile="bao", delay=0, private_hosts=[site.place]
    )
    yield site
    site.on_request = None


def start() -> subprocess.Popen[str]:
    return subprocess.Popen(COMMAND, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def peak_of_sync() -> int:
    """The most memory in kilobytes that a process of a sync had, which must succeed."""
    process = subprocess.Popen(COMMAND, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return usage.ru_maxrss


def require_whole_articles(least: int) -> int:
    """Check the store: each of its articles, at least so many, has its picture. Return their number."""
    count = store().count()
    result = run("check")
    assert result.exit_code == 0, result.stdout
    assert f"{count} pictures" in result.stdout
    assert count >= least
    return count


def start_at(site: Site, request: int, timer: threading.Timer) -> None:
    if len(site.requests) == request:
        timer.start()


def test_a_second_run_fetches_next_to_nothing_and_memory_does_not_grow(portal: Site) -> None:
    list_articles(portal, ARTICLES // 10)
    few = peak_of_sync()
    list_articles(portal, ARTICLES)
    many = peak_of_sync()
    assert require_whole_articles(ARTICLES) == ARTICLES
    pages = Counter(path for path in portal.paths if path not in ("/robots.txt", "/tin"))
    assert set(pages.values()) == {1}
    assert len(pages) == 2 * ARTICLES
    portal.requests.clear()
    again = peak_of_sync()
    # A run of several minutes has pages that are due again by then; they are not sent again.
    assert portal.paths[:2] == ["/robots.txt", "/tin"]
    assert all("If-None-Match" in headers for _, headers in portal.requests[1:])
    assert not any(path.startswith("/anh-") for path in portal.paths)
    assert many - few < GROWTH, (few, many)
    assert again - few < GROWTH, (few, again)


def test_a_sync_that_is_killed_at_random_moments_loses_nothing(
    portal: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    chance, stored = random.Random(SEED), 0
    with capsys.disabled():
        print(f"SEED={SEED}")
    for _ in range(KILLS):
        process = start()
        moment, pause = chance.randint(1, LAST_REQUEST), chance.uniform(0, LAST_SECONDS)
        asked = len(portal.requests)

        def kill_later(
            process: subprocess.Popen[str] = process, at: int = asked + moment, pause: float = pause
        ) -> None:
            if len(portal.requests) == at:
                threading.Timer(pause, os.killpg, (process.pid, signal.SIGKILL)).start()

        portal.on_request = kill_later
        process.communicate(timeout=120)
        assert process.returncode == -signal.SIGKILL
        stored = require_whole_articles(stored)
    portal.on_request = None
    # In a process that has opened no database: SQLite's locks do not outlive a fork, and this one has opened some.
    assert subprocess.run(COMMAND, stdout=subprocess.DEVNULL, check=False).returncode == 0
    assert require_whole_articles(stored) == ARTICLES


def test_two_processes_at_once_do_no_harm(portal: Site) -> None:
    second: list[tuple[int, str]] = []

    def once() -> None:
        if portal.paths[-1] == "/bai-1" and not second:
            second.append((0, ""))
            process = start()
            _, errors = process.communicate(timeout=120)
            second[0] = (process.returncode, errors)

    portal.on_request = once
    first = start()
    output, _ = first.communicate(timeout=600)
    assert second == [(0, "xa: another process is reading this source\n")]
    assert (first.returncode, output.splitlines()[-1]) == (0, f"xa: {ARTICLES} created")
    assert require_whole_articles(ARTICLES) == ARTICLES
    assert set(Counter(portal.paths).values()) == {1}


def test_two_sources_of_the_same_articles_in_two_processes_do_no_harm(portal: Site) -> None:
    config = Path(os.environ["BANTIN_CONFIG"])
    table = config.read_text("utf-8")
    config.write_text("\n".join([table, table.replace('"xa"', '"xb"')]), "utf-8")
    both = [subprocess.Popen([*COMMAND, name], stdout=subprocess.PIPE, text=True) for name in ("xa", "xb")]
    last = [process.communicate(timeout=600)[0].splitlines()[-1] for process in both]
    assert [process.returncode for process in both] == [0, 0], last
    assert require_whole_articles(ARTICLES) == ARTICLES
