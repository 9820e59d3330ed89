"""Decides which alternative texts describe a picture, and which are a file's name or repeat the text beside it."""

from __future__ import annotations

import re
from dataclasses import replace

from bantin_reader.sources.html.captions import CREDIT
from bantin_reader.sources.html.inline import Image

FILE_NAME = re.compile(r".{0,200}\.(?:jpe?g|png|gif|webp|avif|bmp|svg|tiff?|heic)", re.IGNORECASE)
# What cameras, telephones and editors call a picture, and words that fit any picture.
ANY_NAME = re.compile(
    r"(?:img|dsc[nf]?|pxl|dji|p|vid|mvi|fb_img|received|screenshot|screen shot|ảnh chụp màn hình|z|no|untitled|noname|"
    r"image|images|photo|picture|figure|anh|hinh|ảnh|hình|hình ảnh|no image|noimage|alt|caption|thumb(?:nail)?|avatar|"
    r"icons?|ico|new|pdf|docx?|xlsx?|word|excel|file|download|attach(?:ment)?|bullet|arrow|mũi tên|emoji)?"
    r"[\s_.:()-]*+[\d\s_.:()x-]{0,60}+",
    re.IGNORECASE,
)
RANDOM = re.compile(r"(?=[a-z_-]*+\d)[0-9a-z]{1,4}[0-9a-f_-]{11,}+", re.IGNORECASE)
NUMBERED = re.compile(r"(?:ảnh|hình|photo|image|picture|figure)?\d{0,4}")
CUT_OFF = ("…", "...")


def describes(alt: str) -> bool:
    """Whether an alternative text says something: it is neither a file's name nor a word for any picture."""
    return not (FILE_NAME.fullmatch(alt) or ANY_NAME.fullmatch(alt) or RANDOM.fullmatch(alt))


def with_useful_alt(image: Image, title: str, caption: str) -> Image:
    """The image, without an alternative text that describes nothing or that a screen reader would speak twice: the
    article's title, also with the picture's number behind it, or the picture's caption, also without its credit."""
    alt = image.alt
    if not alt or (describes(alt) and not _is_stem(alt, image.source.shown) and not _repeats(alt, title, caption)):
        return image
    return replace(image, alt="")


def _is_stem(alt: str, name: str) -> bool:
    """Whether it is the file's name without its suffix. A name with spaces in it was written by a person."""
    return " " not in alt and alt.casefold() == name.rpartition(".")[0].casefold()


def _repeats(alt: str, title: str, caption: str) -> bool:
    own, of_title = _letters(alt), _letters(title)
    if own == _letters(caption) or (caption and _letters(CREDIT.sub("", alt)) == _letters(CREDIT.sub("", caption))):
        return True
    if not of_title or not own:
        return False
    if alt.endswith(CUT_OFF) and of_title.startswith(own):
        return True
    return own.startswith(of_title) and NUMBERED.fullmatch(own.removeprefix(of_title)) is not None


def _letters(text: str) -> str:
    """The letters and digits of a text in lower case, by which two texts are compared."""
    return "".join(filter(str.isalnum, text.casefold()))
