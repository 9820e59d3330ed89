"""Settings: where each comes from, which wins, and how a wrong one names itself."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest
from PIL import Image

from bantin_reader.config.settings import Settings, SettingsError
from bantin_reader.config.validators import LOGO_TYPES
from tests.unit.config.setting_values import GOOD, WRONG


@pytest.fixture(autouse=True)
def site(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty working folder with a logo, and no setting at all."""
    monkeypatch.delenv("BANTIN_DATA")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "logo.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "logo.gif").touch()
    for name, size in {"narrow": (540, 1200), "wide": (1280, 800), "long": (1280, 400), "small": (319, 300)}.items():
        Image.new("1", size).save(tmp_path / f"{name}.png")
    (tmp_path / "thu-muc.svg").mkdir()
    return tmp_path


def toml(file: Path, **values: str) -> None:
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
    file.write_text("\n".join(lines), encoding="utf-8")


def test_every_setting_has_a_default(site: Path) -> None:
    settings = Settings()
    assert settings.database_url == f"sqlite:///{site}/var/bantin.sqlite3"
    assert (settings.data, settings.site_name, settings.time_zone) == (Path("var"), "Bản tin", "Asia/Ho_Chi_Minh")
    assert [settings.public_url, settings.logo, settings.accent, settings.accent_dark] == [None] * 4
    assert settings.footer == settings.contact == ""
    assert settings.embed_allow == "*"
    assert settings.log_access is settings.log_addresses is False
    assert [settings.metrics_folder, settings.metrics_token] == [None] * 2


def test_the_list_of_good_values_knows_every_setting() -> None:
    assert set(GOOD) == set(Settings.model_fields)


@pytest.mark.parametrize("name", GOOD)
def test_a_setting_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"BANTIN_{name.upper()}", GOOD[name][0])
    assert getattr(Settings(), name) == GOOD[name][1]


@pytest.mark.parametrize("name", GOOD)
def test_a_setting_comes_from_the_file_in_the_working_folder(site: Path, name: str) -> None:
    toml(site / "bantin.toml", **{name: GOOD[name][0]})
    assert getattr(Settings(), name) == GOOD[name][1]


@pytest.mark.parametrize("name", GOOD)
def test_a_setting_comes_from_the_file_that_bantin_config_names(
    monkeypatch: pytest.MonkeyPatch, site: Path, name: str
) -> None:
    toml(site / "vanson.toml", **{name: GOOD[name][0]})
    toml(site / "bantin.toml", site_name="Không đọc tệp này")
    monkeypatch.setenv("BANTIN_CONFIG", "vanson.toml")
    assert getattr(Settings(), name) == GOOD[name][1]
    assert Settings().site_name != "Không đọc tệp này"


def test_the_environment_wins_over_the_file_but_not_when_it_is_empty(
    monkeypatch: pytest.MonkeyPatch, site: Path
) -> None:
    toml(site / "bantin.toml", site_name="Từ tệp", footer="Chân trang từ tệp")
    monkeypatch.setenv("BANTIN_SITE_NAME", "Từ môi trường")
    monkeypatch.setenv("BANTIN_FOOTER", "")
    assert (Settings().site_name, Settings().footer) == ("Từ môi trường", "Chân trang từ tệp")


def test_the_database_lies_in_the_data_folder(site: Path) -> None:
    assert Settings(data="kho").database_url == f"sqlite:///{site}/kho/bantin.sqlite3"


@pytest.mark.parametrize(("name", "value", "reason"), WRONG)
def test_a_wrong_value_stops_the_start_and_names_its_setting_alone(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, reason: str
) -> None:
    monkeypatch.setenv(f"BANTIN_{name.upper()}", value)
    with pytest.raises(SettingsError) as error:
        Settings()
    assert reason in str(error.value)
    assert str(error.value).startswith(f"BANTIN_{name.upper()}: ")
    assert str(error.value).count("BANTIN_") == 1, str(error.value)


def test_a_token_is_told_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "bimatbimatbimatbimat" not in repr(Settings(metrics_token="bimatbimatbimatbimat"))
    with pytest.raises(SettingsError) as error:
        Settings(metrics_token="bí mật bí mật bí mật")
    assert "bí mật" not in str(error.value)


def test_every_wrong_value_is_named() -> None:
    with pytest.raises(SettingsError, match=r"BANTIN_PUBLIC_URL: .*; BANTIN_TIME_ZONE: "):
        Settings(public_url="x", time_zone="x")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b'ten_trang = "a"', r"bantin\.toml: ten_trang: no such setting"),
        (b'[site]\nname = "a"', r"bantin\.toml: site: no such setting"),
        (b'site_name = "a', r"bantin\.toml: Unterminated"),
        (b"site_name Van Son", r"bantin\.toml: .*line 1"),
        (b"site_name = 5", "BANTIN_SITE_NAME: .*string"),
        (b'accent = ""', "BANTIN_ACCENT: .*not a colour"),
        ('site_name = "Bản tin"'.encode("utf-16"), r"bantin\.toml: "),
        (b'site_name = "B\xff"', r"bantin\.toml: "),
    ],
)
def test_a_wrong_file_is_named(site: Path, text: bytes, reason: str) -> None:
    (site / "bantin.toml").write_bytes(text)
    with pytest.raises(SettingsError, match=reason):
        Settings()


def test_a_byte_order_mark_before_the_file_is_passed_over(site: Path) -> None:
    (site / "bantin.toml").write_bytes(codecs.BOM_UTF8 + 'site_name = "Vân Sơn"'.encode())
    assert Settings().site_name == "Vân Sơn"


@pytest.mark.parametrize("named", ["khong-co.toml", "thu-muc.svg"])
def test_a_configuration_file_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("BANTIN_CONFIG", named)
    with pytest.raises(SettingsError, match=f"BANTIN_CONFIG: {named}: no such file"):
        Settings()


@pytest.mark.parametrize("suffix", LOGO_TYPES)
def test_every_logo_type_is_taken(site: Path, suffix: str) -> None:
    logo = site / f"logo{suffix.upper()}"
    logo.touch()
    assert Settings(logo=logo).logo == logo


@pytest.mark.parametrize("contact", ["https://vanson.example.vn/lien-he", "+84 (20) 3850-000", "a@b.vn"])
def test_a_contact_is_an_address_of_any_kind(contact: str) -> None:
    assert Settings(contact=contact).contact == contact
