"""What is pushed is told to the hub and to IndexNow, both a real server with TLS, and no push waits for them."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from urllib.parse import parse_qsl, urlsplit

import pytest

from bantin_reader.config.settings import Settings
from tests.change_receiver import PUBLIC, clear, receiving, told
from tests.serving.server import PATIENCE_SECONDS, eventually, serving
from tests.web.api.pushing import ARTICLE, PushSite, add_token
from tests.web_server import Site

pytestmark = pytest.mark.slow
JSON = "application/json"

Pushed = tuple[PushSite, Site]


@pytest.fixture(scope="module")
def _pushed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pushed]:
    folder = tmp_path_factory.mktemp("pushed")
    with receiving(folder) as (receiver, environment), pytest.MonkeyPatch.context() as patched:
        for name, value in {**environment, "BANTIN_HOSTS": "localhost"}.items():
            patched.setenv(name, value)
        yield PushSite.create(Settings(data=folder / "var")), receiver


@pytest.fixture
def site(_pushed: Pushed) -> PushSite:
    return _pushed[0]


@pytest.fixture
def receiver(_pushed: Pushed) -> Site:
    clear(_pushed[1])
    return _pushed[1]


def push(site: PushSite, identity: str, title: str) -> None:
    assert site.put(identity, json={**ARTICLE, "title": title, "category": "Y tế"}).status_code in (200, 201)


def test_pushes_are_told_together_and_only_those_that_changed_something(site: PushSite, receiver: Site) -> None:
    push(site, "1", "Tin một")
    eventually(lambda: len(told(receiver)) == 1)
    clear(receiver)
    for identity, title in (("1", "Tin một"), ("2", "Tin hai"), ("3", "Tin ba")):
        push(site, identity, title)
    eventually(lambda: len(told(receiver)) == 2)
    assert told(receiver) == [f"{PUBLIC}/articles/{slug}" for slug in ("tin-hai", "tin-ba")]
    [hub] = [content for path, _, content in receiver.posted if path == "/push"]
    assert ("hub.url", f"{PUBLIC}/categories/y-te/feed.atom") in parse_qsl(hub.decode())


def test_a_deletion_is_told(site: PushSite, receiver: Site) -> None:
    push(site, "4", "Tin bốn")
    eventually(lambda: len(told(receiver)) == 1)
    clear(receiver)
    assert site.delete("4").status_code == 204
    eventually(lambda: told(receiver) == [f"{PUBLIC}/articles/tin-bon"])


def test_no_push_waits_for_a_hub_that_does_not_answer(site: PushSite, receiver: Site) -> None:
    reached, released = Event(), Event()

    def hold() -> None:
        reached.set()
        released.wait(PATIENCE_SECONDS)

    receiver.on_request = hold
    push(site, "5", "Tin năm")
    assert reached.wait(PATIENCE_SECONDS)
    push(site, "6", "Tin sáu")
    assert not released.is_set()
    released.set()
    eventually(lambda: f"{PUBLIC}/articles/tin-sau" in told(receiver))


def test_what_was_pushed_just_before_the_server_ends_is_told_all_the_same(tmp_path: Path) -> None:
    with receiving(tmp_path) as (receiver, environment):
        clear(receiver)
        settings = Settings(data=tmp_path / "var")
        token = add_token(settings, "cms")
        with serving(settings.data, "--workers", "1", environment=environment) as server:
            eventually(server.answers)
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_SECONDS)
            headers = {"Host": urlsplit(PUBLIC).netloc, "Authorization": f"Bearer {token}", "Content-Type": JSON}
            connection.request("PUT", "/api/articles/7", json.dumps({**ARTICLE, "title": "Tin bảy"}), headers)
            assert connection.getresponse().status == 201
            connection.close()
        eventually(lambda: told(receiver) == [f"{PUBLIC}/articles/tin-bay"])
