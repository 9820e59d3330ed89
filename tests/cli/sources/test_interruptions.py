"""A `sync` that is killed, interrupted or runs twice at once leaves whole articles only; the next one goes on."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO

import pytest
from PIL import Image

from bantin_reader.config.settings import Settings
from tests.cli.sources.syncing import configure, run, store, sync
from tests.processes import children
from tests.web_server import Site

ARTICLES = 8
COMMAND = [sys.executable, "-m", "bantin_reader.cli.main", "sync"]
PAGE = (
    '<!doctype html><html lang="vi"><title>x</title><h1>Bài {0}</h1><div id="bai"><p>Bà con lên đồi.</p>'
    '<p><img src="/anh-{0}.png" alt="Đồi sa mộc nhìn từ bản"></p><p>Hết.</p></div></html>'
)
# The requests at which the program is killed: the first two are for robots.txt and the list, then follow pages and
# pictures in turn.
MOMENTS = (2, 3, 4, 5, 8)


@pytest.fixture
def portal(site: Site) -> Iterator[Site]:
    """A portal of articles with a picture each."""
    site.page("/tin", "".join(f'<a href="/bai-{number}">Bài</a>' for number in range(1, ARTICLES + 1)))
    for number in range(1, ARTICLES + 1):
        site.file(f"/bai-{number}", PAGE.format(number), "text/html; charset=utf-8")
        picture = BytesIO()
        Image.new("RGB", (40 + number, 30)).save(picture, "PNG")
        site.file(f"/anh-{number}.png", picture.getvalue(), "image/png")
    configure(
        kind="portal", url=f"{site.url}/tin", links="/bai-\\d+$", profile="bao", delay=0, private_hosts=[site.place]
    )
    yield site
    site.on_request = None


def start() -> subprocess.Popen[str]:
    # A shell's background jobs ignore the signal, and would hand that on.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return subprocess.Popen(COMMAND, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def at_request(site: Site, moment: int, do: Callable[[], object]) -> None:
    """Call a function when the site has received so many requests more."""
    asked = len(site.requests)

    def hook() -> None:
        if len(site.requests) - asked == moment:
            do()

    site.on_request = hook


def require_whole_articles() -> None:
    """Check the store with the pictures of its articles: each article has one."""
    result = run("check")
    assert result.exit_code == 0, result.stdout
    assert f"articles: {store().count()} published" in result.stdout
    assert f"{store().count()} pictures" in result.stdout


def test_a_sync_that_is_killed_leaves_whole_articles_and_the_next_one_goes_on(portal: Site) -> None:
    assert store().count() == 0
    for moment in MOMENTS:
        process = start()
        at_request(portal, moment, partial(os.killpg, process.pid, signal.SIGKILL))
        process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL
        require_whole_articles()
    assert 0 < store().count() < ARTICLES
    assert sync().exit_code == 0
    assert store().count() == ARTICLES
    require_whole_articles()


def test_a_page_whose_reader_is_killed_is_read_again_in_the_next_run(portal: Site) -> None:
    """As when a system ends all processes of a group one after the other, or has too little memory."""
    process = start()

    def kill_reader() -> None:
        for source in children(process.pid):
            for reader in children(source):
                os.kill(reader, signal.SIGKILL)

    at_request(portal, 5, kill_reader)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors.count("the process that reads was ended by another one")) == (1, 1)
    portal.on_request = None
    assert store().count() == ARTICLES - 1
    assert sync().exit_code == 0
    assert store().count() == ARTICLES
    require_whole_articles()


def test_ctrl_c_leaves_whole_articles_and_says_so(portal: Site) -> None:
    process = start()
    at_request(portal, 6, partial(os.killpg, process.pid, signal.SIGINT))
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors.splitlines()[-1]) == (130, "stopped; every stored article is complete")
    require_whole_articles()
    assert 0 < store().count() < ARTICLES


def test_a_second_sync_leaves_a_source_alone_that_another_process_reads(portal: Site) -> None:
    file = Settings().data / "sync" / "xa.lock"
    file.parent.mkdir(parents=True)
    with file.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        result = sync()
        assert (result.exit_code, result.stderr) == (0, "xa: another process is reading this source\n")
        assert portal.requests == []
    assert sync().stdout.splitlines()[-1] == f"xa: {ARTICLES} created"
