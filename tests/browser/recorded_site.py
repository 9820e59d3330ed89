"""A site whose articles have recordings of their publisher: a module that imports `heard` and `served` has it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from bantin_reader.cli.main import commands
from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests import recordings
from tests.browser.site import LiveSite
from tests.conftest import land
from tests.speech_programs import program

PATH = "/articles/tin-loa-xa"
AUDIO = "document.getElementById('audio-element')"
TEXT = "---\ntitle: {title}\ndate: 2026-01-0{day}\naudio: thu.ogg\n---\n\nBà con nghe loa. Loa nói về lúa.\n"


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data=tmp_path_factory.mktemp("heard"))


def serve_recordings(folders: pytest.TempPathFactory, heard: Settings) -> Iterator[LiveSite]:
    """A running site with two articles that have recordings of a minute and a half, for a fixture to yield from."""
    folder = folders.mktemp("recorded")
    recordings.ogg(folder / "thu.ogg", seconds=90)
    for day, title in enumerate(("Tin cũ", "Tin loa xã"), 1):
        (folder / f"{day}.md").write_text(TEXT.format(title=title, day=day), "utf-8")
    land(heard, folder)
    site = LiveSite(create_app(heard))
    yield site
    site.stop()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, heard: Settings) -> Iterator[LiveSite]:
    yield from serve_recordings(tmp_path_factory, heard)


@pytest.fixture
def voiced(served: LiveSite, heard: Settings) -> None:
    """Let the site's own voice read the articles, too."""
    for name in ("espeak-ng", "opusenc", "lame"):
        program(name)
    with contextlib.chdir(heard.data):
        done = CliRunner(env={"BANTIN_DATA": str(heard.data)}).invoke(commands, ["speak"])
    assert done.exit_code == 0, done.output


def listen(page: Page, path: str = PATH) -> Page:
    page.goto(path)
    page.get_by_role("button", name="Nghe", exact=True).click()
    expect(page.get_by_role("region", name="Nghe đọc bài")).to_be_visible()
    return page
