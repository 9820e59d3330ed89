"""The picture folder: stored once, measured, and nothing that is no picture."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bantin_reader.model.errors import PictureNotFound, PictureRefused
from bantin_reader.store.pictures import LARGEST_BYTES, NAME, PictureFolder

ORIENTATION = 0x0112


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kho" / "pictures"


@pytest.fixture
def pictures(folder: Path) -> PictureFolder:
    return PictureFolder(folder)


def draw(
    file: Path, kind: str = "PNG", size: tuple[int, int] = (40, 30), colour: str = "teal", turned: int = 1
) -> Path:
    exif = Image.Exif()
    exif[ORIENTATION] = turned
    Image.new("RGB", size, colour).save(file, kind, exif=exif)
    return file


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", ".png"), ("JPEG", ".jpg"), ("WEBP", ".webp")])
def test_a_picture_is_kept_measured_and_named_by_its_content(
    tmp_path: Path, pictures: PictureFolder, kind: str, suffix: str
) -> None:
    file = draw(tmp_path / "Ảnh chụp (1).bin", kind)
    picture = pictures.keep(file)
    assert (picture.width, picture.height) == (40, 30)
    assert picture.name.endswith(suffix), "the suffix follows the content, not the file's name"
    assert NAME.fullmatch(picture.name)
    assert pictures.path(picture.name).read_bytes() == file.read_bytes()
    assert file.is_file()


def test_the_same_content_is_kept_once(tmp_path: Path, folder: Path, pictures: PictureFolder) -> None:
    one = pictures.keep(draw(tmp_path / "a.png"))
    stamp = pictures.path(one.name).stat().st_mtime_ns
    assert pictures.keep(draw(tmp_path / "b.png")) == one
    other = pictures.keep(draw(tmp_path / "c.png", colour="maroon"))
    assert other.name != one.name
    assert sorted(path.name for path in folder.iterdir()) == sorted([one.name, other.name])
    assert pictures.path(one.name).stat().st_mtime_ns == stamp


def test_a_kept_picture_can_be_read_by_a_server_of_another_user(tmp_path: Path, pictures: PictureFolder) -> None:
    path = pictures.path(pictures.keep(draw(tmp_path / "a.png")).name)
    assert path.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
@pytest.mark.parametrize(("turned", "shown"), [(1, (40, 30)), (3, (40, 30)), (6, (30, 40)), (8, (30, 40))])
def test_the_size_is_that_of_the_picture_as_browsers_turn_it(
    tmp_path: Path, pictures: PictureFolder, kind: str, turned: int, shown: tuple[int, int]
) -> None:
    """CSS Images 3, image-orientation: from-image is the initial value; a wrong size would shift the page."""
    picture = pictures.keep(draw(tmp_path / "anh", kind, turned=turned))
    assert (picture.width, picture.height) == shown


def content(kind: str) -> bytes:
    data = BytesIO()
    if kind == "huge":
        Image.new("1", (20_000, 20_000)).save(data, "PNG")
    elif kind == "large":
        Image.new("1", (10_000, 10_000)).save(data, "PNG")
    elif kind in ("GIF", "BMP", "TIFF"):
        Image.new("RGB", (4, 4)).save(data, kind)
    else:
        Image.effect_noise((64, 64), 50).save(data, kind)
        return data.getvalue()[: len(data.getvalue()) // 2]
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("dai.png", content("huge"), "dai.png: too many pixels"),
        ("rong.png", content("large"), "rong.png: too many pixels"),
        ("a.gif", content("GIF"), "a.gif: not a JPEG, PNG or WebP picture"),
        ("a.png", content("BMP"), "not a JPEG, PNG or WebP"),
        ("a.jpg", content("TIFF"), "not a JPEG, PNG or WebP"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "not a JPEG, PNG or WebP"),
        ("a.webp", b"", "not a JPEG, PNG or WebP"),
        ("a.webp", "chỉ là chữ".encode(), "not a JPEG, PNG or WebP"),
        ("nua.png", content("PNG"), "nua.png: broken picture"),
        ("nua.jpg", content("JPEG"), "nua.jpg: broken picture"),
        ("nua.webp", content("WEBP"), r"nua.webp: (broken|not)"),
    ],
)
def test_what_is_no_whole_picture_is_refused_and_leaves_nothing(
    tmp_path: Path, folder: Path, pictures: PictureFolder, name: str, data: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(PictureRefused, match=reason):
        pictures.keep(tmp_path / name)
    assert not folder.exists()


@pytest.mark.parametrize(
    ("name", "reason"),
    [("khong-co.png", "No such file"), (".", "Is a directory"), ("a" * 300, "too long"), ("a\0b.png", "a.b.png: ")],
)
def test_a_file_that_cannot_be_opened_is_refused(
    tmp_path: Path, pictures: PictureFolder, name: str, reason: str
) -> None:
    with pytest.raises(PictureRefused, match=reason):
        pictures.keep(tmp_path / name)


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path, pictures: PictureFolder) -> None:
    with (tmp_path / "to.png").open("wb") as sparse:
        sparse.truncate(LARGEST_BYTES + 1)
    with pytest.raises(PictureRefused, match=r"to\.png: over 20 MB"):
        pictures.keep(tmp_path / "to.png")


@pytest.mark.parametrize(
    "name",
    [
        f"{'0' * 32}.png",
        "",
        ".",
        "..",
        "../bantin.sqlite3",
        "../../etc/passwd",
        "/etc/passwd",
        "bi-mat.png",
        "tmpabcdefg",
        f"{'a' * 32}.png\n",
        f"{'a' * 32}.svg",
        f"{'A' * 32}.png",
        "\0",
    ],
)
def test_names_that_no_kept_picture_has_are_not_found(folder: Path, pictures: PictureFolder, name: str) -> None:
    folder.mkdir(parents=True)
    for other in ("bi-mat.png", "tmpabcdefg", f"{'a' * 32}.png", f"{'a' * 32}.svg", "../bantin.sqlite3"):
        (folder / other).touch()
    with pytest.raises(PictureNotFound):
        pictures.path(name)


def test_a_write_that_fails_leaves_no_half_picture(
    tmp_path: Path, folder: Path, pictures: PictureFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises((PictureRefused, OSError), match="No space left"):
        pictures.keep(draw(tmp_path / "a.png"))
    assert list(folder.iterdir()) == []
