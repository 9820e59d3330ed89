"""Colours on the papers of the themes."""

from __future__ import annotations

from coloraide import Color

LEAST_CONTRAST = 7.0
PAPERS = {"light": "#fdfbf7", "sepia": "#f4ead5", "dark": "#171614"}


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    return float(Color(one).contrast(other, method="wcag21"))


def lightened(colour: str, paper: str) -> str:
    """An opaque `colour` in its own hue, lightened until it stands out 7:1 from a dark `paper`."""
    hue = Color(colour).set("alpha", 1).convert("oklch")
    for lightness in range(round(hue["lightness"] * 100), 100):
        lighter = hue.clone().set("lightness", lightness / 100)
        shown = str(lighter.convert("srgb").fit("srgb", method="oklch-chroma").to_string(hex=True))
        if contrast(shown, paper) >= LEAST_CONTRAST:
            return shown
    return "#ffffff"
