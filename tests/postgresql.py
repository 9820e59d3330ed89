"""A PostgreSQL server of the tests' own, on a Unix socket, with its data in a temporary folder."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

DEBIAN = Path("/usr/lib/postgresql")
# Nothing here outlives the tests, so nothing is written to the disk before it is needed.
OPTIONS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "shared_buffers=32MB", "listen_addresses=")
PATIENCE_SECONDS = 30


def programs() -> Path | None:
    """The folder with `initdb` and `postgres`; None where PostgreSQL's server is not installed."""
    folders = sorted(DEBIAN.glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True)
    found = shutil.which("initdb", path=os.pathsep.join([*map(str, folders), os.environ.get("PATH", "")]))
    return Path(found).resolve().parent if found else None


def _user() -> str | None:
    """The user that runs the server: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    users = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in users else "nobody"


class PostgreSQL:
    """The server. Created, it does not run yet; its data are those of the folder if that has some."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        self._names = count(1)
        self._user = _user()
        self.process: subprocess.Popen[bytes] | None = None
        if self._user:
            shutil.chown(folder, self._user)
        if not (folder / "data").exists():
            self._initialize()

    def _initialize(self) -> None:
        command: list[str | Path] = [
            self._programs / "initdb",
            "-D",
            self._folder / "data",
            "-U",
            "bantin",
            "-A",
            "trust",
            "-E",
            "UTF8",
        ]
        subprocess.run([*command, "--locale=C", "-N"], check=True, stdout=subprocess.DEVNULL, **self._as_user())

    def _as_user(self) -> dict[str, Any]:
        owner = {"user": self._user, "extra_groups": []} if self._user else {}
        return {"cwd": self._folder, **owner}

    def start(self) -> None:
        """Return when the server answers."""
        options = [part for option in OPTIONS for part in ("-c", option)]
        sockets = ["-c", f"unix_socket_directories={self._folder}"]
        with (self._folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._folder / "data", *options, *sockets],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                **self._as_user(),
            )
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                self.execute("SELECT 1")
            except psycopg.OperationalError:
                assert self.process.poll() is None, (self._folder / "log").read_text("utf-8")
                assert time.monotonic() < deadline, "PostgreSQL does not start"
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        """End every connection and the server."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(PATIENCE_SECONDS)

    def url(self, database: str) -> str:
        return f"postgresql://bantin@/{database}?host={self._folder}"

    def execute(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Execute a statement outside of a transaction; the rows that it gives."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def database(self, options: str = "") -> Iterator[str]:
        """The name of a new, empty database. It is dropped afterwards."""
        name = f"bantin_{next(self._names)}"
        self.execute(f"CREATE DATABASE {name} {options}")
        try:
            yield name
        finally:
            self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextmanager
def running() -> Iterator[PostgreSQL]:
    """A server that runs; skips the test where PostgreSQL is not installed."""
    found = programs()
    if found is None:
        pytest.skip("PostgreSQL's server (initdb) is not installed; tests/servers.sh installs it on Debian")
    folder = Path(tempfile.mkdtemp(prefix="bantin-postgresql-"))
    try:
        server = PostgreSQL(found, folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
