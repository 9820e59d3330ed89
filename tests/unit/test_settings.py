"""Settings: where each comes from, which wins, and how a wrong one names itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from bantin_reader.colours import LEAST_CONTRAST, PAPERS, contrast, lightened
from bantin_reader.settings import LOGO_TYPES, Settings, SettingsError

GOOD: dict[str, tuple[str, Any]] = {
    "data": ("kho", Path("kho")),
    "database_url": ("postgresql+psycopg://vanson@may-chu/bantin", "postgresql+psycopg://vanson@may-chu/bantin"),
    "public_url": ("https://bantin.vanson.example.vn/", "https://bantin.vanson.example.vn"),
    "hosts": (
        " www.VanSon.example.vn., 10.0.0.5:8000 [2001:DB8::1] bảntin.vn ",
        "www.vanson.example.vn 10.0.0.5:8000 [2001:db8::1] xn--bntin-v11b.vn",
    ),
    "proxies": ("127.0.0.1, ::1 10.1.2.3/24", "127.0.0.1/32 ::1/128 10.1.2.0/24"),
    "site_name": ("Bản tin Vân Sơn", "Bản tin Vân Sơn"),
    "logo": ("logo.svg", Path("logo.svg")),
    "accent": ("#7a1f1f", "#7a1f1f"),
    "accent_dark": ("#ffb4a8", "#ffb4a8"),
    "cache_bytes": ("1000000", 1_000_000),
    "stale_seconds": ("60", 60),
    "embed_allow": (
        " https://www.bo.example.vn, https://*.example.org:8443 ",
        "https://www.bo.example.vn https://*.example.org:8443",
    ),
    "footer": ("Cổng thông tin điện tử tỉnh Vân Sơn", "Cổng thông tin điện tử tỉnh Vân Sơn"),
    "contact": ("banbientap@vanson.example.vn", "banbientap@vanson.example.vn"),
    "time_zone": ("Asia/Bangkok", "Asia/Bangkok"),
    "log_access": ("true", True),
    "log_addresses": ("yes", True),
    "metrics_folder": ("/run/bantin", Path("/run/bantin")),
    "metrics_token": ("Zm9vYmFyYmF6cXV4MTIzNA==", SecretStr("Zm9vYmFyYmF6cXV4MTIzNA==")),
}
WRONG = [
    ("accent", "đỏ tươi", "not a colour"),
    ("accent", "#005a36", "has 6.9:1 on the sepia paper; it needs 7:1"),
    ("accent", "#ff0000", "on the light paper; it needs 7:1"),
    ("accent", "#525252", "on the sepia paper; it needs 7:1"),
    ("accent", "transparent", "BANTIN_ACCENT"),
    ("accent", "#7a1f1f20", "BANTIN_ACCENT"),
    ("accent_dark", "#7a1f1f", "on the dark paper; it needs 7:1"),
    ("time_zone", "Asia/Van_Son", "no time zone"),
    ("time_zone", "../../etc/passwd", "no time zone"),
    ("time_zone", "Asia", "no time zone"),
    ("cache_bytes", "-1", "greater than or equal to 0"),
    ("stale_seconds", "một giờ", "valid integer"),
    ("embed_allow", "www.bo.example.vn", "not like https://www.example.vn"),
    ("embed_allow", "https://bo.example.vn; script-src *", "not like https://www.example.vn"),
    ("embed_allow", "https://bo.example.vn/trang", "not like https://www.example.vn"),
    ("embed_allow", "* https://bo.example.vn", "not like https://www.example.vn"),
    ("hosts", "https://www.example.vn", "not like bantin.example.vn or 10.0.0.5:8000"),
    ("proxies", "1", "no address or network like 127.0.0.1 or 10.0.0.0/24"),
    ("site_name", "   ", "at least 1 character"),
    ("public_url", "bantin.vanson.example.vn", "not like https://"),
    ("public_url", "ftp://bantin.example.vn", "not like https://"),
    ("public_url", "https://bantin.example.vn/?a=1", "not like https://"),
    ("public_url", "https://bantin.example.vn/#a", "not like https://"),
    ("public_url", "https://bản tin.example.vn", "BANTIN_PUBLIC_URL"),
    ("database_url", "mysql://may-chu/bantin", "need sqlite or postgresql"),
    ("database_url", "var/bantin.sqlite3", "need sqlite or postgresql"),
    ("contact", "hỏi anh Tâm", "no e-mail address"),
    ("contact", "javascript:alert(1)", "no e-mail address"),
    ("log_access", "đôi khi", "valid boolean"),
    ("log_addresses", "2", "valid boolean"),
    ("metrics_token", "ngắn", "need at least 16 letters"),
    ("metrics_token", "mười sáu chữ cái có dấu", "need at least 16 letters"),
    ("metrics_token", "0123456789abcdef\nX-Forged: 1", "need at least 16 letters"),
    ("logo", "khong-co.svg", "no such file"),
    ("logo", "logo.gif", "need one of .svg"),
    ("logo", "thu-muc.svg", "no such file"),
]


@pytest.fixture(autouse=True)
def site(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty working folder with a logo, and no setting at all."""
    monkeypatch.delenv("BANTIN_DATA")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "logo.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "logo.gif").touch()
    (tmp_path / "thu-muc.svg").mkdir()
    return tmp_path


def toml(file: Path, **values: str) -> None:
    file.write_text("\n".join(f'{name} = "{value}"' for name, value in values.items()), encoding="utf-8")


def hexed(rgb: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def test_every_setting_has_a_default(site: Path) -> None:
    settings = Settings()
    assert settings.database_url == f"sqlite:///{site}/var/bantin.sqlite3"
    assert (settings.data, settings.site_name, settings.time_zone) == (Path("var"), "Bản tin", "Asia/Ho_Chi_Minh")
    assert settings.public_url is settings.logo is settings.accent is settings.accent_dark is None
    assert settings.footer == settings.contact == ""
    assert settings.embed_allow == "*"
    assert settings.log_access is settings.log_addresses is False
    assert settings.metrics_folder is settings.metrics_token is None


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


def test_the_lightest_grey_at_seven_to_one_is_taken_and_the_next_is_not() -> None:
    greys = [f"#{level:02x}{level:02x}{level:02x}" for level in range(256)]
    lightest = max(grey for grey in greys if contrast(grey, PAPERS["sepia"]) >= LEAST_CONTRAST)
    assert Settings(accent=lightest).accent == lightest
    with pytest.raises(SettingsError, match="sepia"):
        Settings(accent=greys[greys.index(lightest) + 1])


@pytest.mark.parametrize(("one", "other", "ratio"), [("#000", "#fff", 21.0), ("#777", "#fff", 4.48)])
def test_contrast_is_the_ratio_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@settings(deadline=None)
@given(st.tuples(*[st.integers(0, 0x70)] * 3).filter(lambda rgb: contrast(hexed(rgb), PAPERS["sepia"]) >= 7))
def test_an_accent_that_is_taken_gives_one_that_is_clear_on_dark_paper(rgb: tuple[int, int, int]) -> None:
    accent = hexed(rgb)
    settings = Settings(accent=accent)
    assert str(settings.accent) in (accent, f"#{accent[1::2]}")
    assert settings.accent_dark
    assert contrast(settings.accent_dark, PAPERS["dark"]) >= LEAST_CONTRAST
    assert settings.accent_dark == lightened(accent, PAPERS["dark"])


def test_an_accent_for_dark_paper_of_the_sites_own_is_kept() -> None:
    assert Settings(accent="#7a1f1f", accent_dark="#ffd0c8").accent_dark == "#ffd0c8"
