"""A site whose article has audio by eSpeak NG: a module that imports `served` has it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from bantin_reader.cli.main import commands
from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.browser.site import LiveSite
from tests.conftest import PORTAL_TEXT, land
from tests.speech_programs import program


def serve_audio(folders: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """A running site whose article has audio, for a fixture to yield from."""
    for name in ("espeak-ng", "opusenc", "lame"):
        program(name)
    settings = Settings(data=folders.mktemp("heard"))
    land(settings, PORTAL_TEXT)
    done = CliRunner().invoke(commands, ["speak"], env={"BANTIN_DATA": str(settings.data)})
    assert done.exit_code == 0, done.output
    site = LiveSite(create_app(settings))
    yield site
    site.stop()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    yield from serve_audio(tmp_path_factory)
