"""Icons of the web app manifest, made of the site's logo."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path

PAPER = "#fdfbf7"
ACCENT = "#8a1c1c"
# Sides in pixels. A maskable icon is cut to any shape by the system; a circle of 80 % always stays (W3C Web App
# Manifest, "Icon masks and safe zone").
SIZES = {"192": 192, "512": 512, "maskable-512": 512}
SAFE = 0.56  # the side of a square within that circle
MARGIN = 0.88
# The lines of static/img/icon.svg: left, top, right and bottom in 32nds.
LINES = ((6, 7, 26, 11), (6, 15, 26, 17), (6, 20, 26, 22), (6, 25, 18, 27))


class Icons:
    """PNG icons: of the logo where it is a picture of pixels, else the site's mark in its accent colour."""

    def __init__(self, logo: Path | None, accent: str | None) -> None:
        self.logo = logo if logo and logo.suffix.lower() != ".svg" else None
        self._accent = accent or ACCENT
        self.png = lru_cache(len(SIZES))(self._png)

    def _png(self, name: str) -> bytes:
        """The icon with a name of SIZES."""
        # Imported on use: a worker that makes no icon does without.
        from PIL import Image, ImageDraw

        side, is_maskable = SIZES[name], name.startswith("maskable")
        icon = Image.new("RGB", (side, side), PAPER if self.logo else self._accent)
        if self.logo:
            with Image.open(self.logo) as logo:
                largest = round(side * (SAFE if is_maskable else MARGIN))
                picture = logo.convert("RGBA")
                scale = largest / max(picture.size)
                width, height = (max(1, round(length * scale)) for length in picture.size)
                picture = picture.resize((width, height), Image.Resampling.LANCZOS)
                icon.paste(picture, ((side - width) // 2, (side - height) // 2), picture)
        else:
            scale = 0.9 if is_maskable else 1
            draw = ImageDraw.Draw(icon)
            for line in LINES:
                left, top, right, bottom = (round(side * (0.5 + (part - 16) / 32 * scale)) for part in line)
                draw.rectangle((left, top, right - 1, bottom - 1), fill=PAPER)
        out = BytesIO()
        icon.save(out, "PNG", optimize=True)
        return out.getvalue()
