"""A picture with its caption, and the renditions of it that browsers load."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

# The widths of renditions, in pixels.
WIDTHS = (480, 960, 1440)
# The size of the preview that social networks show beside a link, in pixels.
CARD_WIDTH, CARD_HEIGHT = 1200, 630


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A stored picture: the name of its original in the picture store and its size in pixels."""

    name: str
    width: int
    height: int

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths of its renditions, in pixels: at most three, none over its own."""
        widest = min(self.width, WIDTHS[-1])
        return (*(width for width in WIDTHS if width < widest), widest)

    @property
    def middle_width(self) -> int:
        """The width, in pixels, that fits most readers: a phone's whole screen, or the text of a wide page."""
        return self.widths[len(self.widths) // 2]

    def height_at(self, width: int) -> int:
        """The height of its rendition of this width, in pixels."""
        return max(1, round(self.height * width / self.width))

    def rendition_name(self, width: int, suffix: str) -> str:
        """The name of a rendition: `<hash>-<width>.<avif|webp|jpg>`."""
        return f"{self._stem}-{width}.{suffix}"

    @property
    def card_name(self) -> str:
        """The name of the rendition that is cut to CARD_WIDTH × CARD_HEIGHT."""
        return f"{self._stem}-card.jpg"

    @property
    def _stem(self) -> str:
        return self.name.rpartition(".")[0]


@dataclass(frozen=True, kw_only=True)
class PictureSource:
    """A picture as its source gives it: a file, or bytes in the page itself; a picture that has neither is missing.

    `shown` names it in messages. `address` is the URL of a missing picture, empty where the page has none.
    """

    shown: str
    file: Path | None = None
    content: bytes | None = None
    address: str = field(default="", compare=False)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A picture with its caption. The portal's text dump has the caption alone."""

    caption: str = ""
    alt: str = ""
    picture: Picture | None = None
