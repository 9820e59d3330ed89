"""What the picture store refuses, and the names that it does not answer to."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bantin_reader.model.errors import PictureNotFound, PictureRefused, StoreUnavailable
from bantin_reader.model.picture import PictureSource
from bantin_reader.store.pictures.limits import MAX_BYTES
from bantin_reader.store.pictures.store import TEMP_PREFIX, FilesystemPictureStore

pytestmark = pytest.mark.slow  # decodes many pictures


def source(file: Path) -> PictureSource:
    return PictureSource(shown=file.name.replace("\0", "?"), file=file)


@cache
def drawn(kind: str = "PNG", size: tuple[int, int] = (4, 4), mode: str = "RGB") -> bytes:
    data = BytesIO()
    Image.new(mode, size).save(data, kind)
    return data.getvalue()


def half(kind: str) -> bytes:
    data = BytesIO()
    Image.effect_noise((64, 64), 50).save(data, kind)
    return data.getvalue()[: len(data.getvalue()) // 2]


NOT_A_PICTURE = "not a JPEG, PNG, WebP, AVIF or GIF picture"


@pytest.mark.parametrize("given", ["file", "content"])
@pytest.mark.parametrize(
    ("name", "draw", "reason"),
    [
        ("dai.png", lambda: drawn(size=(20_000, 20_000), mode="1"), "dai.png: too many pixels"),
        ("rong.png", lambda: drawn(size=(10_000, 10_000), mode="1"), "rong.png: too many pixels"),
        ("rong.gif", lambda: drawn("GIF", (10_000, 10_000), "1"), "rong.gif: too many pixels"),
        ("a.png", lambda: drawn("BMP"), f"a.png: {NOT_A_PICTURE}"),
        ("a.jpg", lambda: drawn("TIFF"), NOT_A_PICTURE),
        ("a.ico", lambda: drawn("ICO", (16, 16)), NOT_A_PICTURE),
        ("a.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", NOT_A_PICTURE),
        ("a.webp", lambda: b"", NOT_A_PICTURE),
        ("a.webp", lambda: "chỉ là chữ".encode(), NOT_A_PICTURE),
        ("nua.png", lambda: half("PNG"), "nua.png: broken picture"),
        ("nua.jpg", lambda: half("JPEG"), "nua.jpg: broken picture"),
        ("nua.gif", lambda: half("GIF"), "nua.gif: broken picture"),
        ("nua.webp", lambda: half("WEBP"), r"nua.webp: (broken|not)"),
        ("nua.avif", lambda: half("AVIF"), r"nua.avif: (broken|not)"),
    ],
)
def test_what_is_no_whole_picture_is_refused_and_leaves_nothing(
    tmp_path: Path,
    folder: Path,
    pictures: FilesystemPictureStore,
    given: str,
    name: str,
    draw: Callable[[], bytes],
    reason: str,
) -> None:
    data = draw()
    (tmp_path / name).write_bytes(data)
    given_source = source(tmp_path / name) if given == "file" else PictureSource(shown=name, content=data)
    for take in (pictures.check, pictures.add):
        with pytest.raises(PictureRefused, match=reason):
            take(given_source)
    assert not folder.exists()


@pytest.mark.parametrize(
    ("name", "reason"),
    [("khong-co.png", "No such file"), (".", "Is a directory"), ("a" * 300, "too long"), ("a\0b.png", "a.b.png: ")],
)
def test_a_file_that_cannot_be_opened_is_refused(
    tmp_path: Path, pictures: FilesystemPictureStore, name: str, reason: str
) -> None:
    with pytest.raises(PictureRefused, match=reason):
        pictures.add(source(tmp_path / name))


def test_a_picture_that_its_source_does_not_have_is_refused(pictures: FilesystemPictureStore) -> None:
    for take in (pictures.check, pictures.add):
        with pytest.raises(PictureRefused, match=r"^anh\.jpg: not beside the page, and nothing is fetched$"):
            take(PictureSource(shown="anh.jpg"))


def test_a_file_over_the_limit_is_refused_unread(
    tmp_path: Path, pictures: FilesystemPictureStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / "to.png").open("wb") as sparse:
        sparse.truncate(MAX_BYTES + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda _file: pytest.fail("it was read"))
    with pytest.raises(PictureRefused, match=r"to\.png: over 20 MB"):
        pictures.add(source(tmp_path / "to.png"))


def test_content_counts_against_the_same_limit(pictures: FilesystemPictureStore) -> None:
    picture = drawn()
    room = MAX_BYTES - len(picture)
    pictures.check(PictureSource(shown="vua.png", content=picture + bytes(room)))
    with pytest.raises(PictureRefused, match=r"to\.png: over 20 MB"):
        pictures.check(PictureSource(shown="to.png", content=picture + bytes(room + 1)))


HASH = "a" * 32


@pytest.mark.parametrize(
    "name",
    [
        f"{HASH}.png",
        f"{HASH}-480.png",
        f"{HASH}-480.gif",
        f"{HASH}-480.jpeg",
        f"{HASH}-480.webp\n",
        f"{HASH}-480.WEBP",
        f"{HASH}-0.webp",
        f"{HASH}-048.webp",
        f"{HASH}-14400.webp",
        f"{HASH}-٤٨٠.webp",
        f"{HASH}-.webp",
        f"{HASH}-4٨٠.webp",
        f"{HASH}-card.webp",
        f"{HASH}-card.jpeg",
        f"{HASH}-card",
        f"{HASH}-480-card.jpg",
        f"{HASH.upper()}-480.webp",
        f"{HASH[1:]}-480.webp",
        f"../pictures/{HASH}-480.webp",
        f"{TEMP_PREFIX}abcdefg",
        "",
        ".",
        "..",
        "../bantin.sqlite3",
        "../../etc/passwd",
        "/etc/passwd",
        "bi-mat.png",
        "\0",
    ],
)
def test_names_that_no_rendition_has_are_not_found(folder: Path, pictures: FilesystemPictureStore, name: str) -> None:
    folder.mkdir(parents=True)
    (folder.parent / "bantin.sqlite3").touch()
    (folder / f"{HASH}-480.webp").touch()
    if "/" not in name and name.strip(".\0"):
        (folder / name).touch()
    with pytest.raises(PictureNotFound):
        pictures.rendition_path(name)


@pytest.mark.parametrize("writes", [0, 1, 3])
def test_a_write_that_fails_leaves_no_half_picture(
    folder: Path, pictures: FilesystemPictureStore, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    done: list[int] = []

    def full(descriptor: int) -> None:
        done.append(descriptor)
        if len(done) > writes:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreUnavailable, match=r"a\.png: cannot be stored: No space left"):
        pictures.add(PictureSource(shown="a.png", content=drawn()))
    assert len(list(folder.iterdir())) == writes
    assert not list(folder.glob(f"{TEMP_PREFIX}*"))


@pytest.mark.parametrize("size", [(60, 16_000), (60, 17_000), (60, 70_000)])
def test_checking_says_of_a_very_tall_picture_what_keeping_does(
    folder: Path, pictures: FilesystemPictureStore, size: tuple[int, int]
) -> None:
    """WebP ends at 16,383 pixels a side, AVIF and JPEG at 65,535."""
    tall = PictureSource(shown="do-hoa.png", content=drawn(size=size, mode="L"))
    refusals = []
    for take in (pictures.check, pictures.add):
        try:
            take(tall)
        except PictureRefused as error:
            refusals.append(str(error))
    assert len(refusals) in (0, 2), f"one of the two takes it: {refusals}"
    assert not refusals or not folder.exists(), "what is refused leaves nothing"
