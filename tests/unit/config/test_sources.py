"""The `[[sources]]` of the configuration file: a wrong one is named with its table and its key."""

from __future__ import annotations

from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings, SettingsError

TABLE = '[[sources]]\nname = "xa"\nkind = "feed"\nurl = "https://xa.example/rss"\n'


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "bantin.toml"
    monkeypatch.setenv("BANTIN_CONFIG", str(file))
    return file


def test_a_source_needs_a_name_a_kind_and_an_address(config: Path) -> None:
    config.write_text(TABLE, "utf-8")
    [source] = Settings().sources
    assert (source.name, source.kind, source.url) == ("xa", "feed", "https://xa.example/rss")
    assert (source.robots, source.delay, source.private_hosts) == (True, 1.0, ())


@pytest.mark.parametrize(
    ("written", "becomes", "reason"),
    [
        ('name = "xa"', "", r"\[\[sources\]\] 2: name: is missing"),
        ('name = "xa"', 'name = "Xã"', r"\[\[sources\]\] 2: name: 'Xã' is not like bao-tinh"),
        ("url = ", "#", r"\[\[sources\]\] 2: url is missing"),
        ('"feed"', '"portal"', r"\[\[sources\]\] 2: links is missing"),
        ('"feed"', '"portal"\nlinks = "["', r"\[\[sources\]\] 2: links: '\[' is no regular expression"),
        ('"feed"', '"folder"', r"\[\[sources\]\] 2: path is missing"),
        ('kind = "feed"', 'kind = "x"', r"\[\[sources\]\] 2: kind: .*'feed'"),
        ("https://", "ftp://", r"\[\[sources\]\] 2: url: 'ftp://xa\.example/rss' is not like https://"),
        ("https://", "https://a:b@", r"\[\[sources\]\] 2: url: "),
        ("kind", "loai", r"\[\[sources\]\] 2: loai: no such setting; there are name, kind, url"),
        ('name = "xa"', 'name = "xa"\ndelay = -1', r"\[\[sources\]\] 2: delay: .*0"),
        ('name = "xa"', 'name = "xa"\nprivate_hosts = ["a b"]', r"\[\[sources\]\] 2: private_hosts: 'a b' is not like"),
        ('name = "xa"', 'name = "mot"', r"\[\[sources\]\]: two sources are named 'mot'"),
    ],
)
def test_a_wrong_source_is_named(config: Path, written: str, becomes: str, reason: str) -> None:
    config.write_text(TABLE.replace('"xa"', '"mot"') + TABLE.replace(written, becomes), "utf-8")
    with pytest.raises(SettingsError, match=reason):
        Settings()


def test_what_is_no_json_in_the_environment_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANTIN_SOURCES", "feed")
    with pytest.raises(SettingsError, match=r"\[\[sources\]\]: need \[\[sources\]\] tables"):
        Settings()
