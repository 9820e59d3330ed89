"""One site for the tests of a module, and so one process that stores what is pushed."""

from __future__ import annotations

import pytest

from bantin_reader.config.settings import Settings
from tests.web.api.pushing import PushSite


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> PushSite:
    return PushSite.create(Settings(data=tmp_path_factory.mktemp("pushed")))
