"""Pictures that a pushed article names by their address, on a real HTTP server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bantin_reader.config.settings import Settings
from bantin_reader.model.errors import PictureRefused
from bantin_reader.model.picture import PictureSource
from bantin_reader.sources.fetched_pictures import FetchedPictures
from bantin_reader.sources.http_client import HttpClient
from bantin_reader.store.pictures.store import FilesystemPictureStore
from tests.store.pictures.drawing import encode
from tests.web.api.pushing import ARTICLE, PushSite
from tests.web_server import Reply, Site, serving

pytestmark = pytest.mark.slow  # a server, and a process for each push
JPEG = encode(Image.new("RGB", (60, 40), (30, 90, 200)), "JPEG")


@pytest.fixture(scope="module")
def cms() -> Iterator[Site]:
    """A CMS with pictures, in a private network."""
    with serving() as cms:
        cms.file("/anh/doi.jpg", JPEG, "image/jpeg")
        cms.page("/anh/trang.jpg", "<p>Không phải ảnh.</p>")
        yield cms


@pytest.fixture(scope="module")
def site(cms: Site, tmp_path_factory: pytest.TempPathFactory) -> PushSite:
    """A site that may fetch pictures from that CMS, and from no other host of the network."""
    return PushSite.create(Settings(data=tmp_path_factory.mktemp("pushed"), push_private_hosts=cms.place))


def pushed(site: PushSite, title: str, image: str, **fields: Any) -> list[str]:
    """The warnings about an article with a picture at this address."""
    body = f'<p>Chữ.</p><p><img src="{image}" alt="Đồi cây"></p><p>Chữ.</p>'
    answer = site.put(title.replace(" ", "-"), json={**ARTICLE, "title": title, "body": body, **fields})
    assert answer.status_code in (200, 201), answer.get_data(as_text=True)
    assert answer.json
    return list(answer.json["warnings"])


def test_a_picture_is_fetched_stored_and_shown_from_here(site: PushSite, cms: Site) -> None:
    assert pushed(site, "anh tuyet doi", f"{cms.url}/anh/doi.jpg") == ["no date found"]
    page = site.page("anh-tuyet-doi")
    assert re.search(r"/pictures/[0-9a-f]{32}", page)
    assert cms.url not in page


def test_a_relative_address_begins_at_the_articles_own(site: PushSite, cms: Site) -> None:
    assert pushed(site, "anh tuong doi", "../anh/doi.jpg", url=f"{cms.url}/tin/1.html") == ["no date found"]
    assert "/pictures/" in site.page("anh-tuong-doi")


def test_the_same_push_after_the_picture_is_gone_keeps_it(site: PushSite, cms: Site) -> None:
    cms.file("/anh/tam.jpg", JPEG, "image/jpeg")
    pushed(site, "anh tam", f"{cms.url}/anh/tam.jpg")
    cms.replies["/anh/tam.jpg"] = Reply(404)
    assert any("404" in warning for warning in pushed(site, "anh tam", f"{cms.url}/anh/tam.jpg"))
    assert "/pictures/" in site.page("anh-tam")


def test_what_is_no_picture_is_left_out_with_the_reason(site: PushSite, cms: Site) -> None:
    warnings = pushed(site, "khong phai anh", f"{cms.url}/anh/trang.jpg")
    assert any("trang.jpg" in warning for warning in warnings)
    assert "/pictures/" not in site.page("khong-phai-anh")


def test_a_redirect_to_another_host_of_the_network_is_refused(site: PushSite, cms: Site) -> None:
    with serving() as other:
        other.file("/bi-mat.jpg", JPEG, "image/jpeg")
        cms.replies["/anh/chuyen.jpg"] = Reply(302, {"Location": f"{other.url}/bi-mat.jpg"})
        warnings = pushed(site, "anh chuyen huong", f"{cms.url}/anh/chuyen.jpg")
        assert any("private network" in warning for warning in warnings)
        assert other.requests == []


def test_pictures_beyond_the_time_for_all_are_left_out_and_no_request_is_made(cms: Site, tmp_path: Path) -> None:
    before = len(cms.requests)
    with HttpClient() as client:
        pictures = FetchedPictures(client, FilesystemPictureStore(tmp_path), -1)
        with pytest.raises(PictureRefused, match="not fetched"):
            pictures.add(PictureSource(shown="doi.jpg", address=f"{cms.url}/anh/doi.jpg"))
    assert len(cms.requests) == before
