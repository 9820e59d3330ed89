"""The clock is set back, by a day and by years, under a running server and under imports and backups."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookies import SimpleCookie
from pathlib import Path

import pytest

from bantin_reader.store.pictures.store import TEMP_PREFIX
from tests.faults.site import Site, command, missing, press, reads
from tests.serving.server import eventually, serving

DAY = 24 * 60 * 60
NOW, A_DAY_AGO, YEARS_AGO = "+0", f"-{DAY}", f"-{4 * 365 * DAY}"
YEAR_SECONDS = 365 * DAY


class Clock:
    """The wall clock of the processes that have `settings`; the monotonic one goes on as it does in a real one."""

    def __init__(self, file: Path) -> None:
        libraries = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
        if not libraries:
            pytest.skip("faketime is not installed: tests/servers.sh installs it for root on Debian")
        self._file = file
        self.set(NOW)
        self.settings = {
            "LD_PRELOAD": str(libraries[0]),
            "FAKETIME_TIMESTAMP_FILE": str(file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
        }

    def set(self, offset: str) -> None:
        """Relative to the true time, in seconds."""
        self._file.write_text(f"{offset}\n")


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    return Clock(tmp_path / "gio")


def article_in(page: bytes) -> bytes:
    """The article alone: what follows it leads to newer ones."""
    return page[page.index(b"<article") : page.index(b"</article>")]


def test_readers_see_what_is_stored_whatever_the_clock_says(site: Site, clock: Clock) -> None:
    with serving(site.data, "--workers", "1", environment=clock.settings) as server:
        before = article_in(server.get(site.a)[2])
        for offset in (A_DAY_AGO, YEARS_AGO):
            clock.set(offset)
            status, _, page = server.get(site.a)
            assert (status, article_in(page)) == (200, before)
            assert missing(server) == []
            title = f"Tin của đồng hồ {offset.strip('-')}"
            source = site.source(title)
            done = command(site, "import", source, **clock.settings)
            assert done.returncode == 0
            assert all("warning: dated in the future" in line for line in done.stderr.splitlines())
            new = done.stdout.split()[1]
            eventually(lambda new=new: server.get(new)[0] == 200)  # type: ignore[misc]
            reads(server, "/", title)
            site.source(title, "Đã sửa.")
            assert "updated " in command(site, "import", source, **clock.settings).stdout
            eventually(lambda new=new: "Đã sửa." in server.get(new)[2].decode())  # type: ignore[misc]
            status, cookie = press(server)
            [morsel] = SimpleCookie(cookie).values()
            assert (status, morsel["max-age"]) == (303, str(YEAR_SECONDS))
        log_time = datetime.now(UTC).timestamp() - parsedate_to_datetime(morsel["expires"]).timestamp()
        assert log_time > 2 * YEAR_SECONDS, "the clock was not set back"
        clock.set(NOW)
        reads(server, site.b, "Tin B")
        reads(server, new, "Đã sửa.")


def test_half_written_pictures_of_before_and_after_are_swept(site: Site, clock: Clock) -> None:
    pictures = site.data / "pictures"
    pictures.mkdir(exist_ok=True)
    now = time.time()
    for name, written in (("truoc", now), ("sau", now - 4 * YEAR_SECONDS), ("cu", now - 5 * YEAR_SECONDS)):
        (pictures / f"{TEMP_PREFIX}{name}").touch()
        os.utime(pictures / f"{TEMP_PREFIX}{name}", (written, written))
    clock.set(YEARS_AGO)
    command(site, "import", site.source("Tin C"), **clock.settings)
    assert {half.name for half in pictures.glob(f"{TEMP_PREFIX}*")} == {f"{TEMP_PREFIX}sau"}, "it may be in use"


def test_a_backup_in_a_moment_that_comes_again_is_saved_beside_the_first(
    site: Site, clock: Clock, tmp_path: Path
) -> None:
    folder = tmp_path / "sao-luu"
    folder.mkdir()
    # A clock that stands still, as one that is set back each time.
    for number in (1, 2):
        clock.set("2020-01-24 07:30:00")
        done = command(site, "backup", folder, **clock.settings)
        assert done.returncode == 0, done.stderr
        assert len(list(folder.iterdir())) == number
    names = sorted(file.name.partition(".")[0] for file in folder.iterdir())
    assert names[1].startswith("bantin-20200124-"), names
    assert names[1] == f"{names[0]}-2"
