"""The typefaces that readers can choose hold every letter of Vietnamese, and lines of theirs do not touch."""

from __future__ import annotations

import re
import unicodedata
from itertools import product
from pathlib import Path

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from bantin_reader.model.preferences import FACE
from tests.conftest import ROOT

pytestmark = pytest.mark.slow  # draws every letter in every typeface

FONTS = sorted((ROOT / "build" / "fonts").glob("*.woff2"))
SHEETS = "".join(file.read_text("utf-8") for file in sorted((ROOT / "static" / "css").glob("*.css")))
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LETTERS = "".join(
    unicodedata.normalize("NFC", vowel + tone) for vowel, tone in product("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY", TONES)
)
ALPHABET = LETTERS + "bcdđghklmnpqrstvxfjwzBCDĐGHKLMNPQRSTVXFJWZ"
SIGNS = "0123456789.,:;!?%()/–—‘’“”…«»₫°×·§²³½"
LARGEST = 32 * 1024


def ink(font: TTFont, letters: str) -> tuple[float, float]:
    """The lowest and the highest ink of the letters, in em from the baseline."""
    glyphs, cmap, em = font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm
    bounds = []
    for letter in letters:
        pen = BoundsPen(glyphs)
        glyphs[cmap[ord(letter)]].draw(pen)
        assert pen.bounds is not None, f"{letter} has no ink"
        bounds.append(pen.bounds)
    return min(low for _, low, _, _ in bounds) / em, max(high for _, _, _, high in bounds) / em


def line(face: str, role: str, default: float) -> float:
    """The smallest line height that the style sheet gives a role of text in a face."""
    own = re.findall(rf'\[data-face="{face}"\][^{{]*\{{[^}}]*--{role}-line: ([\d.]+)', SHEETS)
    return min(map(float, own), default=default)


def test_every_face_but_the_devices_has_its_files() -> None:
    families = {file.name.rpartition("-")[0] for file in FONTS}
    assert len(families) == len(FACE.options) - 1
    assert all(f'url("../../build/fonts/{file.name}")' in SHEETS for file in FONTS)


@pytest.mark.parametrize("file", FONTS, ids=lambda file: file.stem)
def test_a_typeface_has_every_vietnamese_letter_with_every_tone_and_is_small(file: Path) -> None:
    font = TTFont(file)
    missing = [letter for letter in ALPHABET + SIGNS if ord(letter) not in font.getBestCmap()]
    assert missing == []
    assert ink(font, ALPHABET)
    assert file.stat().st_size <= LARGEST


@pytest.mark.parametrize("file", FONTS, ids=lambda file: file.stem)
def test_stacked_capitals_do_not_touch_the_line_above(file: Path) -> None:
    low, high = ink(TTFont(file), ALPHABET)
    family, _, weight = file.stem.rpartition("-")
    face = next(face for face in FACE.options if f'[data-face="{face}"] {{' in SHEETS and f": {family}," in rule(face))
    tight = min(map(float, re.findall(r"\n\[data-line=[^}]*--reading-line: ([\d.]+)", SHEETS)))
    assert high - low <= line(face, "reading", tight)
    if weight == "700":
        assert high - low <= line(face, "heading", 0)


def rule(face: str) -> str:
    found = re.search(rf'\n\[data-face="{face}"\] \{{([^}}]*)\}}', SHEETS)
    return found[1] if found else ""


def test_the_letters_are_those_of_the_alphabet() -> None:
    assert len(set(LETTERS)) == 2 * 12 * 6
    assert {"ế", "Ẫ", "ộ", "ữ", "Ỵ"} <= set(LETTERS)
