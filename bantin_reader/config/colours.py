"""Colours, and their contrast with the papers of the themes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coloraide import Color

LEAST_CONTRAST = 7.0
PAPERS = {"light": "#fdfbf7", "sepia": "#f4ead5", "dark": "#171614"}


@cache
def colour_class() -> type[Color]:
    """The library's class, imported on first use: it takes 4 MB, and a site without an accent needs none."""
    from coloraide import Color

    return Color


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    return float(colour_class()(one).contrast(other, method="wcag21"))


def lightened(colour: str, paper: str) -> str:
    """An opaque `colour` in its own hue, lightened until its contrast with a dark `paper` is 7:1."""
    hue = colour_class()(colour).set("alpha", 1).convert("oklch")
    for lightness in range(round(hue["lightness"] * 100), 100):
        lighter = hue.clone().set("lightness", lightness / 100)
        shown = str(lighter.convert("srgb").fit("srgb", method="oklch-chroma").to_string(hex=True))
        if contrast(shown, paper) >= LEAST_CONTRAST:
            return shown
    return "#ffffff"
