"""The picture store: originals are stored once and never served, their renditions are."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest
from PIL import Image

from bantin_reader.model.errors import PictureNotFound, PictureRefused, StoreUnavailable
from bantin_reader.model.picture import PictureSource
from bantin_reader.store.pictures.store import STALE_SECONDS, TEMP_PREFIX, FilesystemPictureStore

ORIENTATION = 0x0112
SUFFIXES = ("avif", "webp", "jpg")


def source(file: Path) -> PictureSource:
    return PictureSource(shown=file.name, file=file)


def draw(
    file: Path, kind: str = "PNG", size: tuple[int, int] = (40, 30), colour: str = "teal", turned: int = 1
) -> PictureSource:
    exif = Image.Exif()
    exif[ORIENTATION] = turned
    Image.new("RGB", size, colour).save(file, kind, exif=exif)
    return source(file)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("kind", "suffix"), [("PNG", ".png"), ("JPEG", ".jpg"), ("WEBP", ".webp"), ("GIF", ".gif"), ("AVIF", ".avif")]
)
def test_a_picture_is_kept_measured_and_named_by_its_content(
    tmp_path: Path, folder: Path, pictures: FilesystemPictureStore, kind: str, suffix: str
) -> None:
    file = tmp_path / "Ảnh chụp (1).bin"
    picture = pictures.add(draw(file, kind))
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:32]
    assert (picture.width, picture.height) == (40, 30)
    assert picture.name == digest + suffix, "the suffix follows the content, not the file's name"
    assert (folder / picture.name).read_bytes() == file.read_bytes()
    assert file.is_file()


def test_a_picture_written_out_in_the_page_is_kept_as_one_of_a_file_is(
    tmp_path: Path, pictures: FilesystemPictureStore
) -> None:
    of_file = draw(tmp_path / "a.png")
    content = (tmp_path / "a.png").read_bytes()
    assert pictures.add(PictureSource(shown="data:image/png", content=content)) == pictures.add(of_file)


@pytest.mark.parametrize(("width", "widths"), [(40, [40]), (500, [480, 500]), (2000, [480, 960, 1440])])
def test_a_kept_picture_has_every_rendition_in_every_width(
    tmp_path: Path, folder: Path, pictures: FilesystemPictureStore, width: int, widths: list[int]
) -> None:
    picture = pictures.add(draw(tmp_path / "a.png", size=(width, 20)))
    digest = picture.name.removesuffix(".png")
    names = [f"{digest}-{rendition_width}.{suffix}" for rendition_width in widths for suffix in SUFFIXES]
    names.append(f"{digest}-card.jpg")
    assert names_in(folder) == sorted([picture.name, *names])
    assert [pictures.rendition_path(name) for name in names] == [folder / name for name in names]


def test_the_same_content_is_kept_once(tmp_path: Path, folder: Path, pictures: FilesystemPictureStore) -> None:
    one = pictures.add(draw(tmp_path / "a.png"))
    stamps = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert pictures.add(draw(tmp_path / "b.png")) == one
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == stamps
    other = pictures.add(draw(tmp_path / "c.png", colour="maroon"))
    assert other.name != one.name
    assert len(names_in(folder)) == 2 * (1 + len(SUFFIXES) + len(["card"]))


def test_keeping_a_picture_again_makes_the_renditions_that_went_missing(
    tmp_path: Path, folder: Path, pictures: FilesystemPictureStore
) -> None:
    drawn = draw(tmp_path / "a.png")
    pictures.add(drawn)
    before = names_in(folder)
    for suffix in SUFFIXES:
        next(folder.glob(f"*-40.{suffix}")).unlink()
    pictures.add(drawn)
    assert names_in(folder) == before


def test_a_kept_picture_can_be_read_by_a_server_of_another_user(
    tmp_path: Path, folder: Path, pictures: FilesystemPictureStore
) -> None:
    pictures.add(draw(tmp_path / "a.png"))
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o644}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize(("turned", "shown"), [(1, (40, 30)), (3, (40, 30)), (6, (30, 40)), (8, (30, 40))])
def test_the_size_is_that_of_the_picture_as_browsers_turn_it(
    tmp_path: Path, pictures: FilesystemPictureStore, kind: str, turned: int, shown: tuple[int, int]
) -> None:
    """CSS Images 3, image-orientation: from-image is the initial value; a wrong size would shift the page."""
    picture = pictures.add(draw(tmp_path / "anh", kind, turned=turned))
    assert (picture.width, picture.height) == shown


def test_checking_stores_nothing(tmp_path: Path, folder: Path, pictures: FilesystemPictureStore) -> None:
    pictures.check(draw(tmp_path / "a.png"))
    assert not folder.exists()
    with pytest.raises(PictureRefused, match="No such file"):
        pictures.check(source(tmp_path / "b.png"))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "AVIF"])
def test_the_original_is_never_served(tmp_path: Path, pictures: FilesystemPictureStore, kind: str) -> None:
    picture = pictures.add(draw(tmp_path / "a", kind))
    with pytest.raises(PictureNotFound):
        pictures.rendition_path(picture.name)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_a_rendition_that_went_missing_is_made_again(
    tmp_path: Path, folder: Path, pictures: FilesystemPictureStore, kind: str, suffix: str
) -> None:
    pictures.add(draw(tmp_path / "a", kind, size=(500, 100)))
    path = next(folder.glob(f"*-480.{suffix}"))
    before = path.read_bytes()
    path.unlink()
    assert pictures.rendition_path(path.name) == path
    assert path.read_bytes() == before


def test_a_rendition_is_not_made_in_a_width_that_the_picture_is_not_offered_in(
    tmp_path: Path, folder: Path, pictures: FilesystemPictureStore
) -> None:
    digest = pictures.add(draw(tmp_path / "a.png", size=(500, 100))).name.removesuffix(".png")
    before = names_in(folder)
    for width in (1, 479, 499, 501, 960, 1440, 9999):
        with pytest.raises(PictureNotFound):
            pictures.rendition_path(f"{digest}-{width}.webp")
    assert names_in(folder) == before


@pytest.mark.parametrize(
    ("loss", "error"), [("gone", PictureNotFound), ("broken", PictureNotFound), ("full", StoreUnavailable)]
)
def test_a_missing_rendition_that_cannot_be_made_again_is_not_found_or_not_yet(
    tmp_path: Path,
    folder: Path,
    pictures: FilesystemPictureStore,
    monkeypatch: pytest.MonkeyPatch,
    loss: str,
    error: type[Exception],
) -> None:
    original = folder / pictures.add(draw(tmp_path / "a.png")).name
    rendition = next(folder.glob("*.webp"))
    rendition.unlink()
    if loss == "gone":
        original.unlink()
    elif loss == "broken":
        original.write_bytes(original.read_bytes()[:60])
    else:
        monkeypatch.setattr(os, "fsync", lambda _descriptor: (_ for _ in ()).throw(OSError(28, "No space left")))
    before = names_in(folder)
    with pytest.raises(error):
        pictures.rendition_path(rendition.name)
    assert names_in(folder) == before


def test_sweeping_removes_what_was_left_half_written_over_an_hour_ago(
    tmp_path: Path, folder: Path, pictures: FilesystemPictureStore
) -> None:
    pictures.add(draw(tmp_path / "a.png"))
    whole = names_in(folder)
    now = time.time()
    for name, age in (
        (f"{TEMP_PREFIX}old", STALE_SECONDS + 60),
        (f"{TEMP_PREFIX}young", STALE_SECONDS - 60),
        *((n, 9e6) for n in whole),
    ):
        (folder / name).touch()
        os.utime(folder / name, (now - age, now - age))
    pictures.remove_stale_temp_files()
    assert names_in(folder) == sorted([*whole, f"{TEMP_PREFIX}young"])


def test_sweeping_needs_no_folder(folder: Path, pictures: FilesystemPictureStore) -> None:
    pictures.remove_stale_temp_files()
    assert not folder.exists()
