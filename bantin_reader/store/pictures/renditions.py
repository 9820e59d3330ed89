"""Names the renditions of a picture: AVIF, WebP and JPEG in up to three widths, and a card for link previews."""

from __future__ import annotations

from dataclasses import dataclass

from bantin_reader.model.picture import Picture

# Formats that are read, with the suffix of their originals.
FORMATS = {"AVIF": ".avif", "GIF": ".gif", "JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
# What a reader's browser chooses from, smallest files first.
SUFFIXES = ("avif", "webp", "jpg")


@dataclass(frozen=True)
class Rendition:
    """One file that readers get. `width` is in pixels; a rendition without one is the card."""

    name: str
    suffix: str
    width: int | None = None


def renditions(picture: Picture) -> list[Rendition]:
    """All renditions of a picture."""
    sized = [
        Rendition(picture.rendition_name(width, suffix), suffix, width)
        for width in picture.widths
        for suffix in SUFFIXES
    ]
    return [*sized, Rendition(picture.card_name, "jpg")]
