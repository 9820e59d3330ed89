"""The parts that pages share (sections, the newest articles) change with the store, whichever process changes it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from bantin_reader.config.settings import Settings
from bantin_reader.store.list_repository import ListRepository
from bantin_reader.web.page_cache.revision import CHECK_SECONDS
from tests.checking import CheckingClient
from tests.clock import set_forward
from tests.conftest import PORTAL_TEXT, land

SECTION = 'href="/categories/ngu-nghiep"'
STORY = 'href="/articles/ca-ve"'


class Reader:
    """Opens pages that do not have the changing article as their own; its file is `article`."""

    def __init__(self, client: CheckingClient, settings: Settings, folder: Path) -> None:
        self._client, self._settings = client, settings
        [slug] = land(settings, PORTAL_TEXT)
        self._pages = {"/": STORY, f"/articles/{slug}": STORY, "/preferences": SECTION}
        self.article = folder / "ca-ve.md"

    def write(self, *lines: str) -> None:
        head = "\n".join(["title: Cá về", "category: Ngư nghiệp", *lines])
        self.article.write_text(f"---\n{head}\n---\nNội dung.\n", "utf-8")

    def land(self) -> None:
        land(self._settings, self.article)

    def command(self, *arguments: str | Path) -> None:
        command = [sys.executable, "-m", "bantin_reader.cli.main", *map(str, arguments)]
        environment = os.environ | {"BANTIN_DATA": str(self._settings.data)}
        subprocess.run(command, check=True, env=environment, capture_output=True)

    def moment(self, **later: int) -> str:
        moment = datetime.now(ZoneInfo(self._settings.time_zone)) + timedelta(**later)
        return f"{moment:%Y-%m-%dT%H:%M}"

    def sees(self) -> list[bool]:
        time.sleep(CHECK_SECONDS)
        return [shown in self._client.get(path).text for path, shown in self._pages.items()]


@pytest.fixture
def reader(client: CheckingClient, settings: Settings, tmp_path: Path) -> Reader:
    return Reader(client, settings, tmp_path)


def test_an_article_arrives_and_is_withdrawn_by_another_process(reader: Reader) -> None:
    reader.write()
    assert reader.sees() == [False] * 3
    reader.command("import", reader.article)
    assert reader.sees() == [True] * 3
    reader.command("withdraw", "/articles/ca-ve", "--reason", "Đăng nhầm.")
    assert reader.sees() == [False] * 3


@pytest.mark.parametrize(("field", "before"), [("date", False), ("expires", True)])
def test_the_moment_of_an_embargo_or_an_expiry_passes(
    reader: Reader, field: str, before: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    dates = [] if field == "date" else [f"date: {reader.moment(minutes=-2)}"]
    reader.write(*dates, f"{field}: {reader.moment(hours=1)}")
    reader.land()
    assert reader.sees() == [before] * 3
    set_forward(monkeypatch, timedelta(hours=2))
    assert reader.sees() == [not before] * 3


def test_they_are_read_once_for_each_revision(
    app: Flask, client: CheckingClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    [slug] = land(settings, PORTAL_TEXT)
    asked: list[str] = []
    for method in ("sections", "newest_of_each", "slice"):
        monkeypatch.setattr(ListRepository, method, _counted(getattr(ListRepository, method), asked))
    for theme in ("light", "dark", "sepia"):
        client.set_cookie("bantin_prefs", f"theme={theme}")
        for path in ("/", f"/articles/{slug}"):
            client.get(path)
    assert len(asked) == len(set(asked))


def _counted(method: Callable[..., object], asked: list[str]) -> Callable[..., object]:
    def counted(*arguments: object, **named: object) -> object:
        asked.append(f"{method.__name__} {arguments[1:]} {named}")
        return method(*arguments, **named)

    return counted
