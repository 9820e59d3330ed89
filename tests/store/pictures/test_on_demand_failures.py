"""Renditions that cannot be made on demand: too large, broken, a full disk, an original that cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image

from bantin_reader.model.errors import PictureNotFound, StoreUnavailable
from bantin_reader.model.picture import Picture
from bantin_reader.store.pictures import on_demand
from bantin_reader.store.pictures.on_demand import MAX_RENDERING_BYTES, RETRY_SECONDS, OnDemandRenditions, can_be_made
from bantin_reader.store.pictures.store import FilesystemPictureStore
from tests.store.pictures.decoding import Clock, add, lose, turned
from tests.store.pictures.drawing import encode, plain


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
