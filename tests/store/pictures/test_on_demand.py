"""Missing renditions are made on demand: one decode at a time, none for a name that no rendition has."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from PIL import Image

from bantin_reader.model.errors import PictureNotFound, StoreUnavailable
from bantin_reader.store.pictures import rendering
from bantin_reader.store.pictures.rendering import render
from bantin_reader.store.pictures.renditions import renditions
from bantin_reader.store.pictures.store import FilesystemPictureStore
from tests.store.pictures.decoding import add, lose, turned

pytestmark = pytest.mark.slow  # encodes many pictures

SUFFIXES = ("avif", "webp", "jpg")
WIDTHS = (1, 40, 300, 479, 480, 481, 500, 600, 601, 960, 1440, 9999)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "AVIF"])
@pytest.mark.parametrize("left", ["all renditions", "the original alone"])
def test_a_name_that_no_rendition_has_decodes_nothing(
    folder: Path, pictures: FilesystemPictureStore, decodes: list[str], kind: str, left: str
) -> None:
    picture = add(pictures, turned(kind, 1))
    if left == "the original alone":
        lose(folder, picture)
    before = sorted(folder.iterdir())
    decodes.clear()
    for width in set(WIDTHS) - set(picture.widths):
        for suffix in SUFFIXES:
            with pytest.raises(PictureNotFound):
                pictures.rendition_path(picture.rendition_name(width, suffix))
    assert decodes == []
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF"])
def test_the_names_are_those_of_the_picture_as_browsers_turn_it(
    folder: Path, pictures: FilesystemPictureStore, decodes: list[str], kind: str
) -> None:
    picture = add(pictures, turned(kind, 6))
    assert picture.widths == (300,)
    lose(folder, picture)
    decodes.clear()
    with pytest.raises(PictureNotFound):
        pictures.rendition_path(picture.rendition_name(600, "webp"))
    assert decodes == []
    assert pictures.rendition_path(picture.rendition_name(300, "webp")).is_file()


def test_the_size_of_a_rendition_is_known_where_it_is_there_and_makes_none(
    folder: Path, pictures: FilesystemPictureStore, decodes: list[str]
) -> None:
    picture = add(pictures, turned("PNG", 1))
    name = picture.rendition_name(picture.middle_width, "avif")
    assert pictures.rendition_bytes(name) == (folder / name).stat().st_size
    lose(folder, picture)
    decodes.clear()
    assert pictures.rendition_bytes(name) is None
    assert pictures.rendition_bytes("../" + name) is None
    assert decodes == []


def test_exif_data_behind_the_pixels_of_a_png_turn_it_too(pictures: FilesystemPictureStore) -> None:
    """PNG, 11.3.4.5: the chunk may be anywhere between the first and the last."""
    content = turned("PNG", 6)
    at = content.index(b"eXIf") - 4
    end = at + 12 + int.from_bytes(content[at : at + 4])
    moved = content[:at] + content[end:-12] + content[at:end] + content[-12:]
    picture = add(pictures, moved)
    assert (picture.width, picture.height) == (300, 600)
    with Image.open(pictures.rendition_path(picture.rendition_name(300, "jpg"))) as rendition:
        assert rendition.size == (300, 600)


def test_the_first_who_asks_has_all_renditions_made_by_one_decode(
    folder: Path, pictures: FilesystemPictureStore, decodes: list[str]
) -> None:
    picture = add(pictures, turned("PNG", 1))
    made = {rendition.name: (folder / rendition.name).read_bytes() for rendition in renditions(picture)}
    lose(folder, picture)
    decodes.clear()
    for name, content in made.items():
        assert pictures.rendition_path(name).read_bytes() == content
    assert decodes == ["PNG"]


def test_an_import_decodes_a_picture_once_and_one_that_is_there_not_again(
    pictures: FilesystemPictureStore, decodes: list[str]
) -> None:
    add(pictures, turned("JPEG", 6))
    assert decodes == ["JPEG"]
    add(pictures, turned("JPEG", 6))
    assert decodes == ["JPEG"]


def test_many_who_ask_at_once_have_one_decode_made_and_the_rest_come_back(
    folder: Path, pictures: FilesystemPictureStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = add(pictures, turned("PNG", 1))
    lose(folder, picture)
    pictures_at_once, goes_on, decoded = 16, Event(), []
    real = render

    def slow(*arguments: object) -> dict[str, bytes]:
        decoded.append(arguments[0])
        assert goes_on.wait(60)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(rendering, "render", slow)
    name = picture.rendition_name(480, "webp")

    def ask(_number: int) -> str:
        try:
            return pictures.rendition_path(name).name
        except StoreUnavailable as error:
            if not goes_on.is_set() and len(refused) == pictures_at_once - 3:
                goes_on.set()
            refused.append(str(error))
            return "503"

    refused: list[str] = []
    with ThreadPoolExecutor(pictures_at_once) as pool:
        answers = list(pool.map(ask, range(pictures_at_once)))
    assert decoded == [picture.name]
    assert name in answers
    assert answers.count("503") >= pictures_at_once - 2, "one decodes, one waits"
    assert pictures.rendition_path(name).is_file()
