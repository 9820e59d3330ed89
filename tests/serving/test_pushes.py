"""Pushes to a running server: many at once, long bodies, and what a stranger's long body costs."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import open_database
from bantin_reader.web.api.problems import MAX_PUSH_BYTES
from tests.processes import children
from tests.serving.server import PATIENCE_SECONDS, Server, eventually, serving
from tests.web.api.pushing import ARTICLE, add_token

PUSHES = 100
DATABASES = ["sqlite", "postgresql"]


class Client:
    def __init__(self, server: Server, token: str) -> None:
        self.server = server
        self.token = token

    def put(self, identity: str, body: bytes, kind: str = "application/json", **headers: str) -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE_SECONDS)
        sent = {"Authorization": f"Bearer {self.token}", "Content-Type": kind, **headers}
        try:
            connection.request("PUT", f"/api/articles/{identity}", body, sent)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    def push(self, number: int) -> str:
        fields = {**ARTICLE, "title": f"Tin số {number}", "published": "2026-11-18"}
        status, answer = self.put(str(number), json.dumps(fields).encode())
        assert status in (200, 201), answer
        return str(answer["outcome"])

    @property
    def processes(self) -> set[int]:
        """The processes that store what is pushed."""
        return set().union(*map(children, self.server.workers))


@pytest.fixture(scope="module", params=DATABASES)
def settings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    data = tmp_path_factory.mktemp("pushed")
    if request.param == "sqlite":
        yield Settings(data=data)
        return
    server = request.getfixturevalue("postgresql")
    with server.database() as name:
        yield Settings(data=data, database_url=server.url(name))


@pytest.fixture(scope="module")
def client(settings: Settings) -> Iterator[Client]:
    """A server of two workers, and who pushes to it."""
    token = add_token(settings, "cms")
    environment = {"BANTIN_DATABASE_URL": settings.database_url}
    with serving(settings.data, "--workers", "2", environment=environment) as server:
        eventually(server.answers)
        yield Client(server, token)


def titles(settings: Settings) -> set[str]:
    engine = open_database(settings.database_url)
    try:
        return {article.title for article in ArticleRepository(engine).newest(limit=1_000)}
    finally:
        engine.dispose()


def test_of_a_hundred_pushes_at_once_none_is_lost_and_readers_are_served_meanwhile(
    client: Client, settings: Settings
) -> None:
    with ThreadPoolExecutor(PUSHES) as threads:
        pushes = [threads.submit(client.push, number % PUSHES) for number in range(2 * PUSHES)]
        while not all(push.done() for push in pushes):
            assert client.server.get("/")[0] == 200
        outcomes = Counter(push.result() for push in pushes)
    assert outcomes == {"created": PUSHES, "unchanged": PUSHES}
    assert titles(settings) == {f"Tin số {number}" for number in range(PUSHES)}


def test_a_body_that_is_longer_than_any_form_is_stored_whole(client: Client) -> None:
    words = "trồng rừng " * 20_000
    fields = {**ARTICLE, "title": "Bài dài", "body": f"<p>{words}hết.</p>"}
    status, answer = client.put("dai", json.dumps(fields, ensure_ascii=False).encode())
    assert status == 201
    assert b"h\xe1\xba\xbft." in client.server.get(str(answer["url"]).partition(str(client.server.port))[2])[2]


def peak(worker: int) -> int:
    """The peak of a process's resident memory, in bytes."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{worker}/status").read_text())
    assert found
    return int(found[1]) * 1024


def test_a_worker_holds_no_copies_of_a_long_body(client: Client) -> None:
    head = b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n'
    file = b'--b\r\nContent-Disposition: form-data; name="%d"; filename="a.bin"\r\n\r\n'
    body = head % b"article" + json.dumps({**ARTICLE, "title": "Tệp lớn"}).encode() + b"\r\n"
    body += b"".join(file % number + os.urandom(MAX_PUSH_BYTES // 3) + b"\r\n" for number in range(2)) + b"--b--\r\n"
    before = {worker: peak(worker) for worker in client.server.workers}
    for _ in range(4):
        assert client.put("lon", body, "multipart/form-data; boundary=b")[0] in (200, 201)
    # Its parts are in memory once; those of the push before may not yet have been given back.
    assert max(peak(worker) - size for worker, size in before.items()) < 3 * len(body)


def test_the_limit_holds_for_a_body_of_unknown_length_too(client: Client) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", client.server.port, timeout=PATIENCE_SECONDS)
    headers = {"Authorization": f"Bearer {client.token}", "Content-Type": "application/json"}
    chunks = (b"a" * 1024 * 1024 for _ in range(MAX_PUSH_BYTES // (1024 * 1024) + 2))
    try:
        connection.request("PUT", "/api/articles/1", chunks, headers, encode_chunked=True)
        assert connection.getresponse().status == 413
    except (BrokenPipeError, ConnectionResetError):  # it was refused before all was sent
        pass
    finally:
        connection.close()
    assert client.push(0) == "unchanged"


def test_a_stranger_cannot_send_a_long_body(client: Client) -> None:
    stranger = Client(client.server, "bantin_la-ai")
    status, answer = stranger.put("1", b"", **{"Content-Length": str(MAX_PUSH_BYTES)})
    assert (status, answer["title"]) == (401, "No valid token")


def test_after_its_process_was_killed_the_next_push_starts_another(client: Client) -> None:
    assert client.push(1) == "unchanged"
    before = client.processes
    assert before
    for process in before:
        os.kill(process, signal.SIGKILL)
    assert client.push(1) == "unchanged"
    # A list of children may lack one while another ends (proc_pid_task_children(5)).
    eventually(lambda: bool(client.processes - before))


def test_the_process_ends_with_its_server(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    token = add_token(settings, "cms")
    with serving(tmp_path, "--workers", "1") as server:
        eventually(server.answers)
        client = Client(server, token)
        assert client.push(1) == "created"
        [process] = client.processes
    eventually(lambda: not Path(f"/proc/{process}").exists())


def test_while_the_store_cannot_be_used_a_push_is_told_when_to_try_again(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    token = add_token(settings, "cms")
    with serving(tmp_path, "--workers", "1") as server:
        eventually(server.answers)
        for file in tmp_path.glob("*.sqlite3*"):
            file.write_bytes(b"no database" * 1_000)
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_SECONDS)
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        connection.request("PUT", "/api/articles/1", json.dumps(ARTICLE).encode(), headers)
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Retry-After"]) == (503, "10")
        assert json.loads(answer.read())["title"] == "Articles cannot be stored at the moment"
        connection.close()
