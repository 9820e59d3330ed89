"""Addresses that an article had lead to the one that it has."""

from __future__ import annotations

from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from tests.checking import CheckingClient
from tests.conftest import land
from tests.web.articles.heads import write


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/articles/tin-cu", "/articles/tin"),
        ("/articles/Tin_9.html?lang=en", "/articles/tin?lang=en"),
        ("/articles/tin-cu/", "/articles/tin-cu"),
        ("/embed/articles/tin-cu?theme=dark", "/embed/articles/tin?theme=dark"),
    ],
)
def test_a_former_address_is_redirected_for_good(
    settings: Settings, client: CheckingClient, tmp_path: Path, path: str, location: str
) -> None:
    land(settings, write(tmp_path, former_slugs=["tin-cu", "Tin_9.html"]))
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (301, location)


def test_a_former_address_may_be_embedded(settings: Settings, client: CheckingClient, tmp_path: Path) -> None:
    land(settings, write(tmp_path, former_slugs=["tin-cu"]))
    answer = client.get("/oembed?url=http://localhost/articles/tin-cu")
    assert "http://localhost/embed/articles/tin" in answer.json["html"]  # type: ignore[index]


def test_an_address_that_is_changed_leads_on(settings: Settings, client: CheckingClient, tmp_path: Path) -> None:
    assert land(settings, write(tmp_path)) == ["tin"]
    assert land(settings, write(tmp_path, slug="tin-trong-ngay")) == ["tin-trong-ngay"]
    assert client.get("/articles/tin").headers["Location"] == "/articles/tin-trong-ngay"
    assert client.get("/articles/tin-trong-ngay").status_code == 200
