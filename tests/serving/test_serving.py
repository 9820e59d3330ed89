"""The real server: workers, reload without a failed request, draining, TLS, and changes that every worker sees."""

from __future__ import annotations

import http.client
import os
import signal
import ssl
import time
from collections.abc import Generator
from pathlib import Path

import pytest
import trustme
from click.testing import CliRunner

from bantin_reader.cli.main import commands
from bantin_reader.config.settings import Settings
from bantin_reader.source_factory import create_withdrawal
from tests.conftest import PORTAL_TEXT, SAMPLES, land
from tests.load import Load
from tests.processes import free_port
from tests.serving.server import PATIENCE_SECONDS, Server, eventually, serving

BROKEN = "the connection ended without a response"


def visit(server: Server, path: str) -> Generator[object]:
    """Read a page again and again, each time by a new connection."""
    while True:
        try:
            yield server.get(path)[0]
        except (OSError, http.client.HTTPException):
            yield BROKEN


def test_a_reload_replaces_the_workers_while_readers_are_served(settings: Settings) -> None:
    land(settings, SAMPLES)
    with serving(settings.data, "--workers", "2") as server, Load(lambda: visit(server, "/")) as load:
        before = server.workers
        assert len(before) == 2
        server.hang_up()
        eventually(lambda: server.has_replaced(before))
        since = load.outcomes.count(200)
        eventually(lambda: load.outcomes.count(200) > since + 20)
    assert set(load.outcomes) <= {200, BROKEN}
    assert load.outcomes.count(BROKEN) < len(load.outcomes) / 10, "docs/operating.md says a few"


def test_a_hang_up_takes_the_settings_of_that_moment(settings: Settings, tmp_path: Path) -> None:
    config = tmp_path / "bantin.toml"
    config.write_text('site_name = "Trước"', "utf-8")
    with serving(settings.data, "--workers", "1", environment={"BANTIN_CONFIG": str(config)}) as server:
        assert "Trước" in server.get("/")[2].decode()
        config.write_text('site_name = "Sau"', "utf-8")
        server.hang_up()
        eventually(lambda: "Sau" in server.get("/")[2].decode())


def test_a_hang_up_with_a_wrong_setting_changes_nothing_and_says_so(settings: Settings, tmp_path: Path) -> None:
    config, log = tmp_path / "bantin.toml", tmp_path / "log"
    config.write_text('site_name = "Trước"', "utf-8")
    with (
        log.open("wb") as stderr,
        serving(settings.data, environment={"BANTIN_CONFIG": str(config)}, stderr=stderr) as server,
    ):
        assert "Trước" in server.get("/")[2].decode()
        before = server.workers
        config.write_text('sitename = "Sau"', "utf-8")
        server.hang_up()
        eventually(lambda: "not reloaded" in log.read_text("utf-8"))
        assert "sitename: no such setting" in log.read_text("utf-8")
        assert server.workers == before
        config.write_text('site_name = "Sau"', "utf-8")
        server.hang_up()
        eventually(lambda: "Sau" in server.get("/")[2].decode())


def test_ending_answers_what_has_begun(settings: Settings) -> None:
    land(settings, PORTAL_TEXT)
    with serving(settings.data, "--workers", "1") as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_SECONDS)
        body = b"text=125&next=%2F"
        connection.putrequest("POST", "/preferences")
        connection.putheader("Content-Length", str(len(body)))
        connection.putheader("Content-Type", "application/x-www-form-urlencoded")
        connection.endheaders(body[:4])
        time.sleep(0.3)
        server.process.terminate()
        time.sleep(0.3)
        connection.send(body[4:])
        answer = connection.getresponse()
        assert (answer.status, answer.getheader("Location")) == (303, "/#toolbar")
        connection.close()
        assert server.process.wait(timeout=PATIENCE_SECONDS) == 0


def test_a_worker_that_dies_is_replaced(settings: Settings) -> None:
    with serving(settings.data, "--workers", "2") as server:
        [first, _] = sorted(server.workers)
        os.kill(first, signal.SIGKILL)
        eventually(lambda: server.has_replaced({first}))
        assert server.get("/")[0] == 200


def test_every_worker_shows_an_import_and_a_withdrawal_within_a_second(settings: Settings) -> None:
    [slug] = land(settings, PORTAL_TEXT)
    with serving(settings.data, "--workers", "2") as server:
        for _ in range(20):
            assert server.get(f"/articles/{slug}")[0] == 200
        create_withdrawal(settings).withdraw(slug, "Bài đăng nhầm.")
        time.sleep(1)
        assert {server.get(f"/articles/{slug}")[0] for _ in range(40)} == {410}
        create_withdrawal(settings).reinstate(slug)
        time.sleep(1)
        assert {server.get(f"/articles/{slug}")[0] for _ in range(40)} == {200}


def test_it_serves_https_by_a_certificate(settings: Settings, certificate: tuple[Path, Path, trustme.CA]) -> None:
    chain, key, authority = certificate
    context = ssl.create_default_context()
    authority.configure_trust(context)
    with serving(settings.data, "--tls-certificate", str(chain), "--tls-key", str(key)) as server:
        connection = http.client.HTTPSConnection("localhost", server.port, context=context, timeout=PATIENCE_SECONDS)
        connection.request("POST", "/preferences", b"text=125", {"Content-Type": "application/x-www-form-urlencoded"})
        answer = connection.getresponse()
        assert "Secure" in str(answer.getheader("Set-Cookie"))
        connection.close()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--tls-certificate", "khong-co.pem", "--tls-key", "khong-co.pem"], "khong-co.pem"),
        (["--tls-certificate", "khong-co.pem"], "go together"),
    ],
)
def test_a_certificate_that_cannot_be_used_stops_the_start(options: list[str], words: str) -> None:
    result = CliRunner().invoke(commands, ["serve", "--port", str(free_port()), *options])
    assert result.exit_code == 1
    assert words in result.output
