"""Text from before Unicode: code pages become Unicode, letters that only a font shows as Vietnamese are refused."""

from __future__ import annotations

import codecs
import gzip
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.file_reader import FileLoader, read_text
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html.profile import load_profiles
from bantin_reader.sources.limits import MAX_FILE_BYTES
from bantin_reader.sources.text.encoding import Decoded, decode, refuse_font_letters
from bantin_reader.sources.text.normalize import clean_text

NEWS = (
    "Sáng nay, bản Khuổi Mây khánh thành con đường bê tông dài hai cây số nối với trung tâm xã. Từ nay học sinh đến "
    "trường không còn phải lội suối, bà con chở lúa, chở ngô về nhà cũng đỡ vất vả hơn trước rất nhiều."
)
TONES = {"\u0300", "\u0309", "\u0303", "\u0301", "\u0323"}
TCVN3 = dict(
    zip(
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§",
        strict=True,
    )
)
VNI_LETTERS = {"đ": "ñ", "ơ": "ô", "ư": "ö", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "í": "í", "ị": "ò", "ỵ": "î"}
VNI_TONES = dict(zip("\u0300\u0309\u0303\u0301\u0323", "øûõùï", strict=True))
VNI_HATS = {
    "\u0302": {"": "â", **dict(zip(VNI_TONES, "àåãáä", strict=True))},
    "\u0306": {"": "ê", **dict(zip(VNI_TONES, "èúüéë", strict=True))},
}
PAGE = (
    '<html lang="vi"><head><style>p {{ font: {} }}</style></head><h1 data-role="title">{}</h1>'
    '<div data-role="content"><p>{}</p></div></html>'
)
PORTAL = "Block_BanTin_Toolbar\n19/11/2026\n{}\nBlock_BanTin_ViewData\n{}./.\n"


def tcvn3(text: str) -> str:
    return "".join(TCVN3.get(letter, letter) for letter in text)


def vni(text: str) -> str:
    """Each vowel with its signs after it, as the VNI fonts draw them."""
    converted = ""
    for letter in text:
        base, *marks = list(unicodedata.normalize("NFD", letter))
        tone = next((mark for mark in marks if mark in TONES), "")
        hat = next((mark for mark in marks if mark in VNI_HATS), "")
        horned = unicodedata.normalize("NFC", base + "\u031b") if "\u031b" in marks else base
        if letter in VNI_LETTERS:
            converted += VNI_LETTERS[letter]
        elif hat:
            converted += base + VNI_HATS[hat][tone]
        else:
            converted += VNI_LETTERS.get(horned, horned) + VNI_TONES.get(tone, "")
    return converted


def read_as_windows_1252(text: str) -> str:
    """UTF-8 as a browser shows it that was told windows-1252."""
    octets = (bytes([octet]) for octet in text.encode())
    return "".join(one.decode("cp1252", "ignore") or one.decode("latin-1") for one in octets)


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


def read_from(folder: Path, layout: str, title: str, text: str, font: str = "") -> str:
    file = folder / "bai.html"
    whole = PAGE.format(font, title, text) if layout == "page" else PORTAL.format(title, text)
    file.write_text(whole, encoding="utf-8")
    return FileLoader(pages=HtmlPageParser(load_profiles(None))).read(file).body


def test_the_tables_of_these_tests_are_right() -> None:
    assert tcvn3("Việt Nam đổi mới") == "ViÖt Nam ®æi míi"
    assert vni("Việt Nam đường tự hào") == "Vieät Nam ñöôøng töï haøo"
    assert read_as_windows_1252("Việt") == "Viá»‡t"


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
def test_bytes_that_no_known_encoding_explains_are_refused_with_the_place(label: str) -> None:
    declaration = f'<meta charset="{label}">'.encode()
    for rest in (windows_1258(NEWS), windows_1258(NEWS[:-1])):
        place = len(declaration) + windows_1258(NEWS).index(0xE1) + 1
        with pytest.raises(SourceRefused, match=rf"byte {place} is not UTF-8; save the file as UTF-8"):
            decode(declaration + rest)


@pytest.mark.parametrize("layout", ["page", "portal"])
@pytest.mark.parametrize(
    ("convert", "name"),
    [(tcvn3, r"TCVN3 \(ABC, \.VnTime\)"), (vni, r"VNI \(VNI-Times\)"), (read_as_windows_1252, "read as windows-1252")],
    ids=["tcvn3", "vni", "twice"],
)
def test_letters_that_are_not_unicode_are_refused_by_name(
    tmp_path: Path, layout: str, convert: Callable[[str], str], name: str
) -> None:
    for title in ("Khuổi Mây có đường mới", convert("Khuổi Mây có đường mới")):
        with pytest.raises(SourceRefused, match=f"the text is not Unicode but .*{name}: convert it to Unicode"):
            read_from(tmp_path, layout, title, convert(NEWS))


@pytest.mark.parametrize("layout", ["page", "portal"])
@pytest.mark.parametrize(
    "text",
    [
        NEWS,
        NEWS.upper(),
        unicodedata.normalize("NFD", NEWS),
        "The road to the upper villages was opened on Monday, and pupils no longer have to wade through the stream.",
        "Le village où passe la nouvelle route a fêté Noël à l'école. Depuis le mois d'août, les élèves ne traversent "
        "plus la rivière à pied, et les familles vendent leur maïs au marché de la vallée, même après les pluies.",
        "Die Straße nach Weißenfels ist am Montag geschlossen. Fußgänger müssen außen herum gehen; für Fahrgäste der "
        "Buslinie heißt das längere Wartezeiten.",
        "Příliš žluťoučký kůň úpěl ďábelské ódy, zatímco dívky v údolí zpívaly písně o řece a o vysokých horách.",
        "Diện tích 287 m², sâu ½ m, hạt 5µm, nhiệt độ 25°C ±2; giá 30¢, sai số 3×4 · bản quyền © Vân Sơn ® 2026 «mới».",
        "Thuốc Panadol®, Efferalgan® và Tylenol® đã có ở trạm y tế xã, bà con cần hỏi bác sĩ trước khi dùng.",
    ],
    ids=["proper", "capitals", "nfd", "english", "french", "german", "czech", "symbols", "trade marks"],
)
def test_text_in_unicode_is_no_false_alarm(tmp_path: Path, layout: str, text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert composed in read_from(tmp_path, layout, "Khuổi Mây", text)


def test_the_name_of_an_old_font_in_the_styles_is_no_reason_to_refuse(tmp_path: Path) -> None:
    assert read_from(tmp_path, "page", "Khuổi Mây", NEWS, ".VnTime, VNI-Times") == f"<p>{NEWS}</p>"


def test_a_bad_byte_in_a_long_text_is_replaced_and_told() -> None:
    content = NEWS.encode() + b" s\xe1 het"
    decoded = decode(content)
    assert decoded.text == f"{NEWS} s\ufffd het"
    assert decoded.warnings == (f"byte {len(NEWS.encode()) + 3} is not UTF-8; replaced by \ufffd: 1",)
    with pytest.raises(SourceRefused, match=r"broken encoding: byte .* is not UTF-8"):
        decode(content + b"\xe1 " * 3)


def test_a_warning_of_the_bytes_comes_with_the_article(tmp_path: Path) -> None:
    (tmp_path / "bai.html").write_bytes(PAGE.format("x", "Tin", NEWS).encode() + b"<!-- \xe1 -->")
    draft = FileLoader(pages=HtmlPageParser(load_profiles(None))).read(tmp_path / "bai.html")
    assert "is not UTF-8; replaced" in draft.warnings[0]


@pytest.mark.parametrize("label", ["windows-1252", "windows-1258"])
def test_a_byte_without_a_letter_is_a_control_character_as_in_browsers(label: str) -> None:
    declaration = f'<meta charset="{label}">'
    assert decode(declaration.encode() + b"a\x81\xe9") == Decoded(
        f"{declaration}a\x81é", ("bytes that stand for no letter left out: 1",)
    )


@pytest.mark.parametrize(("label", "text"), [("gb2312", "新闻"), ("koi8-r", "новости"), ("euc-kr", "뉴스")])
def test_pages_of_other_countries_are_read_as_they_declare(label: str, text: str) -> None:
    declaration = f'<meta charset="{label}">'
    assert decode((declaration + text * 9).encode(label)).text == declaration + text * 9


def test_a_page_that_is_packed_by_gzip_is_read() -> None:
    assert decode(gzip.compress(NEWS.encode())).text == NEWS
    with pytest.raises(SourceRefused, match="too big: its gzip holds more than"):
        decode(gzip.compress(b" " * (MAX_FILE_BYTES + 1)))


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_known_by_its_markup(codec: str) -> None:
    text = f'<html lang="vi"><head><title>Tin</title></head><body>{NEWS}'
    assert decode(text.encode(codec)).text == text


def test_a_few_zero_bytes_are_left_out_and_told() -> None:
    decoded = decode(NEWS.encode() + b"\0")
    assert clean_text(decoded.text) == NEWS
    assert decoded.warnings == ("zero bytes left out: 1",)


@pytest.mark.parametrize(
    "text",
    [
        "Le marché «Le Col» et «La Rivière» du journal.",
        "«Trois Jours», «Le Marché», «Été»",
        "Das Café »Bär« und »Übung« in München.",
    ],
)
def test_quotation_marks_of_other_languages_are_no_old_font(text: str) -> None:
    refuse_font_letters(text)
