"""The address of a page as a QR code."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

QUIET_ZONE = 4  # modules (ISO/IEC 18004, 6.3.8)


@lru_cache(maxsize=256)
def qr_svg(url: str) -> bytes:
    """An SVG picture in black on white, whatever the theme: readers of QR codes need the contrast."""
    # Imported on use: a worker that draws no code does without, 1.3 MB less.
    import segno

    out = BytesIO()
    segno.make_qr(url, error="m").save(
        out, kind="svg", border=QUIET_ZONE, light="white", xmldecl=False, unit="", omitsize=True
    )
    return out.getvalue()
