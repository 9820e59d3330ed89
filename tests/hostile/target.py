"""The server that is attacked, and what is measured of it."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.wire import CLOSE, HOST, Heard, say
from tests.serving.server import Server

AT_ONCE = 16


@dataclass(frozen=True)
class Target:
    """A server of the store in `data`, whose public address has the path `mount`.

    `slug` is an ordinary article, `marks` one of 200 KB that consists of end marks; `large` and `lost` are the names,
    without a suffix, of originals that have no renditions yet.
    """

    server: Server
    data: Path
    mount: str
    slug: str
    marks: str
    large: str
    lost: str

    def send(self, method: bytes, path: str, lines: bytes = b"", *, body: bytes = b"") -> Heard:
        head = method + f" {self.mount}{path} HTTP/1.1\r\n".encode() + HOST + CLOSE + lines + b"\r\n"
        return say(self.server.port, head + body)

    def get(self, path: str, *headers: bytes) -> list[int]:
        """The statuses of the responses to a GET request."""
        return self.send(b"GET", path, b"".join(header + b"\r\n" for header in headers)).statuses

    def get_all_at_once(self, paths: Iterable[str]) -> set[int]:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return {status for statuses in pool.map(self.get, paths) for status in statuses}

    def command(self, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
        """Run `bantin-reader` with the server's store."""
        line = [sys.executable, "-m", "bantin_reader.cli.main", *arguments]
        environment = {**os.environ, "BANTIN_DATA": str(self.data)}
        return subprocess.run(line, env=environment, capture_output=True, timeout=300, check=False)

    def peak_bytes(self) -> int:
        """The sum of the most resident memory that each process of the server had."""
        return sum(peak_bytes(pid) for pid in {self.server.process.pid, *self.server.workers})


def peak_bytes(pid: int) -> int:
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) * 1024 if found else 0


def store_original(folder: Path, content: bytes) -> str:
    """Store an original alone, as a backup of originals leaves it; returns its name without the suffix."""
    stem = hashlib.sha256(content).hexdigest()[:32]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{stem}.png").write_bytes(content)
    return stem
