"""A site that something happens to: what its readers see meanwhile, and afterwards."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bantin_reader.config.settings import embedded_database
from bantin_reader.services.importer import Imported, Importer
from bantin_reader.sources.file_reader import FileLoader
from bantin_reader.sources.limited_process import LimitedReader
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database
from bantin_reader.store.pictures.store import FilesystemPictureStore
from bantin_reader.store.recordings.folder import RecordingFolder
from bantin_reader.store.sqlite_connection import JOURNAL_SUFFIXES
from tests.serving.server import PATIENCE_SECONDS, Server, eventually

ARTICLE = "---\ntitle: {0}\nlang: vi\ndate: 2024-01-24\n---\n\n{1}\n\nĐoạn cuối của {0}./.\n"
AWAY = {"vi": "Hiện chưa thể mở trang này", "en": "This page cannot be shown just now"}
LANGUAGES: tuple[tuple[dict[str, str], str], ...] = (
    ({}, "vi"),
    ({"Accept-Language": "en"}, "en"),
    ({"Cookie": "bantin_prefs=lang=en"}, "en"),
)
_other = count(1)


class Site:
    """A data folder with articles A, which readers have read, and B, which nobody has. Their database is the one at
    `url`, else an SQLite file in that folder."""

    a, b = "/articles/tin-a", "/articles/tin-b"

    def __init__(self, data: Path, sources: Path, url: str = "") -> None:
        self.data = data
        self.url = url or embedded_database(data)
        self.database = data / "bantin.sqlite3"
        self._sources = sources
        sources.mkdir(exist_ok=True)

    def source(self, title: str, body: str = "Nội dung.") -> Path:
        file = self._sources / f"{title.replace(' ', '-')}.md"
        file.write_text(ARTICLE.format(title, body), "utf-8")
        return file

    def land(self, title: str, body: str = "Nội dung.") -> str:
        """Import an article and let go of the store, as a process that ends does; gives its address."""
        engine = open_database(self.url)
        try:
            importing = Importer(
                LimitedReader(FileLoader()),
                ArticleRepository(engine),
                FilesystemPictureStore(self.data / "pictures"),
                RecordingFolder(self.data / "recordings"),
            )
            [landed] = importing.run([self.source(title, body)])
        finally:
            engine.dispose()
        assert isinstance(landed, Imported), landed
        return f"/articles/{landed.slug}"

    def put(self, file: Path) -> None:
        """As docs/operating.md says: what was there goes aside with all that belongs to it."""
        for end in ("", *JOURNAL_SUFFIXES):
            old = self.database.with_name(self.database.name + end)
            if old.exists():
                old.rename(old.with_name(f"hong-{next(_other)}-{old.name}"))
        file.rename(self.database)


def command(
    site: Site, *arguments: str | Path, within: Sequence[str] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, as the operator gives it; `within` is a program that runs it."""
    return subprocess.run(
        [*within, sys.executable, "-m", "bantin_reader.cli.main", *map(str, arguments)],
        env=os.environ | {"BANTIN_DATA": str(site.data)} | environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def press(server: Server) -> tuple[int, str]:
    """A press of the toolbar without script: status, and the cookie."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_SECONDS)
    try:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/preferences", urlencode({"text": "125"}), form)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.getheader("Set-Cookie", "")
    finally:
        connection.close()


def missing(server: Server) -> list[str]:
    status, _, body = server.get("/readyz")
    reported: list[str] = json.loads(body)["missing"]
    assert status == (503 if reported else 200)
    return reported


def reads(server: Server, path: str, words: str, headers: Mapping[str, str] | None = None) -> None:
    status, _, body = server.get(path, headers)
    assert (status, words in body.decode()) == (200, True), path


def is_away(server: Server, path: str) -> None:
    """An honest answer in the reader's language, and nobody keeps it. An embed does not read the site's cookie."""
    for headers, language in LANGUAGES[:2] if path.startswith("/embed") else LANGUAGES:
        status, named, body = server.get(path, headers)
        page = body.decode()
        assert status == 503
        assert int(named["retry-after"]) > 0
        assert "no-store" in named["cache-control"]
        assert f'<html lang="{language}"' in page
        assert page.count(AWAY[language]) >= 2, "title and heading"
        assert AWAY["vi" if language == "en" else "en"] not in page


@contextmanager
def problem(site: Site, server: Server, reported: str) -> Iterator[bytes]:
    """What holds during every fault of the store that began inside this block, and after it. Gives A's page.

    Begin the fault in the block's first lines and call `suffers`; end it in the last.
    """
    status, _, before = server.get(site.a)
    assert status == 200
    assert missing(server) == []
    yield before
    eventually(lambda: missing(server) == [])
    eventually(lambda: server.get(site.b)[0] == 200)
    title = f"Tin sau {reported}"
    new = site.land(title)
    eventually(lambda: server.get(new)[0] == 200)
    reads(server, "/", title)
    for path, words in ((site.a, "Tin A"), (site.b, "Tin B"), (new, title)):
        reads(server, path, f"Đoạn cuối của {words}")


def suffers(site: Site, server: Server, before: bytes, reported: str) -> None:
    """What readers and operators see during a fault of the store."""
    eventually(lambda: missing(server) == [reported])
    assert server.get("/healthz")[0] == 200
    for _ in range(3):
        assert server.get(site.a)[::2] == (200, before), "who has read it reads on"
        is_away(server, site.b)
        is_away(server, site.b.replace("/articles/", "/embed/articles/"))
        status, cookie = press(server)
        assert (status, "text=125" in cookie) == (303, True)


def without_privileges() -> list[str]:
    """Runs a program for whom the rights of files count: anyone, or root when it has laid that power down."""
    if os.geteuid():
        return []
    if not shutil.which("setpriv"):
        pytest.skip("root without util-linux's setpriv may write everywhere")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"]


@contextmanager
def disk(folder: Path, size: str) -> Iterator[Path]:
    """A small disk of its own at `folder`."""
    folder.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "bantin-test", str(folder)]
    if os.geteuid() or not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a disk can be mounted by root alone, and not in every container")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """The file that takes up the last byte of a disk."""
    file = folder / "day"
    with file.open("wb", buffering=0) as full:
        for size in (65536, 4096, 1):
            with suppress(OSError):
                while True:
                    full.write(b"x" * size)
    return file
