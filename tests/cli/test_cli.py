"""The bantin-reader command: taking back, publishing again, serving, and wrong settings."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bantin_reader.cli.main import commands, main
from bantin_reader.config.settings import Settings
from tests.checking import CheckingClient
from tests.conftest import PORTAL_TEXT, land
from tests.processes import free_port

COMMAND = [sys.executable, "-m", "bantin_reader.cli.main"]
START_SECONDS = 60


@pytest.fixture
def slug(settings: Settings) -> str:
    [slug] = land(settings, PORTAL_TEXT)
    return slug


@pytest.fixture
def port() -> int:
    return free_port()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, arguments)


def process(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], env=os.environ | settings, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("prefix", ["", "/articles/"])
def test_a_withdrawn_article_is_gone_with_its_reason_until_it_is_reinstated(
    client: CheckingClient, slug: str, prefix: str
) -> None:
    result = run("withdraw", f"{prefix}{slug}", "--reason", " Số liệu\nchưa  chính xác ")
    assert (result.exit_code, result.output) == (0, f"withdrawn /articles/{slug}\n")
    gone = client.get(f"/articles/{slug}")
    assert gone.status_code == 410
    assert "Số liệu chưa chính xác" in gone.get_data(as_text=True)
    result = run("reinstate", f"{prefix}{slug}")
    assert (result.exit_code, result.output) == (0, f"reinstated /articles/{slug}\n")
    assert client.get(f"/articles/{slug}").status_code == 200


def test_importing_again_says_that_the_article_is_still_withdrawn(client: CheckingClient, slug: str) -> None:
    run("withdraw", slug, "--reason", "Trùng tin")
    result = run("import", str(PORTAL_TEXT))
    assert result.exit_code == 0
    assert result.stdout.startswith(f"unchanged /articles/{slug} ")
    assert "warning: still withdrawn" in result.stderr
    assert f"bantin-reader reinstate {slug}" in result.stderr
    assert client.get(f"/articles/{slug}").status_code == 410


@pytest.mark.parametrize("options", [(), ("--reason", ""), ("--reason", " \t"), ("--reason",)])
def test_withdrawing_needs_a_reason(client: CheckingClient, slug: str, options: tuple[str, ...]) -> None:
    result = run("withdraw", slug, *options)
    assert result.exit_code == 2
    assert "--reason" in result.stderr
    assert client.get(f"/articles/{slug}").status_code == 200


@pytest.mark.parametrize("arguments", [("withdraw", "khong-co", "--reason", "Trùng tin"), ("reinstate", "khong-co")])
def test_an_unknown_address_is_named(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stderr == "Error: no article at /articles/khong-co\n"


def test_the_command_runs_from_end_to_end() -> None:
    first = process("import", str(PORTAL_TEXT))
    assert (first.returncode, first.stderr) == (0, "")
    verb, address, title = first.stdout.rstrip("\n").split(" ", 2)
    assert verb == "created"
    assert address.startswith("/articles/van-son-tap-huan")
    assert title.startswith("Vân Sơn tập huấn")
    assert process("withdraw", address, "--reason", "Trùng tin").stdout == f"withdrawn {address}\n"


def test_letters_reach_a_terminal_of_any_locale() -> None:
    result = process("import", str(PORTAL_TEXT), LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("BANTIN_TIME_ZONE", "Asia/Van_Son", "BANTIN_TIME_ZONE: "),
        ("BANTIN_SITENAME", "Vân Sơn", "BANTIN_SITENAME: no such setting"),
        ("BANTIN_CONFIG", "khong-co.toml", "BANTIN_CONFIG: khong-co.toml: no such file"),
        ("BANTIN_DATABASE_URL", "mysql://may-chu/bantin", "BANTIN_DATABASE_URL: need sqlite:// or postgresql://"),
        ("BANTIN_DATABASE_URL", "sqlite+khong://", "BANTIN_DATABASE_URL"),
        ("BANTIN_DATABASE_URL", "sqlite:////dev/null/bantin.sqlite3", "BANTIN_DATABASE_URL"),
        ("BANTIN_DATABASE_URL", "postgresql://127.0.0.1:1/bantin", "BANTIN_DATABASE_URL"),
        ("BANTIN_DATABASE_URL", "sqlite:///hong.sqlite3", "BANTIN_DATABASE_URL"),
        ("BANTIN_DATA", "/dev/null/kho", "BANTIN_DATA"),
    ],
)
@pytest.mark.parametrize("arguments", [("import", str(PORTAL_TEXT)), ("serve",)], ids=["import", "serve"])
def test_a_wrong_setting_ends_the_command_with_one_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    arguments: tuple[str, ...],
    name: str,
    value: str,
    reason: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("hong.sqlite3").write_text("không phải cơ sở dữ liệu" * 100, encoding="utf-8")
    monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["bantin-reader", *arguments])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("bantin-reader: ")
    assert reason in line


def test_a_wrong_setting_gives_the_process_its_status() -> None:
    result = process("serve", BANTIN_TIME_ZONE="Asia/Van_Son")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("bantin-reader: BANTIN_TIME_ZONE: ")


@pytest.mark.parametrize("arguments", [("--help",), ("serve", "--help"), ("import", "--help"), ("--version",)])
def test_help_needs_no_settings(monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    monkeypatch.setenv("BANTIN_TIME_ZONE", "sai")
    assert run(*arguments).exit_code == 0


@pytest.mark.parametrize("number", ["0", "65536", "tám nghìn"])
def test_a_port_that_is_none_is_refused(number: str) -> None:
    result = run("serve", "--port", number)
    assert result.exit_code == 2
    assert "--port" in result.stderr


def test_serving_on_a_taken_port_says_so() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        number = other.getsockname()[1]
        result = process("serve", "--port", str(number))
    assert result.returncode == 1
    [line] = result.stderr.splitlines()
    assert f"127.0.0.1:{number} cannot be used (Address already in use)" in line
    assert "--port" in line


def test_serving_an_empty_folder_makes_the_schema_and_answers(tmp_path: Path, port: int) -> None:
    assert not (tmp_path / "var").exists()
    server = subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        page = answer(f"http://127.0.0.1:{port}/", server)
    finally:
        server.terminate()
        output, _ = server.communicate(timeout=30)
    assert "<h1" in page
    assert (tmp_path / "var" / "bantin.sqlite3").is_file()
    assert f"http://127.0.0.1:{port}" in output
    assert "Traceback" not in output


def answer(url: str, server: subprocess.Popen[str]) -> str:
    """The page, once the server gives it with 200."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                assert response.status == 200
                return str(response.read().decode())
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"no answer from {url}")
