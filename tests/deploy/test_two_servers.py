"""Two real servers behind nginx: no request is lost while one of them reloads, restarts or loses its worker."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from tests.deploy.client import Readers, form
from tests.deploy.nginx import SITE, Nginx
from tests.load import Load
from tests.serving.server import Server, eventually, serving

OK = "as expected"


def visit(nginx: Nginx) -> Generator[object]:
    """Send what nginx never answers itself: presses and /healthz."""
    readers = Readers(nginx)
    try:
        while True:
            for path, options, expected in (("/preferences", form(text="125"), 303), ("/healthz", {}, 200)):
                try:
                    status: object = readers.ask(path, **options).status
                except OSError as error:
                    status = error
                yield OK if status == expected else status
    finally:
        readers.leave()


@pytest.fixture
def data(site: Settings, article: str) -> Path:
    return site.data


def start(data: Path, port: int | None = None) -> ExitStack:
    stack = ExitStack()
    environment = {"BANTIN_PUBLIC_URL": f"https://{SITE}", "BANTIN_PROXIES": "127.0.0.1"}
    stack.server = stack.enter_context(serving(data, "--workers", "1", environment=environment, port=port))  # type: ignore[attr-defined]
    return stack


@pytest.fixture
def stacks(data: Path) -> Iterator[list[ExitStack]]:
    running = [start(data), start(data)]
    yield running
    for stack in running:
        stack.close()


@pytest.mark.parametrize("event", ["reload", "restart", "kill"])
def test_no_request_is_lost(stacks: list[ExitStack], data: Path, tmp_path: Path, event: str) -> None:
    servers: list[Server] = [stack.server for stack in stacks]  # type: ignore[attr-defined]
    nginx = Nginx(tmp_path, [server.port for server in servers])
    with Load(partial(visit, nginx)) as load:
        eventually(lambda: len(load.outcomes) > 50)
        for index, server in enumerate(servers):
            before = server.workers
            if event == "reload":
                server.hang_up()
                eventually(lambda server=server, before=before: len(server.workers) == 1 != server.workers & before)  # type: ignore[misc]
            elif event == "kill":
                os.kill(min(before), signal.SIGKILL)
                eventually(lambda server=server, before=before: _serves(server) and not server.workers & before)  # type: ignore[misc]
            else:
                stacks[index].close()
                stacks[index] = start(data, server.port)
                restarted: Server = stacks[index].server  # type: ignore[attr-defined]
                eventually(lambda restarted=restarted: _serves(restarted))  # type: ignore[misc]
            since = len(load.outcomes)
            eventually(lambda since=since: len(load.outcomes) > since + 50)  # type: ignore[misc]
    nginx.stop()
    assert set(load.outcomes) == {OK}


def _serves(server: Server) -> bool:
    try:
        return server.get("/healthz", {"Host": SITE})[0] == 200
    except OSError:
        return False
