"""The card that social networks show beside a link: a picture cut to one size."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bantin_reader.model.errors import PictureNotFound, PictureRefused
from bantin_reader.model.picture import CARD_HEIGHT, CARD_WIDTH, PictureSource
from bantin_reader.store.pictures.store import FilesystemPictureStore
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


def card_of(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(rendered(content)))
    image.load()
    return image


def striped(size: tuple[int, int], *bands: tuple[float, Colour]) -> bytes:
    """Blue, with a band of the picture's height in each colour down to the part that is given with it."""
    image = plain(BLUE, size=size)
    top = 0
    for until, colour in bands:
        image.paste(colour, (0, top, size[0], round(size[1] * until)))
        top = round(size[1] * until)
    return encode(image)


@pytest.mark.parametrize(
    "size", [(1200, 630), (4000, 3000), (40, 30), (30, 40), (1, 1), (1, 900), (4000, 1), (60, 16_000)]
)
def test_a_card_has_one_size_whatever_the_pictures(size: tuple[int, int]) -> None:
    card = card_of(encode(plain(size=size)))
    assert (card.format, card.mode, card.size) == ("JPEG", "RGB", (CARD_WIDTH, CARD_HEIGHT))
    assert shows(card, RED)


def test_a_wide_picture_keeps_its_middle() -> None:
    image = plain(BLUE, size=(1600, 400))
    image.paste(RED, (500, 0, 1100, 400))
    card = card_of(encode(image))
    assert shows(card, RED, (0.3, 0.5))
    assert shows(card, RED, (0.7, 0.5))
    assert shows(card, BLUE, (0.02, 0.5))
    assert shows(card, BLUE, (0.98, 0.5))


def test_a_picture_nearly_of_the_cards_shape_loses_as_much_above_as_below() -> None:
    """1200 × 800 loses 85 lines of 800 at either end."""
    card = card_of(striped((1200, 800), (0.14, RED), (0.86, GREEN), (1, RED)))
    assert shows(card, RED, (0.5, 0.01))
    assert shows(card, GREEN, (0.5, 0.5))
    assert shows(card, RED, (0.5, 0.98))


def test_a_tall_picture_keeps_what_is_in_its_upper_half() -> None:
    """600 × 1200 keeps 315 lines of 1200, from the 221st on."""
    card = card_of(striped((600, 1200), (0.18, RED), (0.45, GREEN)))
    for place in (0.02, 0.5, 0.98):
        assert shows(card, GREEN, (0.5, place))


def test_a_card_is_turned_and_tells_nothing_of_camera_and_place() -> None:
    image = plain(BLUE, size=(60, 40))
    image.paste(RED, (0, 0, 30, 40))
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 3, "May anh cua Sinh"
    exif.get_ifd(GPS).update({1: "N", 2: (22.0, 8.0, 5.0)})
    content = encode(image, "JPEG", exif=exif, comment=b"Sinh")
    card = card_of(content)
    assert shows(card, BLUE, (0.2, 0.5))
    assert shows(card, RED, (0.8, 0.5))
    assert not card.getexif()
    assert not {"exif", "xmp", "comment", "icc_profile"} & set(card.info)
    assert b"Sinh" in content
    assert b"Sinh" not in rendered(content)


@pytest.mark.parametrize(
    ("image", "kind", "options", "colour"),
    [
        (plain(RED), "PNG", {"icc_profile": swapped_profile()}, GREEN),
        (plain((0, 255, 255, 0), "CMYK"), "JPEG", {}, RED),
        (plain((*BLUE, 0), "RGBA"), "PNG", {}, WHITE),
        (plain(RED), "GIF", {"save_all": True, "append_images": [plain(BLUE)]}, RED),
    ],
    ids=["another profile", "printer's colours", "transparency", "animation"],
)
def test_a_card_shows_what_the_other_renditions_show(
    image: Image.Image, kind: str, options: dict[str, Any], colour: Colour
) -> None:
    assert shows(card_of(encode(image, kind, **options)), colour)


def test_a_broken_picture_makes_no_card() -> None:
    with pytest.raises(PictureRefused, match=r"^nua\.png: "):
        rendered(encode(Image.effect_noise((64, 64), 50))[:900], name="nua.png")


def test_a_card_that_is_missing_is_made_from_the_original(folder: Path, pictures: FilesystemPictureStore) -> None:
    """As for articles that an earlier version imported."""
    picture = pictures.add(PictureSource(shown="a", content=encode(plain(RED))))
    made = (folder / picture.card_name).read_bytes()
    (folder / picture.card_name).unlink()
    assert pictures.rendition_path(picture.card_name).read_bytes() == made
    (folder / picture.card_name).unlink()
    (folder / picture.name).unlink()
    with pytest.raises(PictureNotFound):
        pictures.rendition_path(picture.card_name)
