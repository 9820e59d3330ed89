"""Renditions that are missing are made on demand: one decode at a time, none for names that no rendition has."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from PIL import Image, ImageFile

from bantin_reader.model.article import Picture, PictureSource
from bantin_reader.model.errors import PictureNotFound, StoreUnavailable
from bantin_reader.store.pictures import on_demand
from bantin_reader.store.pictures.on_demand import MAX_RENDERING_BYTES, RETRY_SECONDS, OnDemandRenditions, can_be_made
from bantin_reader.store.pictures.renditions import render, renditions
from bantin_reader.store.pictures.store import FilesystemPictureStore
from tests.store.pictures.drawing import ORIENTATION, encode, plain

SUFFIXES = ("avif", "webp", "jpg")
WIDTHS = (1, 40, 300, 479, 480, 481, 500, 600, 601, 960, 1440, 9999)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def decodes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The format of each picture that is decoded."""
    seen: list[str] = []

    def load(image: ImageFile.ImageFile, real: Callable[..., object] = ImageFile.ImageFile.load) -> object:
        if image.tile:
            seen.append(str(image.format))
        return real(image)

    monkeypatch.setattr(ImageFile.ImageFile, "load", load)
    return seen


def add(pictures: FilesystemPictureStore, content: bytes) -> Picture:
    return pictures.add(PictureSource(shown="anh.bin", content=content))


def lose(folder: Path, picture: Picture) -> None:
    """Leave the original alone, as a backup of originals does."""
    for rendition in renditions(picture):
        (folder / rendition.name).unlink()


def turned(kind: str, value: int, size: tuple[int, int] = (600, 300)) -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = value
    return encode(plain(size=size), kind, exif=exif)


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

    monkeypatch.setattr(on_demand, "render", slow)
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


def test_a_picture_that_takes_too_much_memory_is_not_made_on_demand_but_by_an_import(
    folder: Path, pictures: FilesystemPictureStore, monkeypatch: pytest.MonkeyPatch, decodes: list[str]
) -> None:
    content = turned("PNG", 1)
    picture = add(pictures, content)
    lose(folder, picture)
    decodes.clear()
    monkeypatch.setattr(on_demand, "MAX_RENDERING_BYTES", 600 * 300 * 9 - 1)
    with pytest.raises(PictureNotFound):
        pictures.rendition_path(picture.card_name)
    assert decodes == []
    assert add(pictures, content) == picture
    assert pictures.rendition_path(picture.card_name).is_file()


def test_the_bound_lets_an_ordinary_camera_through_and_no_scan_of_a_poster() -> None:
    assert can_be_made(Picture(name="a.jpg", width=6000, height=4000))
    assert not can_be_made(Picture(name="a.png", width=9400, height=9400))
    assert MAX_RENDERING_BYTES < 350_000_000


def test_what_cannot_be_decoded_is_tried_again_a_minute_later(folder: Path, decodes: list[str], clock: Clock) -> None:
    original = folder / ("a" * 32 + ".png")
    folder.mkdir(parents=True)
    whole = encode(Image.effect_noise((64, 64), 50))
    original.write_bytes(whole[:2000])

    def write(name: str, data: bytes) -> None:
        (folder / name).write_bytes(data)

    renditions_of = OnDemandRenditions(folder, write, clock)
    name = f"{'a' * 32}-64.webp"
    for _ in range(3):
        with pytest.raises(PictureNotFound):
            renditions_of.make(name, "a" * 32)
    assert decodes == ["PNG"]
    original.write_bytes(whole)
    clock.now += RETRY_SECONDS
    renditions_of.make(name, "a" * 32)
    assert (folder / name).is_file()


def test_a_disk_that_is_full_stops_the_decoding_of_all_pictures_for_a_minute(
    folder: Path, pictures: FilesystemPictureStore, decodes: list[str], clock: Clock
) -> None:
    first, second = (add(pictures, encode(plain(colour, size=(40, 30)))) for colour in ((1, 2, 3), (4, 5, 6)))
    for picture in (first, second):
        lose(folder, picture)
    decodes.clear()
    full = [True]

    def write(name: str, content: bytes) -> None:
        if full:
            raise OSError(28, "No space left on device")
        (folder / name).write_bytes(content)

    renditions_of = OnDemandRenditions(folder, write, clock)
    for picture in (first, first, second):
        with pytest.raises(StoreUnavailable):
            renditions_of.make(picture.card_name, picture.name.removesuffix(".png"))
    assert decodes == ["PNG"]
    full.clear()
    clock.now += RETRY_SECONDS
    renditions_of.make(second.card_name, second.name.removesuffix(".png"))
    assert (folder / second.card_name).is_file()


def test_an_original_that_may_not_be_read_is_no_error_of_the_server(
    folder: Path, pictures: FilesystemPictureStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = add(pictures, turned("PNG", 1))
    lose(folder, picture)
    monkeypatch.setattr(Path, "read_bytes", lambda _file: (_ for _ in ()).throw(PermissionError(13, os.strerror(13))))
    with pytest.raises(StoreUnavailable, match="Permission denied"):
        pictures.rendition_path(picture.card_name)
