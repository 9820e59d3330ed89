"""The renditions of a picture: their sizes, their colours, and what they leave out."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from bantin_reader.model.errors import PictureRefused
from bantin_reader.model.picture import Picture
from bantin_reader.store.pictures.rendering import read_size
from tests.store.pictures.drawing import (
    BLUE,
    GPS,
    GREEN,
    MAKER,
    ORIENTATION,
    RED,
    WHITE,
    Colour,
    encode,
    plain,
    rendered,
    shows,
    swapped_profile,
)

FORMATS = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}


def rendition_of(content: bytes, suffix: str = "jpg", width: int = 0) -> Image.Image:
    """Decoded; of the picture's own width unless another is given."""
    image = Image.open(BytesIO(rendered(content, suffix, width or read_size("anh", content)[1])))
    image.load()
    return image


NARROW = {1: (1,), 300: (300,), 480: (480,), 481: (480, 481), 960: (480, 960), 1000: (480, 960, 1000)}
WIDTHS = NARROW | {1440: (480, 960, 1440), 4000: (480, 960, 1440)}


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_picture_has_its_renditions_in_at_most_three_widths_never_over_its_own(suffix: str, width: int) -> None:
    content = encode(plain(size=(width, 60)))
    picture = Picture(name="a.png", width=width, height=60)
    assert picture.widths == WIDTHS[width]
    for rendition_width in picture.widths:
        image = rendition_of(content, suffix, rendition_width)
        assert image.format == FORMATS[suffix]
        assert image.size == (rendition_width, round(60 * rendition_width / width))


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    ("size", "rendition_size"),
    [((600, 900), (480, 720)), ((1000, 333), (480, 160)), ((4000, 1), (1440, 1)), ((1, 900), (1, 900))],
)
def test_a_rendition_keeps_the_picture_s_shape(
    suffix: str, size: tuple[int, int], rendition_size: tuple[int, int]
) -> None:
    image = rendition_of(encode(plain(size=size)), suffix, rendition_size[0])
    assert image.size == rendition_size
    assert shows(image, RED)


@pytest.mark.parametrize(
    ("name", "kind", "suffix"),
    [("a.png", "JPEG", ".jpg"), ("a.jpg", "WEBP", ".webp"), ("a", "GIF", ".gif"), ("a.gif", "AVIF", ".avif")],
)
def test_the_suffix_follows_the_content_not_the_name(name: str, kind: str, suffix: str) -> None:
    assert read_size(name, encode(plain(), kind)) == (suffix, 40, 30)


def test_a_jpeg_with_a_second_picture_in_it_is_a_jpeg() -> None:
    """CIPA DC-007: phones put a preview or a depth map behind the picture, in one .jpg file."""
    content = encode(plain(RED), "MPO", save_all=True, append_images=[plain(BLUE)])
    assert content.startswith(b"\xff\xd8\xff")
    assert read_size("dien-thoai.jpg", content) == (".jpg", 40, 30)
    assert shows(rendition_of(content), RED)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize(
    ("turned", "size", "red"),
    [(1, (60, 40), (0.2, 0.5)), (3, (60, 40), (0.8, 0.5)), (6, (40, 60), (0.5, 0.2)), (8, (40, 60), (0.5, 0.8))],
)
def test_a_rendition_is_turned_and_tells_nothing_of_camera_and_place(
    suffix: str, kind: str, turned: int, size: tuple[int, int], red: tuple[float, float]
) -> None:
    image = plain(BLUE, size=(60, 40))
    image.paste(RED, (0, 0, 30, 40))
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = turned, "May anh cua Sinh"
    exif.get_ifd(GPS).update({1: "N", 2: (22.0, 8.0, 5.0)})
    content = encode(image, kind, exif=exif, xmp=b"<x:xmpmeta>Sinh</x:xmpmeta>", comment=b"Sinh")
    data = rendered(content, suffix, size[0])
    shown = rendition_of(content, suffix)
    assert shown.size == size
    assert shows(shown, RED, red)
    assert shows(shown, BLUE, (1 - red[0], 1 - red[1]))
    assert not shown.getexif()
    assert not {"exif", "xmp", "comment", "icc_profile"} & set(shown.info)
    assert b"Sinh" in content
    assert b"Sinh" not in data


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "RGB"), ("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGBA"), ("AVIF", "RGB")],
)
def test_colours_of_another_profile_come_out_in_srgb(suffix: str, kind: str, mode: str) -> None:
    image = plain(RED).convert(mode)
    assert shows(rendition_of(encode(image, kind), suffix), RED)
    assert shows(rendition_of(encode(image, kind, icc_profile=swapped_profile()), suffix), GREEN)


@pytest.mark.parametrize(
    "profile",
    [b"khong phai", swapped_profile()[:200], swapped_profile()[:128] + bytes(4)],
    ids=["nonsense", "cut", "without tags"],
)
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_broken_profile_is_passed_over(suffix: str, profile: bytes) -> None:
    image = rendition_of(encode(plain(RED), "JPEG", icc_profile=profile), suffix)
    assert shows(image, RED)
    assert "icc_profile" not in image.info


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("profile", [None, swapped_profile()], ids=["no profile", "a profile of another mode"])
def test_printers_colours_come_out_as_screen_colours(suffix: str, profile: bytes | None) -> None:
    content = encode(plain((0, 255, 255, 0), "CMYK"), "JPEG", icc_profile=profile)
    image = rendition_of(content, suffix)
    assert image.mode == "RGB"
    assert shows(image, RED)


def palette_with_transparency() -> bytes:
    image = Image.new("P", (40, 30), 0)
    image.putpalette([*BLUE, *RED])
    image.paste(1, (0, 0, 20, 30))
    return encode(image, transparency=bytes([0, 255]))


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    ("content", "colour"),
    [
        (palette_with_transparency(), WHITE),
        (encode(plain((0, 0), "LA")), WHITE),
        (encode(plain((0, 128), "LA")), (127, 127, 127)),
        (encode(plain((*BLUE, 0), "RGBA")), WHITE),
        (encode(plain((*BLUE, 0), "RGBA"), "WEBP", lossless=True), WHITE),
        (encode(plain(BLUE), transparency=BLUE), WHITE),
        (encode(plain(7, "L"), transparency=7), WHITE),
        (encode(plain(1, "P"), "GIF", transparency=1), WHITE),
    ],
    ids=["palette", "LA", "LA in part", "RGBA", "WebP", "RGB by key", "grey by key", "GIF"],
)
def test_transparency_stands_on_white(suffix: str, content: bytes, colour: Colour) -> None:
    assert shows(rendition_of(content, suffix), colour, (0.8, 0.5))


@pytest.mark.parametrize("grey", [0, 0x20, 0x80, 0xFF])
def test_sixteen_bits_of_grey_keep_their_lightness(grey: int) -> None:
    assert shows(rendition_of(encode(plain(grey * 0x101, "I;16"))), (grey, grey, grey))


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_of_an_animation_the_first_frame_is_shown(suffix: str, kind: str) -> None:
    content = encode(plain(RED), kind, save_all=True, append_images=[plain(BLUE), plain(GREEN)])
    image = rendition_of(content, suffix)
    assert getattr(image, "n_frames", 1) == 1
    assert shows(image, RED)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_file_cut_short_is_refused_by_its_name(kind: str, part: float) -> None:
    content = encode(Image.effect_noise((64, 64), 50), kind)
    with pytest.raises(PictureRefused, match=r"^nua\.bin: "):
        rendered(content[: int(len(content) * part)], "jpg", 64, "nua.bin")
