"""Build the typefaces that readers can choose: WOFF2 files with the letters of Latin and Vietnamese.

    python static/build_fonts.py FOLDER

The fonts come from npm packages. Fontsource's own split of a font into Latin and Vietnamese files loses the kerning
between letters of different files, such as T and ế.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset

PACKAGES = Path(__file__).parents[1] / "node_modules"
GOOGLE = "@expo-google-fonts"
DYSLEXIC = "@fontsource/opendyslexic/files/opendyslexic-latin-{}-normal.woff2"
WEIGHTS = {400: "400Regular", 600: "600SemiBold", 700: "700Bold"}
# Basic Latin, Latin-1, Latin Extended-A, ơ and ư, combining tone marks, Vietnamese, punctuation, digits above and below
# the line, currency, and signs of the articles.
RANGES = [
    (0x20, 0x7E), (0xA0, 0x17F), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x300, 0x304), (0x306, 0x30C), (0x323, 0x323),
    (0x1EA0, 0x1EF9), (0x2010, 0x2027), (0x202F, 0x203A), (0x2044, 0x2044), (0x2070, 0x208E), (0x20AB, 0x20AC),
    (0x2116, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212), (0x2260, 0x2265),
]  # fmt: skip
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk"]
# OpenDyslexic is half as wide again as the others: at four fifths its letters have their height.
SCALES = {"opendyslexic": 0.8}
# Of the font's own names only copyright and licence stay, as the Open Font License asks.
NAMES = [0, 13, 14]


def sources() -> dict[str, Path]:
    """The font files, by the name of the file to build without its suffix."""
    found = {f"opendyslexic-{weight}": PACKAGES / DYSLEXIC.format(weight) for weight in (400, 700)}
    for package, prefix in {"literata": "Literata", "be-vietnam-pro": "BeVietnamPro", "lexend": "Lexend"}.items():
        for weight, name in WEIGHTS.items():
            found[f"{package}-{weight}"] = PACKAGES / GOOGLE / package / name / f"{prefix}_{name}.ttf"
    return found


def build(source: Path, target: Path, scale: float = 1) -> None:
    """Write the letters of RANGES, `scale` times as large, and nothing that only print needs, to `target` as WOFF2."""
    options = subset.Options(flavor="woff2", layout_features=FEATURES, name_IDs=NAMES, hinting=False)
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    if scale != 1:
        size = font["head"].unitsPerEm = round(font["head"].unitsPerEm / scale)
        font["CFF "].cff.topDictIndex[0].FontMatrix = [1 / size, 0, 0, 1 / size, 0, 0]
    subset.save_font(font, target, options)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, source in sources().items():
        build(source, folder / f"{name}.woff2", SCALES.get(name.rpartition("-")[0], 1))


if __name__ == "__main__":
    main()
