"""A site with 45 articles of one category: three pages of a list."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.browser.site import LiveSite
from tests.conftest import land
from tests.web.lists.test_lists import write

pytest.register_assert_rewrite("tests.browser.lists.scenarios")


@pytest.fixture(scope="session")
def landed(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(data=tmp_path_factory.mktemp("lists"))
    folder = tmp_path_factory.mktemp("articles")
    land(settings, *(write(folder, number, category="Văn hóa") for number in range(45)))
    return settings


@pytest.fixture(scope="session")
def served(landed: Settings) -> Iterator[LiveSite]:
    site = LiveSite(create_app(landed))
    yield site
    site.stop()
