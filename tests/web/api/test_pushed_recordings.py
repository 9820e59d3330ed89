"""Recordings of pushed articles: as a part of the push, or at an address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO

import pytest

from bantin_reader.config.settings import Settings
from tests import recordings
from tests.web.api.pushing import ARTICLE, PushSite
from tests.web_server import Site, serving

pytestmark = pytest.mark.slow  # a server, and a process for each push


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return recordings.mp3(tmp_path_factory.mktemp("made") / "thu.mp3").read_bytes()


@pytest.fixture(scope="module")
def cms(recording: bytes) -> Iterator[Site]:
    with serving() as cms:
        cms.file("/thu.mp3", recording, "audio/mpeg")
        yield cms


@pytest.fixture(scope="module")
def site(cms: Site, tmp_path_factory: pytest.TempPathFactory) -> PushSite:
    return PushSite.create(Settings(data=tmp_path_factory.mktemp("pushed"), push_private_hosts=cms.place))


def audio(site: PushSite, slug: str) -> bytes:
    answer = site.app.test_client().get(f"/articles/{slug}/audio.mp3")
    return answer.data if answer.status_code == 200 else b""


def test_a_part_is_the_recording(site: PushSite, recording: bytes) -> None:
    article = json.dumps({**ARTICLE, "title": "Thu kèm", "audio": "cid:thu"})
    parts = {"article": (BytesIO(article.encode()), "article.json"), "thu": (BytesIO(recording), "thu.mp3")}
    answer = site.put("kem", data=parts, content_type="multipart/form-data")
    assert answer.status_code == 201, answer.get_data(as_text=True)
    assert audio(site, "thu-kem") == recording


def test_an_address_is_fetched_relative_to_the_articles_own(site: PushSite, cms: Site, recording: bytes) -> None:
    site.put("xa", json={**ARTICLE, "title": "Thu xa", "url": f"{cms.url}/tin/1.html", "audio": "../thu.mp3"})
    assert audio(site, "thu-xa") == recording


def test_in_markdown_too(site: PushSite, cms: Site, recording: bytes) -> None:
    fields = {"title": "Thu chữ", "body": "Bà con lên đồi.", "format": "markdown", "audio": f"{cms.url}/thu.mp3"}
    assert site.put("chu", json=fields).status_code == 201
    assert audio(site, "thu-chu") == recording


@pytest.mark.parametrize("address", ["cid:mat", "https://127.0.0.9/a.mp3", "/mat.mp3", "file:///etc/passwd"])
def test_what_cannot_be_had_is_told_and_the_article_stands(site: PushSite, cms: Site, address: str) -> None:
    answer = site.put("thieu", json={**ARTICLE, "url": f"{cms.url}/tin", "audio": address})
    assert answer.status_code in (200, 201)
    assert answer.json
    assert any(one.startswith("recording left out: ") for one in answer.json["warnings"])
