"""A wheel built from the tree is all that a server needs: an empty venv, an empty folder, two commands."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import DATA, ROOT
from tests.processes import free_port

PAGE = DATA / "saved" / "publishing-portal" / "clean.html"
PATIENCE = 600


def run(*command: str | Path, folder: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("BANTIN_", "PYTHON"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`bantin-reader`, installed from a wheel after the locked requirements, as the operating guide has it."""
    place = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", place, ROOT, folder=place)
    [wheel] = place.glob("*.whl")
    run(sys.executable, "-m", "venv", "--without-pip", place / "venv", folder=place)
    # https://pip.pypa.io/en/stable/user_guide/#managing-a-different-python-interpreter
    there = (*pip, "--python", place / "venv")
    run(*there, "install", "--no-compile", "--require-hashes", "-r", ROOT / "requirements" / "run.txt", folder=place)
    run(*there, "install", "--no-compile", "--no-deps", wheel, folder=place)
    run(*there, "check", folder=place)
    return place / "venv" / "bin" / "bantin-reader"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    empty = tmp_path / "trống"
    empty.mkdir()
    return empty


def get(url: str, **headers: str) -> str:
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=20) as answer:
        assert answer.status == 200
        content: bytes = answer.read()
        return content.decode("utf-8", "replace")


@pytest.fixture
def served(command: Path, folder: Path) -> Iterator[str]:
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("BANTIN_", "PYTHON"))}
    server = subprocess.Popen([command, "serve", "--port", str(port)], cwd=folder, env=environment)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                get(url)
                break
            except (urllib.error.URLError, ConnectionError):
                assert server.poll() is None, "the server stopped"
                time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=30)


def test_an_import_and_a_server_need_nothing_of_the_tree(command: Path, folder: Path, served: str) -> None:
    printed = run(command, "import", PAGE, folder=folder)
    address = re.search(r"^created (/articles/\S+)", printed, re.MULTILINE)
    assert address, printed
    page = get(served + address[1], **{"Accept-Language": "vi"})
    assert "Tăng cỡ chữ" in page
    assert "Increase text size" in get(served + address[1], **{"Accept-Language": "en"})
    for path in re.findall(r'(?:href|src)="(/(?:static|pictures)/[^"]+)"', page):
        assert get(served + path)
    assert re.search(r"/pictures/\S+\.avif", page)
    assert sorted(path.name for path in folder.iterdir()) == ["var"]


def test_the_shipped_profiles_are_in_it(command: Path, folder: Path) -> None:
    pages = sorted((DATA / "saved").glob("*/clean.html"))
    lines = run(command, "import", "--dry-run", *pages, folder=folder).splitlines()
    assert len(lines) == len(pages) > 1
    assert all(json.loads(line)["title"] for line in lines)
