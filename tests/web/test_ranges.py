"""Range requests for pictures, the logo and static files: one range of bytes is answered, anything else is ignored."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.model.picture import PictureSource
from bantin_reader.store.pictures.store import FilesystemPictureStore
from tests.store.pictures.drawing import encode, plain

FILES = ("picture", "logo", "static")
IGNORED = ("lines=0-9", "bytes=0-1,4-5", "bytes=0-1, 4-5", "bytes", "bytes=", "bytes=a-b", "", "0-9", "bytes=-", "=0-1")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    data: Path = tmp_path_factory.mktemp("ranges")
    logo = data / "logo.svg"
    logo.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    return create_app(Settings(data=data, logo=logo))


@pytest.fixture(scope="module")
def files(app: Flask, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The address of a file of each kind."""
    folder = next(tmp_path_factory.getbasetemp().glob("ranges*")) / "pictures"
    picture = FilesystemPictureStore(folder).add(PictureSource(shown="a", content=encode(plain())))
    page = app.test_client().get("/").text
    static = page.split('href="/static/')[1].partition('"')[0]
    return {"picture": f"/pictures/{picture.card_name}", "logo": "/logo", "static": f"/static/{static}"}


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("value", ["bytes=2-5", "Bytes=2-5", "bytes=2-5 "])
def test_one_range_of_bytes_is_answered_with_that_part(
    client: FlaskClient, files: dict[str, str], kind: str, value: str
) -> None:
    whole = client.get(files[kind], buffered=True).data
    part = client.get(files[kind], headers={"Range": value}, buffered=True)
    assert (part.status_code, part.data) in ((206, whole[2:6]), (200, whole))
    if value == "bytes=2-5":
        assert part.status_code == 206
        assert part.headers["Content-Range"] == f"bytes 2-5/{len(whole)}"


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("value", IGNORED)
def test_other_ranges_are_ignored(client: FlaskClient, files: dict[str, str], kind: str, value: str) -> None:
    """RFC 9110, 14.2: an unknown unit must be ignored, several ranges and invalid ones may be."""
    whole = client.get(files[kind], buffered=True)
    answer = client.get(files[kind], headers={"Range": value}, buffered=True)
    assert (answer.status_code, answer.data) == (200, whole.data)
    assert "Content-Range" not in answer.headers


@pytest.mark.parametrize("kind", FILES)
def test_a_range_past_the_end_cannot_be_satisfied(client: FlaskClient, files: dict[str, str], kind: str) -> None:
    assert client.get(files[kind], headers={"Range": "bytes=999999-"}, buffered=True).status_code == 416


@pytest.mark.parametrize("kind", FILES)
def test_a_range_is_ignored_in_a_head_request(client: FlaskClient, files: dict[str, str], kind: str) -> None:
    """RFC 9110, 14.2: range handling is defined for GET alone."""
    answer = client.head(files[kind], headers={"Range": "bytes=2-5"}, buffered=True)
    assert answer.status_code == 200
    assert "Content-Range" not in answer.headers
