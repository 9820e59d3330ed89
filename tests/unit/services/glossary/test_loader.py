"""Loading the package's glossaries and the operator's."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from bantin_reader.config.settings import SettingsError
from bantin_reader.services.glossary.loader import load_glossaries
from bantin_reader.web.i18n.locale import LANGUAGES


def own(folder: Path, text: str) -> Path:
    (folder / "glossary.toml").write_text(text, "utf-8")
    return folder


def test_the_package_knows_the_common_abbreviations(tmp_path: Path) -> None:
    glossaries = load_glossaries(tmp_path, LANGUAGES)
    assert len(glossaries["vi"].meanings) >= 150
    assert len(glossaries["en"].meanings) >= 60
    assert glossaries["vi"].unexplained_in("UBND xã", "") == {"UBND": "Ủy ban nhân dân"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_entry_has_an_address_of_its_own_and_normalized_text(tmp_path: Path, lang: str) -> None:
    glossary = load_glossaries(tmp_path, LANGUAGES)[lang]
    anchors = [glossary.anchor(short) for short in glossary.meanings]
    assert len(set(anchors)) == len(anchors)
    for short, meanings in glossary.meanings.items():
        for text in (short, *(meaning.expansion for meaning in meanings)):
            assert unicodedata.is_normalized("NFC", text)


def test_the_operators_entry_wins(tmp_path: Path) -> None:
    folder = own(tmp_path, '[vi]\nUBND = "Ủy ban của chúng tôi"\nXYZ = "Xã Yên Zan"\n[vi.TYT]\n')
    glossary = load_glossaries(folder, LANGUAGES)["vi"]
    assert glossary.unexplained_in("UBND, XYZ, TYT", "") == {"UBND": "Ủy ban của chúng tôi", "XYZ": "Xã Yên Zan"}


def test_the_operator_says_how_a_word_is_said_or_that_it_is_not(tmp_path: Path) -> None:
    text = (
        '[vi.VNeID]\nsay = "vê nờ i đi"\n[vi."(sưu tầm)"]\nskip = true\n[vi.XYZ]\nmeans = "Xã Yên"\nsay = "ích y dét"\n'
    )
    glossary = load_glossaries(own(tmp_path, text), LANGUAGES)["vi"]
    assert glossary.said == {"VNeID": "vê nờ i đi", "(sưu tầm)": "", "XYZ": "ích y dét"}
    assert "(sưu tầm)" not in glossary.meanings
    assert set(glossary.unexplained_in("VNeID, XYZ, (sưu tầm)", "")) == {"VNeID", "XYZ"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[vi]\nUBND = 3\n", "UBND"),
        ('[vi]\nUBND = ""\n', "UBND"),
        ('[[vi.UBND]]\nmean = "x"\n', "UBND"),
        ('[vi.UBND]\nsay = "x"\nskip = true\n', "UBND"),
        ('[vi.UBND]\ncategories = ["x"]\n', "UBND"),
        ('[fr]\nONU = "x"\n', "fr"),
        ("[vi\n", "glossary.toml"),
    ],
)
def test_a_wrong_entry_stops_the_start_and_is_named(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        load_glossaries(own(tmp_path, text), LANGUAGES)
