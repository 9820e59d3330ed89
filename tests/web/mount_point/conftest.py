"""The site below a path, in each way that leads there: its own setting, or the SCRIPT_NAME of another server."""

from __future__ import annotations

import pytest

from bantin_reader.config.settings import Settings
from tests.conftest import land
from tests.web.embed.oembed import PICTURED
from tests.web.mount_point.site import (
    SITE,
    Host,
    by_dispatcher,
    by_dispatcher_with_the_hosts_public_url,
    by_dispatcher_with_the_whole_public_url,
    by_public_url,
    by_public_url_behind_a_stripping_proxy,
)


@pytest.fixture(scope="module")
def landed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, str]:
    settings = Settings(data=tmp_path_factory.mktemp("site") / "var", public_url=SITE)
    [slug] = land(settings, PICTURED)
    return settings, slug


@pytest.fixture(
    scope="module",
    params=[
        by_public_url,
        by_public_url_behind_a_stripping_proxy,
        by_dispatcher,
        by_dispatcher_with_the_hosts_public_url,
        by_dispatcher_with_the_whole_public_url,
    ],
    ids=lambda way: way.__name__,
)
def host(request: pytest.FixtureRequest, landed: tuple[Settings, str]) -> Host:
    settings, slug = landed
    return Host(request.param(settings), slug)
