"""A live site on loopback, which consumers of other makers ask as they would ask any site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.source_factory import create_withdrawal
from tests.browser.site import LiveSite
from tests.conftest import DATA, SAMPLES, land

PICTURED = SAMPLES / "canh-bao-lu-sat-lo-song-nam-lam.md"
PLAIN = SAMPLES / "ke-hoach-vu-dong-xuan-2026-2027.md"
TWO_LANGUAGES = (SAMPLES / "to-cong-nghe-so-khuoi-may.md", SAMPLES / "khuoi-may-digital-team.md")
TAGGED = DATA / "saved" / "mojoportal" / "clean.html"
AWKWARD = "\"Lũ\" & <sạt lở> 'đêm' ]]> 🌊"


@dataclass(frozen=True)
class Served:
    """Where the site is, and the addresses of its articles."""

    url: str
    pictured: str
    plain: str
    vietnamese: str
    english: str
    tagged: str
    awkward: str
    withdrawn: str


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("consumers")
    awkward, withdrawn = folder / "la.md", folder / "rut.md"
    awkward.write_text(f"---\ntitle: |-\n  {AWKWARD}\n---\nNội dung.", "utf-8")
    withdrawn.write_text("---\ntitle: Tin sai\n---\nNội dung.", "utf-8")
    settings = Settings(data=folder / "var")
    slugs = land(settings, PICTURED, PLAIN, *TWO_LANGUAGES, TAGGED, awkward, withdrawn)
    create_withdrawal(settings).withdraw(slugs[-1], "Sai số liệu.")
    live = LiveSite(create_app(settings))
    yield Served(live.url, *(f"{live.url}/articles/{slug}" for slug in slugs))
    live.stop()


@pytest.fixture(autouse=True)
def _straight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loopback is asked directly, whatever proxy the machine has."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
