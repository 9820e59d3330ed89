"""`profile try` shows an operator what a profile finds in a page, and where."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bantin_reader.cli.main import commands

PAGE = """<!doctype html><html lang="vi"><head><meta property="article:section" content="Nông thôn">
<meta property="og:title" content="Khuổi Mây trồng rừng"></head><body><h1>Khuổi Mây trồng rừng</h1>
<p class="ngay">19/11/2026 07:05</p><div id="bai"><p>Sáng nay, bà con lên đồi.</p><p>Mỗi hộ nhận 1,5 ha.</p>
<p><img src="mat.jpg"></p><p>Quàng Văn Tám</p></div></body></html>"""
PROFILE = "[fields]\ntitle = 'h2.tua'\ndate = '.ngay'\nbody = ['.khong', '#bai']\n"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "200")
    profiles = Path(os.environ["BANTIN_DATA"]) / "profiles"
    profiles.mkdir(parents=True)
    (profiles / "bao.toml").write_text(PROFILE, "utf-8")
    file = tmp_path / "bai.html"
    file.write_text(PAGE, "utf-8")
    return file


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, ["profile", "try", *map(str, arguments)])


def rows(result: Result) -> dict[str, list[str]]:
    lines = [line.split("│")[1:-1] for line in result.stdout.splitlines() if line.startswith("│")]
    return {line[0].strip(): [cell.strip() for cell in line[1:]] for line in lines}


def test_each_field_is_shown_with_its_origin_and_then_the_warnings(page: Path) -> None:
    result = run("--profile", "bao", page)
    assert result.exit_code == 0, result.exception
    shown = rows(result)
    assert shown["title"] == ["Khuổi Mây trồng rừng", "<meta og:title>"]
    assert shown["date"] == ["2026-11-19 07:05", ".ngay"]
    assert shown["category"] == ["Nông thôn", "<meta article:section>"]
    assert shown["author"] == ["Quàng Văn Tám", "the end of the body"]
    assert shown["sapo"] == ["", ""]
    assert shown["body"][0].startswith("<p>Sáng nay, bà con lên đồi.</p>")
    assert "profile bao" in result.stdout
    assert "warning: picture mat.jpg: no alternative text and no caption" in result.stdout


def test_nothing_is_stored(page: Path) -> None:
    run("--profile", "bao", page)
    assert [path.name for path in Path(os.environ["BANTIN_DATA"]).iterdir()] == ["profiles"]


def test_a_page_that_cannot_be_read_is_one_line(page: Path) -> None:
    result = run(page)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"{page}: no profile fits the page: bao finds no title, ")


class Handler(BaseHTTPRequestHandler):
    """Responds with PAGE to every request."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(
            PAGE.replace('<div id="bai">', '<div id="bai"><p><a href="/rung">Rừng</a> đã xanh.</p>').encode()
        )

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=partial(server.serve_forever, 0.05))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_page_is_fetched_from_its_address(page: Path, site: str) -> None:
    result = run("--profile", "bao", f"{site}/tin")
    assert result.exit_code == 0, result.exception
    shown = rows(result)
    assert shown["title"] == ["Khuổi Mây trồng rừng", "<meta og:title>"]
    assert f'<a href="{site}/rung">' in result.stdout
    assert "warning: picture mat.jpg: no alternative text and no caption" in result.stdout
    assert [path.name for path in Path(os.environ["BANTIN_DATA"]).iterdir()] == ["profiles"]


def test_a_page_that_cannot_be_fetched_is_one_line(page: Path) -> None:
    result = run("http://127.0.0.1:9/tin")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "http://127.0.0.1:9/tin: cannot be fetched: [Errno 111] Connection refused\n"


def test_the_last_change_has_a_row(page: Path) -> None:
    page.write_text(
        PAGE.replace("</head>", '<meta property="article:modified_time" content="2026-11-20"></head>'), "utf-8"
    )
    assert rows(run("--profile", "bao", page))["updated"] == ["2026-11-20", "<meta article:modified_time>"]
