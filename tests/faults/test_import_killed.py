"""An import is killed at any moment, while a server shows what it stores."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from PIL import Image

from bantin_reader.store.pictures.store import STALE_SECONDS, TEMP_PREFIX
from tests.cli.site import run
from tests.faults.site import Site, command
from tests.serving.server import Server, eventually, serving

ARTICLES = 24
KILLS = 4
FIRST, LAST = "Đoạn mở đầu của bài", "Đoạn cuối của bài"


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lo")
    for number in range(ARTICLES):
        Image.new("RGB", (90, 60), (number, 90, 90)).save(folder / f"{number}.png")
        text = f"---\ntitle: Bài {number}\nlang: vi\nfigure: {{src: {number}.png, alt: Tấm biển số {number}}}\n---\n\n"
        text += f"{FIRST} {number}.\n\n" + "Chữ ở giữa. " * 500 + f"\n\n{LAST} {number}./.\n"
        (folder / f"bai-{number}.md").write_text(text, "utf-8")
    return folder


class Onlooker(threading.Thread):
    """Reads the front page and what it lists, over and over; `half` is what was not whole."""

    def __init__(self, server: Server) -> None:
        super().__init__()
        self._server = server
        self.over = threading.Event()
        self.half: list[str] = []
        self.seen: set[str] = set()

    def run(self) -> None:
        while not self.over.is_set():
            time.sleep(0.05)
            status, _, home = self._server.get("/")
            if status != 200:
                self.half.append(f"/: {status}")
            for address in re.findall(r'href="(/articles/bai-\d+)"', home.decode())[:5]:
                self._look(address)

    def _look(self, address: str) -> None:
        number = address.rpartition("-")[2]
        status, _, body = self._server.get(address)
        page = body.decode()
        pictures = re.findall(r"/pictures/[0-9a-f]{32}-\d+\.webp", page)
        whole = f"{FIRST} {number}." in page and f"{LAST} {number}" in page and pictures
        if status != 200 or not whole or self._server.get(pictures[0])[0] != 200:
            self.half.append(f"{address}: {status}")
        self.seen.add(address)


def test_the_store_holds_whole_articles_and_no_reader_sees_half_of_one(site: Site, batch: Path) -> None:
    moments = random.Random(20261127)
    environment = os.environ | {"BANTIN_DATA": str(site.data)}
    importing = [sys.executable, "-m", "bantin_reader.cli.main", "import", str(batch)]
    with serving(site.data, "--workers", "1") as server:
        onlooker = Onlooker(server)
        onlooker.start()
        killed = 0
        for _ in range(KILLS):
            process = subprocess.Popen(importing, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            assert process.stdout
            process.stdout.readline()  # it is in the midst of it
            time.sleep(moments.uniform(0.0, 0.3))
            process.kill()
            process.communicate()
            killed += process.returncode < 0
        assert killed > 1, "every import was faster"
        for half in (site.data / "pictures").glob(f"{TEMP_PREFIX}*"):
            os.utime(half, (time.time() - STALE_SECONDS - 60,) * 2)
        (site.data / "pictures" / f"{TEMP_PREFIX}cu").touch()
        os.utime(site.data / "pictures" / f"{TEMP_PREFIX}cu", (0, 0))

        checked = run("check")
        assert checked.exit_code == 0, checked.stdout
        done = command(site, "import", batch)
        assert (done.returncode, done.stderr) == (0, "")
        assert len(done.stdout.splitlines()) == ARTICLES
        assert not list((site.data / "pictures").glob(f"{TEMP_PREFIX}*"))
        eventually(lambda: len(onlooker.seen) > 5)
        last = json.dumps(done.stdout.splitlines()[-1])
        address = re.findall(r"/articles/\S+", last)[0]
        eventually(lambda: server.get(address)[0] == 200)
        onlooker.over.set()
        onlooker.join()
        assert onlooker.half == []
    again = command(site, "import", batch)
    assert again.stdout.count("unchanged ") == ARTICLES
