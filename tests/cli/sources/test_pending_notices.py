"""A `sync` that is ended leaves no change untold: the next one notifies the hub and IndexNow, both real servers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.store.article_repository import ArticleRepository
from tests.change_receiver import PUBLIC, clear, receiving, told
from tests.cli.sources.syncing import PAGE, configure, run, sync
from tests.web_server import Reply, Site

ARTICLES = 5
COMMAND = [sys.executable, "-m", "bantin_reader.cli.main", "sync"]
# Of the portal: robots.txt, the list, then the pages, the last link first.
FOURTH_PAGE = 6

Received = tuple[Site, dict[str, str]]


@pytest.fixture(scope="module")
def _receiver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Received]:
    with receiving(tmp_path_factory.mktemp("receiver")) as received:
        yield received


@pytest.fixture
def receiver(_receiver: Received, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The server that is hub and search engine; the settings name it."""
    site, environment = _receiver
    clear(site)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return site


@pytest.fixture
def portal(site: Site) -> Iterator[Site]:
    site.page("/tin", "".join(f'<a href="/bai-{number}">Bài</a>' for number in range(1, ARTICLES + 1)))
    for number in range(1, ARTICLES + 1):
        site.page(f"/bai-{number}", PAGE.format(f"Bài {number}", "Hết."))
    configure(
        kind="portal", url=f"{site.url}/tin", links="/bai-\\d+$", profile="bao", delay=0, private_hosts=[site.place]
    )
    yield site
    site.on_request = None


def ended_by(number: signal.Signals, portal: Site) -> int:
    """The exit status of a sync that gets a signal when it asks for the fourth page."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it, and hand that on
    process = subprocess.Popen(COMMAND, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    asked = len(portal.requests)
    end = partial(os.killpg, process.pid, number)
    portal.on_request = lambda: end() if len(portal.requests) - asked == FOURTH_PAGE else None
    process.wait(timeout=60)
    portal.on_request = None
    return process.returncode


def addresses(*numbers: int) -> set[str]:
    return {f"{PUBLIC}/articles/bai-{number}" for number in numbers}


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 0), (signal.SIGKILL, -signal.SIGKILL)]
)
def test_what_an_ended_run_has_stored_is_told_by_the_next_one(
    receiver: Site, portal: Site, number: signal.Signals, status: int
) -> None:
    assert ended_by(number, portal) == status
    assert receiver.posted == [], "the run had no time for it"
    result = sync()
    assert result.exit_code == 0, result.output
    assert [path for path, _, _ in receiver.posted] == ["/push", "/indexnow"] * 2, "at its beginning and at its end"
    assert sorted(told(receiver)) == sorted(addresses(*range(1, ARTICLES + 1))), "each article once"
    receiver.posted.clear()
    assert sync().exit_code == 0
    assert receiver.posted == []


def test_a_withdrawal_that_was_cut_off_is_told_by_the_next_run(
    receiver: Site, portal: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "tin"
    folder.mkdir()
    for title in ("Một", "Hai"):
        (folder / f"{title}.md").write_text(f"---\ntitle: {title}\nlang: vi\n---\n\nTin.\n", "utf-8")
    configure(kind="folder", path=str(folder))
    assert sync().exit_code == 0
    receiver.posted.clear()
    (folder / "Một.md").unlink()
    withdraw = ArticleRepository.withdraw

    def be_killed_after(store: ArticleRepository, slug: str, reason: str) -> None:
        withdraw(store, slug, reason)
        os.kill(os.getpid(), signal.SIGKILL)

    with monkeypatch.context() as patched:  # the process of the source inherits it
        patched.setattr(ArticleRepository, "withdraw", be_killed_after)
        assert sync("--allow-removals").exit_code == 1
    assert receiver.posted == []
    assert sync("--allow-removals").exit_code == 0
    assert told(receiver) == [f"{PUBLIC}/articles/mot"]


def test_notices_wait_where_the_store_is_not_available(
    receiver: Site, portal: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StoreUnavailable("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(ArticleRepository, "embargo_of", fail)
        patched.setattr(ArticleRepository, "is_withdrawn", lambda *_: True)  # an import looks at no embargo then
        assert "xa: the change notices were not sent: the disk is full" in sync().stderr
    assert receiver.posted == []
    assert sync().exit_code == 0
    assert set(told(receiver)) == addresses(*range(1, ARTICLES + 1))


def test_the_next_run_tells_a_receiver_that_was_out_of_order(receiver: Site, portal: Site) -> None:
    receiver.replies["/indexnow"] = Reply(503)
    result = sync()
    assert result.exit_code == 0
    assert "was not notified of the changes: cannot be sent: the response is 503" in result.stderr
    clear(receiver)
    assert sync().exit_code == 0
    assert sorted(told(receiver)) == sorted(addresses(*range(1, ARTICLES + 1))), "each article once"
    receiver.posted.clear()
    assert sync().exit_code == 0
    assert receiver.posted == []


def test_what_was_refused_is_not_told_again(receiver: Site, portal: Site) -> None:
    receiver.replies["/indexnow"] = Reply(403)
    assert "was not notified of the changes: cannot be sent: the response is 403" in sync().stderr
    clear(receiver)
    assert sync().exit_code == 0
    assert receiver.posted == []


def test_the_feeds_of_its_section_are_told_of_an_article_that_an_ended_run_has_stored(
    receiver: Site, portal: Site
) -> None:
    profile = Path(os.environ["BANTIN_DATA"]) / "profiles" / "bao.toml"
    profile.write_text("[fields]\ntitle = 'h1'\nbody = '#bai'\ncategory = '.muc'\n", "utf-8")
    portal.page("/bai-5", PAGE.format("Bài 5", "Hết.").replace("<div", '<p class="muc">Y tế</p><div'))
    ended_by(signal.SIGKILL, portal)
    assert sync().exit_code == 0
    first = next(content for path, _, content in receiver.posted if path == "/push")
    assert ("hub.url", f"{PUBLIC}/categories/y-te/feed.atom") in parse_qsl(first.decode())


def test_nothing_is_kept_where_nobody_is_to_be_told(portal: Site) -> None:
    ended_by(signal.SIGKILL, portal)
    assert [file.name for file in (Settings().data / "sync").iterdir()] == ["xa.lock"]
    assert run("check").exit_code == 0
