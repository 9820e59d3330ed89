"""The process that stores what is pushed may hang or fail to start: the push ends with an error, and the next one is
stored."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.model.ports import Outcome
from bantin_reader.model.push import PushedArticle
from bantin_reader.server.push_process import PushProcess
from tests.processes import children

pytestmark = pytest.mark.slow  # starts processes

# More than a pipe holds: the push waits for the process while it sends.
PART = bytes(1_000_000)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(data=tmp_path)
    create_app(settings)
    return settings


def article(**parts: bytes) -> PushedArticle:
    return PushedArticle(identity="1", title="Tin", body="<p>Bà con lên đồi.</p>", parts=parts)


def test_a_process_that_does_not_take_the_article_is_killed(settings: Settings) -> None:
    before = children(os.getpid())
    push = PushProcess(settings, seconds=0.1)
    # Its modules alone take longer than that to load.
    with pytest.raises(StoreUnavailable, match=r"it takes longer than 0\.1 seconds"):
        push.put("cms", article(anh=PART))
    assert children(os.getpid()) == before


def test_a_process_that_cannot_be_started_is_no_error_of_the_program(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    push = PushProcess(settings)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "executable", "/khong-co/python")
        with pytest.raises(StoreUnavailable, match="has ended"):
            push.put("cms", article())
    assert push.put("cms", article()).outcome is Outcome.CREATED
    push.close()
