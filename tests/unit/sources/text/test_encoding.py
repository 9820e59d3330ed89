"""Bytes in any encoding that pages have become Unicode; a bad byte is replaced and reported."""

from __future__ import annotations

import codecs
import gzip
import unicodedata
from pathlib import Path

import pytest

from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.file_reader import FileLoader, read_text
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html.profile import load_profiles
from bantin_reader.sources.limits import MAX_FILE_BYTES
from bantin_reader.sources.text.encoding import Decoded, decode
from bantin_reader.sources.text.normalize import clean_text
from tests.unit.sources.text.news import NEWS, PAGE, TONES


def windows_1258(text: str) -> bytes:
    """The code page has letters and tones apart, but for those that windows-1252 has."""
    coded = b""
    for letter in text:
        try:
            coded += letter.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
            coded += (base + "".join(part for part in parts if part in TONES)).encode("cp1258")
    return coded


@pytest.mark.parametrize(
    "declaration",
    [
        '<meta charset="windows-1258">',
        '<META http-equiv=Content-Type content="text/html; charset=windows-1258">',
        "<meta charset = 'CP1258' >",
        '<?xml version="1.0" encoding="windows-1258"?>',
    ],
)
def test_windows_1258_that_is_declared_becomes_composed_unicode(tmp_path: Path, declaration: str) -> None:
    (tmp_path / "bai.html").write_bytes(declaration.encode() + windows_1258(NEWS))
    assert read_text(tmp_path / "bai.html") == declaration + NEWS


@pytest.mark.parametrize("label", ["iso-8859-1", "ISO-8859-1", "latin1", "us-ascii", "windows-1252"])
def test_western_labels_are_read_as_browsers_read_them(label: str) -> None:
    declaration = f'<meta charset="{label}">'
    assert decode(declaration.encode() + b"caf\xe9 \x96 5 \x80").text == f"{declaration}café – 5 €"


@pytest.mark.parametrize("label", ["", "utf-8", "windows-1258", "iso-8859-1", "x-khong-co"])
def test_utf_8_is_read_as_it_is_whatever_the_page_declares(label: str) -> None:
    text = f'<meta charset="{label}">{NEWS}'
    assert decode(text.encode()).text == text


@pytest.mark.parametrize("bom", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_byte_order_mark_wins_over_what_is_declared(bom: bytes) -> None:
    text = f'<meta charset="windows-1258">{NEWS}'
    assert decode(bom + text.encode("utf-16-le" if bom == codecs.BOM_UTF16_LE else "utf-16-be")).text == text


@pytest.mark.parametrize(
    "label",
    ["", "utf-8", "UTF8", "x-viet-tcvn", "utf-7", "hex", "utf-16", "utf-16le", "utf-32", "undefined", "unicode_escape"],
)
def test_bytes_of_no_known_encoding_are_refused_with_their_position(label: str) -> None:
    declaration = f'<meta charset="{label}">'.encode()
    for rest in (windows_1258(NEWS), windows_1258(NEWS[:-1])):
        place = len(declaration) + windows_1258(NEWS).index(0xE1) + 1
        with pytest.raises(SourceRefused, match=rf"byte {place} is not UTF-8; save the file as UTF-8"):
            decode(declaration + rest)


def test_a_bad_byte_in_a_long_text_is_replaced_with_a_warning() -> None:
    content = NEWS.encode() + b" s\xe1 het"
    decoded = decode(content)
    assert decoded.text == f"{NEWS} s\ufffd het"
    assert decoded.warnings == (f"byte {len(NEWS.encode()) + 3} is not UTF-8; replaced by \ufffd: 1",)
    with pytest.raises(SourceRefused, match=r"broken encoding: byte .* is not UTF-8"):
        decode(content + b"\xe1 " * 3)


def test_a_warning_about_bytes_is_a_warning_of_the_article(tmp_path: Path) -> None:
    (tmp_path / "bai.html").write_bytes(PAGE.format("x", "Tin", NEWS).encode() + b"<!-- \xe1 -->")
    draft = FileLoader(pages=HtmlPageParser(load_profiles(None))).read(tmp_path / "bai.html")
    assert "is not UTF-8; replaced" in draft.warnings[0]


@pytest.mark.parametrize("label", ["windows-1252", "windows-1258"])
def test_a_byte_without_a_letter_is_a_control_character_as_in_browsers(label: str) -> None:
    declaration = f'<meta charset="{label}">'
    assert decode(declaration.encode() + b"a\x81\xe9") == Decoded(
        f"{declaration}a\x81é", ("bytes without a letter left out: 1",)
    )


@pytest.mark.parametrize(("label", "text"), [("gb2312", "新闻"), ("koi8-r", "новости"), ("euc-kr", "뉴스")])
def test_pages_of_other_countries_are_read_as_they_declare(label: str, text: str) -> None:
    declaration = f'<meta charset="{label}">'
    assert decode((declaration + text * 9).encode(label)).text == declaration + text * 9


def test_a_page_that_is_compressed_by_gzip_is_read() -> None:
    assert decode(gzip.compress(NEWS.encode())).text == NEWS
    with pytest.raises(SourceRefused, match="too big: its gzip holds more than"):
        decode(gzip.compress(b" " * (MAX_FILE_BYTES + 1)))


def test_a_page_in_several_gzip_members_is_read_whole() -> None:
    halves = NEWS.encode()[:20], NEWS.encode()[20:]
    assert decode(b"".join(map(gzip.compress, halves))) == Decoded(NEWS)
    with pytest.raises(SourceRefused, match="its gzip has more than 100 members"):
        decode(gzip.compress(b"") * 101)


def test_a_gzip_that_was_cut_off_is_read_with_a_warning() -> None:
    decoded = decode(gzip.compress(NEWS.encode())[:-4])
    assert decoded.text == NEWS
    assert decoded.warnings == ("its gzip ends too early: the end of the page may be missing; save it again",)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_byte_order_mark_is_detected_by_its_markup(codec: str) -> None:
    text = f'<html lang="vi"><head><title>Tin</title></head><body>{NEWS}'
    assert decode(text.encode(codec)).text == text


def test_a_few_zero_bytes_are_left_out_with_a_warning() -> None:
    decoded = decode(NEWS.encode() + b"\0")
    assert clean_text(decoded.text) == NEWS
    assert decoded.warnings == ("zero bytes left out: 1",)
