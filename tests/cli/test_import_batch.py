"""A batch of 200 saved pages: progress, Ctrl-C and kill -9 at any moment, whole articles only, and on again."""

from __future__ import annotations

import os
import pty
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from bantin_reader.cli.articles import INTERRUPTED
from bantin_reader.config.settings import Settings
from bantin_reader.model.body_figures import FIGURE
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database
from bantin_reader.store.pictures.store import TEMP_PREFIX

FILES = 200
WITH_PICTURE = 4
LAST = "Đoạn cuối của tin số {}./."
PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8">
<div id="Block_BanTin_Toolbar"><span>18/11/2026</span><h1>Tin số {0}</h1><p>Tóm tắt của tin số {0}.</p></div>
<div id="Block_BanTin_ViewData"><p>Đoạn mở đầu của tin số {0}.</p>{1}<p>{2}</p></div></html>
"""


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("batch")
    for number in range(FILES):
        picture = ""
        if number % WITH_PICTURE == 0:
            (folder / f"{number:03}_files").mkdir()
            Image.new("RGB", (90, 60), (number % 256, number // 256, 90)).save(folder / f"{number:03}_files" / "a.png")
            picture = f'<p><img src="{number:03}_files/a.png" alt="Ảnh của tin số {number}"></p>'
        page = PAGE.format(number, picture, LAST.format(number))
        (folder / f"{number:03}.html").write_text(page, "utf-8")
    return folder


def start(folder: Path, **options: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bantin_reader.cli.main", "import", str(folder)]
    return subprocess.Popen(command, text=True, **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options})  # type: ignore[call-overload]


def articles_are_whole(data: Path) -> int:
    """How many articles there are; fails where one lacks an end or a picture, or a picture is not whole."""
    store = ArticleRepository(open_database(Settings(data=data).database_url))
    pictures = data / "pictures"
    count = store.count()
    for headline in store.newest(limit=FILES, offset=0):
        article = store.by_slug(headline.slug)
        number = article.title.removeprefix("Tin số ")
        assert LAST.format(number) in article.body
        figures = list(FIGURE.finditer(article.body))
        assert len(figures) == (int(number) % WITH_PICTURE == 0)
        for figure in figures:
            [name] = re.findall(r'src="([0-9a-f]{32})\.png"', figure[0])
            assert {path.suffix for path in pictures.glob(f"{name}*")} == {".png", ".avif", ".webp", ".jpg"}
    for file in pictures.glob("[0-9a-f]*") if pictures.is_dir() else ():
        with Image.open(file) as picture:
            picture.load()
    return count


def finish(batch: Path, data: Path, before: int) -> None:
    """Run it again: what was there is unchanged, the rest is created, nothing is there twice."""
    done = start(batch)
    printed, complaints = done.communicate(timeout=120)
    assert (done.returncode, complaints) == (0, "")
    assert printed.count("unchanged ") == before
    assert printed.count("created ") == FILES - before
    assert articles_are_whole(data) == FILES


def test_a_person_who_looks_on_sees_how_far_it_is(batch: Path, tmp_path: Path) -> None:
    master, slave = pty.openpty()
    process = start(batch, stderr=slave, env={**os.environ, "COLUMNS": "100", "TERM": "xterm"})
    os.close(slave)
    shown = b""
    while True:
        try:
            shown += os.read(master, 65536)
        except OSError:
            break
    printed, _ = process.communicate(timeout=120)
    os.close(master)
    assert process.returncode == 0
    assert shown.decode("utf-8", "replace").rstrip().endswith(f"created {FILES}")
    counted = [int(number) for number in re.findall(rf"(\d+)/{FILES}", shown.decode("utf-8", "replace"))]
    assert counted == sorted(counted)
    assert len(set(counted)) > 5
    assert printed.count("created ") == FILES, "what is printed stays clean of the bar"
    assert articles_are_whole(tmp_path / "var") == FILES


def test_ctrl_c_stops_it_and_says_how_to_go_on(batch: Path, tmp_path: Path) -> None:
    process = start(batch)
    assert process.stdout
    for _ in range(40):
        process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, complaints = process.communicate(timeout=60)
    assert process.returncode == INTERRUPTED
    stopped = re.fullmatch(rf"stopped after (\d+) of {FILES} files; run it again to go on\n", complaints)
    assert stopped, complaints
    landed = articles_are_whole(tmp_path / "var")
    assert landed in (int(stopped[1]), int(stopped[1]) + 1)
    assert landed < FILES
    finish(batch, tmp_path / "var", landed)


def killed(batch: Path, data: Path, created: int, pause: float) -> int:
    """Kill an import some time after it has told of so many new articles."""
    process = start(batch)
    assert process.stdout
    told = 0
    while told < created:
        line = process.stdout.readline()
        assert line, "it was at its end"
        told += line.startswith("created ")
    time.sleep(pause)
    process.kill()
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    return articles_are_whole(data)


def test_kill_9_at_any_moment_leaves_whole_articles(batch: Path, tmp_path: Path) -> None:
    data = tmp_path / "var"
    moments = random.Random(20261123)
    landed = killed(batch, data, 0, moments.uniform(0.2, 2.5))
    for _ in range(5):
        created = moments.randint(1, 20)
        after = killed(batch, data, created, moments.uniform(0, 0.1))
        assert after >= landed + created, "what had landed stays"
        landed = after
    finish(batch, data, landed)


def test_what_a_killed_import_left_half_written_is_swept_away_later(batch: Path, tmp_path: Path) -> None:
    pictures = tmp_path / "var" / "pictures"
    pictures.mkdir(parents=True)
    old, new = pictures / f"{TEMP_PREFIX}cu", pictures / f"{TEMP_PREFIX}moi"
    old.touch()
    new.touch()
    os.utime(old, (time.time() - 7200,) * 2)
    process = start(batch / "000.html")
    process.communicate(timeout=60)
    assert not old.exists()
    assert new.exists(), "another import may be writing it"
