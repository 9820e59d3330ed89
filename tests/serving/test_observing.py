"""What the real server with several workers counts and writes."""

from __future__ import annotations

import json
import os
import signal
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families as families

from bantin_reader.config.settings import Settings
from tests.conftest import PORTAL_TEXT, land
from tests.serving.server import Server, eventually, serving

PAGE = "/articles/<slug>"


def numbers(server: Server) -> dict[tuple[str, ...], float]:
    status, _, body = server.get("/metrics")
    assert status == 200
    found = [sample for family in families(body.decode()) for sample in family.samples]
    return {(sample.name, *sample.labels.values()): sample.value for sample in found}


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("ascii").splitlines()]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the server makes its run folder."""
    folder = tmp_path / "tam"
    folder.mkdir()
    monkeypatch.setenv("RUNTIME_DIRECTORY", f"{folder}:/khac")
    return folder


def test_two_workers_are_added_up_and_a_dead_one_takes_nothing_away(
    settings: Settings, temporary: Path, tmp_path: Path
) -> None:
    [slug] = land(settings, PORTAL_TEXT)
    log = tmp_path / "log"
    with (
        log.open("wb") as stderr,
        serving(settings.data, "--workers", "2", "--access-log", stderr=stderr) as server,
    ):
        for _ in range(60):
            assert server.get(f"/articles/{slug}")[0] == 200
        by_worker = Counter(line["id"].partition("-")[0] for line in lines(log))
        assert len(by_worker) == 2, "only one worker answered"
        found = numbers(server)
        assert found["bantin_http_requests_total", "GET", "2xx", PAGE] == 60
        assert found["bantin_page_cache_hits_total",] + found["bantin_page_cache_misses_total",] == 60
        assert found["bantin_page_cache_misses_total",] == found["bantin_page_render_seconds_count",] == 2
        assert found["bantin_http_request_duration_seconds_count", PAGE] == 60
        assert found["bantin_workers",] == 2
        both = found["bantin_page_cache_bytes",]

        [first, _] = sorted(server.workers)
        os.kill(first, signal.SIGKILL)
        eventually(lambda: server.has_replaced({first}))
        eventually(lambda: numbers(server)["bantin_workers",] == 2)
        found = numbers(server)
        assert found["bantin_http_requests_total", "GET", "2xx", PAGE] == 60
        assert found["bantin_page_cache_bytes",] == both / 2, "what a dead worker kept is gone"
        assert server.get(f"/articles/{slug}")[0] == 200
        assert numbers(server)["bantin_http_requests_total", "GET", "2xx", PAGE] == 61
        [run] = temporary.iterdir()
        assert len(list(run.iterdir())) == 2
    assert list(temporary.iterdir()) == [], "the run folder outlived the server"
    written = lines(log)
    assert [line["exit"] for line in written if line["message"] == "a worker ended unexpectedly"] == [-signal.SIGKILL]
    assert "127.0.0.1" not in log.read_text("ascii")


def test_a_reload_keeps_the_numbers_and_leaves_no_files(settings: Settings, temporary: Path) -> None:
    with serving(settings.data, "--workers", "2") as server:
        for _ in range(20):
            server.get("/khong-co")
        for _ in range(2):
            before = server.workers
            server.hang_up()
            eventually(lambda before=before: server.has_replaced(before))  # type: ignore[misc]
        assert numbers(server)["bantin_http_requests_total", "GET", "4xx", "other"] == 20
        [run] = temporary.iterdir()
        assert len(list(run.iterdir())) <= 4


def test_numbers_of_the_last_run_are_forgotten_in_a_folder_that_is_set(settings: Settings, tmp_path: Path) -> None:
    rows = tmp_path / "dem"
    for _ in range(2):
        with serving(settings.data, "--workers", "1", environment={"BANTIN_METRICS_FOLDER": str(rows)}) as server:
            server.get("/khong-co")
            assert numbers(server)["bantin_http_requests_total", "GET", "4xx", "other"] == 1


def test_no_address_of_a_reader_is_written_unless_it_is_set(settings: Settings, tmp_path: Path) -> None:
    log = tmp_path / "log"
    for wished in ("false", "true"):
        wishes = {"BANTIN_LOG_ACCESS": "true", "BANTIN_LOG_ADDRESSES": wished}
        with (
            log.open("wb") as stderr,
            serving(settings.data, "--workers", "1", environment=wishes, stderr=stderr) as server,
        ):
            for path in ("/", "/khong-co", "/readyz", "/%ff%00", "/a%0d%0ab"):
                server.get(path, {"X-Forwarded-For": "203.0.113.9"})
        text = log.read_text("ascii")
        assert "203.0.113.9" not in text
        assert ("127.0.0.1" in text) == (wished == "true")
        assert all(line.get("address") == ("127.0.0.1" if wished == "true" else None) for line in lines(log))
        assert len(lines(log)) == 5


def test_the_access_line_has_the_id_that_the_reader_got(settings: Settings, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with (
        log.open("wb") as stderr,
        serving(settings.data, "--workers", "1", environment={"BANTIN_LOG_ACCESS": "1"}, stderr=stderr) as server,
    ):
        made = server.get("/")[1]["x-request-id"]
        taken = server.get("/", {"X-Request-ID": "abc.DEF_1"})[1]["x-request-id"]
    assert [line["id"] for line in lines(log)] == [made, taken]
    assert taken == "abc.DEF_1"
