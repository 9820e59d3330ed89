"""Letters that only an old font shows as Vietnamese (TCVN3, VNI) are refused; no other text is taken for them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.file_reader import FileLoader
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html.profile import load_profiles
from bantin_reader.sources.text.font_letters import refuse_font_letters
from tests.unit.sources.text.news import NEWS, PAGE, TONES

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


def read_from(folder: Path, layout: str, title: str, text: str, font: str = "") -> str:
    file = folder / "bai.html"
    whole = PAGE.format(font, title, text) if layout == "page" else PORTAL.format(title, text)
    file.write_text(whole, encoding="utf-8")
    return FileLoader(pages=HtmlPageParser(load_profiles(None))).read(file).body


def test_the_tables_of_these_tests_are_right() -> None:
    assert tcvn3("Việt Nam đổi mới") == "ViÖt Nam ®æi míi"
    assert vni("Việt Nam đường tự hào") == "Vieät Nam ñöôøng töï haøo"
    assert read_as_windows_1252("Việt") == "Viá»‡t"


@pytest.mark.parametrize("layout", ["page", "portal"])
@pytest.mark.parametrize(
    ("convert", "name"),
    [(tcvn3, r"TCVN3 \(ABC, \.VnTime\)"), (vni, r"VNI \(VNI-Times\)"), (read_as_windows_1252, "read as windows-1252")],
    ids=["tcvn3", "vni", "twice"],
)
def test_text_for_an_old_font_is_refused_with_the_name_of_the_encoding(
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
def test_text_in_unicode_is_not_refused(tmp_path: Path, layout: str, text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert composed in read_from(tmp_path, layout, "Khuổi Mây", text)


def test_the_name_of_an_old_font_in_the_styles_is_no_reason_to_refuse(tmp_path: Path) -> None:
    assert read_from(tmp_path, "page", "Khuổi Mây", NEWS, ".VnTime, VNI-Times") == f"<p>{NEWS}</p>"


@pytest.mark.parametrize(
    "text",
    [
        "Le marché «Le Col» et «La Rivière» du journal.",
        "«Trois Jours», «Le Marché», «Été»",
        "Das Café »Bär« und »Übung« in München.",
    ],
)
def test_quotation_marks_of_other_languages_are_not_taken_for_an_old_font(text: str) -> None:
    refuse_font_letters(text)
